// The Chinese pages say what the English ones say: what does not depend on the language is compared.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const checkout = new URL('../../', import.meta.url);
const read = (page: string) => readFileSync(new URL(page, checkout), 'utf8');

const translated = ['figures', 'keys', 'options', 'scripts', 'simulated-cluster'];
const pairs = [
  ['README.md', 'README.zh-CN.md'],
  ...translated.map(name => [`docs/${name}.md`, `docs/zh/${name}.md`] as const),
] as const;

/** Numbers of signs before the headings: `##` is 2. */
const levels = (text: string) => [...text.matchAll(/^(#+) /gm)].map(([, signs = '']) => signs.length);

/** What is typed and what the program answers for scripts; comments and sentences are of the language. */
const code = (text: string) =>
  [...text.matchAll(/^ *```\w*\n([\s\S]*?)^ *```$/gm)].map(([, block = '']) =>
    block
      .replace(/ +# .*$/gm, '')
      .replace(/"text":"[^"]*"/g, '"text":""')
      .replace(/^BACKUP.*$/gm, ''),
  );

/** Where links of a page lead, as paths of the checkout; those to a Chinese page count as those to the English one. */
const links = (page: string, text: string) => {
  const targets = [...text.matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)].map(([, target = '']) => target);
  const paths = targets.map(target => new URL(target, new URL(page, checkout)).pathname);
  return paths.map(path => path.slice(checkout.pathname.length));
};
const inEnglish = (path: string) =>
  pairs.find(([, chinese]) => chinese === path)?.[0] ?? path.replace(/^docs\/(pictures\/)?zh\//, 'docs/$1');

/** Names and values in the text: options, columns, files. Words of the screens are left out, which are of the language. */
const names = (text: string) => {
  const prose = text
    .replace(/^ *```[\s\S]*?^ *```$/gm, '')
    .replace(/<!-- (\w\S*) -->[\s\S]*?<!-- \/\1 -->/g, '');
  const found = [...prose.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name.replace(/\s+/g, ' '));
  return new Set(
    found.filter(name => /^[-~$[\]/\w.@#*=" |:]+$/.test(name) && !/ (seen|ends|later|min)\b/.test(name)),
  );
};

describe('the Chinese pages', () => {
  it('are those of the English ones that say that they are there', () => {
    const there = readdirSync(new URL('docs/zh', checkout)).map(name => name.replace(/\.md$/, ''));
    expect(there.sort()).toEqual([...translated].sort());
  });
});

describe('words of the screens that the Chinese pages quote', () => {
  it('are words of the screens', () => {
    const folder = new URL('source/text/zh/', checkout);
    const words = readdirSync(folder).map(file => readFileSync(new URL(file, folder), 'utf8'));
    const quoted = pairs.flatMap(([, page]) => [...read(page).matchAll(/“([^”]+)”/g)]);
    expect(quoted.length).toBeGreaterThan(5);
    for (const [, word = ''] of quoted) expect(words.join('\n')).toContain(word);
  });
});

describe.each(pairs)('%s and %s', (english, chinese) => {
  const [en, zh] = [read(english), read(chinese)];

  it('link to each other', () => {
    expect(links(english, en)).toContain(chinese);
    expect(links(chinese, zh)).toContain(english);
  });

  it('have the same headings, code and links', () => {
    expect(levels(zh)).toEqual(levels(en));
    expect(code(zh)).toEqual(code(en));
    const unique = (paths: readonly string[]) => [...new Set(paths.map(inEnglish))].sort();
    const other: readonly string[] = [english, chinese];
    const without = (page: string, text: string) => links(page, text).filter(path => !other.includes(path));
    expect(unique(without(chinese, zh))).toEqual(unique(without(english, en)));
  });

  it('name the same options, columns and files', () => {
    const [inZh, inEn] = [names(zh), names(en)];
    expect({ onlyEnglish: [...inEn].filter(name => !inZh.has(name)) }).toEqual({ onlyEnglish: [] });
    expect({ onlyChinese: [...inZh].filter(name => !inEn.has(name)) }).toEqual({ onlyChinese: [] });
  });

  it('link to files that are there', () => {
    for (const [page, text] of [
      [english, en],
      [chinese, zh],
    ] as const) {
      for (const path of links(page, text)) expect(existsSync(new URL(path, checkout)), path).toBe(true);
    }
  });
});
