import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Simulator, startSimulator } from '../../source/simulator/index.ts';
import { isAlive } from '../fixtures/processes.ts';
import { officialJob, officialTask, withoutProgress } from '../fixtures/rows.ts';
import { startProgram, type Terminal } from './driver/terminal.ts';

const trace = 'YB420A000007-0005F1A2B3C4D5E6-0-0';
const comment = `(SERVER)ls_id: 1001, addr: 10.0.0.7:2882, module: BACKUP_DATA, result: -4012(Timeout), trace_id: ${trace}`;
/** In the cluster's zone, UTC+8. */
const end = '2024-05-10 02:20:00.000001';
const patiently = { timeout: 60_000, interval: 20 };

let simulator: Simulator;
let folder = '';
beforeEach(async () => {
  simulator = await startSimulator({ scenario: 'still' });
  simulator.remove(1002, 'JOBS', { JOB_ID: 1 });
  simulator.put(1002, 'JOBS', { ...officialJob, JOB_ID: 2 });
  folder = await mkdtemp(join(tmpdir(), 'alerts-'));
});
afterEach(async () => {
  await simulator.close();
  await rm(folder, { recursive: true, force: true });
});

function start(...words: string[]): Terminal {
  const connect = ['-h', simulator.host, '-P', String(simulator.port), '-n', '0.5', '--time-zone', 'UTC'];
  return startProgram([...connect, ...words], { columns: 100, rows: 30 });
}

/** The official example's job fails, as the kernel does it: its rows go to the history. */
function fail() {
  const failed = { STATUS: 'FAILED', RESULT: '-4012', COMMENT: comment, END_TIMESTAMP: end };
  simulator.remove(1002, 'TASKS', { TASK_ID: 2 });
  simulator.put(1002, 'TASK_HISTORY', { ...withoutProgress(officialTask), TASK_ID: 2, JOB_ID: 2, ...failed });
  simulator.remove(1002, 'JOBS', { JOB_ID: 2 });
  simulator.put(1002, 'JOB_HISTORY', { ...officialJob, JOB_ID: 2, ...failed });
}

