import { describe, expect, it } from 'vitest';
import type { BackupRecord, LastGood } from '../../source/backup/backup-record.ts';
import { longRun } from '../../source/backup/long-run.ts';
import type { Picture } from '../../source/backup/picture.ts';
import { evidenceFrom } from '../../source/backup/task-progress.ts';
import type { Tenant } from '../../source/backup/tenant.ts';
import { type Finding, type HealthLimits, tenantHealth, worstOf } from '../../source/backup/tenant-health.ts';
import { tenantVerdict } from '../../source/backup/tenant-verdict.ts';
import { nothingSeen } from '../../source/backup/tracked-task.ts';
import { everything, job, picture, seconds, tenant, tenFortyTwo } from '../fixtures/values.ts';

const hour = 3600;
const crm = tenant(1002n, 'crm');
const good = (hoursAgo: number): LastGood => ({
  type: { kind: 'full', text: 'FULL' },
  endedAt: tenFortyTwo - seconds(hoursAgo * hour),
  jobId: 7n,
});
const record = (lastGood: LastGood): BackupRecord => ({
  tenantId: 1002n,
  lastGood,
  days: [],
  readAt: tenFortyTwo,
});
const archived = (status: string, lag: number, lagTarget: number | null = null) => ({
  tenantId: 1002n,
  status,
  checkpointScn: (tenFortyTwo - seconds(lag)) * 1000n,
  lagTarget,
  readAt: tenFortyTwo,
});
const noLimits: HealthLimits = { maxLag: null, maxRun: null };
const nameOf = (finding: Finding) => (finding.kind === 'need' ? finding.need.kind : finding.kind);

/** What is found, each with its level, and the worst of them. */
function health(of: Partial<Picture>, limits = noLimits, whose: Tenant = crm, last: number | null = null) {
  const read = picture({ tenants: [whose], ...of });
  const tasks = evidenceFrom(read, { capabilities: everything, seen: nothingSeen, now: tenFortyTwo });
  const verdict = tenantVerdict(whose, {
    picture: read,
    tasks,
    refusals: read.refusals ?? [],
    maxAge: 26 * hour,
  });
  const judged = tenantHealth(verdict, limits, () => last, tenFortyTwo);
  return [worstOf(judged), ...judged.map(({ finding, level }) => `${nameOf(finding)} ${level}`)];
}

describe('the health of a tenant', () => {
  const records = [record(good(20))];

  it('is ok with a good backup younger than the limit', () => {
    expect(health({ records })).toEqual(['ok']);
  });

  it('is critical without one, a warning while one runs', () => {
    expect(health({ records: [record(good(27))] })).toEqual(['critical', 'overdue critical']);
    expect(health({ records: [record('never')] })).toEqual(['critical', 'never critical']);
    expect(health({ records: [record(good(27))], jobs: [job()] })).toEqual(['warning', 'overdue warning']);
  });

  it('is a warning after a failure or a refused start, as long as the good one is young enough', () => {
    expect(health({ records, jobs: [job({ status: 'FAILED' })] })).toEqual(['warning', 'failed warning']);
    const refusals = [{ tenantId: 1002n, at: tenFortyTwo, result: -9040n }];
    expect(health({ records, refusals })).toEqual(['warning', 'could_not_start warning']);
    const jobs = [job({ status: 'FAILED' })];
    expect(health({ records: [record(good(27))], jobs })).toEqual([
      'critical',
      'overdue critical',
      'failed warning',
    ]);
  });

  it('is unknown where its last good backup could not be read', () => {
    expect(health({})).toEqual(['unknown', 'unknown_good unknown']);
  });

  it('follows the archive: off, not DOING, interrupted, and behind where there is a limit', () => {
    expect(health({ records }, noLimits, { ...crm, archivesLog: false })).toEqual([
      'warning',
      'no_archivelog warning',
    ]);
    const of = (status: string, lag = 5) => ({ records, tenantArchives: [archived(status, lag)] });
    expect(health(of('DOING'))).toEqual(['ok']);
    expect(health(of('BEGINNING'))).toEqual(['ok']);
    expect(health(of('SUSPEND'))).toEqual(['warning', 'archive_not_doing warning']);
    expect(health(of('INTERRUPTED'))).toEqual(['critical', 'archive_not_doing critical']);
    expect(health(of('DOING', 700), { maxLag: 600, maxRun: null })).toEqual([
      'critical',
      'archive_lag critical',
    ]);
    expect(health(of('DOING', 500), { maxLag: 600, maxRun: null })).toEqual(['ok']);
  });

  it.each([
    ['600 s with archive_lag_target 1800 s', 600, 1800, ['ok']],
    ['3601 s with archive_lag_target 1800 s', 3601, 1800, ['warning', 'archive_behind warning']],
    ['60 s with archive_lag_target 10 s', 60, 10, ['warning', 'archive_behind warning']],
    ['an hour with a target that is not known', 3600, null, ['ok']],
  ] as const)(
    'goes by what is normal for the tenant where a check has no limit: %s',
    (_, lag, target, found) => {
      const of = { records, tenantArchives: [archived('DOING', lag, target)] };
      expect(health(of)).toEqual(found);
      expect(health(of, { maxLag: 7200, maxRun: null })).toEqual(['ok']);
    },
  );

  it('is a warning while a backup runs for long', () => {
    // It has run for 1814 s.
    expect(health({ records, jobs: [job()] }, noLimits, crm, 600)).toEqual(['warning', 'long_run warning']);
    expect(health({ records, jobs: [job()] }, noLimits, crm, 700)).toEqual(['ok']);
  });
});

describe('a long run', () => {
  it('is three times as long as the last one, and half an hour at least', () => {
    expect(longRun(job(), 600, tenFortyTwo, null)).toEqual({ seconds: 1814, last: 600 });
    expect(longRun(job(), 605, tenFortyTwo, null)).toBeNull();
    expect(longRun(job({ startedAt: tenFortyTwo - seconds(1700) }), 60, tenFortyTwo, null)).toBeNull();
    expect(longRun(job(), null, tenFortyTwo, null)).toBeNull();
  });

  it('is one beyond a limit that was given, whatever the last one took', () => {
    expect(longRun(job(), null, tenFortyTwo, 1800)).toEqual({ seconds: 1814, last: null });
    expect(longRun(job(), 900, tenFortyTwo, 1900)).toBeNull();
  });

  it('is none once it has ended', () => {
    expect(longRun(job({ status: 'COMPLETED' }), 1, tenFortyTwo, 1)).toBeNull();
  });
});
