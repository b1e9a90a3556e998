// The scripts of contrib/ as a user runs them, with the built program: on the simulator and on OceanBase's own SQL engine.
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { describeOnEveryStage } from '../contract/servers/every-stage.ts';
import { endedJobRow, jobRow, tenantRow } from '../fixtures/rows.ts';
import { canRun, titleWith } from '../fixtures/tools.ts';
import { terminalEnvironment } from './driver/environment.ts';
import { programEnvironment, programWords } from './program.ts';
import { start } from './run.ts';

const contrib = fileURLToPath(new URL('../../contrib/', import.meta.url));
const patiently = { timeout: 60_000, interval: 20 };

/** That many hours before now, as the views write times. */
function hoursAgo(hours: number): string {
  const text = new Date(Date.now() - hours * 3_600_000).toISOString();
  return text.replace('T', ' ').replace('Z', '000');
}

describeOnEveryStage('a recipe', stage => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'recipes-'));
    await stage.clear();
    await stage.build({ as: 'sys', release: '4.3.3' });
    await stage.put('TENANTS', 1002n, tenantRow('crm'));
    await stage.put('TENANTS', 1004n, tenantRow('erp'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const connect = () => {
    const { host, port, user } = stage.connection('reader');
    return ['-h', host, '-P', String(port), '-u', user];
  };
  /** Runs a script of contrib/ to its end. */
  const runScript = (name: string, words: readonly string[], env: Record<string, string> = {}) => {
    const child = spawn(join(contrib, name), words, {
      env: terminalEnvironment({
        ...programEnvironment,
        OB_PASSWORD: stage.connection('reader').password,
        OB_BACKUP_TOP: programWords.join(' '),
        ...env,
      }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', piece => {
      stdout += piece;
    });
    child.stderr.setEncoding('utf8').on('data', piece => {
      stderr += piece;
    });
    return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', code => resolve({ code, stdout, stderr }));
    });
  };
  const good = (tenantId: bigint, id: number, hours: number) =>
    stage.put(
      'JOB_HISTORY',
      tenantId,
      endedJobRow(id, { START_TIMESTAMP: hoursAgo(hours + 1), END_TIMESTAMP: hoursAgo(hours) }),
    );

  /** In place of obclient: writes down what it is called with, and returns once the test has played the server. */
  const client = async (): Promise<{
    words: () => Promise<string>;
    answer: () => Promise<void>;
    path: string;
  }> => {
    const path = join(folder, 'client');
    const [called, done] = [join(folder, 'called'), join(folder, 'done')];
    const script = `#!/bin/sh\necho "$@" > ${called}.new; mv ${called}.new ${called}\nuntil [ -e ${done} ]; do sleep 0.05; done\n`;
    await writeFile(path, script, { mode: 0o755 });
    const words = async () => {
      await vi.waitUntil(() => readFile(called, 'utf8').catch(() => ''), patiently);
      return (await readFile(called, 'utf8')).trim();
    };
    return { words, answer: () => writeFile(done, ''), path };
  };
  const clusterJob = (id: number) =>
    jobRow(id, {
      TENANT_ID: '1',
      INITIATOR_TENANT_ID: '1',
      INITIATOR_JOB_ID: String(id),
      EXECUTOR_TENANT_ID: '1002',
      JOB_LEVEL: 'CLUSTER',
      BACKUP_SET_ID: '0',
      START_TIMESTAMP: hoursAgo(0),
    });
  const { TENANT_ID: _, ...endedCluster } = clusterJob(8);
  const { TENANT_ID: __, ...runningCluster } = clusterJob(8);

  it('starts a backup, waits for it, and asks whether it is there', async () => {
    await good(1002n, 1, 90);
    const { words, answer, path } = await client();
    const script = runScript('backup-and-wait.sh', ['crm', 'INC', ...connect()], { OBCLIENT: path });
    expect(await words()).toContain('-e ALTER SYSTEM BACKUP INCREMENTAL TENANT = crm');
    await stage.put('JOBS', 1n, runningCluster);
    await answer();
    await stage.put(
      'JOB_HISTORY',
      1002n,
      endedJobRow(2, { START_TIMESTAMP: hoursAgo(0), END_TIMESTAMP: hoursAgo(0) }),
    );
    await stage.remove('JOBS', 1n, { JOB_ID: '8' });
    await stage.put('JOB_HISTORY', 1n, { ...endedCluster, STATUS: 'COMPLETED', END_TIMESTAMP: hoursAgo(0) });
    const { code, stdout, stderr } = await script;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/cluster job 8 FULL completed\nBACKUP OK - 1 tenant fine/);
  });

  it('is not content with a job that has ended where the tenant has no new backup', async () => {
    await good(1002n, 1, 90);
    const { words, answer, path } = await client();
    const script = runScript('backup-and-wait.sh', ['crm', ...connect()], { OBCLIENT: path });
    await words();
    await stage.put('JOB_HISTORY', 1n, { ...endedCluster, STATUS: 'COMPLETED', END_TIMESTAMP: hoursAgo(0) });
    await answer();
    const { code, stdout } = await script;
    expect(code).toBe(1);
    expect(stdout).toMatch(/BACKUP CRITICAL - crm: last good backup 3d18h ago/);
  });

  it('ends with 5 where the backup has failed', async () => {
    const { words, answer, path } = await client();
    const script = runScript('backup-and-wait.sh', ['crm', ...connect()], { OBCLIENT: path });
    await words();
    const failed = { STATUS: 'FAILED', RESULT: '-4012', END_TIMESTAMP: hoursAgo(0) };
    await stage.put('JOB_HISTORY', 1n, { ...endedCluster, ...failed });
    await answer();
    expect((await script).code).toBe(5);
  });

  it('checks many clusters and ends with the worst of their codes', async () => {
    await good(1002n, 1, 20);
    await good(1004n, 1, 2);
    const list = join(folder, 'clusters');
    const all = connect().join(' ');
    await writeFile(list, `# a comment\none ${all}\n\ntwo ${all} --max-age 3h\ngone -h 127.0.0.1 -P 1\n`);
    const { code, stdout } = await runScript('check-hosts.sh', [list]);
    expect(code).toBe(2);
    expect(stdout).toMatch(
      /^one: BACKUP OK - .*\ntwo: BACKUP CRITICAL - crm: .*\ngone: BACKUP UNKNOWN - Cannot connect .*\n$/,
    );
    await writeFile(list, `gone -h 127.0.0.1 -P 1\none ${all}\n`);
    expect((await runScript('check-hosts.sh', [list])).code).toBe(3);
    await writeFile(list, `one ${all}\n`);
    expect((await runScript('check-hosts.sh', [list, '--exclude', 'x'])).code).toBe(0);
  });

  it('leaves metrics for a textfile collector, and the old ones where nothing can be read', async () => {
    await good(1002n, 1, 20);
    const file = join(folder, 'oceanbase_backup.prom');
    expect(await runScript('textfile-collector.sh', [file, ...connect()])).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
    const metrics = await readFile(file, 'utf8');
    expect(metrics).toMatch(/^oceanbase_backup_last_good_timestamp_seconds\{tenant_id="1002",tenant="crm"/m);
    expect((await stat(file)).mode & 0o777).toBe(0o644);
    const gone = await runScript('textfile-collector.sh', [file, '-h', '127.0.0.1', '-P', '1']);
    expect(gone.code).toBe(3);
    expect(await readFile(file, 'utf8')).toBe(metrics);
    expect(await readdir(folder)).toEqual(['oceanbase_backup.prom']);
  });

  const hasPython = canRun(['python3', '--version']);
  it.skipIf(!hasPython)(titleWith('python3', hasPython, 'tells a chat of a backup that fails'), async () => {
    await stage.put('JOBS', 1002n, jobRow(7));
    const messages: unknown[] = [];
    const server = createServer(async (request, response) => {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece as Buffer);
      messages.push(JSON.parse(Buffer.concat(pieces).toString('utf8')));
      response.end('{"errcode":0}');
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const robot = join(folder, 'robot');
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/robot?key=K`;
    await writeFile(robot, `${address}\n`, { mode: 0o600 });
    const { password } = stage.connection('reader');
    const command = `${join(contrib, 'chat-robot.py')} wecom ${robot}`;
    const words = ['--watch', '--progress', '-n', '0.5', '--on-change', command];
    const watching = start([...connect(), ...words], { OB_PASSWORD: password });
    await vi.waitUntil(() => watching.stdout().includes('job 7'), patiently);
    await stage.remove('JOBS', 1002n, { JOB_ID: '7' });
    await stage.put('JOB_HISTORY', 1002n, endedJobRow(7, { STATUS: 'FAILED', RESULT: '-4012' }));
    await vi.waitUntil(() => messages.length > 0, patiently);
    watching.kill('SIGTERM');
    await watching.ended;
    const content = expect.stringMatching(/^ob-backup-top: crm job 7 FULL failed: -4012 OB_TIMEOUT \(/);
    expect(messages).toEqual([{ msgtype: 'text', text: { content } }]);
  });
});
