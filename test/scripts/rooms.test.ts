import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { importRules } from '../../scripts/import-rules.ts';
import { type Room, rooms } from '../../scripts/rooms.ts';

const top = fileURLToPath(new URL('../..', import.meta.url));

/** The parts of Biome's report that are read. */
interface Report {
  readonly diagnostics: readonly {
    readonly category: string;
    readonly location: { readonly path: string };
  }[];
}

/** Lints made-up files with the project's own biome.json; gives for each file the rules of its room that it breaks. */
async function broken(
  files: Readonly<Record<string, string>>,
  table: Readonly<Record<string, Room>> = rooms,
) {
  const folder = await mkdtemp(join(tmpdir(), 'rooms-'));
  try {
    const given = {
      ...files,
      'biome.json': await readFile(join(top, 'biome.json'), 'utf8'),
      'scripts/import-rules.jsonc': importRules(table),
      'scripts/function-style.grit': await readFile(join(top, 'scripts/function-style.grit'), 'utf8'),
    };
    for (const [path, text] of Object.entries(given)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const biome = join(top, 'node_modules/@biomejs/biome/bin/biome');
    const rules = ['noRestrictedImports', 'noImportCycles', 'noRestrictedGlobals', 'plugin'];
    const options = ['--reporter=json', '--vcs-enabled=false', '--max-diagnostics=none'];
    const linted = promisify(execFile)(process.execPath, [biome, 'lint', ...options, '.'], { cwd: folder });
    const { stdout } = await linted.catch((fault: { stdout: string }) => fault);
    const { diagnostics } = JSON.parse(stdout) as Report;
    return Object.keys(files).map(path =>
      diagnostics
        .filter(({ location }) => location.path === path)
        .map(({ category }) => category.replace(/^lint\/\w+\//, ''))
        .filter(rule => rules.includes(rule))
        .join(' '),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Each import in a file of its own in that folder; gives those that lint refuses. */
async function refused(folder: string, imports: readonly string[], table?: Readonly<Record<string, Room>>) {
  const files = imports.map((line, index) => [`${folder}/file${index}.tsx`, `${line};\n`]);
  const found = await broken(Object.fromEntries(files), table);
  return imports.filter((_, index) => found[index] === 'noRestrictedImports');
}

describe('the table of rooms', () => {
  it('has a line for each folder of source/, and no other', async () => {
    const found = await readdir(join(top, 'source'), { withFileTypes: true });
    const folders = found.filter(entry => entry.isDirectory()).map(entry => entry.name);
    const lines = Object.keys(rooms).filter(room => !room.includes('/'));
    expect(lines.toSorted()).toEqual(folders.toSorted());
  });

  it('names for each room only rooms above it', () => {
    const order = Object.keys(rooms);
    const upwards = Object.entries(rooms).flatMap(([room, { rooms: named }], index) =>
      named.filter(other => !order.slice(0, index).includes(other)).map(other => `${room} -> ${other}`),
    );
    expect(upwards).toEqual([]);
  });

  it('is what the lint rules were made from; `npm run rooms` makes them again', async () => {
    const written = await readFile(join(top, 'scripts/import-rules.jsonc'), 'utf8');
    expect(importRules(rooms)).toBe(written);
  });
});

describe('lint', { tags: ['slow'] }, () => {
  const up = [
    "import { a } from '../screens/a.ts'",
    "import type { A } from '../watch/a.ts'",
    "export { a } from '../oceanbase/a.ts'",
    "export * from '../report/a.ts'",
    "export const a = await import('../modes/a.ts')",
    "import './../text/a.ts'",
    "import '../../cli.tsx'",
    "import '../../test/a.ts'",
  ];
  it('refuses every import from the domain to another room, types too', async () => {
    expect(await refused('source/backup', up)).toEqual(up);
  });

  it('lets a room import its own files, the rooms of its line, and what these may import', async () => {
    const fine = [
      "import './a.ts'",
      "import './inner/a.ts'",
      "import '../backup/a.ts'",
      "import '../text/inner/a.ts'",
    ];
    expect(await refused('source/oceanbase', fine)).toEqual([]);
    expect(await refused('source/components', ["import '../watch/a.ts'", "import '../backup/a.ts'"])).toEqual(
      [],
    );
  });

  it('keeps reader and simulator apart', async () => {
    expect(await refused('source/oceanbase', ["import '../simulator/a.ts'"])).toHaveLength(1);
    expect(
      await refused('source/simulator', ["import '../oceanbase/a.ts'", "import '../text/a.ts'"]),
    ).toHaveLength(2);
  });

  it('holds the rules in the folders of a room too', async () => {
    const fine = ["import '../a.ts'", "import '../../other/a.ts'", "import '../../../backup/a.ts'"];
    const wrong = ["import '../../../watch/a.ts'", "import '../../../../cli.tsx'", "import 'ink'"];
    expect(await refused('source/oceanbase/inner/deep', [...fine, ...wrong])).toEqual(wrong);
  });

  it('refuses everything in a folder that is not in the table', async () => {
    const all = ["import '../text/a.ts'", "import './a.ts'", "import 'react'"];
    expect(await refused('source/attic', all)).toEqual(all);
  });

  it('lets a folder with a line of its own import only what that says', async () => {
    const table = {
      text: { rooms: [], packages: [] },
      'oceanbase/session': { rooms: [], packages: [] },
      'oceanbase/views': { rooms: ['text', 'oceanbase/session'], packages: [] },
      oceanbase: { rooms: [], packages: ['mysql2'] },
    };
    const fine = ["import './a.ts'", "import '../../text/a.ts'", "import '../session/a.ts'"];
    const wrong = ["import '../a.ts'", "import '../statement/a.ts'", "import 'mysql2'"];
    expect(await refused('source/oceanbase/views', [...fine, ...wrong], table)).toEqual(wrong);
    expect(await refused('source/oceanbase', ["import './views/a.ts'", "import 'mysql2'"], table)).toEqual(
      [],
    );
  });

  it.each([
    ['ink', ['components', 'screens']],
    ['react', ['components', 'screens']],
    ['mysql2', ['oceanbase']],
    ['mysql2/promise', ['oceanbase']],
    ['meow', ['settings']],
    ['left-pad', []],
    ['node:sqlite', ['lifecycle', 'modes', 'oceanbase', 'settings', 'simulator']],
    ['node:fs/promises', ['lifecycle', 'modes', 'oceanbase', 'settings', 'simulator', 'terminal']],
    ['fs', []],
  ])('lets only the rooms of a package import it: %s', async (name, expected) => {
    const files = Object.keys(rooms).map(room => [`source/${room}/a.ts`, `import '${name}';\n`]);
    const found = await broken(Object.fromEntries(files));
    expect(Object.keys(rooms).filter((_, index) => found[index] === '')).toEqual(
      expect.arrayContaining(expected),
    );
    expect(found.filter(rule => rule === '')).toHaveLength(expected.length);
  });

  it('refuses what reaches out of the program in the domain and in text', async () => {
    const effects = ['process.env', "console.log('')", "fetch('')", 'setTimeout(() => 1, 1)'];
    const files = effects.flatMap((effect, index) => [
      [`source/backup/file${index}.ts`, `${effect};\n`],
      [`source/text/inner/file${index}.ts`, `${effect};\n`],
      [`source/watch/file${index}.ts`, `${effect};\n`],
    ]);
    const found = await broken(Object.fromEntries(files));
    const each = ['noRestrictedGlobals', 'noRestrictedGlobals', ''];
    expect(found).toEqual(effects.flatMap(() => each));
  });

  it('finds a circle within a room, of types alone too', async () => {
    const circle = {
      'source/backup/one.ts': "import type { Two } from './two.ts';\nexport type One = Two;\n",
      'source/backup/two.ts': "import type { One } from './one.ts';\nexport type Two = One;\n",
    };
    expect(await broken(circle)).toEqual(['noImportCycles', 'noImportCycles']);
  });

  it('finds a circle between rooms, of types alone too', async () => {
    const circle = {
      'source/backup/one.ts': "import type { Two } from '../watch/two.ts';\nexport type One = Two;\n",
      'source/watch/two.ts': "import type { One } from '../backup/one.ts';\nexport type Two = One;\n",
    };
    expect(await broken(circle)).toEqual(['noRestrictedImports noImportCycles', 'noImportCycles']);
  });

  it('has the functions of a file declared, and lets arrow functions stand inside them', async () => {
    const arrow = 'export const one = (text: string): string => text;\n';
    const files = {
      'source/backup/arrow.ts': arrow,
      'source/watch/async.ts': 'export const one = async () => {};\n',
      'source/backup/declared.ts': 'export function one() {\n  const two = () => 1;\n  return two;\n}\n',
      'source/backup/typed.ts': 'export const one: () => number = () => 1;\n',
      'test/backup/arrow.ts': arrow,
    };
    expect(await broken(files)).toEqual(['plugin', 'plugin', '', '', '']);
  });
});
