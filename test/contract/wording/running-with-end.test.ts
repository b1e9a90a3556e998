// From 4.3.3 on a task has END_TIMESTAMP and OUTPUT_RATE_BYTES while its log is being copied: it runs all the same.
import { beforeEach, describe, expect, it } from 'vitest';
import { elapsedSeconds } from '../../../source/backup/job.ts';
import { withOrphanTasks } from '../../../source/backup/orphan-task.ts';
import { duration } from '../../../source/text/duration.ts';
import { wordsOf } from '../../../source/text/words.ts';
import { jobRow, taskRow } from '../../fixtures/rows.ts';
import { describeOnEveryStage } from '../servers/every-stage.ts';
import { sourceOn } from '../source-on.ts';
import { panelOf, putTenant, readAt, saidOf } from './said.ts';

const { screens, time } = wordsOf('en');
const key = { tenantId: 1002n, jobId: 7n };
const running = {
  START_TIMESTAMP: '2024-05-09 09:54:07.718856',
  END_TIMESTAMP: '2024-05-09 09:54:47.718856',
  OUTPUT_RATE_BYTES: '467653.8500',
  STATUS: 'BACKUP_LOG',
  LOG_FILE_COUNT: '200',
  FINISH_LOG_FILE_COUNT: '50',
  LOG_PROGRESS: '25.00',
};

describeOnEveryStage('A task with END_TIMESTAMP whose STATUS is not terminal', stage => {
  describe.skipIf(!stage.canPut)('on a stage of ours', () => {
    beforeEach(async () => {
      await stage.clear();
      await stage.build({ as: 'sys', release: '4.3.3' });
      await putTenant(stage, 1002n, 'mysql_tenant');
      await stage.put('TASKS', 1002n, taskRow(7, running));
    });

    it('runs on: on its panel, in --once, and in JSON', async () => {
      await stage.put('JOBS', 1002n, jobRow(7, { PLUS_ARCHIVELOG: 'ON' }));
      const source = sourceOn(stage);
      const picture = await source.read({ kind: 'job', key });
      expect(picture.tasks[0]).toMatchObject({ endedAt: null, status: { kind: 'running' } });
      const { once, document } = await saidOf(source, key);
      const panel = panelOf(await source.identify(), picture, key).join('\n');
      for (const text of [panel, once]) {
        expect(text).toContain(screens.panel.since('09:54:07', duration(90, time)).split(', ').at(-1));
        expect(text).not.toContain(screens.panel.labels.ended);
      }
      const [task] = document.jobs[0].tasks;
      expect(task.derived.elapsed_seconds).toBe(90);
      expect(task.end_timestamp).toBe('2024-05-09T09:54:47.718856Z');
    });

    it('runs on where its job’s row is not visible, too', async () => {
      const { jobs, tasks } = await sourceOn(stage).read({ kind: 'job', key });
      const [job] = withOrphanTasks(jobs, tasks);
      expect(job).toMatchObject({ endedAt: null, status: { kind: 'running' } });
      expect(job === undefined ? null : elapsedSeconds(job, readAt)).toBe(90);
    });
  });
});
