// Links between the documents: the files are there, and so are the headings.
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { linkedFiles, withoutDeadLinks } from '../../scripts/package/documents.ts';
import { deadLinks, pagesBelow } from '../fixtures/page-links.ts';

const checkout = new URL('../../', import.meta.url).pathname;
const pages = [
  ...(await readdir(checkout)).filter(name => name.endsWith('.md')),
  ...(await pagesBelow(join(checkout, 'docs'))).map(name => `docs/${name}`),
];

describe('links in documents', () => {
  it('are looked at in every document', () => {
    expect(pages).toEqual(
      expect.arrayContaining(['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', 'docs/keys.md']),
    );
    expect(pages.length).toBeGreaterThan(15);
  });

  it.each(pages)('of %s lead to files and headings that are there', async page => {
    expect(await deadLinks(checkout, page)).toEqual([]);
  });

  it('that lead nowhere are found: a file that is not there, a heading that is not', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'links-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(
      join(folder, 'a.md'),
      '[b](b.md) [c](c.md) [there](b.md#as-it-is-1) [not](b.md#fenced) [here](#中文-标题)\n# `中文` 标题\n![p](p.svg)',
    );
    await writeFile(join(folder, 'b.md'), '# As it is\n## As it is\n```\n# fenced\n```\n');
    expect(await deadLinks(folder, 'a.md')).toEqual([
      'a.md: c.md: no such file',
      'a.md: b.md#fenced: no such heading',
      'a.md: p.svg: no such file',
    ]);
  });
});

describe('a page that is packed', () => {
  it('keeps links to what is packed with it, and of others their text', () => {
    const page =
      '[a](keys.md) [`b`](../scripts/rooms.ts) [c](https://example.com) [d](#e) ![f](pictures/f.svg)';
    expect(withoutDeadLinks('docs/x.md', page)).toBe(
      '[a](keys.md) `b` [c](https://example.com) [d](#e) ![f](pictures/f.svg)',
    );
    expect(linkedFiles('docs/x.md', page)).toEqual([
      'docs/keys.md',
      'scripts/rooms.ts',
      'docs/pictures/f.svg',
    ]);
  });
});
