import { describe, expect, it } from 'vitest';
import type { Archive } from '../../source/backup/archive.ts';
import type { PreviousRun } from '../../source/backup/previous-run.ts';
import { frameFaults, openTerminal } from '../fixtures/emulated-terminal.ts';
import { archive, job, picture, seconds, task, tenant, tenFortyTwo } from '../fixtures/values.ts';

const tenants = [tenant(1002n, 'mysql_tenant')];
const running = job({ plusArchivelog: true });
const endScn = (tenFortyTwo - seconds(60)) * 1000n;

const behind = (lag: number, change: Partial<Archive> = {}) =>
  archive({ checkpointScn: (tenFortyTwo - seconds(lag)) * 1000n, ...change });

const past: PreviousRun = {
  jobId: 11n,
  type: 'full',
  seconds: 2480,
  inputBytes: null,
  outputBytes: null,
  macroBlocks: null,
  plusArchivelog: null,
  parts: null,
};

const waiting = (archives: readonly Archive[]) => ({
  ...picture({
    tenants,
    jobs: [running],
    tasks: [task({ of: running, status: 'BEFORE_BACKUP_LOG', endScn })],
  }),
  archives,
  previousRun: past,
});

const asked = { tenant: '1002', job: 12n, columns: 110, rows: 34 } as const;

describe('the panel of a task that waits for the archive', () => {
  it('says how far archiving is, and keeps saying it as it moves', async () => {
    const terminal = openTerminal({ ...asked, world: waiting([behind(100)]) });
    await terminal.shows('waits until archiving reaches END_SCN 10:41:17; files are counted then');
    await terminal.shows('DOING · archived up to 11-22 10:40:37, lag 1m · 40s short of END_SCN');
    await terminal.shows('last FULL took 41m (job 11)');
    terminal.source.world = waiting([behind(61)]);
    await terminal.passes(2);
    await terminal.shows('DOING · archived up to 11-22 10:41:16, lag 1m · 1s short of END_SCN');
    terminal.type('d', 'G');
    await terminal.shows(/│ ── +│ Archive/);
    await terminal.shows('ROUND_ID');
  });

  it('says that the backup fails where archiving has stopped, with what the archive says, also on a small terminal', async () => {
    const stopped = behind(100, { status: 'INTERRUPTED', comment: 'the destination is full' });
    const wide = openTerminal({ ...asked, world: waiting([stopped]) });
    await wide.shows('INTERRUPTED · archived up to');
    await wide.shows('RUNNING · will fail with -9027');
    await wide.shows('within 30s it fails with -9027');
    await wide.shows('the destination is full');
    const small = openTerminal({ ...asked, columns: 60, rows: 15, world: waiting([stopped]) });
    await small.shows('INTERRUPTED');
    expect(frameFaults(small)).toEqual([]);
  });

  it('is stuck after ten minutes, with where to look', async () => {
    const terminal = openTerminal({ ...asked, intervalSeconds: 60, world: waiting([behind(100)]) });
    await terminal.shows('RUNNING · BEFORE_BACKUP_LOG');
    await terminal.passes(660);
    await terminal.shows(/RUNNING · no progress for 1\dm · BEFORE_BACKUP_LOG/);
    await terminal.shows(
      'Check    the archive it waits for: STATUS and COMMENT of the tenant in CDB_OB_ARCHIVELOG',
    );
    await terminal.shows(/● archive ≥1\dm/);
  });
});
