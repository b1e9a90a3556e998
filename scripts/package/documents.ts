// The pages that packages carry: those that users read, and every page, picture and schema that is linked from there.
import { chmod, cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';

const checkout = new URL('../..', import.meta.url).pathname;

const roots = ['README.md', 'README.zh-CN.md', 'LICENSE', 'CHANGELOG.md', 'SECURITY.md'];
/** What may be packed; the sources that pages for contributors link to are not. */
const packable = /^(?:docs|schema|contrib)(?:\/|$)|^[^/]+\.md$|^LICENSE$/;

const link = /\[((?:[^[\]]|\[[^\]]*\])*)\]\((?!\w+:)([^)\s]+)\)/g;

/** The path in the checkout that a link of a page points to; null where it stays within the page. */
function targetOf(page: string, address: string): string | null {
  const [path = ''] = address.split('#');
  return path === '' ? null : posix.normalize(posix.join(posix.dirname(page), path));
}

/** The files and folders that a page links to, as paths in the checkout. */
export function linkedFiles(page: string, markdown: string): readonly string[] {
  const targets = [...markdown.matchAll(link)].map(([, , address = '']) => targetOf(page, address));
  return [...new Set(targets.filter(target => target !== null))];
}

/** The page as it is packed: a link to a file that is not packed becomes its text, as it would lead nowhere. */
export function withoutDeadLinks(page: string, markdown: string): string {
  return markdown.replaceAll(link, (whole, text: string, address: string) => {
    const target = targetOf(page, address);
    return target === null || packable.test(target) ? whole : text;
  });
}

/** All files of a folder of the checkout, or the file itself. */
async function filesOf(path: string): Promise<readonly string[]> {
  if ((await stat(join(checkout, path))).isFile()) return [path];
  return (await readdir(join(checkout, path))).map(name => posix.join(path, name));
}

/** The paths in the checkout of all that is packed. */
export async function documents(): Promise<readonly string[]> {
  const found = new Set<string>([...roots, ...(await filesOf('contrib'))]);
  // A set that grows while it is walked is walked to its end.
  for (const page of found) {
    if (!page.endsWith('.md')) continue;
    const linked = linkedFiles(page, await readFile(join(checkout, page), 'utf8'));
    for (const target of linked.filter(path => packable.test(path)))
      for (const file of await filesOf(target)) found.add(file);
  }
  return [...found].sort();
}

/** Writes the pages below a folder, under their paths in the checkout, and returns these. Scripts can be run, pages cannot. */
export async function writeDocuments(folder: string): Promise<readonly string[]> {
  const paths = await documents();
  for (const path of paths) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    if (path.endsWith('.md'))
      await writeFile(target, withoutDeadLinks(path, await readFile(join(checkout, path), 'utf8')));
    else await cp(join(checkout, path), target);
    await chmod(target, path.startsWith('contrib/') ? 0o755 : 0o644);
  }
  return paths;
}
