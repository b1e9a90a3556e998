// What the server's aggregates of the history tell of each tenant: its last COMPLETED backup, and how each day went.
import { beforeEach, describe, expect, it } from 'vitest';
import type { BackupRecord } from '../../source/backup/backup-record.ts';
import type { Picture } from '../../source/backup/picture.ts';
import { tenantArchiveOf } from '../../source/backup/tenant-archive.ts';
import { archiveRow, endedJobRow, jobRow, tenantRow } from '../fixtures/rows.ts';
import { handClock } from './hand-clock.ts';
import { describeOnSimulator, ownSimulator } from './on-simulator.ts';
import { describeOnEveryStage } from './servers/every-stage.ts';
import type { Row, Stage } from './servers/stage.ts';
import { timeOf } from './servers/times.ts';
import { sourceOn } from './source-on.ts';

const day = 86_400;
const micros = (text: string) =>
  BigInt(Date.parse(`${text.slice(0, 19).replace(' ', 'T')}Z`)) * 1000n + BigInt(text.slice(20));

/** An ended job that started at this time, within the second, and took ten minutes. */
function ended(jobId: number, secondsAgo: number, given: Row = {}): Row {
  const [from, until] = [timeOf(-secondsAgo), timeOf(-secondsAgo + 600)];
  return endedJobRow(jobId, { START_TIMESTAMP: from, END_TIMESTAMP: until, ...given });
}

const canceled = { STATUS: 'CANCELED', RESULT: '-4072' };
const failed = { STATUS: 'FAILED', RESULT: '-4012' };
const inc = { BACKUP_TYPE: 'INC' };

function recordOf({ records = [] }: Picture, tenantId: bigint): BackupRecord {
  return records.find(record => record.tenantId === tenantId)!;
}

/** `c` completed, `x` failed, `a` canceled, `.` none; the last character is today. */
function letters({ days }: BackupRecord): string {
  const letter = { completed: 'c', failed: 'x', canceled: 'a' } as const;
  return days.map(({ outcome }) => (outcome === null ? '.' : letter[outcome])).join('');
}

/** Noon of the day that many days ago, in seconds ago: far from both ends of the day. */
function noon(daysAgo: number): number {
  const sinceNoon = ((Date.now() / 1000) % day) - day / 2;
  return daysAgo * day + sinceNoon;
}

function suite(stage: Stage, as: 'sys' | 'mysql' | 'oracle', release = '4.3.3'): void {
  const own = as === 'oracle' ? 1004n : 1002n;
  const read = async () => sourceOn(stage).read({ kind: 'tenants' });

  beforeEach(async () => {
    await stage.clear();
    await stage.build({ as: 'sys', release });
    await stage.put('TENANTS', own, tenantRow('mine'));
    await stage.put('ARCHIVELOG', own, archiveRow({ STATUS: 'INTERRUPTED' }));
    await stage.build({ as, release });
  });

  it('is the outcome of the newest backup of each of fourteen days, and the last COMPLETED one with its type', async () => {
    await stage.put('JOB_HISTORY', own, ended(20, noon(20)));
    await stage.put('JOB_HISTORY', own, ended(30, noon(4)));
    const good = ended(31, noon(3), inc);
    await stage.put('JOB_HISTORY', own, good);
    await stage.put('JOB_HISTORY', own, ended(32, noon(2) + 600, inc));
    await stage.put('JOB_HISTORY', own, ended(33, noon(2), failed));
    await stage.put('JOB_HISTORY', own, ended(34, noon(1), canceled));
    const record = recordOf(await read(), own);
    expect(letters(record)).toBe('.........ccxa.');
    expect(record.lastGood).toMatchObject({ type: { kind: 'inc' }, jobId: 32n });
    const { endedAt } = record.lastGood as { endedAt: bigint };
    expect(Number(endedAt - micros(timeOf(-noon(2)))) / 1e6).toBeCloseTo(0, -1);
  });

  it('is a COMPLETED backup older than that, too', async () => {
    await stage.put('JOB_HISTORY', own, ended(7, 40 * day));
    await stage.put('JOB_HISTORY', own, ended(8, 30 * day, inc));
    await stage.put('JOB_HISTORY', own, ended(9, noon(1), failed));
    const record = recordOf(await read(), own);
    expect(record.lastGood).toMatchObject({ type: { kind: 'inc' }, jobId: 8n });
    expect(letters(record)).toBe('............x.');
  });

  it('is never, where no backup was COMPLETED', async () => {
    await stage.put('JOB_HISTORY', own, ended(9, 20 * day, failed));
    expect(recordOf(await read(), own).lastGood).toBe('never');
  });

  it('includes how far its log is archived', async () => {
    const { tenantArchives = [] } = await read();
    expect(tenantArchives.map(({ tenantId, status }) => [tenantId, status])).toEqual([[own, 'INTERRUPTED']]);
  });
}

