// What helps to find out what went wrong: --log-file, --debug-info, and where settings came from.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Simulator, startSimulator } from '../../source/simulator/index.ts';
import { startProgram } from './driver/terminal.ts';
import { run } from './run.ts';

let simulator: Simulator;
const to = (...words: string[]) => ['-h', simulator.host, '-P', String(simulator.port), ...words];
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'still' });
});
afterAll(() => simulator.close());

const logPath = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'log-file-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'ob-backup-top.log');
};
const eventsIn = async (path: string): Promise<Record<string, unknown>[]> =>
  (await readFile(path, 'utf8'))
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));

describe('--log-file', () => {
  it('has a line of JSON for each login and statement, with its time and rows', async () => {
    const path = await logPath();
    expect((await run(to('--once', '--log-file', path))).code).toBe(0);
    const events = await eventsIn(path);
    expect(events.map(({ event }) => event).filter((event, at, all) => all[at - 1] !== event)).toEqual([
      'start',
      'login',
      'statement',
      'end',
    ]);
    const read = events.find(({ purpose }) => purpose === 'tenants');
    expect(read).toMatchObject({ digest: expect.stringMatching(/^[0-9a-f]{16}$/), error: null });
    expect(read?.rows).toBeGreaterThan(0);
    expect(read?.milliseconds).toBeGreaterThan(0);
  });

  it('has the number of an error, and neither the password nor any statement', async () => {
    const path = await logPath();
    const env = { OB_PASSWORD: 'S3cretWord' };
    expect((await run(to('--once', '--log-file', path), env)).code).toBe(3);
    const text = await readFile(path, 'utf8');
    expect((await eventsIn(path)).find(({ event }) => event === 'login')).toMatchObject({ error: 1045 });
    expect(text).not.toMatch(/S3cretWord|SELECT/);
  });

  it('never stops the program: a full disk is said at the end', async () => {
    const { code, stdout, stderr } = await run(to('--once', '--log-file', '/dev/full'));
    expect(code).toBe(0);
    expect(stdout).toContain('mysql_tenant');
    expect(stderr).toMatch(
      /^\d+ lines could not be written to the log '\/dev\/full': the system reports ENOSPC\.\n$/,
    );
  });

  it('is refused where it cannot be opened', async () => {
    // In a file, so that root cannot, either.
    const path = '/dev/null/log';
    const { code, stderr } = await run(to('--once', '--log-file', path));
    expect(code).toBe(2);
    expect(stderr).toContain(`'${path}' of option --log-file`);
  });
});

describe('--debug-info', () => {
  it('has versions, terminal, settings and the columns of every view', async () => {
    const { code, stdout, stderr } = await run(to('--debug-info'));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^ {2}ob-backup-top \d+\.\d+\.\d+ \(commit /m);
    expect(stdout).toContain('  TERM=xterm-256color\n');
    expect(stdout).toMatch(/^ {2}port +\d+ +command line$/m);
    expect(stdout).toMatch(/^ {2}oceanbase\.CDB_OB_BACKUP_TASKS, \d+ columns: .*\bSTATUS\b/m);
    expect(stdout).toMatch(/^ {2}oceanbase\.__all_virtual_backup_ls_task, \d+ columns: /m);
  });

  it('says why where there is no cluster, and masks the password', async () => {
    const { code, stdout } = await run(to('--debug-info'), { OB_PASSWORD: 'S3cretWord' });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}password +\*\*\* +environment, OB_PASSWORD$/m);
    expect(stdout).toContain('refused the login');
    expect(stdout).not.toContain('S3cretWord');
  });
});

describe('a settings file', () => {
  it('is named where the address in it cannot be reached', async () => {
    const path = await logPath();
    await writeFile(path, '[client]\nport=1\n', { mode: 0o600 });
    const { code, stderr } = await run(['--once', '-h', simulator.host, `--defaults-file=${path}`]);
    expect(code).toBe(3);
    expect(stderr).toContain(`\nRead from files: port (${path}, line 2).\n`);
  });

  it('of several profiles makes the program ask for one, whose cluster is then shown', async () => {
    const home = await mkdtemp(join(tmpdir(), 'home-'));
    onTestFinished(() => rm(home, { recursive: true }));
    await mkdir(join(home, 'ob-backup-top'));
    const { host, port } = simulator;
    const text = `[profiles.gone]\nhost = "${host}"\nport = 1\n[profiles.here]\nhost = "${host}"\nport = ${port}\n`;
    await writeFile(join(home, 'ob-backup-top', 'config.toml'), text, { mode: 0o600 });
    await using terminal = startProgram([], { columns: 100, env: { XDG_CONFIG_HOME: home } });
    await terminal.waitFor('2 here');
    terminal.type('j');
    await terminal.waitFor('▸ 2 here');
    terminal.type('\r');
    await terminal.waitFor('mysql_tenant');
    terminal.type('q');
    expect(await terminal.exit).toMatchObject({ code: 0 });
  });
});
