import { describe, expect, it } from 'vitest';
import { frameFaults, key, openTerminal } from '../fixtures/emulated-terminal.ts';
import { column, job, picture, seconds, task, tenant, tenFortyTwo } from '../fixtures/values.ts';

const tenants = [tenant(1002n, 'mysql_tenant')];
const asked = { tenant: '1002', job: 12n, columns: 110, rows: 34 } as const;
const running = job({ plusArchivelog: true, description: 'before the release' });
const world = (of = running, change: Parameters<typeof task>[0] = {}) =>
  picture({ tenants, jobs: [of], tasks: [task({ of, ...change })] });

describe('the panel of a running task', () => {
  it('says first that it is going, how far and in which step', async () => {
    const terminal = openTerminal({ ...asked, world: world() });
    await terminal.shows('RUNNING · 71.40 % · BACKUP_DATA_MAJOR');
    expect(terminal.lines()[2]).toContain('RUNNING');
    expect(terminal.lines()[3]).toContain('✔ merge meta  ● data  ○ fuse tablet meta');
    for (const text of [
      'Task 12 · set 12 · FULL',
      '19 514 of 27 330 blocks',
      'PLUS ARCHIVELOG: copied after the data',
      '37.2 GB → wrote 6.0 GB (6.0:1) without the copied log · tablets 412 of 668',
      '11-22 10:12:03, 30m so far',
      'start 1715248462749288000 = 2024-05-09 09:54:22.749288',
      'file:///data/nfs/backup/data',
      'FULL · PLUS ARCHIVELOG on · encryption NONE',
      'the tenant itself',
      'before the release',
    ]) {
      expect(terminal.text()).toContain(text);
    }
  });

  it('tells speed after two steps, and when the data ends after some more', async () => {
    const terminal = openTerminal({ ...asked, world: world() });
    await terminal.shows('speed and time left: after a few more backup files');
    for (let step = 1n; step <= 12n; step++) {
      terminal.source.world = world(running, {
        outputBytes: 6_549_825_126n + step * 838_860_800n,
        macroBlocks: { finished: 19_514n + step * 130n, total: 27_330n },
      });
      await terminal.passes(10);
      if (step === 3n) {
        await terminal.shows('writes 80.0 MB/s');
        expect(terminal.text()).not.toContain('data ends');
      }
    }
    await terminal.shows(/RUNNING · 77\.\d\d % · data ends ~10:5\d \(~\dm\) · BACKUP_DATA_MAJOR/);
    await terminal.shows('last progress now');
  });

  it('warns when nothing has moved for ten minutes', async () => {
    const terminal = openTerminal({ ...asked, world: world(), intervalSeconds: 60 });
    await terminal.shows('RUNNING · 71.40 %');
    await terminal.passes(660);
    await terminal.shows(/RUNNING · no progress for 1\dm · 71\.40 %/);
  });

  it('has no ETA and no percentage in other states than running data', async () => {
    const terminal = openTerminal({ ...asked, world: world(running, { status: 'BEFORE_BACKUP_LOG' }) });
    await terminal.shows('RUNNING · BEFORE_BACKUP_LOG');
    await terminal.shows('waits until archiving reaches END_SCN; files are counted then');
  });

  it('shows a status it does not know as it is, and counts it as running', async () => {
    const terminal = openTerminal({ ...asked, world: world(running, { status: 'BACKUP_NEW_STEP' }) });
    await terminal.shows('RUNNING · BACKUP_NEW_STEP');
    await terminal.shows('no percentage: unknown status');
  });
});

