// How Chinese is set on the screens, where sentences meet figures, names and each other.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('frames/zh/', import.meta.url);
const frames = readdirSync(folder);

describe.each(frames)('%s', file => {
  // The longest label of the panel fills its column.
  const text = readFileSync(new URL(file, folder), 'utf8').replaceAll(' 处理建议 ', '');
  const found = (wrong: RegExp) => text.match(new RegExp(`.{0,10}(?:${wrong.source}).{0,10}`, 'gu')) ?? [];

  it('has a space between Chinese and Latin or figures, and none between Chinese words', () => {
    expect(text).toMatch(/\p{Script=Han}{2}/u);
    expect(found(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9%]\p{Script=Han}/u)).toEqual([]);
    expect(found(/\p{Script=Han} \p{Script=Han}/u)).toEqual([]);
  });

  it('has full-width punctuation after Chinese, with no space next to it but before the marks between facts', () => {
    expect(found(/\p{Script=Han}[,;:?!.]/u)).toEqual([]);
    expect(found(/[，。；：？（）、] (?![·→ ])| [，。；：？（）、]/u)).toEqual([]);
  });

  it('has percentages and counts in one piece', () => {
    expect(found(/\d %|\d{1,3} \d{3}(?!\d)/u)).toEqual([]);
  });
});
