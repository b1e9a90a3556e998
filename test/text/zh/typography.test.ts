// How Chinese is set: by the sources, as most sentences are functions of what they are filled with.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../../source/text/zh/', import.meta.url);

/** The strings of a file, with its comments left out. */
function stringsOf(file: string): string[] {
  const code = readFileSync(new URL(file, folder), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');
  return [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)].map(
    ([, plain, template]) => plain ?? template ?? '',
  );
}

const strings = readdirSync(folder).flatMap(file => stringsOf(file).map(text => [file, text] as const));
const chinese = strings.filter(([, text]) => /\p{Script=Han}/u.test(text));

/** What is set wrongly, with its file. */
function found(wrong: RegExp): string[] {
  return chinese.filter(([, text]) => wrong.test(text)).map(([file, text]) => `${file}: ${text}`);
}

describe('Chinese text', () => {
  it('is found', () => {
    expect(chinese.length).toBeGreaterThan(400);
  });

  it('has a space between Chinese and Latin or figures', () => {
    expect(found(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9%]\p{Script=Han}/u)).toEqual([]);
  });

  it('has full-width punctuation after Chinese', () => {
    expect(found(/\p{Script=Han}[,;:?!](?!\/)(?! $)|\p{Script=Han}\.(?!\d)/u)).toEqual([]);
  });

  it('has no space next to full-width punctuation, but before the marks between facts', () => {
    expect(found(/[，。；：？（）、] (?![·→])| [，。；：？（）、]/u)).toEqual([]);
  });

  it('uses no quotes, dashes or dots of ambiguous width', () => {
    expect(found(/[“”‘’—]|……/u)).toEqual([]);
  });

  it('uses the terms of the documentation', () => {
    expect(found(/登陆|帐号|报警|错误代码|归档延时|取消备份|删除备份|启动备份|日志备份(?!的)/u)).toEqual([]);
  });
});
