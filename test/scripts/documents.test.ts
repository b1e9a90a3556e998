// What is documented goes with the program, in both languages.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { documents } from '../../scripts/package/documents.ts';

const checkout = new URL('../../', import.meta.url);
const pages = ['keys', 'options', 'figures', 'scripts', 'simulated-cluster'];

it('the documents of a release are the READMEs, the pages of both languages, their pictures, and the schemas', async () => {
  const names = await documents();
  for (const page of pages)
    expect(names).toEqual(expect.arrayContaining([`docs/${page}.md`, `docs/zh/${page}.md`]));
  expect(names).toEqual(
    expect.arrayContaining([
      'README.md',
      'README.zh-CN.md',
      'LICENSE',
      'CHANGELOG.md',
      'docs/glossary.md',
      'docs/recipes.md',
      'docs/pictures/tenants.svg',
      'docs/pictures/zh/tenants.svg',
      'schema/once.schema.json',
      'schema/change.schema.json',
      'schema/watch.schema.json',
    ]),
  );
});

it.each(pages.flatMap(page => [`docs/${page}.md`, `docs/zh/${page}.md`]))(
  '%s has no link that leads out of a release',
  async page => {
    const links = [...readFileSync(new URL(page, checkout), 'utf8').matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)];
    expect(links.length).toBeGreaterThan(0);
    const names = await documents();
    for (const [, target = ''] of links) {
      const { pathname } = new URL(target, new URL(page, checkout));
      expect(names).toContain(pathname.slice(checkout.pathname.length));
    }
  },
);