describe('the panel of a job that ends', () => {
  it('follows it into history without going blank, and tells how far it was when it failed', async () => {
    const terminal = openTerminal({ ...asked, world: world() });
    await terminal.shows('RUNNING · 71.40 %');
    terminal.source.world = picture({ tenants });
    await terminal.passes(2);
    await terminal.shows('moving to history');
    expect(terminal.text()).toContain('19 514 of 27 330 blocks');
    const comment =
      '(SERVER)ls_id: 1001, addr: "10.0.0.7:2882", module: BACKUP_DATA, result: -4012(Timeout), trace_id: YB420A-0005F1';
    const failed = job({ status: 'FAILED', result: -4012n, comment, plusArchivelog: true });
    const totals = { finished: 19_514n, total: 19_514n };
    terminal.source.world = world(failed, { status: 'FAILED', result: -4012n, comment, macroBlocks: totals });
    await terminal.passes(2);
    await terminal.shows('FAILED at 71.40 % (last seen) · -4012 OB_TIMEOUT · after 30m');
    await terminal.shows('last seen in BACKUP_DATA_MAJOR');
    await terminal.shows(
      'Timeout · server 10.0.0.7:2882 · log stream 1001 · module BACKUP_DATA · trace id YB420A-0005F1',
    );
    expect(terminal.text()).not.toContain('100.00 %');
    expect(terminal.text()).not.toContain('moving to history');
  });

  it('says how it completed', async () => {
    const terminal = openTerminal({ ...asked, world: world() });
    await terminal.shows('RUNNING');
    terminal.source.world = world(job({ status: 'COMPLETED', plusArchivelog: true }), {
      status: 'COMPLETED',
    });
    await terminal.passes(2);
    await terminal.shows('COMPLETED · in 30m');
    await terminal.shows(/Data +━+ {2}completed/);
    await terminal.shows('✔ log  ✔ done');
    await terminal.shows('0 (no error)');
  });

  it('stays when it is in no view any more', async () => {
    const terminal = openTerminal({ ...asked, world: world() });
    await terminal.shows('RUNNING');
    terminal.source.world = picture({ tenants });
    await terminal.passes(6);
    await terminal.shows('The job is no longer in any view');
    await terminal.shows('LAST SEEN RUNNING · 71.40 %');
    expect(terminal.text()).not.toContain('moving to history');
    expect(terminal.text()).toContain('19 514 of 27 330 blocks');
  });
});

describe('the panel of a job', () => {
  it('that has no task yet says so', async () => {
    const waiting = job({ status: 'INIT' });
    const terminal = openTerminal({ ...asked, world: picture({ tenants, jobs: [waiting] }) });
    await terminal.shows('RUNNING · INIT');
    await terminal.shows('The job has no task yet');
  });

  it('that failed before it had one says that', async () => {
    const failed = job({ status: 'FAILED', result: -9040n, comment: 'cannot start' });
    const terminal = openTerminal({ ...asked, world: picture({ tenants, jobs: [failed] }) });
    await terminal.shows('The job ended before it had a task.');
    await terminal.shows('-9040');
    await terminal.shows('cannot start');
  });

  it('with several tasks has them one below the other', async () => {
    const two = picture({
      tenants,
      jobs: [running],
      tasks: [task({ of: running }), task({ of: running, taskId: 13n, status: 'INIT' })],
    });
    const terminal = openTerminal({ ...asked, world: two });
    await terminal.shows('Task 12 · set 12 · FULL');
    await terminal.shows('Task 13 · set 12 · FULL');
    await terminal.shows('not started');
  });

  it('with more to say than there are lines can be scrolled', async () => {
    const comment = '很长的注释 '.repeat(60);
    const failed = job({ status: 'FAILED', result: -4012n, comment });
    const terminal = openTerminal({
      ...asked,
      columns: 60,
      rows: 15,
      world: world(failed, { status: 'FAILED', comment }),
    });
    await terminal.shows('FAILED');
    expect(terminal.text()).not.toContain('By  ');
    terminal.type('G');
    await terminal.shows('By  ');
    expect(frameFaults(terminal)).toEqual([]);
    terminal.type(key.home);
    await terminal.shows('FAILED');
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
      startReplayAt: tenFortyTwo - seconds(120),
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
    const terminal = openTerminal({
      ...asked,
      world: { ...world(ended, { status: 'COMPLETED' }), sets: [set, full] },
    });
    await terminal.shows('12: SUCCESS, files AVAILABLE');
    await terminal.shows('possible from 2026-11-22 10:41:17.000000 on · needs sets 9, 12');
    await terminal.shows(/log 2026-11-22 10:40:17 to\s+2026-11-22 10:41:17, from the archive/);
    await terminal.shows('not possible, unusable or missing: 9');
    terminal.type('d', 'G');
    await terminal.shows('Backup set 12');
  });
});
