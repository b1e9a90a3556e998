import { describe, expect, it } from 'vitest';
import { column, job, picture, seconds, task, tenant, tenFortyTwo } from '../fixtures/values.ts';
import { frameFaults, key, startStage } from './stage.ts';

const tenants = [tenant(1002n, 'mysql_tenant')];
const asked = { tenant: '1002', job: 12n, columns: 110, rows: 34 } as const;
const running = job({ plusArchivelog: true, description: 'before the release' });
const world = (of = running, change: Parameters<typeof task>[0] = {}) =>
  picture({ tenants, jobs: [of], tasks: [task({ of, ...change })] });

describe('the panel of a running task', () => {
  it('says first that it is going, how far and in which step', async () => {
    const stage = startStage({ ...asked, world: world() });
    await stage.shows('RUNNING · 71.40 % · BACKUP_DATA_MAJOR');
    expect(stage.lines()[2]).toContain('RUNNING');
    expect(stage.lines()[3]).toContain('✔ meta end  ● data  ○ fuse meta');
    for (const text of [
      'Task 12 · set 12 · FULL',
      '19 514 of 27 330 blocks',
      'requested: copied after the data',
      '37.2 GB, wrote 6.0 GB (6.0 to 1) · tablets 412 of 668',
      '11-22 10:12:03, 30:14 so far',
      'start 1715248462749288000 = 2024-05-09 09:54:22.749288',
      'file:///data/nfs/backup/data',
      'FULL · PLUS ARCHIVELOG on · encryption NONE',
      'the tenant itself',
      'before the release',
    ]) {
      expect(stage.text()).toContain(text);
    }
  });

  it('tells speed and time left once two steps were seen', async () => {
    const stage = startStage({ ...asked, world: world() });
    await stage.shows('speed –');
    for (let step = 1n; step <= 4n; step++) {
      stage.source.world = world(running, {
        outputBytes: 6_549_825_126n + step * 838_860_800n,
        macroBlocks: { finished: 19_514n + step * 400n, total: 27_330n },
      });
      await stage.passes(2);
    }
    await stage.shows(/RUNNING · 77\.\d\d % · ~\d+ s left(, rough| \(10:4\d\))/);
    await stage.shows('writes 400 MB/s');
    await stage.shows('last progress now');
  });

  it('warns when nothing has moved for ten minutes', async () => {
    const stage = startStage({ ...asked, world: world(), intervalSeconds: 60 });
    await stage.shows('RUNNING · 71.40 %');
    await stage.passes(660);
    await stage.shows(/RUNNING · 71\.40 % · no progress for 1\d min/);
  });

  it('has no ETA and no percentage in other states than running data', async () => {
    const stage = startStage({ ...asked, world: world(running, { status: 'BEFORE_BACKUP_LOG' }) });
    await stage.shows('RUNNING · BEFORE_BACKUP_LOG');
    await stage.shows('waits: files are counted once archiving has passed the end of the data');
  });

  it('shows a status it does not know as it is, and counts it as running', async () => {
    const stage = startStage({ ...asked, world: world(running, { status: 'BACKUP_NEW_STEP' }) });
    await stage.shows('RUNNING · BACKUP_NEW_STEP');
    await stage.shows('no percentage: unknown status');
  });
});

describe('the panel of a job that ends', () => {
  it('follows it into history without going blank, and tells how far it was when it failed', async () => {
    const stage = startStage({ ...asked, world: world() });
    await stage.shows('RUNNING · 71.40 %');
    stage.source.world = picture({ tenants });
    await stage.passes(2);
    await stage.shows('moving to history');
    expect(stage.text()).toContain('19 514 of 27 330 blocks');
    const comment =
      '(SERVER)ls_id: 1001, addr: "10.0.0.7:2882", module: BACKUP_DATA, result: -4012(Timeout), trace_id: YB420A-0005F1';
    const failed = job({ status: 'FAILED', result: -4012n, comment, plusArchivelog: true });
    const totals = { finished: 19_514n, total: 19_514n };
    stage.source.world = world(failed, { status: 'FAILED', result: -4012n, comment, macroBlocks: totals });
    await stage.passes(2);
    await stage.shows('FAILED AT 71.40 % (LAST SEEN) · -4012 OB_TIMEOUT · after 30:00');
    await stage.shows('last seen in BACKUP_DATA_MAJOR');
    await stage.shows(
      'Timeout · server 10.0.0.7:2882 · log stream 1001 · module BACKUP_DATA · trace id YB420A-0005F1',
    );
    expect(stage.text()).not.toContain('100.00 %');
    expect(stage.text()).not.toContain('moving to history');
  });

  it('says how it completed', async () => {
    const stage = startStage({ ...asked, world: world() });
    await stage.shows('RUNNING');
    stage.source.world = world(job({ status: 'COMPLETED', plusArchivelog: true }), { status: 'COMPLETED' });
    await stage.passes(2);
    await stage.shows('COMPLETED · after 30:00');
    await stage.shows(/Data +█+ {2}completed/);
    await stage.shows('✔ log  ✔ done');
    await stage.shows('0 (no error)');
  });

  it('stays when it is in no view any more', async () => {
    const stage = startStage({ ...asked, world: world() });
    await stage.shows('RUNNING');
    stage.source.world = picture({ tenants });
    await stage.passes(6);
    await stage.shows('The job is no longer in any view');
    await stage.shows('LAST SEEN RUNNING · 71.40 %');
    expect(stage.text()).not.toContain('moving to history');
    expect(stage.text()).toContain('19 514 of 27 330 blocks');
  });
});

