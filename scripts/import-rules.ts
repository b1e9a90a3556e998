// Turns the table of rooms into rules of Biome, which biome.json extends: `npm run rooms`.
import { writeFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { type Room, rooms } from './rooms.ts';

/** How deep folders may be nested in source/; files further down may import nothing. */
const deepest = 3;

/** A rule for the files that the glob names: they may import what `group` leaves, which is a list as in .gitignore. */
function rule(files: string, group: readonly string[], message: string): string {
  const options = { patterns: [{ group, message }] };
  const noRestrictedImports = { level: 'error', options };
  return JSON.stringify({ includes: [files], linter: { rules: { style: { noRestrictedImports } } } });
}

/** The rooms a room may import: those its line names, and what these may import. */
export function importable(room: string, table: Readonly<Record<string, Room>>): readonly string[] {
  const named = table[room]?.rooms ?? [];
  return [...new Set(named.flatMap(name => [...importable(name, table), name]))];
}

/** The rules for one room: one for each depth of folders, as a relative import is written differently from each. */
function rulesOfRoom(room: string, table: Readonly<Record<string, Room>>): string[] {
  const { packages = [] } = table[room] ?? {};
  const others = importable(room, table);
  const allowed = ['its own files', ...others, ...packages].join(', ');
  const message = `source/${room} may import only: ${allowed}. The table is scripts/rooms.ts.`;
  const rules = [];
  for (let depth = room.split('/').length; depth <= deepest; depth++) {
    const inside = depth - room.split('/').length;
    const folder = `source/${room}${'/*'.repeat(inside)}`;
    const upTo = (levels: number) => `${'../'.repeat(levels) || './'}**`;
    const own = Array.from({ length: inside + 1 }, (_, levels) => `!${upTo(levels)}`);
    const toOthers = others.map(other => `!${posix.relative(folder, `source/${other}`)}/**`);
    const toPackages = packages.flatMap(name => [`!${name}`, `!${name}/**`]);
    const group = ['**', ...own, upTo(inside + 1), './**/../**', ...toOthers, ...toPackages];
    rules.push(rule(`${folder}/*`, group, message));
  }
  return rules;
}

/** The text of import-rules.jsonc. A later rule wins, so those of a folder inside a room stand behind the room's. */
export function importRules(table: Readonly<Record<string, Room>>): string {
  const depthOf = (room: string) => room.split('/').length;
  const names = Object.keys(table).sort((a, b) => depthOf(a) - depthOf(b));
  const unknown = rule('source/**', ['**'], 'This folder has no line in scripts/rooms.ts yet.');
  const rules = [unknown, ...names.flatMap(room => rulesOfRoom(room, table))];
  return `// Made by \`npm run rooms\` from scripts/rooms.ts; a change here is lost.\n{"overrides": [\n${rules.join(',\n')}\n]}\n`;
}

if (import.meta.main) {
  await writeFile(new URL('import-rules.jsonc', import.meta.url), importRules(rooms));
}
