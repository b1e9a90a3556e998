// What holds on every cluster there is, only read: also on the real ones named in OB_TEST_URL and OB_TEST_ORACLE_URL.
import { beforeAll, expect, it } from 'vitest';
import { restoreChain } from '../../source/backup/backup-set.ts';
import { jobTree } from '../../source/backup/cluster-job.ts';
import { tasksOf } from '../../source/backup/picture.ts';
import {
  dataProgress,
  knownDataPercent,
  knownLogPercent,
  logProgress,
} from '../../source/backup/progress.ts';
import type { Column } from '../../source/backup/row.ts';
import { historyPage } from '../../source/backup/view.ts';
import { remarksInEnglish } from '../fixtures/in-english.ts';
import { endedJobRow, endedTaskRow, jobRow, taskRow, tenantRow } from '../fixtures/rows.ts';
import { describeOnEveryStage } from './servers/every-stage.ts';
import { all, sourceOn } from './source-on.ts';

const list = { scope: all, pages: 1, columns: 'list' } as const;

/** Columns whose text is not what their kind says. */
function misread(row: readonly Column[]): Column[] {
  const patterns = {
    integer: /^-?\d+$/,
    scn: /^\d+$/,
    decimal: /^-?\d*\.?\d*$/,
    time: /^$|^\d{4}-/,
    text: /^/,
  };
  return row.filter(({ kind, raw }) => raw !== null && !patterns[kind].test(raw));
}

describeOnEveryStage('Any cluster', stage => {
  beforeAll(async () => {
    if (!stage.canPut) return;
    await stage.clear();
    await stage.build({ as: 'sys', release: '4.3.3' });
    await stage.put('TENANTS', 1002n, tenantRow('mysql_tenant'));
    await stage.put('JOBS', 1002n, jobRow(900));
    await stage.put('TASKS', 1002n, taskRow(900));
    for (let id = 1; id <= historyPage + 5; id++) {
      await stage.put('JOB_HISTORY', 1002n, endedJobRow(id));
      await stage.put('TASK_HISTORY', 1002n, endedTaskRow(id));
    }
  });

  it('tells its version, and what its views can tell of progress', async () => {
    const server = await sourceOn(stage).identify();
    expect(server.version?.[0]).toBe(4);
    expect(server.versionText).toMatch(/^OceanBase 4\./);
    expect(server.clock).toBeGreaterThan(1_700_000_000_000_000n);
    expect(server.sees === 'all_tenants').toBe(server.tenantId === 1n);
  });

  it('has tenants with names', async () => {
    const { tenants, readAt } = await sourceOn(stage).read({ kind: 'tenants' });
    expect(tenants.length).toBeGreaterThan(0);
    for (const tenant of tenants) expect(tenant.name).not.toBe('');
    expect(new Set(tenants.map(tenant => String(tenant.id))).size).toBe(tenants.length);
    expect(readAt).toBeGreaterThan(1_700_000_000_000_000n);
  });

  it('has columns that are what their names say, and no secret among them', async () => {
    const { jobs, tasks } = await sourceOn(stage).read({ kind: 'jobs', ...list, columns: 'full' });
    for (const { row } of [...jobs, ...tasks]) {
      expect(misread(row)).toEqual([]);
      expect(row.map(column => column.name)).not.toContain('PASSWD');
    }
    for (const job of jobs) {
      expect(job.startedAt).not.toBeNull();
      expect(job.type.kind).not.toBe('other');
      expect(job.plusArchivelog).not.toBeNull();
      expect(job.endedAt !== null).toBe(job.origin === 'history');
    }
  });

  it('has jobs newest first, each once, and pages of history that go on where the last one ended', async () => {
    const source = sourceOn(stage);
    const one = await source.read({ kind: 'jobs', ...list });
    const two = await source.read({ kind: 'jobs', ...list, pages: 2 });
    const names = two.jobs.map(job => `${job.key.tenantId}/${job.key.jobId}`);
    expect(new Set(names).size).toBe(names.length);
    expect(two.jobs.length > one.jobs.length).toBe(one.olderJobs);
    const starts = two.jobs.filter(job => job.origin === 'history').map(job => job.startedAt ?? 0n);
    expect(starts).toEqual([...starts].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0)));
  });

  it('lets each job be opened, live or ended, with its task, and says how far it is', async () => {
    const source = sourceOn(stage);
    const { capabilities } = await source.identify();
    const { jobs } = await source.read({ kind: 'jobs', ...list });
    for (const { key } of [...jobs.slice(0, 3), ...jobs.slice(-2)]) {
      const picture = await source.read({ kind: 'job', key });
      const root = jobTree(picture).find(node => node.job.key.jobId === key.jobId);
      expect(root?.job.key).toEqual(key);
      for (const task of tasksOf(picture, key)) {
        const data = dataProgress(task, capabilities);
        const log = logProgress(task, root?.job ?? null);
        for (const percent of [knownDataPercent(data), knownLogPercent(log)]) {
          if (percent !== null) expect(percent).toBeLessThanOrEqual(10_000);
        }
        expect(data.state === 'ended').toBe(task.status.kind === 'ended');
      }
      for (const set of picture.sets ?? []) {
        expect(misread(set.row)).toEqual([]);
        expect(restoreChain(set, picture.sets ?? []).sets.length).toBeGreaterThan(0);
      }
    }
  });

  it('has what is read with a job, or says in a sentence why not', async () => {
    const source = sourceOn(stage);
    const { jobs, refusals = [] } = await source.read({ kind: 'jobs', ...list });
    for (const refusal of refusals) expect(refusal.result).not.toBe(0n);
    for (const { key } of jobs.slice(0, 3)) {
      const { archives = [], previousRun } = await source.read({ kind: 'job', key });
      for (const archive of archives) expect(misread(archive.row)).toEqual([]);
      if (previousRun) expect(previousRun.seconds).toBeGreaterThanOrEqual(0);
      const { logStreams, unavailable } = await source.read({ kind: 'log_streams', key });
      for (const why of remarksInEnglish(unavailable === null ? [] : [unavailable])) {
        expect(why).toMatch(/^\S+ (is there|is not|cannot|has no).*\.$/);
      }
      for (const { row } of logStreams) expect(misread(row)).toEqual([]);
    }
    const { events, unavailable } = await source.read({ kind: 'events', scope: all });
    for (const why of remarksInEnglish(unavailable === null ? [] : [unavailable])) {
      expect(why).toMatch(/^\S+ (is there|is not|cannot|has no).*\.$/);
    }
    for (const { row } of events) expect(misread(row)).toEqual([]);
  });
});