describe('a backup that fails', () => {
  it('rings the bell once, is reported in the footer and by the terminal, and its trace id can be copied', async () => {
    await using terminal = start('--notify');
    await terminal.waitFor(/mysql_tenant.*data done/);
    fail();
    const reported = /mysql_tenant job 2 (FULL|INC) failed: -4012 OB_TIMEOUT/;
    await terminal.waitFor(reported);
    const [sentence = ''] = reported.exec(terminal.screen().join('\n')) ?? [];
    expect(terminal.raw.split(/(?<!\x1b\][^\x1b]*)\x07/).length).toBe(2);
    expect(terminal.raw).toContain(`\x1b]9;ob-backup-top: ${sentence}\x1b\\`);
    expect(terminal.raw).toContain(`\x1b]777;notify;ob-backup-top;${sentence}\x1b\\`);
    terminal.type('a');
    await terminal.waitFor('1 since the start');
    terminal.type('\r');
    await terminal.waitFor('trace id');
    terminal.type('y');
    await terminal.waitFor(`copied the trace id ${trace}`);
    expect(terminal.raw).toContain(`\x1b]52;c;${Buffer.from(trace).toString('base64')}\x1b\\`);
    terminal.type('q');
    expect(await terminal.exit).toEqual({ code: 0, signal: null });
  });

  it('runs the command with the event on its standard input, once', async () => {
    const out = join(folder, 'events');
    await using terminal = start('--on-change', `sh -c 'cat >> "$0"' "${out}"`);
    await terminal.waitFor(/mysql_tenant.*data done/);
    fail();
    await terminal.waitFor('failed: -4012');
    const events = () => readFile(out, 'utf8').catch(() => '');
    await vi.waitUntil(async () => (await events()).endsWith('\n'), patiently);
    expect(JSON.parse(await events())).toEqual({
      kind: 'failed',
      at: '2024-05-09T18:20:00.000001Z',
      seen_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{6}Z$/),
      tenant_id: 1002,
      tenant_name: 'mysql_tenant',
      job_id: 2,
      type: officialJob.BACKUP_TYPE,
      result: -4012,
      seconds: null,
      text: expect.stringMatching(/^mysql_tenant job 2 (FULL|INC) failed: -4012 OB_TIMEOUT$/),
    });
  });

  it.each([[[]], [['--watch']]])('is a line of the log: with options %j', async words => {
    const path = join(folder, 'log');
    await using terminal = start('--log-file', path, ...words);
    const events = async () => {
      const lines = (await readFile(path, 'utf8').catch(() => '')).split('\n').slice(0, -1);
      return lines.map(line => JSON.parse(line));
    };
    // Several refreshes, so that the job was seen running.
    const refreshes = async () => (await events()).filter(({ purpose }) => /^(jobs|tenants)$/.test(purpose));
    await vi.waitUntil(async () => (await refreshes()).length > 3, patiently);
    fail();
    await terminal.waitFor('failed: -4012');
    const changes = async () => (await events()).filter(({ event }) => event === 'change');
    await vi.waitUntil(async () => (await changes()).length > 0, patiently);
    expect(await changes()).toMatchObject([{ kind: 'failed', tenant_id: 1002, job_id: 2, result: -4012 }]);
  });

  it('says so when the command fails, after what happened', async () => {
    await using terminal = start('--on-change', `sh -c 'echo no route to pager >&2; exit 3'`);
    await terminal.waitFor(/mysql_tenant.*data done/);
    fail();
    // What happened comes first; the notice stands behind it until a key was pressed.
    await terminal.waitFor('FULL failed: -4012 OB_TIMEOUT');
    terminal.type('g');
    await terminal.waitFor('The --on-change command sh failed: exit code 3, no route to pager.');
    expect(terminal.alternate()).toBe(true);
  });

  it('leaves no command behind when the program ends', async () => {
    const out = join(folder, 'pid');
    await using terminal = start('--on-change', `sh -c 'echo $$ > "$0"; exec sleep 600' "${out}"`);
    await terminal.waitFor(/mysql_tenant.*data done/);
    fail();
    const pid = async () => Number(await readFile(out, 'utf8').catch(() => ''));
    await vi.waitUntil(async () => (await pid()) > 0, patiently);
    expect(isAlive(await pid())).toBe(true);
    terminal.type('\x03');
    expect(await terminal.exit).toEqual({ code: 130, signal: null });
    expect(isAlive(await pid())).toBe(false);
  });
});

describe('what leaves no trace in the jobs', () => {
  it('a stuck task is reported after ten minutes, and again when it resumes', async () => {
    await using terminal = start();
    await terminal.waitFor(/mysql_tenant.*data done/);
    simulator.advance(660);
    await terminal.waitFor(/mysql_tenant job 2 FULL: no progress for 1\dm/);
    terminal.type('j');
    await terminal.waitFor(screen => !(screen.at(-1) ?? '').includes('no progress'));
    simulator.put(1002, 'TASKS', {
      ...officialTask,
      TASK_ID: 2,
      JOB_ID: 2,
      STATUS: 'BACKUP_LOG',
    });
    await terminal.waitFor('mysql_tenant job 2 FULL resumed');
  });

  it('a start that is refused is reported, though there is no job', async () => {
    await using terminal = start();
    await terminal.waitFor(/mysql_tenant.*data done/);
    simulator.put(1, 'ROOTSERVICE_EVENT_HISTORY', {
      TIMESTAMP: Date.now() * 1000,
      MODULE: 'backup_data',
      EVENT: 'start_backup_data',
      NAME1: 'tenant_id',
      VALUE1: '1004',
      NAME2: 'result',
      VALUE2: '-9040',
    });
    // Refusals are read every half minute of the server's time.
    simulator.advance(31);
    await terminal.waitFor(/oracle_tenant: could not start: .*-9040/);
  });
});
