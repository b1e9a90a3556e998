// What a list reads of its chosen job: in sys, in a user tenant, on the simulator and on OceanBase's own engine.
import { beforeEach, describe, expect, it } from 'vitest';
import type { JobKey } from '../../source/backup/job.ts';
import { endedJobRow, endedTaskRow, jobRow, taskRow, tenantRow } from '../fixtures/rows.ts';
import { describeOnSimulator, ownSimulator } from './on-simulator.ts';
import { describeOnEveryStage } from './servers/every-stage.ts';
import type { Stage } from './servers/stage.ts';
import { all, sourceOn } from './source-on.ts';

function suite(stage: Stage, as: 'sys' | 'mysql' | 'oracle'): void {
  const own = as === 'oracle' ? 1004n : 1002n;
  const key = (jobId: bigint): JobKey => ({ tenantId: own, jobId });
  const failed = { STATUS: 'FAILED', RESULT: '-4012' };

  beforeEach(async () => {
    await stage.clear();
    await stage.build({ as: 'sys', release: '4.3.3' });
    await stage.put('TENANTS', own, tenantRow('mine'));
    await stage.put('JOB_HISTORY', own, endedJobRow(3));
    await stage.put('JOB_HISTORY', own, endedJobRow(4, { BACKUP_TYPE: 'INC' }));
    await stage.put('TASK_HISTORY', own, endedTaskRow(3, { END_SCN: '1715248492000000000' }));
    await stage.put('JOB_HISTORY', own, endedJobRow(5, failed));
    await stage.put('TASK_HISTORY', own, endedTaskRow(5, failed));
    await stage.build({ as, release: '4.3.3' });
  });

  it('has of a failed one its task, the good ones around it, and the last good one of its type', async () => {
    await stage.put('JOB_HISTORY', own, endedJobRow(6, { BACKUP_TYPE: 'INC' }));
    const { story } = await sourceOn(stage).read({ kind: 'tenants', story: key(6n) });
    expect(story).toMatchObject({ job: key(6n), previousRun: { jobId: 4n, type: 'inc' } });
    expect(story?.around).toBeUndefined();
    const view = { kind: 'jobs', scope: all, pages: 1, columns: 'list', story: key(5n) } as const;
    const ofFailed = (await sourceOn(stage).read(view)).story;
    expect(ofFailed).toMatchObject({
      job: key(5n),
      task: { taskId: 5n },
      around: { before: { jobId: 4n, type: { kind: 'inc' } }, after: { jobId: 6n } },
      previousRun: { jobId: 3n, type: 'full' },
    });
  });

  it('has of a running one how the last of its type went', async () => {
    await stage.put('JOBS', own, jobRow(9));
    await stage.put('TASKS', own, taskRow(9));
    const { story } = await sourceOn(stage).read({ kind: 'tenants', story: key(9n) });
    expect(story).toMatchObject({ job: key(9n), previousRun: { jobId: 3n } });
    expect(story?.task).toBeUndefined();
  });

  it('is nothing where the job is nowhere, or none is chosen', async () => {
    const source = sourceOn(stage);
    expect((await source.read({ kind: 'tenants', story: key(99n) })).story).toBeUndefined();
    expect((await source.read({ kind: 'tenants' })).story).toBeUndefined();
  });
}

describeOnEveryStage('The chosen job of a list', stage => {
  describe.skipIf(!stage.canPut)('with rows of the test', () => {
    describe('read from sys', () => suite(stage, 'sys'));
    describe('read from the tenant', () => suite(stage, 'mysql'));
  });
});

describeOnSimulator('The chosen job of a list of an Oracle tenant', stage => suite(stage, 'oracle'));

describe('A chosen job that copies data', () => {
  it('has its log streams read in the statement of the list, and the rest of its story once', async () => {
    const { simulator, as } = await ownSimulator({ scenario: 'demo' });
    const source = sourceOn(as('root@sys'));
    const { jobs, tasks } = await source.read({ kind: 'tenants' });
    const copying = tasks.find(({ status }) => status.text === 'BACKUP_USER_DATA');
    const chosen = jobs.find(
      ({ key }) => key.jobId === copying?.job.jobId && key.tenantId === copying?.job.tenantId,
    );
    const view = { kind: 'tenants', story: chosen!.key } as const;
    await source.read(view);
    await source.read(view);
    for (let refresh = 0; refresh < 3; refresh++) {
      const before = simulator.statements().length;
      const { story } = await source.read(view);
      const sent = simulator.statements().slice(before);
      expect(sent.map(({ sql }) => /ob-backup-top: ([a-z ]+) \*/.exec(sql)?.[1])).toEqual(['tenants']);
      expect(sent[0]?.sql).toContain('__all_virtual_backup_ls_task');
      expect(story?.logStreams?.length).toBeGreaterThan(0);
    }
  });

  it('does without them for a while where the list could not be read with them', async () => {
    const { simulator, as } = await ownSimulator({ scenario: 'demo' });
    const source = sourceOn(as('root@sys'));
    const { tasks } = await source.read({ kind: 'tenants' });
    const view = {
      kind: 'tenants',
      story: tasks.find(({ status }) => status.text === 'BACKUP_USER_DATA')!.job,
    } as const;
    await source.read(view);
    simulator.fault({ kind: 'error', errno: 4012, match: /ls_task/, message: 'Timeout' });
    await expect(source.read(view)).rejects.toMatchObject({ kind: 'timed_out' });
    expect((await source.read(view)).story?.logStreams).toBeUndefined();
  });
});
