// What is said of jobs that belong together: a cluster job and its children, two of one tenant, the same number in two.
import { beforeEach, describe, expect, it } from 'vitest';
import { wordsOf } from '../../../source/text/words.ts';
import { endedJobRow, endedTaskRow, jobRow, taskRow } from '../../fixtures/rows.ts';
import { describeOnEveryStage } from '../servers/every-stage.ts';
import { sourceOn } from '../source-on.ts';
import { putTenant } from './said.ts';
import { lineWith, reportsOf, screensOn } from './screens.ts';

const words = wordsOf('en').screens;
const child = { INITIATOR_TENANT_ID: '1', INITIATOR_JOB_ID: '3' };
const failed = { STATUS: 'FAILED', RESULT: '-4016' };
const parent = jobRow(3, {
  ...child,
  BACKUP_SET_ID: '0',
  EXECUTOR_TENANT_ID: '1002,1004,1006,1008',
  JOB_LEVEL: 'CLUSTER',
});
const names = { 1002: 'runs', 1004: 'is_done', 1006: 'broke', 1008: 'never_began' };

describeOnEveryStage('A cluster job', stage => {
  describe.skipIf(!stage.canPut)('with rows of the test', () => {
    beforeEach(async () => {
      await stage.clear();
      await stage.build({ as: 'sys', release: '4.3.3' });
      for (const [id, name] of Object.entries(names)) await putTenant(stage, BigInt(id), name);
      await stage.put('JOBS', 1n, parent);
      await stage.put('JOBS', 1002n, jobRow(7, child));
      await stage.put('TASKS', 1002n, taskRow(7));
      await stage.put('JOB_HISTORY', 1004n, endedJobRow(7, child));
      await stage.put('TASK_HISTORY', 1004n, endedTaskRow(7));
      await stage.put('JOB_HISTORY', 1006n, endedJobRow(9, { ...child, ...failed }));
      await stage.put('TASK_HISTORY', 1006n, endedTaskRow(9, failed));
    });

    const counted = words.lists.children('2', '4');
    const oneFailed = words.lists.failedChildren('1');

    it('says of its RESULT while it runs that it is that of a job of it', async () => {
      await stage.put('JOBS', 1n, { ...parent, RESULT: '-4016' });
      const { once } = await reportsOf(sourceOn(stage));
      expect(once).toContain(words.panel.ofTenant('-4016 OB_ERR_UNEXPECTED'));
    });

    it('is a tree: who runs and how far, who is done, who failed; its own row has no percentage', async () => {
      const source = sourceOn(stage);
      const { once, document } = await reportsOf(source);
      const terminal = screensOn(source, { tenant: '1' });
      // The list of tenants, which comes first, has the counts, too.
      await terminal.shows('└ broke');
      await terminal.shows(counted);
      for (const text of [terminal.text(), once.slice(once.indexOf(words.crumbs.jobs))]) {
        const rows = [words.crumbs.allTenants, '└ runs', '└ is_done', '└ broke'].map(row =>
          lineWith(text, row),
        );
        const places = rows.map(row => text.indexOf(row));
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        expect(rows[0]).toContain(words.crumbs.allTenants);
        expect(rows[0]).not.toMatch(/%|[━╸▒]|──/);
        expect(rows[1]).toContain('50.00 %');
        expect(rows[2]).toContain('COMPLETED');
        expect(rows[3]).toContain('FAILED');
        for (const row of rows.slice(2)) expect(row).not.toMatch(/%|[━╸▒]|──/);
      }
      expect(document.jobs).toHaveLength(1);
      expect(document.jobs[0]).toMatchObject({ tenant_id: 1, job_id: 3, backup_set_id: 0, tasks: [] });
      const children = document.jobs[0].children.map((job: { tenant_id: number; status: string }) => [
        job.tenant_id,
        job.status,
      ]);
      expect(children).toEqual([
        [1002, 'DOING'],
        [1004, 'COMPLETED'],
        [1006, 'FAILED'],
      ]);
      const percents = document.jobs[0].children.map(
        (job: { tasks: { derived: { data_percent: number | null } }[] }) =>
          job.tasks[0]?.derived.data_percent,
      );
      expect(percents).toEqual([50, null, null]);
    });

    it('counts its children in the list of tenants, those that failed among them', async () => {
      const source = sourceOn(stage);
      const { once } = await reportsOf(source);
      const terminal = screensOn(source);
      await terminal.shows(`${words.lists.clusterJob('3')} · ${counted} · ${oneFailed}`);
      expect(lineWith(once, words.lists.clusterJob('3'), counted)).toContain(oneFailed);
      expect(lineWith(once, 'never_began')).toContain(words.lists.never);
    });

    it('names on its panel the tenant that has no job, and says in the end that it could not start', async () => {
      const source = sourceOn(stage);
      const terminal = screensOn(source, { tenant: '1', job: 3n });
      await terminal.shows(words.panel.noJobYet('"never_began"'));
      await terminal.shows(`${counted} · ${oneFailed}`);
      await stage.put('JOB_HISTORY', 1002n, endedJobRow(7, child));
      await stage.put('TASK_HISTORY', 1002n, endedTaskRow(7));
      await stage.remove('TASKS', 1002n, { TASK_ID: '7' });
      await stage.remove('JOBS', 1002n, { JOB_ID: '7' });
      await stage.put('JOB_HISTORY', 1n, {
        ...parent,
        ...failed,
        END_TIMESTAMP: '2024-05-09 09:55:08.000000',
      });
      // For a moment the cluster job is in both views.
      const both = await reportsOf(sourceOn(stage));
      expect(both.document.jobs.map((job: { status: string }) => job.status)).toEqual(['FAILED']);
      await stage.remove('JOBS', 1n, { JOB_ID: '3' });
      await terminal.idle();
      await terminal.passes(3);
      await terminal.shows(`${words.lists.refusedChildren('1')}: "never_began"`);
      await terminal.shows(words.outcomes.failed.toUpperCase());
      expect(terminal.text()).not.toMatch(/\d %/);
    });
  });
});