describeOnEveryStage('What the history tells of a tenant', stage => {
  describe.skipIf(!stage.canPut)('with rows of the test', () => {
    describe('read from sys', () => suite(stage, 'sys'));
    describe('read from the tenant', () => suite(stage, 'mysql'));
    describe('read from sys of 4.0.0', () => suite(stage, 'sys', '4.0.0'));

    it('is each tenant’s own, in one answer', async () => {
      await stage.clear();
      await stage.build({ as: 'sys', release: '4.3.3' });
      for (const id of [1002n, 1004n, 1006n]) await stage.put('TENANTS', id, tenantRow(`tenant_${id}`));
      await stage.put('JOB_HISTORY', 1002n, ended(1, noon(1)));
      await stage.put('JOB_HISTORY', 1004n, ended(2, noon(2), failed));
      await stage.put('JOB_HISTORY', 1004n, ended(1, 50 * day));
      const picture = await sourceOn(stage).read({ kind: 'tenants' });
      const read = picture.records?.map(record => {
        const { tenantId, lastGood } = record;
        return [tenantId, typeof lastGood === 'string' ? lastGood : lastGood.jobId, letters(record)];
      });
      expect(read).toEqual([
        [1002n, 1n, '............c.'],
        [1004n, 1n, '...........x..'],
        [1006n, 'never', '..............'],
      ]);
    });
  });
});

describeOnSimulator('What the history tells of an Oracle tenant', stage => suite(stage, 'oracle'));

describe('The history of all tenants', () => {
  async function cluster() {
    const clock = handClock(Date.UTC(2024, 4, 9, 12));
    const { simulator, as } = await ownSimulator({ scenario: 'empty', clock });
    const source = sourceOn(as('root@sys'));
    const statements = async () => {
      const before = simulator.statements().length;
      await source.read({ kind: 'tenants' });
      return simulator
        .statements()
        .slice(before)
        .map(({ sql }) => sql);
    };
    return { clock, simulator, statements };
  }

  it('is aggregated by the server in the statement of the list, every five minutes', async () => {
    const { clock, statements } = await cluster();
    expect((await statements()).filter(sql => sql.includes('OUTCOMES'))).toHaveLength(1);
    // A statement knows the clock of the one before.
    for (let seconds = 10; seconds <= 300; seconds += 10) {
      clock.at += 10_000;
      const sent = await statements();
      expect(sent).toHaveLength(1);
      expect(sent[0]).not.toMatch(/OUTCOMES/);
    }
    clock.at += 10_000;
    const again = await statements();
    expect(again).toHaveLength(1);
    expect(again[0]).toMatch(/OUTCOMES .* GROUP BY h\.TENANT_ID/);
  });

  it('is searched for a COMPLETED backup older than its days once', async () => {
    const { clock, statements } = await cluster();
    const isSearch = (sql: string) => sql.includes('last good backups');
    expect((await statements()).filter(isSearch)).toHaveLength(1);
    for (let minutes = 5; minutes < 30; minutes += 5) {
      clock.at += 300_000;
      await statements();
      expect((await statements()).filter(isSearch)).toHaveLength(0);
    }
  });
});

describe('A running backup', () => {
  it('has the archive of its tenant read every half minute', async () => {
    const clock = handClock(Date.UTC(2024, 4, 9, 12));
    const { simulator, as } = await ownSimulator({ scenario: 'empty', clock });
    simulator.put(1002, 'JOBS', { ...jobRow(7), START_TIMESTAMP: clock.at * 1000 });
    const source = sourceOn(as('root@sys'));
    const asks: boolean[] = [];
    for (let read = 0; read < 5; read++) {
      const before = simulator.statements().length;
      await source.read({ kind: 'tenants' });
      asks.push(
        simulator
          .statements()
          .slice(before)
          .some(({ sql }) => /CDB_OB_ARCHIVELOG v/.test(sql)),
      );
      clock.at += 30_000;
    }
    expect(asks).toEqual([true, false, true, true, true]);
  });

  it('has no archive any more once its tenant has no round of archiving', async () => {
    const clock = handClock(Date.UTC(2024, 4, 9, 12));
    const { simulator, as } = await ownSimulator({ scenario: 'empty', clock });
    simulator.clear();
    simulator.put(1002, 'JOBS', { ...jobRow(7), START_TIMESTAMP: clock.at * 1000 });
    const round = archiveRow({ CHECKPOINT_SCN: String(BigInt(clock.at) * 1_000_000n) });
    simulator.put(1002, 'ARCHIVELOG', round);
    const source = sourceOn(as('root@sys'));
    const statusAfter = async (seconds: number) => {
      clock.at += seconds * 1000;
      return tenantArchiveOf(await source.read({ kind: 'tenants' }), 1002n)?.status ?? null;
    };
    expect(await statusAfter(0)).toBe('DOING');
    simulator.remove(1002, 'ARCHIVELOG', { DEST_NO: '0' });
    await statusAfter(30);
    expect(await statusAfter(30)).toBeNull();
  });
});
