// Secrets that lie in the server's rows, followed to everything that the program makes of them.
import { describe, expect, it } from 'vitest';
import type { View } from '../../source/backup/view.ts';
import { onceJson } from '../../source/report/once-json.ts';
import { onceText } from '../../source/report/once-text.ts';
import { readSnapshot, snapshotExtrasOf } from '../../source/report/snapshot.ts';
import { wordsOf } from '../../source/text/words.ts';
import { errorInEnglish } from '../fixtures/in-english.ts';
import { ownSimulator } from './on-simulator.ts';
import { all, ofTenant, sourceOn } from './source-on.ts';

const secret = 'AKIAsecret0';
const path = `oss://bucket/data?host=oss-cn.aliyuncs.com&access_id=${secret}1&encrypt_key=${secret}2&delete_mode=delete`;
const now = Date.UTC(2026, 10, 24, 10);
const key = { tenantId: 1002n, jobId: 7n };

/** A cluster whose every free text holds a secret. */
async function leakyCluster() {
  const { simulator, as } = await ownSimulator({ scenario: 'empty', clock: { now: () => now } });
  simulator.clear();
  const at = now * 1000;
  const texts = {
    PATH: path,
    COMMENT: `retry with access_key: ${secret}3, later`,
    DESCRIPTION: `pwd=${secret}4`,
  };
  const job = { BACKUP_TYPE: 'FULL', PLUS_ARCHIVELOG: 'ON', BACKUP_SET_ID: 7, START_TIMESTAMP: at, ...texts };
  const ended = { END_TIMESTAMP: at, RESULT: -4012 };
  simulator.put(1002, 'JOBS', { ...job, JOB_ID: 7, STATUS: 'DOING' });
  simulator.put(1002, 'TASKS', { ...job, JOB_ID: 7, TASK_ID: 7, STATUS: 'BEFORE_BACKUP_LOG' });
  simulator.put(1002, 'JOB_HISTORY', { ...job, ...ended, JOB_ID: 6, STATUS: 'FAILED' });
  simulator.put(1002, 'TASK_HISTORY', { ...job, ...ended, JOB_ID: 6, TASK_ID: 6, STATUS: 'FAILED' });
  simulator.put(1002, 'SET_FILES', { ...job, ...ended, BACKUP_SET_ID: 7, DEST_ID: 1001, STATUS: 'FAILED' });
  simulator.put(1002, 'ARCHIVELOG', { DEST_NO: 0, STATUS: 'DOING', ...texts });
  simulator.put(1002, 'LS_TASKS', {
    ...{ tenant_id: 1002, job_id: 7, task_id: 7, ls_id: 1, status: 'FINISH', result: -4012 },
    comment: `{\\"access_key\\":\\"${secret}5\\"}`,
  });
  simulator.put(1, 'ROOTSERVICE_EVENT_HISTORY', {
    ...{ TIMESTAMP: at, MODULE: 'backup_data', EVENT: 'start_backup_data' },
    ...{ NAME1: 'tenant_id', VALUE1: '1002', NAME2: 'result', VALUE2: '-9040' },
    ...{ NAME3: 'access_key', VALUE3: `${secret}6`, NAME4: 'path', VALUE4: path },
    EXTRA_INFO: `ftp://backup:${secret}7@10.0.0.5/data`,
  });
  return { simulator, source: sourceOn(as('root@sys')) };
}

const text = (value: unknown) =>
  JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? String(one) : one));

describe('A secret in the rows of the server', () => {
  const views: readonly View[] = [
    { kind: 'tenants' },
    { kind: 'jobs', scope: all, pages: 1, columns: 'full' },
    { kind: 'jobs', scope: ofTenant(1002), pages: 1, columns: 'list' },
    { kind: 'job', key },
    { kind: 'job', key: { ...key, jobId: 6n } },
    { kind: 'log_streams', key },
    { kind: 'events', scope: all },
  ];

  it('is in no answer that screens, alerts, copies and recordings are made from', async () => {
    const { source } = await leakyCluster();
    const answers: unknown[] = [];
    for (const view of views) answers.push(await source.read(view));
    expect(text(answers)).not.toContain(secret);
    for (const each of [
      'oss://bucket/data?host=oss-cn.aliyuncs.com&access_id=***&encrypt_key=***&delete_mode=delete',
      'retry with access_key: ***, later',
      'ftp://backup:***@10.0.0.5/data',
    ]) {
      expect(text(answers)).toContain(each);
    }
  });

  it('is neither in --once nor in --once --json, which names the columns that were masked', async () => {
    const { source } = await leakyCluster();
    const server = await source.identify();
    for (const job of [null, 7n, 6n]) {
      const read = await readSnapshot(source, { tenant: null, job });
      const options = {
        timeZone: 'UTC',
        ascii: false,
        colour: false,
        words: wordsOf('en'),
        columns: 200,
        maxAge: 93_600,
      };
      expect(onceText(server, read, options)).not.toContain(secret);
      const json = onceJson(server, read.picture, snapshotExtrasOf(read, 93_600));
      expect(json).not.toContain(secret);
      expect(JSON.parse(json).jobs[0].derived.masked).toEqual(
        expect.arrayContaining(['comment', 'description']),
      );
      expect(JSON.parse(json).jobs[0].tasks[0].derived.masked).toEqual(
        expect.arrayContaining(['path', 'comment']),
      );
    }
  });

  it('is in no sentence of a failure', async () => {
    const { simulator, source } = await leakyCluster();
    await source.identify();
    simulator.fault({
      kind: 'error',
      match: /OB_BACKUP_JOBS/,
      times: 9,
      errno: 5555,
      message: `cannot open ${path}`,
    });
    const failure = await source.read({ kind: 'tenants' }).catch(error => error);
    expect(errorInEnglish(failure)).toContain('cannot open oss://bucket/data?');
    expect(errorInEnglish(failure)).not.toContain(secret);
  });
});