describeOnEveryStage('Two jobs', stage => {
  describe.skipIf(!stage.canPut)('with rows of the test', () => {
    beforeEach(async () => {
      await stage.clear();
      await stage.build({ as: 'sys', release: '4.3.3' });
      await putTenant(stage, 1002n, 'one');
      await putTenant(stage, 1006n, 'other');
      await stage.put('JOBS', 1002n, jobRow(7));
      await stage.put('TASKS', 1002n, taskRow(7));
    });

    it('of one tenant that run at once are both shown, each with its own progress', async () => {
      await stage.put('JOBS', 1002n, jobRow(8, child));
      const quarter = { FINISH_MACRO_BLOCK_COUNT: '20', DATA_PROGRESS: '24.39' };
      await stage.put('TASKS', 1002n, taskRow(8, quarter));
      const source = sourceOn(stage);
      const { once, document } = await reportsOf(source);
      const tenants = screensOn(source);
      await tenants.shows(words.lists.moreJobs('1'));
      const jobs = screensOn(source, { tenant: '1002' });
      await jobs.shows('50.00 %');
      for (const text of [jobs.text(), once]) {
        expect(text).toContain('50.00 %');
        expect(text).toContain('24.39 %');
      }
      expect(lineWith(once, 'one', '1002')).toContain(words.lists.moreJobs('1'));
      const read = document.jobs.map(
        (job: { job_id: number; tasks: { derived: { data_percent: number } }[] }) => [
          job.job_id,
          job.tasks.map(task => task.derived.data_percent),
        ],
      );
      expect(read).toEqual([
        [8, [24.39]],
        [7, [50]],
      ]);
    });

    it('of two tenants with the same JOB_ID never lend each other their progress', async () => {
      await stage.put('JOBS', 1006n, jobRow(7, { PLUS_ARCHIVELOG: 'ON' }));
      await stage.put('TASKS', 1006n, taskRow(7, { STATUS: 'BACKUP_USER_META', DATA_PROGRESS: '0.00' }));
      const source = sourceOn(stage);
      const terminal = screensOn(source, { tenant: '1' });
      await terminal.shows('50.00 %');
      const { once, document } = await reportsOf(source, { job: 7n });
      for (const text of [terminal.text(), once]) {
        expect(lineWith(text, 'one', 'DOING')).toContain('50.00 %');
        const other = lineWith(text, 'other', 'DOING');
        expect(other).toContain(words.data.countingShort);
        expect(other).not.toContain('%');
      }
      expect(document.jobs).toHaveLength(2);
      for (const job of document.jobs) {
        expect(job.tasks).toHaveLength(1);
        expect(job.tasks[0].tenant_id).toBe(job.tenant_id);
      }
      const ofOne = await reportsOf(source, { tenant: 'other', job: 7n });
      expect(ofOne.document.jobs.map((job: { tenant_id: number }) => job.tenant_id)).toEqual([1006]);
      expect(ofOne.once).not.toContain('%');
    });
  });
});
