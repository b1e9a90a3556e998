// --watch and --wait as scripts use them: the built program without a terminal; on the simulator and on OceanBase's own
// SQL engine with rows put by hand.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { describeOnEveryStage } from '../contract/servers/every-stage.ts';
import type { Stage } from '../contract/servers/stage.ts';
import { startPacketProxy } from '../fixtures/packet-proxy.ts';
import { endedJobRow, endedTaskRow, jobRow, taskRow, tenantRow } from '../fixtures/rows.ts';
import { startProgram } from './driver/terminal.ts';
import { type Running, run, start } from './run.ts';

const patiently = { timeout: 60_000, interval: 20 };
const failed = { STATUS: 'FAILED', RESULT: '-4012' };

/** The rows and their reading are the same on the executable, so there the simulator is enough. */
const isOnExecutable = (process.env.OB_TEST_EXECUTABLE ?? '') !== '';

describeOnEveryStage('waiting for backups without a terminal', stage => {
  const it = isOnExecutable && stage.name !== 'simulator' ? test.skip : test;

  const connect = (stageNow: Stage) => {
    const { host, port, user, password } = stageNow.connection('reader');
    const words = ['-h', host, '-P', String(port), '-u', user, '-n', '0.5', '--time-zone', 'UTC'];
    return { words, env: { OB_PASSWORD: password } };
  };
  const begin = (...words: string[]): Running => {
    const { words: where, env } = connect(stage);
    return start([...where, ...words], env);
  };
  const once = (...words: string[]) => {
    const { words: where, env } = connect(stage);
    return run([...where, ...words], env);
  };
  const prepare = async (...jobs: number[]) => {
    await stage.clear();
    await stage.build({ as: 'sys', release: '4.3.3' });
    await stage.put('TENANTS', 1002n, tenantRow('mysql_tenant'));
    await stage.put('TENANTS', 1004n, tenantRow('crm'));
    for (const id of jobs) {
      await stage.put('JOBS', 1002n, jobRow(id));
      await stage.put('TASKS', 1002n, taskRow(id));
    }
  };
  const moveToHistory = async (id: number, given: Record<string, string> = {}) => {
    await stage.remove('TASKS', 1002n, { TASK_ID: String(id) });
    await stage.put('TASK_HISTORY', 1002n, endedTaskRow(id, given));
    await stage.remove('JOBS', 1002n, { JOB_ID: String(id) });
    await stage.put('JOB_HISTORY', 1002n, endedJobRow(id, given));
  };
  const objectsOf = (text: string) =>
    text
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line));

  it('ends with 0 once the job has moved to the history, and says how it ended', async () => {
    await prepare(7);
    const waiting = begin('--wait', '-t', 'mysql_tenant', '-j', '7', '--progress', '--timeout', '2m');
    await vi.waitUntil(
      () => waiting.stdout().includes('mysql_tenant job 7 FULL: 50.00 % of the data'),
      patiently,
    );
    await moveToHistory(7);
    const { code, stdout, stderr } = await waiting.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(
      '2024-05-09 09:55:07  mysql_tenant job 7 FULL completed',
    );
  });

  it('ends with 5 where one of all that run has failed, and reports each of them once', async () => {
    await prepare(7, 8);
    const waiting = begin('--wait', '--json', '--progress');
    await vi.waitUntil(() => waiting.stdout().includes('"progress"'), patiently);
    await moveToHistory(7, failed);
    await vi.waitUntil(() => waiting.stdout().includes('"failed"'), patiently);
    await moveToHistory(8);
    const { code, stdout } = await waiting.ended;
    expect(code).toBe(5);
    const ends = objectsOf(stdout).filter(({ kind }) => kind !== 'progress');
    expect(ends).toMatchObject([
      { kind: 'failed', job_id: 7, tenant_id: 1002, tenant_name: 'mysql_tenant', result: -4012 },
      { kind: 'completed', job_id: 8 },
    ]);
  });

  it('ends at once with 6 for a job that was canceled before', async () => {
    await prepare();
    await stage.put('JOB_HISTORY', 1002n, endedJobRow(7, { STATUS: 'CANCELED', RESULT: '-4072' }));
    const { code, stdout } = await once('--wait', '-t', '1002', '-j', '7');
    expect(code).toBe(6);
    expect(stdout).toBe('2024-05-09 09:55:07  mysql_tenant job 7 FULL canceled\n');
  });

  it('ends with 7 at its time limit, and says what still runs', async () => {
    await prepare(7);
    let limit = 2;
    let ended = await once('--wait', '--timeout', `${limit}`);
    // A busy machine may not have read them by then.
    while (limit < 50 && ended.stderr.includes('before the jobs could be read')) {
      limit *= 3;
      ended = await once('--wait', '--timeout', `${limit}`);
    }
    const stderr = `The time of --timeout, ${limit}s, is over; still running: mysql_tenant job 7 FULL.\n`;
    expect(ended).toEqual({ code: 7, stdout: '', stderr });
  });

  it('says so where there is nothing to wait for, or nothing like that', async () => {
    await prepare();
    expect(await once('--wait')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'No backup is running, so there is nothing to wait for.\n',
    });
    expect(await once('--wait', '-j', '7', '-t', '1002')).toMatchObject({ code: 2, stdout: '' });
    expect(await once('--wait', '-t', 'nobody')).toMatchObject({ code: 2, stdout: '' });
  });

  it('does not choose between jobs of several tenants that have the number', async () => {
    await prepare(7);
    await stage.put('JOBS', 1004n, jobRow(7));
    const { code, stderr } = await once('--wait', '-j', '7');
    expect(code).toBe(2);
    expect(stderr).toContain('Several tenants have a job 7 (');
  });

  it('outlives a server that goes away, and knows what happened meanwhile', async () => {
    const { kill, restart } = stage;
    if (kill === undefined || restart === undefined) return;
    await prepare(7);
    const waiting = begin('--wait', '-t', '1002', '-j', '7', '--progress', '--timeout', '3m');
    await vi.waitUntil(() => waiting.stdout().includes('50.00 %'), patiently);
    await kill();
    await vi.waitUntil(() => waiting.stderr().includes('Trying again.'), patiently);
    await restart();
    await moveToHistory(7, failed);
    const { code, stdout } = await waiting.ended;
    expect(code).toBe(5);
    expect(stdout).toContain('mysql_tenant job 7 FULL failed: -4012');
    expect(waiting.stderr()).toMatch(/Reading again, after \d+s\.\n$/);
  });

  it('lets the command for the last job do its work before it ends', async () => {
    await prepare(7);
    const folder = await mkdtemp(join(tmpdir(), 'wait-'));
    const [out, goOn] = [join(folder, 'done'), join(folder, 'go-on')];
    const command = `sh -c 'until [ -e "$1" ]; do sleep 0.05; done; echo done > "$0"' "${out}" "${goOn}"`;
    const waiting = begin('--wait', '-j', '7', '--progress', '--on-change', command);
    await vi.waitUntil(() => waiting.stdout().includes('50.00 %'), patiently);
    await moveToHistory(7);
    await vi.waitUntil(() => waiting.stdout().includes('FULL completed'), patiently);
    await writeFile(goOn, '');
    expect((await waiting.ended).code).toBe(0);
    expect(await readFile(out, 'utf8')).toBe('done\n');
    await rm(folder, { recursive: true });
  });

  it('has its time limit for connecting, too', async () => {
    const { freeze, thaw } = stage;
    if (freeze === undefined || thaw === undefined) return;
    await prepare(7);
    await freeze();
    const { code, stderr } = await once('--wait', '--timeout', '2').finally(thaw);
    expect(code).toBe(7);
    expect(stderr).toContain('The time of --timeout, 2s, was over before the jobs could be read.');
  });

  it('prints a line for each change until it is interrupted, and runs the command with each', async () => {
    await prepare(7);
    const folder = await mkdtemp(join(tmpdir(), 'watch-'));
    const out = join(folder, 'changes');
    const watching = begin('--watch', '--progress', '--on-change', `sh -c 'cat >> "$0"' "${out}"`);
    await vi.waitUntil(() => watching.stdout().includes('50.00 %'), patiently);
    await stage.put('JOBS', 1004n, jobRow(3));
    await moveToHistory(7, failed);
    await vi.waitUntil(() => watching.stdout().includes('failed'), patiently);
    expect(watching.stdout()).toContain(
      '2024-05-09 09:55:07  mysql_tenant job 7 FULL failed: -4012 OB_TIMEOUT\n',
    );
    const written = () => readFile(out, 'utf8').catch(() => '');
    await vi.waitUntil(async () => (await written()).includes('"failed"'), patiently);
    watching.kill('SIGINT');
    expect((await watching.ended).code).toBe(130);
    await rm(folder, { recursive: true });
  });

  it('reports only what concerns the tenant asked for', async () => {
    await prepare(7, 8);
    await stage.put('JOBS', 1004n, jobRow(5));
    const watching = begin('--watch', '--json', '--progress', '-t', 'crm');
    await vi.waitUntil(() => watching.stdout().includes('"progress"'), patiently);
    await moveToHistory(7, failed);
    await stage.remove('JOBS', 1004n, { JOB_ID: '5' });
    await stage.put('JOB_HISTORY', 1004n, endedJobRow(5));
    await vi.waitUntil(() => watching.stdout().includes('"completed"'), patiently);
    watching.kill('SIGTERM');
    const { code, stdout } = await watching.ended;
    expect(code).toBe(143);
    expect(objectsOf(stdout).filter(({ kind }) => kind !== 'progress')).toMatchObject([
      { kind: 'completed', job_id: 5, tenant_name: 'crm' },
    ]);
  });

  it('prints sentences in place of screens with --plain, and writes over none of them', async () => {
    await prepare(7);
    const { words, env } = connect(stage);
    await using terminal = startProgram([...words, '--plain'], { columns: 90, rows: 12, env });
    await terminal.waitFor('mysql_tenant job 7 FULL: 50.00 % of the data');
    await terminal.waitFor('crm: no backup has ended yet');
    // What started before the first look that follows is no change, and nothing shows when that was.
    let id = 10;
    const another = async () => {
      id += 1;
      await stage.put('JOBS', 1004n, jobRow(id, { START_TIMESTAMP: '2030-01-01 00:00:00.000000' }));
    };
    await vi.waitUntil(
      async () => {
        const isTold = /crm job \d+ FULL started/.test(terminal.screen().join('\n'));
        if (!isTold) await another();
        return isTold;
      },
      { timeout: 60_000, interval: 700 },
    );
    expect(terminal.alternate()).toBe(false);
    expect(terminal.raw).not.toMatch(/\x1b\[[0-9;?]*[A-LSTfhl]|\r(?!\n)/);
    terminal.kill('SIGINT');
    expect((await terminal.exit).code).toBe(130);
  });

  it('shows how far it is on standard error where that is a terminal, and leaves nothing of it behind', async () => {
    await prepare(7);
    const { words, env } = connect(stage);
    await using terminal = startProgram([...words, '--wait', '-j', '7'], { columns: 90, rows: 10, env });
    await terminal.waitFor('mysql_tenant job 7 FULL: 50.00 % of the data');
    await moveToHistory(7);
    await terminal.waitFor('mysql_tenant job 7 FULL completed');
    expect(await terminal.exit).toEqual({ code: 0, signal: null });
    expect(terminal.screen().join('\n')).not.toContain('50.00 %');
  });

  it.each([['--watch'], ['--wait']])('says nothing of the read that %s was interrupted in', async mode => {
    await prepare(7);
    const proxy = await startPacketProxy(stage.connection());
    onTestFinished(() => proxy.close());
    const through = ['-h', '127.0.0.1', '-P', String(proxy.port), '--ssl-mode', 'disabled'];
    const following = begin(mode, '--progress', ...through);
    await vi.waitUntil(() => following.stdout().includes('50.00 %'), patiently);
    // Not by a server that stops: a statement that it has already would be the last one seen here.
    proxy.behaviour = { keeps: true };
    const before = proxy.statements.length;
    await vi.waitUntil(() => proxy.statements.length > before, patiently);
    following.kill('SIGINT');
    expect(await following.ended).toMatchObject({ code: 130, stderr: '' });
  });
});
