// The documents of a release, for npm, archives and packages of a system alike.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const checkout = new URL('../..', import.meta.url).pathname;

const readmes = ['README.md', 'README.zh-CN.md'];

/** The files that a page links to, relative to the page. */
function linkedFiles(markdown: string): readonly string[] {
  return [...markdown.matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)].map(([, target = '']) => target);
}

/** Paths in the checkout: the READMEs, what they link to (pages and pictures in both languages), and the JSON schemas. */
export async function documents(): Promise<readonly string[]> {
  const texts = await Promise.all(readmes.map(name => readFile(join(checkout, name), 'utf8')));
  const schemas = (await readdir(join(checkout, 'schema'))).map(name => `schema/${name}`);
  return [...new Set([...readmes, 'LICENSE', ...texts.flatMap(linkedFiles), ...schemas])];
}
