// How the panel looks in telling situations: 4.3.3 seen from sys unless the name says otherwise.
import { beforeEach, expect, it } from 'vitest';
import { type Generation, generations } from '../generations.ts';
import { describeOnSimulator } from '../on-simulator.ts';
import { putSituation, situations } from '../situations.ts';
import { sourceOn } from '../source-on.ts';
import { panelOf, putTenant } from './said.ts';

const width = 110;

describeOnSimulator('The panel of a task', stage => {
  beforeEach(() => stage.clear());

  /** The panel of a situation, a line of the terminal a line. */
  async function panel(name: string, release = '4.3.3'): Promise<string> {
    const generation = generations.find(one => one.release === release) as Generation;
    const situation = situations.find(one => one.name === name);
    if (situation?.happensIn(generation) !== true) throw new Error(`${release} has no situation ${name}.`);
    await stage.build({ as: 'sys', release });
    await putTenant(stage, 1002n, 'mysql_tenant');
    await putSituation(stage, situation, generation, 1002n, 7);
    const source = sourceOn(stage);
    const key = { tenantId: 1002n, jobId: 7n };
    return panelOf(await source.identify(), await source.read({ kind: 'job', key }), key, width)
      .map(line => line.trimEnd())
      .join('\n');
  }

  it('user meta, totals grow', async () => {
    expect(await panel('user meta, totals grow')).toMatchInlineSnapshot(`
      "  RUNNING · BACKUP_USER_META
        ✔ system meta  ● user meta  ○ merge meta  ○ data  ○ fuse tablet meta  ○ done

        Data     counting: 668 tablets, 30 blocks so far
        Log      off: backed up without PLUS ARCHIVELOG
        Archive  DOING · lag <10s

        Read     165 MB → wrote 17.8 MB (9.2:1) · tablets 412
        Started  05-09 09:54:07, 1m30s so far
        SCN      start 1715248462749288000 = 2024-05-09 09:54:22.749288

        Path     file:///data/nfs/backup/data
        Options  FULL · PLUS ARCHIVELOG off · encryption NONE
        By       the tenant itself"
    `);
  });

  it('data, half, log asked for', async () => {
    expect(await panel('data, half, log asked for')).toMatchInlineSnapshot(`
      "  RUNNING · 50.00 % · BACKUP_USER_DATA
        ✔ system meta  ✔ user meta  ✔ merge meta  ● data  ○ fuse tablet meta  ○ wait for archive  ○ log  ○ done

        Data     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╸────────────────────────────────  50.00 %   41 of 82 blocks
        Log      PLUS ARCHIVELOG: copied after the data
        Archive  DOING · lag <10s

        Read     165 MB → wrote 17.8 MB (9.2:1) without the copied log · tablets 412 of 668
        Started  05-09 09:54:07, 1m30s so far
        SCN      start 1715248462749288000 = 2024-05-09 09:54:22.749288

        Path     file:///data/nfs/backup/data
        Options  FULL · PLUS ARCHIVELOG on · encryption NONE
        By       the tenant itself"
    `);
  });

  it('data, half, at 4.2.1', async () => {
    expect(await panel('data, half', '4.2.1')).toMatchInlineSnapshot(`
      "  RUNNING · BACKUP_DATA_MAJOR
        ✔ system meta  ✔ user meta  ● data  ○ done

        Data     ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒  41 blocks
                 no percentage before 4.2.1 BP3: the server keeps no totals
        Log      off: backed up without PLUS ARCHIVELOG
        Archive  DOING · lag <10s

        Read     165 MB → wrote 17.8 MB (9.2:1) · tablets 412
        Started  05-09 09:54:07, 1m30s so far
        SCN      start 1715248462749288000 = 2024-05-09 09:54:22.749288

        Path     file:///data/nfs/backup/data
        Options  FULL · PLUS ARCHIVELOG off · encryption NONE
        By       the tenant itself"
    `);
  });

  it('data, more than was counted', async () => {
    expect(await panel('data, more than was counted')).toMatchInlineSnapshot(`
      "  RUNNING · 99.99 % · BACKUP_USER_DATA
        ✔ system meta  ✔ user meta  ✔ merge meta  ● data  ○ fuse tablet meta  ○ done

        Data     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╸  99.99 %   83 of 82 blocks
        Log      off: backed up without PLUS ARCHIVELOG
        Archive  DOING · lag <10s

        Read     165 MB → wrote 17.8 MB (9.2:1) · tablets 412 of 668
        Started  05-09 09:54:07, 1m30s so far
        SCN      start 1715248462749288000 = 2024-05-09 09:54:22.749288

        Path     file:///data/nfs/backup/data
        Options  FULL · PLUS ARCHIVELOG off · encryption NONE
        By       the tenant itself"
    `);
  });

  it('waits for the archive', async () => {
    expect(await panel('waits for the archive')).toMatchInlineSnapshot(`
      "  RUNNING · BEFORE_BACKUP_LOG
        ✔ system meta  ✔ user meta  ✔ merge meta  ✔ data  ✔ fuse tablet meta  ● wait for archive  ○ log  ○ done

        Data     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 100.00 %   data done   82 blocks
        Log      waits until archiving reaches END_SCN; files are counted then
        Archive  DOING · archived up to 05-09 09:55:33, lag 4s

        Read     165 MB → wrote 17.8 MB (9.2:1) without the copied log · tablets 412 of 668
        Started  05-09 09:54:07, 1m30s so far
        SCN      start 1715248462749288000 = 2024-05-09 09:54:22.749288

        Path     file:///data/nfs/backup/data
        Options  FULL · PLUS ARCHIVELOG on · encryption NONE
        By       the tenant itself"
    `);
  });

  it('log, half', async () => {
    expect(await panel('log, half')).toMatchInlineSnapshot(`
      "  RUNNING · BACKUP_LOG
        ✔ system meta  ✔ user meta  ✔ merge meta  ✔ data  ✔ fuse tablet meta  ✔ wait for archive  ● log  ○ done

        Data     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 100.00 %   data done   82 blocks
        Log      ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╸────────────────────────────────  50.00 %   3 of 6 files
        Archive  DOING · lag <10s

        Read     165 MB → wrote 17.8 MB (9.2:1) without the copied log · tablets 412 of 668
        Started  05-09 09:54:07, 1m30s so far
        SCN      start 1715248462749288000 = 2024-05-09 09:54:22.749288

        Path     file:///data/nfs/backup/data
        Options  FULL · PLUS ARCHIVELOG on · encryption NONE
        By       the tenant itself"
    `);
  });

  it('log, half, at 4.2.3', async () => {
    expect(await panel('log, half', '4.2.3')).toMatchInlineSnapshot(`
      "  RUNNING · BACKUP_LOG
        ✔ system meta  ✔ user meta  ✔ merge meta  ✔ data  ● log  ○ done

        Data     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 100.00 %   data done   82 blocks
        Log      copying: this release does not count log files
        Archive  DOING · lag <10s

        Read     165 MB → wrote 17.8 MB (9.2:1) without the copied log · tablets 412 of 668
        Started  05-09 09:54:07, 1m30s so far
        SCN      start 1715248462749288000 = 2024-05-09 09:54:22.749288

        Path     file:///data/nfs/backup/data
        Options  FULL · PLUS ARCHIVELOG on · encryption NONE
        By       the tenant itself"
    `);
  });

  it('log, nothing to copy', async () => {
    expect(await panel('log, nothing to copy')).toMatchInlineSnapshot(`
      "  RUNNING · BACKUP_LOG
        ✔ system meta  ✔ user meta  ✔ merge meta  ✔ data  ✔ fuse tablet meta  ✔ wait for archive  ● log  ○ done

        Data     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 100.00 %   data done   82 blocks
        Log      nothing to copy
        Archive  DOING · lag <10s

        Read     165 MB → wrote 17.8 MB (9.2:1) without the copied log · tablets 412 of 668
        Started  05-09 09:54:07, 1m30s so far
        SCN      start 1715248462749288000 = 2024-05-09 09:54:22.749288

        Path     file:///data/nfs/backup/data
        Options  FULL · PLUS ARCHIVELOG on · encryption NONE
        By       the tenant itself"
    `);
  });

  it('data stopped short of its count', async () => {
    expect(await panel('data stopped short of its count')).toMatchInlineSnapshot(`
      "  RUNNING · BACKUP_LOG
        ✔ system meta  ✔ user meta  ✔ merge meta  ✔ data  ✔ fuse tablet meta  ● finishing  ○ done

        Data     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━──  97.56 %   data done   80 blocks
        Log      off: backed up without PLUS ARCHIVELOG
        Archive  DOING · lag <10s

        Read     165 MB → wrote 17.8 MB (9.2:1) · tablets 412 of 668
        Started  05-09 09:54:07, 1m30s so far
        SCN      start 1715248462749288000 = 2024-05-09 09:54:22.749288

        Path     file:///data/nfs/backup/data
        Options  FULL · PLUS ARCHIVELOG off · encryption NONE
        By       the tenant itself"
    `);
  });

  it('a status of a later release', async () => {
    expect(await panel('a status of a later release')).toMatchInlineSnapshot(`
      "  RUNNING · BACKUP_QUANTUM_META

        Data     ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒ ▒  41 blocks
                 no percentage: unknown status
        Log      off: backed up without PLUS ARCHIVELOG
        Archive  DOING · lag <10s

        Read     165 MB → wrote 17.8 MB (9.2:1) · tablets 412
        Started  05-09 09:54:07, 1m30s so far
        SCN      start 1715248462749288000 = 2024-05-09 09:54:22.749288

        Path     file:///data/nfs/backup/data
        Options  FULL · PLUS ARCHIVELOG off · encryption NONE
        By       the tenant itself"
    `);
  });

  it('task moved to history, job not yet', async () => {
    expect(await panel('task moved to history, job not yet')).toMatchInlineSnapshot(`
      "  COMPLETED · in 1m
        ✔ system meta  ✔ user meta  ✔ merge meta  ✔ data  ✔ fuse tablet meta  ✔ wait for archive  ✔ log  ✔ done

        Data     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━  completed   41 blocks
        Log      completed

        Read     165 MB → wrote 17.8 MB (9.2:1) without the copied log · tablets 412
        Started  05-09 09:54:07
        Ended    05-09 09:55:07, took 1m
        Result   0 (no error)
        SCN      start 1715248462749288000 = 2024-05-09 09:54:22.749288

        Path     file:///data/nfs/backup/data
        Options  FULL · PLUS ARCHIVELOG on · encryption NONE
        By       the tenant itself"
    `);
  });

  it('completed with log', async () => {
    expect(await panel('completed with log')).toMatchInlineSnapshot(`
      "  COMPLETED · in 1m
        ✔ system meta  ✔ user meta  ✔ merge meta  ✔ data  ✔ fuse tablet meta  ✔ wait for archive  ✔ log  ✔ done

        Data     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━  completed   41 blocks
        Log      completed

        Read     165 MB → wrote 17.8 MB (9.2:1) without the copied log · tablets 412
        Started  05-09 09:54:07
        Ended    05-09 09:55:07, took 1m
        Result   0 (no error)
        SCN      start 1715248462749288000 = 2024-05-09 09:54:22.749288

        Path     file:///data/nfs/backup/data
        Options  FULL · PLUS ARCHIVELOG on · encryption NONE
        By       the tenant itself"
    `);
  });

  it('failed, counters look whole', async () => {
    expect(await panel('failed, counters look whole')).toMatchInlineSnapshot(`
      "  FAILED · -4012 OB_TIMEOUT · after 1m

        Meaning  Something timed out; often a checkpoint that had to pass the start SCN, or a lagging standby.
        Next     Search observer.log for the trace id, on the server named in the comment.
        Good     no good backup before it

        Data     failed
        Log      off: backed up without PLUS ARCHIVELOG

        Read     165 MB → wrote 17.8 MB (9.2:1) · tablets 412
        Started  05-09 09:54:07
        Ended    05-09 09:55:07, took 1m
        SCN      start 1715248462749288000 = 2024-05-09 09:54:22.749288

        Path     file:///data/nfs/backup/data
        Options  FULL · PLUS ARCHIVELOG off · encryption NONE
        By       the tenant itself"
    `);
  });

  it('failed in INIT, no task ever', async () => {
    expect(await panel('failed in INIT, no task ever')).toMatchInlineSnapshot(`
      "  FAILED · -9040 OB_BACKUP_CAN_NOT_START · after 1m
        The job ended before it had a task.
        Result   -9040 OB_BACKUP_CAN_NOT_START
        Meaning  The backup cannot start: log archiving is off, no destination is set, or the tenant is not in a
                 normal state.
        Next     Check DBA_OB_ROOTSERVICE_EVENT_HISTORY in sys, MODULE 'backup_data'.
        Started  05-09 09:54:07
        Ended    05-09 09:55:07, took 1m

        Path     file:///data/nfs/backup/data
        Options  FULL · PLUS ARCHIVELOG off · encryption NONE
        By       the tenant itself"
    `);
  });
});
