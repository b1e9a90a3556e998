// What a start reads and parses. The figures are those of the day they were written, with room: what costs more shows itself.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type Simulator, startSimulator } from '../../source/simulator/index.ts';
import { startProgram } from './driver/terminal.ts';
import { bundle } from './program.ts';
import { run } from './run.ts';

let cache = '';
let simulator: Simulator;
beforeEach(async () => {
  cache = mkdtempSync(join(tmpdir(), 'start-'));
  simulator = await startSimulator({ scenario: 'still' });
  onTestFinished(async () => {
    rmSync(cache, { recursive: true });
    await simulator.close();
  });
});

const to = () => ['-h', simulator.host, '-P', String(simulator.port)];
const env = () => ({ XDG_CACHE_HOME: cache });
/** Each file that is loaded leaves its compiled code. */
const loaded = (kind: string) => readdirSync(join(cache, 'ob-backup-top', kind)).sort();

describe('A start loads of the program', () => {
  it.each(['--help', '--version'])('one file for %s', async option => {
    expect((await run([option], env())).code).toBe(0);
    expect(readdirSync(join(cache, 'ob-backup-top'))).toEqual(['about']);
    expect(loaded('about')).toEqual(['about.cjs']);
  });

  it('the driver for --once, and neither Ink nor the simulator', async () => {
    expect((await run([...to(), '--once'], env())).code).toBe(0);
    expect(loaded('once')).toEqual(['mysql2.cjs', 'program.cjs']);
  });

  it('no TLS, crypto or readline of Node for --once where the server offers no TLS and has no password', async () => {
    const [list, note] = [join(cache, 'modules'), join(cache, 'note.cjs')];
    writeFileSync(
      note,
      `process.on('exit', () => require('fs').writeFileSync(${JSON.stringify(list)}, process.moduleLoadList.join('\\n')))`,
    );
    const { code } = await run([...to(), '--once'], { ...env(), NODE_OPTIONS: `--require=${note}` });
    expect(code).toBe(0);
    const modules = readFileSync(list, 'utf8').split('\n');
    for (const late of ['tls', 'crypto', 'readline', 'fs/promises', 'v8'])
      expect(modules).not.toContain(`NativeModule ${late}`);
    // Some 168, of which bare Node has 121.
    expect(modules.length).toBeLessThan(185);
  });

  it('Ink for the screens, and keeps what was compiled a moment after the first answer', async () => {
    await using terminal = startProgram(to(), { env: env() });
    await terminal.waitFor('mysql_tenant');
    const folder = join(cache, 'ob-backup-top/screens');
    await terminal.waitFor(() => readdirSync(folder).length === 3);
    expect(loaded('screens')).toEqual(['ink.cjs', 'mysql2.cjs', 'program.cjs']);
    terminal.type('q');
    expect((await terminal.exit).code).toBe(0);
  });

  it('again gives the same, with the compiled code of the first time', async () => {
    const first = await run([...to(), '--once', '--json'], env());
    const times = () => loaded('once').map(name => statSync(join(cache, 'ob-backup-top/once', name)).mtimeMs);
    const kept = times();
    const second = await run([...to(), '--once', '--json'], env());
    expect(second.code).toBe(0);
    expect(Object.keys(JSON.parse(second.stdout))).toEqual(Object.keys(JSON.parse(first.stdout)));
    expect(times()).toEqual(kept);
  });
});

describe('The files of the program', () => {
  it.each([
    ['cli.js', 5_900],
    ['about.cjs', 101_000],
    ['program.cjs', 782_000],
    ['ink.cjs', 456_000],
    ['mysql2.cjs', 359_000],
  ])('%s has some %i bytes', (name, bytes) => {
    expect(statSync(join(dirname(bundle), name)).size).toBeLessThan(bytes * 1.1);
  });
});
