// What lag of a tenant's archive is normal: twice its own archive_lag_target, read with the list of tenants.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Picture } from '../../source/backup/picture.ts';
import { tenantArchiveOf, wasBehind } from '../../source/backup/tenant-archive.ts';
import { remarksInEnglish } from '../fixtures/in-english.ts';
import { archiveRow, jobRow, lagTargetRow, taskRow, tenantRow } from '../fixtures/rows.ts';
import { handClock } from './hand-clock.ts';
import { describeOnSimulator, ownSimulator } from './on-simulator.ts';
import { describeOnEveryStage } from './servers/every-stage.ts';
import type { Stage } from './servers/stage.ts';
import { sourceOn } from './source-on.ts';

/** The checkpoint of an archive that lags by that many seconds when it is read a moment later. */
const lagging = (seconds: number) =>
  archiveRow({ CHECKPOINT_SCN: String(BigInt(Date.now() - seconds * 1000) * 1_000_000n) });

/** archive_lag_target of a tenant, and whether its archive is called behind. */
function verdictOn(picture: Picture, tenantId: bigint): readonly [number | null, boolean | null] {
  const archive = tenantArchiveOf(picture, tenantId);
  if (archive === null) throw new Error(`No archive of ${tenantId} was read.`);
  return [archive.lagTarget, wasBehind(archive)];
}

const servers = ['10.0.0.5', '10.0.0.6', '10.0.0.7'];

async function putTarget(stage: Stage, tenantId: bigint, value: string): Promise<void> {
  for (const server of servers)
    await stage.put('PARAMETERS', tenantId, lagTargetRow(tenantId, value, server));
}

function suite(stage: Stage, as: 'sys' | 'mysql' | 'oracle'): void {
  const own = as === 'oracle' ? 1004n : 1002n;
  const cases = [
    ['30m', 600, [1800, false]],
    ['1800s', 3700, [1800, true]],
    ['10s', 60, [10, true]],
    ['0s', 15, [0, false]],
  ] as const;

  beforeEach(async () => {
    await stage.clear();
    await stage.build({ as, release: '4.3.3' });
    await stage.put('TENANTS', own, tenantRow('mine'));
  });

  it.each(cases)('with %s and a lag of %i s is reported in the list', async (target, lag, verdict) => {
    await stage.put('ARCHIVELOG', own, lagging(lag));
    await putTarget(stage, own, target);
    const picture = await sourceOn(stage).read({ kind: 'tenants' });
    expect(verdictOn(picture, own)).toEqual(verdict);
    expect(picture.remarks).toBeUndefined();
  });

  it('is 120 s by default where a tenant’s own was not found, and that is said', async () => {
    await stage.put('ARCHIVELOG', own, lagging(300));
    const picture = await sourceOn(stage).read({ kind: 'tenants' });
    expect(verdictOn(picture, own)).toEqual([120, true]);
    expect(remarksInEnglish(picture.remarks ?? [])).toEqual([
      'No archive_lag_target was found (releases from 4.2.0 on have it). How far the archive may lag is not known; the default of 120 s is used.',
    ]);
  });
}

describeOnEveryStage('archive_lag_target', stage => {
  describe.skipIf(!stage.canPut)('with rows of the test', () => {
    describe('read from sys', () => suite(stage, 'sys'));
    describe('read from the tenant', () => suite(stage, 'mysql'));

    it('is each tenant’s own, in one answer', async () => {
      await stage.clear();
      await stage.build({ as: 'sys', release: '4.3.3' });
      const tenants = [
        [1002n, '1800s', 600],
        [1004n, '10s', 60],
        [1006n, '120s', 200],
      ] as const;
      for (const [id, target, lag] of tenants) {
        await stage.put('TENANTS', id, tenantRow(`tenant_${id}`));
        await stage.put('ARCHIVELOG', id, lagging(lag));
        await putTarget(stage, id, target);
      }
      const picture = await sourceOn(stage).read({ kind: 'tenants' });
      expect(tenants.map(([id]) => verdictOn(picture, id))).toEqual([
        [1800, false],
        [10, true],
        [120, false],
      ]);
    });
  });
});

describeOnSimulator('archive_lag_target of an Oracle tenant', stage => suite(stage, 'oracle'));

/** The engine says its own version whatever views it has. */
describeOnSimulator('archive_lag_target of a release before 4.2.0', stage => {
  const unknown =
    'No archive_lag_target was found (releases from 4.2.0 on have it). The normal archive lag is not known, so there is no warning about it.';

  it.each(['sys', 'mysql', 'oracle'] as const)(
    'is not known in %s, no lag is called too long, and that is said',
    async as => {
      const own = as === 'oracle' ? 1004n : 1002n;
      await stage.clear();
      await stage.build({ as, release: '4.1.0' });
      await stage.put('TENANTS', own, tenantRow('mine'));
      await stage.put('ARCHIVELOG', own, lagging(9000));
      await stage.put('JOBS', own, jobRow(5, { PLUS_ARCHIVELOG: 'ON' }));
      await stage.put('TASKS', own, taskRow(5, { STATUS: 'BACKUP_LOG' }));
      const source = sourceOn(stage);
      const list = await source.read({ kind: 'tenants' });
      expect(verdictOn(list, own)).toEqual([null, null]);
      const { archives, remarks } = await source.read({ kind: 'job', key: { tenantId: own, jobId: 5n } });
      expect(archives?.map(({ lagTarget }) => lagTarget)).toEqual([null]);
      for (const said of [list.remarks, remarks]) expect(remarksInEnglish(said ?? [])).toEqual([unknown]);
    },
  );
});

describe('archive_lag_target of all tenants', () => {
  it.each(['root@sys', 'root@mysql_tenant', 'SYS@oracle_tenant'])(
    'is read for %s in the statement of the list, every five minutes, and not again with a panel',
    async user => {
      const clock = handClock(Date.UTC(2024, 4, 9, 12));
      const { simulator, as } = await ownSimulator({ scenario: 'demo', clock });
      const source = sourceOn(as(user));
      const asked = () =>
        simulator.statements().filter(({ sql }) => sql.includes('archive_lag_target')).length;
      const list = () => source.read({ kind: 'tenants' });
      const { jobs } = await list();
      expect(asked()).toBe(1);
      for (const job of jobs) await source.read({ kind: 'job', key: job.key });
      for (let seconds = 30; seconds <= 300; seconds += 30) {
        clock.at += 30_000;
        await list();
      }
      expect(asked()).toBe(1);
      clock.at += 30_000;
      await list();
      expect(asked()).toBe(2);
    },
  );
});
