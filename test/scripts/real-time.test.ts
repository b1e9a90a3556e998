import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

/**
 * Where tests wait by the clock, how often in the file, and why nothing can be awaited in its place. Everywhere else a test
 * waits for a condition, an event or a clock of its own; for "nothing happens", until something later has happened.
 */
const allowed: Readonly<Record<string, readonly [places: number, why: string]>> = {
  'contract/servers/engine.ts': [1, 'the files of an engine that was killed go once it has let go of them'],
  'contract/servers/until.ts': [
    1,
    'asks again and again for what another process does; no test waits for it',
  ],
  'modes/on-change.test.ts': [5, 'commands that take long or never end; no test waits for their end'],
  'terminal/alerts.test.ts': [1, 'a command that never ends'],
  'terminal/asleep.test.ts': [
    1,
    'the age of a picture while the system has stopped the program is real time',
  ],
  'terminal/driver/terminal.ts': [1, 'the limit of a test that hangs'],
  'terminal/recipes.test.ts': [1, 'a command that takes until the test lets it go on'],
  'terminal/slow-reader.test.ts': [1, 'a reader that takes longer than the program once waited for it'],
  'terminal/waiting.test.ts': [1, 'a command that takes until the test lets it go on'],
};

const folder = new URL('../', import.meta.url);
const byTheClock = /(?<!^ *|[.\w'"])setTimeout\(|timers\/promises'|\bsleep \d|'sleep', '\d|Atomics\.wait/gm;

async function waits(): Promise<Record<string, number>> {
  const names = (await readdir(folder, { recursive: true })).filter(name =>
    /\.([cm]?[jt]sx?|sh)$/.test(name),
  );
  // What a bench measures is time. This file is about the words.
  const read = names.filter(name => !name.startsWith('bench/') && name !== 'scripts/real-time.test.ts');
  const counted = await Promise.all(
    read.map(async name => {
      const code = (await readFile(new URL(name, folder), 'utf8')).replace(/^\s*(\/\/|\*).*$/gm, '');
      return [name, code.match(byTheClock)?.length ?? 0] as const;
    }),
  );
  return Object.fromEntries(counted.filter(([, count]) => count > 0));
}

describe('Tests', () => {
  it('wait by the clock only where nothing can be awaited in its place', async () => {
    expect(await waits()).toEqual(
      Object.fromEntries(Object.entries(allowed).map(([name, [places]]) => [name, places])),
    );
  });
});
