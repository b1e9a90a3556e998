// docs/architecture.md names files and folders; what it names has to be there.
import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { rooms } from '../../scripts/rooms.ts';

const root = new URL('../../', import.meta.url);
const text = await readFile(new URL('docs/architecture.md', root), 'utf8');

/** Every file and folder of the folders that the page is about, from the root. */
async function entries(): Promise<string[]> {
  const folders = ['source', 'test', 'scripts', 'schema', 'docs'];
  const below = await Promise.all(
    folders.map(async folder =>
      (await readdir(new URL(folder, root), { recursive: true })).map(name => `${folder}/${name}`),
    ),
  );
  return [...folders, ...below.flat(), ...(await readdir(root))];
}

describe('The page on how the program is built', () => {
  it('names files and folders that are there', async () => {
    const all = await entries();
    const named = [
      ...text.matchAll(/`([\w./-]+(?:\.(?:ts|tsx|js|md|json|jsonc|grit)|\/))`|\]\(([\w./-]+)\)/g),
    ]
      .map(([, code, link]) => code ?? link?.replace(/^\.\.\//, '') ?? '')
      // What the build and npm make is not in the repository, and `/proc` is of the system.
      .filter(name => !/^(?:dist|node_modules|\/)/.test(name));
    expect(named.length).toBeGreaterThan(100);
    const isThere = (name: string) => {
      const plain = name.replace(/\/$/, '');
      return all.some(each => each === plain || each.endsWith(`/${plain}`));
    };
    expect(named.filter(name => !isThere(name))).toEqual([]);
  });

  it('has every room of source/ in its plan', () => {
    const [plan = ''] = /```[\s\S]*?```/.exec(text) ?? [];
    for (const room of Object.keys(rooms)) expect(plan).toContain(`\n  ${room}/`);
  });

  it('has no more files about log streams than it says', async () => {
    const names = (await readdir(new URL('source', root), { recursive: true })).filter(
      name => /\.tsx?$/.test(name) && !/^(?:simulator|text)\//.test(name),
    );
    const about = await Promise.all(
      names.map(async name => /log.?stream/i.test(await readFile(new URL(`source/${name}`, root), 'utf8'))),
    );
    const count = Number(/are named in (\d+) files of `source\/`/.exec(text)?.[1]);
    expect(about.filter(Boolean)).toHaveLength(count);
  });
});
