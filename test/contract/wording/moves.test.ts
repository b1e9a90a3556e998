// What is said while a job moves to history: its task first, itself second, for a moment perhaps nowhere.
import { beforeEach, describe, expect, it } from 'vitest';
import { wordsOf } from '../../../source/text/words.ts';
import { endedJobRow, endedTaskRow, jobRow, taskRow } from '../../fixtures/rows.ts';
import { describeOnEveryStage } from '../servers/every-stage.ts';
import { sourceOn } from '../source-on.ts';
import { putTenant } from './said.ts';
import { lineWith, reportsOf, screensOn } from './screens.ts';

const words = wordsOf('en').screens;
const failed = { STATUS: 'FAILED', RESULT: '-4012' };

describeOnEveryStage('A job that moves to history', stage => {
  describe.skipIf(!stage.canPut)('with rows of the test', () => {
    beforeEach(async () => {
      await stage.clear();
      await stage.build({ as: 'sys', release: '4.3.3' });
      await putTenant(stage, 1002n, 'mysql_tenant');
      await stage.put('JOBS', 1002n, jobRow(7));
      await stage.put('TASKS', 1002n, taskRow(7));
    });

    /** The job in JSON: where its rows are, and what is said of its task. */
    const inJson = async () => {
      const { document } = await reportsOf(sourceOn(stage));
      const [job] = document.jobs;
      const [task] = job.tasks;
      return [job.derived.from, job.status, task?.derived.from, task?.status, task?.derived.data_percent];
    };

    it('is there at every step, each time as what it is, and never twice', async () => {
      const source = sourceOn(stage);
      const panel = screensOn(source, { tenant: '1002', job: 7n });
      await panel.shows('50.00 %');
      expect(await inJson()).toEqual(['live', 'DOING', 'live', 'BACKUP_DATA_MAJOR', 50]);

      await stage.put('TASKS', 1002n, taskRow(7, { STATUS: 'FAILED', RESULT: '-4012' }));
      expect(await inJson()).toEqual(['live', 'DOING', 'live', 'FAILED', null]);

      await stage.put('TASK_HISTORY', 1002n, endedTaskRow(7, failed));
      await stage.remove('TASKS', 1002n, { TASK_ID: '7' });
      expect(await inJson()).toEqual(['live', 'DOING', 'history', 'FAILED', null]);
      await panel.idle();
      await panel.passes(2);
      const how = words.data.endedAt(words.outcomes.failed, '50.00 %');
      await panel.shows(how);
      expect(panel.text()).not.toContain('100.00 %');

      await stage.put('JOB_HISTORY', 1002n, endedJobRow(7, failed));
      const { once, document } = await reportsOf(sourceOn(stage));
      expect(document.jobs).toHaveLength(1);
      expect(once.split('\n').filter(line => /FAILED/.test(line))).toHaveLength(1);
      await stage.remove('JOBS', 1002n, { JOB_ID: '7' });
      expect(await inJson()).toEqual(['history', 'FAILED', 'history', 'FAILED', null]);
      await panel.idle();
      await panel.passes(2);
      await panel.shows('FAILED at 50.00 % (last seen) · -4012');
      expect(panel.text()).not.toContain('100.00 %');
    });

    it('is in no view for a moment: the panel keeps what it had and says so, reports say nothing of it', async () => {
      const panel = screensOn(sourceOn(stage), { tenant: '1002', job: 7n });
      await panel.shows('50.00 %');
      await stage.remove('TASKS', 1002n, { TASK_ID: '7' });
      await stage.remove('JOBS', 1002n, { JOB_ID: '7' });
      await panel.idle();
      await panel.passes(2);
      await panel.shows(words.panel.moving);
      expect(panel.text()).toContain('50.00 %');
      const { once, document } = await reportsOf(sourceOn(stage));
      expect(document.jobs).toEqual([]);
      expect(once).toContain(words.lists.noJobs);
      expect(once).not.toContain('%');
      await stage.put('JOB_HISTORY', 1002n, endedJobRow(7));
      await stage.put('TASK_HISTORY', 1002n, endedTaskRow(7));
      await panel.idle();
      await panel.passes(2);
      await panel.shows(words.outcomes.completed.toUpperCase());
    });

    it('leaves the other job of its tenant running, whose totals it may have changed', async () => {
      // The kernel's UPDATE has no WHERE: the other task's totals collapse to its finished counts.
      await stage.put('JOBS', 1002n, jobRow(8));
      const collapsed = { MACRO_BLOCK_COUNT: '41', DATA_PROGRESS: '100.00' };
      await stage.put('TASKS', 1002n, taskRow(8, { ...collapsed, STATUS: 'BACKUP_USER_DATA' }));
      const { once, document } = await reportsOf(sourceOn(stage));
      expect(lineWith(once, '8', 'DOING')).toContain('99.99 %');
      expect(once).not.toContain('100.00 %');
      expect(document.jobs[0].tasks[0].derived).toMatchObject({ data_percent: 99.99, data_state: 'running' });
    });

    it('is shown as completed by its STATUS alone, whatever its percentage', async () => {
      for (const [blocks, percent] of [
        ['82', '100.00'],
        ['80', '97.56'],
      ] as const) {
        const row = { FINISH_MACRO_BLOCK_COUNT: blocks, DATA_PROGRESS: percent };
        await stage.put('TASKS', 1002n, taskRow(7, { ...row, STATUS: 'BACKUP_LOG' }));
        const running = await reportsOf(sourceOn(stage));
        expect(running.once).not.toContain(words.outcomes.completed);
        expect(running.document.jobs[0].tasks[0].derived).toMatchObject({
          phase: 'log',
          data_state: 'finished',
        });
        await stage.put('TASKS', 1002n, taskRow(7, { ...row, STATUS: 'COMPLETED' }));
        const ended = await reportsOf(sourceOn(stage));
        expect(lineWith(ended.once, '7', 'DOING')).toContain(words.outcomes.completed);
        expect(ended.once).not.toContain('%');
      }
    });
  });
});
