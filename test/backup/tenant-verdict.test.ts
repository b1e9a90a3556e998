import { describe, expect, it } from 'vitest';
import type { BackupRecord, LastGood } from '../../source/backup/backup-record.ts';
import type { Picture } from '../../source/backup/picture.ts';
import type { Refusal } from '../../source/backup/refusal.ts';
import { evidenceFrom } from '../../source/backup/task-progress.ts';
import {
  needsSomeone,
  oldestGood,
  tenantVerdict,
  tenantVerdicts,
} from '../../source/backup/tenant-verdict.ts';
import { nothingSeen } from '../../source/backup/tracked-task.ts';
import { everything, job, picture, seconds, task, tenant, tenFortyTwo } from '../fixtures/values.ts';

const hour = 3600;
const full = { kind: 'full', text: 'FULL' } as const;
const crm = tenant(1002n, 'crm_prod');

function good(hoursAgo: number): LastGood {
  return { type: full, endedAt: tenFortyTwo - seconds(hoursAgo * hour), jobId: 7n };
}

function record(lastGood: LastGood, change: Partial<BackupRecord> = {}): BackupRecord {
  return { tenantId: 1002n, lastGood, days: [], readAt: tenFortyTwo - seconds(200), ...change };
}

function verdictOn(of: Partial<Picture>, refusals: readonly Refusal[] = []) {
  const read = picture({ tenants: [crm], ...of });
  const tasks = evidenceFrom(read, { capabilities: everything, seen: nothingSeen, now: tenFortyTwo });
  return tenantVerdict(crm, { picture: read, tasks, refusals, maxAge: 26 * hour });
}

const kinds = (verdict: ReturnType<typeof verdictOn>) => verdict.needs.map(({ kind }) => kind);

describe('The last good backup of a tenant', () => {
  it('is the one that the history was read with, and its age counts on', () => {
    expect(verdictOn({ records: [record(good(20))] })).toMatchObject({
      goodAge: 20 * hour,
      isOverdue: false,
    });
  });

  it('is one that has ended since', () => {
    const ended = job({ status: 'COMPLETED', type: 'INC', endedAt: tenFortyTwo - seconds(60) });
    const verdict = verdictOn({ records: [record(good(20))], jobs: [ended] });
    expect(verdict).toMatchObject({ goodAge: 60, lastGood: { type: { kind: 'inc' }, jobId: 12n } });
  });

  it('is not a failed one that has ended since', () => {
    const ended = job({ status: 'FAILED', endedAt: tenFortyTwo - seconds(60) });
    expect(verdictOn({ records: [record(good(20))], jobs: [ended] }).goodAge).toBe(20 * hour);
  });

  it('is not known where the history was not read: neither good nor overdue', () => {
    const verdict = verdictOn({});
    expect([verdict.lastGood, verdict.goodAge, verdict.isOverdue]).toEqual(['unknown', null, null]);
    expect(verdict.needs).toEqual([]);
  });

  it('is overdue beyond the limit, and where there never was one', () => {
    expect(kinds(verdictOn({ records: [record(good(26))] }))).toEqual([]);
    expect(verdictOn({ records: [record(good(27))] }).needs).toEqual([
      { kind: 'overdue', age: 27 * hour, isRunning: false },
    ]);
    expect(kinds(verdictOn({ records: [record('never')] }))).toEqual(['never']);
  });

  it('that is overdue needs no one while a backup runs', () => {
    const [need] = verdictOn({ records: [record('never')], jobs: [job()], tasks: [task()] }).needs;
    expect(need).toEqual({ kind: 'never', isRunning: true });
    expect(needsSomeone(need!)).toBe(false);
  });
});

describe('A tenant needs someone', () => {
  const failed = job({ status: 'FAILED', result: -4012n });

  it('after a backup that failed, until the next one runs or was good', () => {
    expect(kinds(verdictOn({ jobs: [failed] }))).toEqual(['failed']);
    expect(kinds(verdictOn({ jobs: [failed, job({ jobId: 13n })] }))).toEqual([]);
    const later = job({ jobId: 13n, status: 'COMPLETED', endedAt: tenFortyTwo });
    expect(kinds(verdictOn({ jobs: [failed, later] }))).toEqual([]);
  });

  it('not after a backup that somebody canceled', () => {
    expect(kinds(verdictOn({ jobs: [job({ status: 'CANCELED', result: -4072n })] }))).toEqual([]);
  });

  it('where a backup could not start, the worst need first', () => {
    const refusal = { tenantId: 1002n, at: tenFortyTwo, result: -9040n };
    const verdict = verdictOn({ jobs: [failed], records: [record('never')] }, [refusal]);
    expect(kinds(verdict)).toEqual(['failed', 'could_not_start', 'never']);
  });
});

describe('The days of a tenant', () => {
  const day = seconds(24 * hour);
  const days = [2n, 1n, 0n].map(ago => ({ from: tenFortyTwo - seconds(hour) - ago * day, outcome: null }));

  it('have the outcome of a backup that has ended since they were read', () => {
    const ended = job({
      status: 'FAILED',
      startedAt: tenFortyTwo - seconds(900),
      endedAt: tenFortyTwo - seconds(60),
    });
    const verdict = verdictOn({ records: [record(good(20), { days })], jobs: [ended] });
    expect(verdict.days?.map(({ outcome }) => outcome)).toEqual([null, null, 'failed']);
  });

  it('are not known where the history was not read', () => {
    expect(verdictOn({}).days).toBeNull();
  });
});

describe('Of all tenants', () => {
  it('the oldest good backup is reported, whatever is not known of others', () => {
    const tenants = [crm, tenant(1004n, 'erp'), tenant(1006n, 'new')];
    const read = picture({
      tenants,
      records: [record(good(3)), record(good(40), { tenantId: 1004n }), record('never', { tenantId: 1006n })],
    });
    const tasks = evidenceFrom(read, { capabilities: everything, seen: nothingSeen, now: tenFortyTwo });
    const verdicts = tenantVerdicts({ picture: read, tasks, refusals: [], maxAge: 26 * hour });
    expect(oldestGood(verdicts)?.tenant.name).toBe('erp');
    expect(oldestGood(verdicts.slice(2))).toBeNull();
  });
});