describe('the panel of a job', () => {
  it('that has no task yet says so', async () => {
    const waiting = job({ status: 'INIT' });
    const stage = startStage({ ...asked, world: picture({ tenants, jobs: [waiting] }) });
    await stage.shows('RUNNING · INIT');
    await stage.shows('The job has no task yet');
  });

  it('that failed before it had one says that', async () => {
    const failed = job({ status: 'FAILED', result: -9040n, comment: 'cannot start' });
    const stage = startStage({ ...asked, world: picture({ tenants, jobs: [failed] }) });
    await stage.shows('The job ended before it had a task.');
    await stage.shows('-9040');
    await stage.shows('cannot start');
  });

  it('with several tasks has them one below the other', async () => {
    const two = picture({
      tenants,
      jobs: [running],
      tasks: [task({ of: running }), task({ of: running, taskId: 13n, status: 'INIT' })],
    });
    const stage = startStage({ ...asked, world: two });
    await stage.shows('Task 12 · set 12 · FULL');
    await stage.shows('Task 13 · set 12 · FULL');
    await stage.shows('not started');
  });

  it('with more to say than there are lines can be scrolled', async () => {
    const comment = '很长的注释 '.repeat(60);
    const failed = job({ status: 'FAILED', result: -4012n, comment });
    const stage = startStage({
      ...asked,
      columns: 60,
      rows: 15,
      world: world(failed, { status: 'FAILED', comment }),
    });
    await stage.shows('FAILED');
    expect(stage.text()).not.toContain('By  ');
    stage.type('G');
    await stage.shows('By  ');
    expect(frameFaults(stage)).toEqual([]);
    stage.type(key.home);
    await stage.shows('FAILED');
  });

  it('that has ended says what a restore of its set needs', async () => {
    const ended = job({ status: 'COMPLETED', type: 'INC' });
    const set = {
      tenantId: 1002n,
      backupSetId: 12n,
      type: ended.type,
      status: 'SUCCESS',
      fileStatus: 'AVAILABLE',
      prevFullBackupSetId: 9n,
      prevIncBackupSetId: 9n,
      startedAt: ended.startedAt,
      endedAt: ended.endedAt,
      elapsedSeconds: 1800,
      minRestoreScn: (tenFortyTwo - seconds(60)) * 1000n,
      minRestoreAt: tenFortyTwo - seconds(60),
      inputBytes: 1n,
      outputBytes: 1n,
      plusArchivelog: false,
      tenantCompatible: '4.3.3.0',
      backupCompatible: null,
      path: '',
      row: [column('FILE_STATUS', 'AVAILABLE')],
    };
    const full = {
      ...set,
      backupSetId: 9n,
      type: job().type,
      prevFullBackupSetId: 0n,
      prevIncBackupSetId: 0n,
      fileStatus: 'DELETED',
    };
    const stage = startStage({
      ...asked,
      world: { ...world(ended, { status: 'COMPLETED' }), sets: [set, full] },
    });
    await stage.shows('12, files SUCCESS AVAILABLE');
    await stage.shows('possible from 2026-11-22 10:41:17.000000 · needs sets 9, 12');
    await stage.shows('unusable or missing: 9');
    stage.type('d', 'G');
    await stage.shows('Backup set 12');
  });
});
