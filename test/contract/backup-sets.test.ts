import { beforeEach, describe, expect, it } from 'vitest';
import { restoreChain } from '../../source/backup/backup-set.ts';
import { remarksInEnglish } from '../fixtures/in-english.ts';
import { endedJobRow, endedTaskRow, fullSet, jobRow, setRow } from '../fixtures/rows.ts';
import { describeOnSimulator, ownSimulator } from './on-simulator.ts';
import { describeOnEveryStage } from './servers/every-stage.ts';
import { releases } from './servers/views.ts';
import { sourceOn } from './source-on.ts';

const key = { tenantId: 1002n, jobId: 7n };

describeOnEveryStage('The backup set of a job', stage => {
  describe.skipIf(!stage.canPut)('with rows of the test', () => {
    beforeEach(async () => {
      await stage.clear();
      await stage.put('JOB_HISTORY', 1002n, endedJobRow(7, { BACKUP_TYPE: 'INC' }));
      await stage.put('TASK_HISTORY', 1002n, endedTaskRow(7));
      for (const [id, given] of [
        [3, fullSet],
        [4, fullSet],
        [5, {}],
        [6, {}],
        [7, {}],
        [8, {}],
      ] as const) {
        await stage.put('SET_FILES', 1002n, setRow(id, given));
      }
      await stage.put('SET_FILES', 1006n, setRow(7, fullSet));
    });

    it.each(['sys', 'mysql'] as const)('is read in %s with the sets a restore of it needs', async as => {
      await stage.build({ as, release: '4.3.3' });
      const { sets = [], remarks } = await sourceOn(stage).read({ kind: 'job', key });
      expect(remarks).toBeUndefined();
      const set = sets.find(one => one.backupSetId === 7n)!;
      expect(restoreChain(set, sets).sets.map(one => one.backupSetId)).toEqual([4n, 5n, 6n, 7n]);
      expect(sets).toHaveLength(4);
      expect(set).toMatchObject({
        tenantId: 1002n,
        type: { kind: 'inc' },
        status: 'SUCCESS',
        fileStatus: 'AVAILABLE',
        prevFullBackupSetId: 4n,
        prevIncBackupSetId: 6n,
        elapsedSeconds: 60,
        minRestoreScn: 1_715_248_598_352_783_001n,
        minRestoreAt: 1_715_248_598_352_783n,
        startReplayAt: 1_715_248_462_749_288n,
        inputBytes: 173_261_302n,
        plusArchivelog: false,
        tenantCompatible: '4.3.1.0',
        backupCompatible: 4n,
        startedAt: 1_715_248_447_718_856n,
      });
      const columns = set.row.map(column => column.name);
      expect(columns).toContain('CONSISTENT_SCN');
      expect(columns.filter(name => /PASSWD|_DISPLAY$/.test(name))).toEqual([]);
    });

    it.each(releases)('is there at %s', async release => {
      await stage.build({ as: 'sys', release });
      const { sets } = await sourceOn(stage).read({ kind: 'job', key });
      expect(sets?.map(set => set.backupSetId)).toEqual([4n, 5n, 6n, 7n]);
    });

    it('that is full needs no other', async () => {
      await stage.build({ as: 'sys', release: '4.3.3' });
      await stage.put('JOB_HISTORY', 1002n, endedJobRow(4));
      const { sets } = await sourceOn(stage).read({ kind: 'job', key: { tenantId: 1002n, jobId: 4n } });
      expect(sets?.map(set => [set.backupSetId, set.type.kind])).toEqual([[4n, 'full']]);
    });

    it('is not asked for while the job runs, nor of a cluster job', async () => {
      await stage.build({ as: 'sys', release: '4.3.3' });
      await stage.put('JOBS', 1002n, jobRow(8));
      await stage.put('JOB_HISTORY', 1n, endedJobRow(3, { BACKUP_SET_ID: '0' }));
      const source = sourceOn(stage);
      expect((await source.read({ kind: 'job', key: { tenantId: 1002n, jobId: 8n } })).sets).toBeUndefined();
      expect((await source.read({ kind: 'job', key: { tenantId: 1n, jobId: 3n } })).sets).toBeUndefined();
    });

    it('may have been deleted since', async () => {
      await stage.build({ as: 'sys', release: '4.3.3' });
      await stage.put('SET_FILES', 1002n, setRow(5, { FILE_STATUS: 'DELETED' }));
      const { sets = [] } = await sourceOn(stage).read({ kind: 'job', key });
      expect(restoreChain(sets.find(set => set.backupSetId === 7n)!, sets).unusable).toEqual([5n]);
    });
  });
});

