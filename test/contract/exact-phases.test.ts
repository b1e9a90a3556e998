// How long a task was in its phases: exactly where sys can read the root service's events, else as far as it was seen.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '../../source/backup/job.ts';
import type { PhaseId } from '../../source/backup/phase.ts';
import { timeIn } from '../../source/backup/phase-times.ts';
import type { BackupSource } from '../../source/backup/source.ts';
import { progressOf } from '../../source/backup/task-progress.ts';
import { endedJobRow, endedTaskRow, jobRow, taskRow, tenantRow } from '../fixtures/rows.ts';
import { ownSimulator } from './on-simulator.ts';
import { describeOnEveryStage } from './servers/every-stage.ts';
import type { Row } from './servers/stage.ts';
import { ofTenant, sourceOn } from './source-on.ts';
import { contextOf } from './wording/said.ts';

const key = { tenantId: 1002n, jobId: 7n };

function changeRow(time: string, from: string, to: string, tenantId = '1002', jobId = '7'): Row {
  const pairs = [
    ['tenant_id', tenantId],
    ['job_id', jobId],
    ['backup_set_id', '7'],
    ['curr_status', from],
    ['next_status', to],
    ['result', '0'],
  ];
  return {
    TIMESTAMP: `2024-05-09 ${time}`,
    MODULE: 'backup_data',
    EVENT: 'advance_status',
    ...Object.fromEntries(
      pairs.flatMap(([name = '', value = ''], i) => [
        [`NAME${i + 1}`, name],
        [`VALUE${i + 1}`, value],
      ]),
    ),
    EXTRA_INFO: '',
    RS_SVR_IP: '10.0.0.5',
    RS_SVR_PORT: '2882',
  };
}

/** Seconds in phases of the task of a job, "≥" where that is only the least. */
async function secondsIn(
  source: BackupSource,
  of: { tenantId: bigint | null; jobId: bigint },
  ...phases: PhaseId[]
) {
  const picture = await source.read({ kind: 'job', key: of });
  const [task] = picture.tasks;
  const job = picture.jobs[0];
  if (task === undefined || job === undefined) return null;
  const context = { ...contextOf(await source.identify()), statusChanges: picture.statusChanges };
  const times = progressOf(task, job, context).phases;
  return phases.map(phase => {
    const time = timeIn(times, phase, task.endedAt ?? picture.readAt);
    return time === null ? null : time.atLeast ? `≥${time.seconds}` : time.seconds;
  });
}

describeOnEveryStage('The phases of a job', stage => {
  describe.skipIf(!stage.canPut)('on a stage of ours', () => {
    beforeEach(async () => {
      await stage.clear();
      await stage.build({ as: 'sys', release: '4.3.3' });
      await stage.put('TENANTS', 1002n, tenantRow('mysql_tenant'));
      for (const row of [
        changeRow('09:54:08.000000', 'INIT', 'BACKUP_SYS_META', '1002', '6'),
        changeRow('09:54:08.500000', 'INIT', 'BACKUP_SYS_META', '1004'),
        changeRow('09:54:08.718856', 'INIT', 'BACKUP_SYS_META'),
        changeRow('09:54:11.718856', 'BACKUP_SYS_META', 'BACKUP_USER_META'),
        changeRow('09:54:31.718856', 'BACKUP_USER_META', 'BACKUP_USER_DATA'),
      ]) {
        await stage.put('ROOTSERVICE_EVENT_HISTORY', 1n, row);
      }
    });

    it('have exact lengths though nobody had looked before, and go on with what is new', async () => {
      await stage.put('JOBS', 1002n, jobRow(7));
      await stage.put('TASKS', 1002n, taskRow(7, { STATUS: 'BACKUP_USER_DATA' }));
      const source = sourceOn(stage);
      const times = () => secondsIn(source, key, 'start', 'system_meta', 'user_meta', 'fuse_meta');
      expect(await times()).toEqual([1, 3, 20, null]);
      await stage.put('TASKS', 1002n, taskRow(7, { STATUS: 'BACKUP_LOG' }));
      await times();
      const later = [
        changeRow('09:54:41.718856', 'BACKUP_USER_DATA', 'BACKUP_FUSE_TABLET_META'),
        changeRow('09:54:43.718856', 'BACKUP_FUSE_TABLET_META', 'BACKUP_LOG'),
      ];
      for (const row of later) await stage.put('ROOTSERVICE_EVENT_HISTORY', 1n, row);
      expect(await times()).toEqual([1, 3, 20, 2]);
      expect(await secondsIn(source, key, 'data')).toEqual([10]);
    });

    it('have exact lengths of a job that has ended', async () => {
      const last = changeRow('09:55:07.718856', 'BACKUP_USER_DATA', 'COMPLETED');
      await stage.put('ROOTSERVICE_EVENT_HISTORY', 1n, last);
      await stage.put('JOB_HISTORY', 1002n, endedJobRow(7));
      await stage.put('TASK_HISTORY', 1002n, endedTaskRow(7));
      expect(await secondsIn(sourceOn(stage), key, 'system_meta', 'user_meta', 'data')).toEqual([3, 20, 36]);
    });

    it('are not known in a user tenant, which has no such view', async () => {
      await stage.put('JOB_HISTORY', 1002n, endedJobRow(7));
      await stage.put('TASK_HISTORY', 1002n, endedTaskRow(7));
      await stage.build({ as: 'mysql', release: '4.3.3' });
      const source = sourceOn(stage);
      const { tenantId } = await source.identify();
      expect(await secondsIn(source, { ...key, tenantId }, 'user_meta')).toEqual([null]);
      expect((await source.read({ kind: 'job', key: { ...key, tenantId } })).remarks).toBeUndefined();
    });
  });
});

describe('The events of phases', () => {
  it('are read once a job, then with the statement of its panel, and only where its STATUS has changed', async () => {
    const clock = { at: Date.UTC(2026, 10, 24, 3), now: () => clock.at };
    const { simulator, as } = await ownSimulator({ scenario: 'night', clock });
    const source = sourceOn(as('root@sys'));
    const scope = ofTenant(1012);
    const { jobs } = await source.read({ kind: 'jobs', scope, pages: 1, columns: 'list' });
    const job = jobs.find((one: Job) => one.status.kind === 'running')!;
    const asked = () => simulator.statements().filter(({ sql }) => /'advance_status'/.test(sql));
    const lengths: unknown[] = [];
    let status = '';
    let changes = -1;
    for (let seconds = 0; seconds < 1500; seconds += 20) {
      clock.at += 20_000;
      const before = simulator.statements().length;
      const picture = await source.read({ kind: 'job', key: job.key });
      if (seconds > 0 && picture.jobs[0]?.status.kind === 'running') {
        expect(simulator.statements().length - before).toBeLessThanOrEqual(2);
      }
      const text = picture.tasks[0]?.status.text ?? '';
      if (text !== status) changes += 1;
      status = text;
      lengths.push(picture.statusChanges?.changes.length);
    }
    expect(changes).toBeGreaterThan(2);
    expect(asked().length).toBeLessThanOrEqual(2 * changes + 1);
    expect(lengths.at(-1)).toBeGreaterThan(4);
  });

  it.each(['4.0.0', '4.2.1'])('are not asked for at %s, which writes none', async release => {
    const { simulator, as } = await ownSimulator({ scenario: `night@${release}` });
    const source = sourceOn(as('root@sys'));
    const scope = ofTenant(1012);
    const { jobs } = await source.read({ kind: 'jobs', scope, pages: 1, columns: 'list' });
    for (const job of jobs.slice(0, 2)) await source.read({ kind: 'job', key: job.key });
    expect(simulator.statements().some(({ sql }) => /'advance_status'/.test(sql))).toBe(false);
  });
});