describeOnSimulator('The backup set of an Oracle tenant’s job', stage => {
  it('is read in its dialect', async () => {
    await stage.build({ as: 'oracle', release: '4.3.3' });
    await stage.put('JOB_HISTORY', 1004n, endedJobRow(7));
    await stage.put('SET_FILES', 1004n, setRow(4, fullSet));
    await stage.put('SET_FILES', 1004n, setRow(7));
    const source = sourceOn(stage);
    const { tenantId } = await source.identify();
    const { sets } = await source.read({ kind: 'job', key: { tenantId, jobId: 7n } });
    expect(sets?.map(set => [set.backupSetId, set.startedAt])).toEqual([
      [4n, 1_715_248_447_000_000n],
      [7n, 1_715_248_447_000_000n],
    ]);
  });
});

describe('What backup sets cost', () => {
  const ended = { START_TIMESTAMP: 1e15, END_TIMESTAMP: 1e15 };

  it('is one look at the columns a connection, and one statement a job', async () => {
    const { simulator, as } = await ownSimulator({ scenario: 'empty' });
    simulator.clear();
    for (const id of [6, 7]) {
      simulator.put(1002, 'JOB_HISTORY', { ...endedJobRow(id), ...ended });
      simulator.put(1002, 'SET_FILES', { ...setRow(id, fullSet), ...ended });
    }
    const source = sourceOn(as('root@sys'));
    for (const jobId of [7n, 7n, 6n, 7n, 6n]) {
      const { sets } = await source.read({ kind: 'job', key: { tenantId: 1002n, jobId } });
      expect(sets?.map(set => set.backupSetId)).toEqual([jobId]);
    }
    const sent = simulator.statements().filter(({ sql }) => sql.includes('SET_FILES'));
    expect(sent).toHaveLength(3);
    for (const { sql } of sent) expect(sql).not.toMatch(/PASSWD/);
  });

  it('is a few more looks where the set still says DOING', async () => {
    const { simulator, as } = await ownSimulator({ scenario: 'empty' });
    simulator.clear();
    simulator.put(1002, 'JOB_HISTORY', { ...endedJobRow(7), ...ended });
    simulator.put(1002, 'SET_FILES', { ...setRow(7, { ...fullSet, STATUS: 'DOING' }), ...ended });
    const source = sourceOn(as('root@sys'));
    const status = async () => (await source.read({ kind: 'job', key })).sets?.[0]?.status;
    expect(await status()).toBe('DOING');
    simulator.put(1002, 'SET_FILES', { ...setRow(7, fullSet), ...ended });
    expect(await status()).toBe('SUCCESS');
  });

  it.each([
    [1142, 'cannot be read'],
    [1146, 'is not there'],
  ])('is a remark where the view may not be read or is missing (%i)', async (errno, why) => {
    const { simulator, as } = await ownSimulator({ scenario: 'empty' });
    simulator.clear();
    simulator.put(1002, 'JOB_HISTORY', { ...endedJobRow(7), ...ended });
    simulator.fault({ kind: 'error', match: /SET_FILES/, errno, message: 'no', times: 99 });
    const source = sourceOn(as('root@sys'));
    for (let look = 0; look < 3; look++) {
      const picture = await source.read({ kind: 'job', key });
      expect(picture.jobs).toHaveLength(1);
      expect(picture.sets).toBeUndefined();
      expect(remarksInEnglish(picture.remarks ?? [])).toEqual([
        `oceanbase.CDB_OB_BACKUP_SET_FILES ${why} (server error ${errno}). Backup sets are not shown.`,
      ]);
    }
    expect(simulator.statements().filter(({ sql }) => sql.includes('SET_FILES'))).toHaveLength(1);
  });
});
