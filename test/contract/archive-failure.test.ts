// A backup whose archive is not DOING: what is said of it, and that the simulated kernel does so.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '../../source/backup/job.ts';
import type { BackupSource } from '../../source/backup/source.ts';
import { archiveRow, jobRow, taskRow, tenantRow } from '../fixtures/rows.ts';
import { ownSimulator } from './on-simulator.ts';
import { describeOnEveryStage } from './servers/every-stage.ts';
import { ofTenant, sourceOn } from './source-on.ts';
import { panelOf, saidOf } from './wording/said.ts';

const key = { tenantId: 1002n, jobId: 7n };
const panelText = async (source: BackupSource, of = key) =>
  panelOf(await source.identify(), await source.read({ kind: 'job', key: of }), of)
    .join(' ')
    .replace(/\s+/g, ' ');

describeOnEveryStage('The panel of a backup whose archive is not DOING', stage => {
  describe.skipIf(!stage.canPut)('on a stage of ours', () => {
    beforeEach(async () => {
      await stage.clear();
      await stage.build({ as: 'sys', release: '4.3.3' });
      await stage.put('TENANTS', 1002n, tenantRow('mysql_tenant'));
      await stage.put('JOBS', 1002n, jobRow(7));
    });

    it.each([
      ['INTERRUPTED', 'BACKUP_USER_DATA', -9027],
      ['SUSPEND', 'BACKUP_USER_META', -9029],
      ['BEGINNING', 'BACKUP_LOG', -9029],
    ])('says in %s that the backup will fail, also without PLUS ARCHIVELOG (%s)', async (...of) => {
      const [status, phase, code] = of;
      await stage.put('TASKS', 1002n, taskRow(7, { STATUS: phase }));
      await stage.put('ARCHIVELOG', 1002n, archiveRow({ STATUS: status }));
      const source = sourceOn(stage);
      const panel = await panelText(source);
      expect(panel).toContain(`will fail with ${code}`);
      expect(panel).toContain(`Archive ${status}`);
      expect(panel).toMatch(new RegExp(`within 30s it fails with ${code} OB_LOG_ARCHIVE_`));
      const { document } = await saidOf(source, key);
      expect(document.jobs[0].tasks[0].derived.fails_with).toBe(code);
      await stage.put('ARCHIVELOG', 1002n, archiveRow({ STATUS: 'DOING' }));
      expect(await panelText(source)).not.toContain('fail');
    });

    it('says so where no log is archived at all, and of a job without a task', async () => {
      expect(await panelText(sourceOn(stage))).toMatch(/no log is being archived for this tenant .*-9029/);
      await stage.put('ARCHIVELOG', 1002n, archiveRow({ STATUS: 'INTERRUPTED' }));
      expect(await panelText(sourceOn(stage))).toContain('within 30s it fails with -9027');
    });

    it('says nothing of the kind while the job is being canceled', async () => {
      await stage.put('JOBS', 1002n, jobRow(7, { STATUS: 'CANCELING' }));
      await stage.put('TASKS', 1002n, taskRow(7, { STATUS: 'CANCELING' }));
      await stage.put('ARCHIVELOG', 1002n, archiveRow({ STATUS: 'INTERRUPTED' }));
      expect(await panelText(sourceOn(stage))).not.toContain('fail');
    });
  });
});

describe('A simulated backup whose archive leaves DOING', () => {
  it.each([
    ['INTERRUPTED', -9027],
    ['STOP', -9029],
  ] as const)('in %s fails with the code that its panel foretold, within the time it gave', async (...of) => {
    const [status, code] = of;
    const clock = { at: Date.UTC(2026, 10, 24, 3), now: () => clock.at };
    const { simulator, as } = await ownSimulator({ scenario: 'night', clock });
    const source = sourceOn(as('root@sys'));
    const jobs = async () =>
      (await source.read({ kind: 'jobs', scope: ofTenant(1002), pages: 1, columns: 'list' })).jobs;
    clock.at += 5 * 60_000;
    const running = (await jobs()).find((job: Job) => job.status.kind === 'running')!;
    expect(await panelText(source, running.key as typeof key)).not.toContain('will fail');
    simulator.fault({ kind: 'archive', tenantId: 1002, status });
    expect(await panelText(source, running.key as typeof key)).toContain(`will fail with ${code}`);
    clock.at += 35_000;
    const ended = (await jobs()).find(job => job.key.jobId === running.key.jobId);
    expect(ended).toMatchObject({ status: { text: 'FAILED' }, result: BigInt(code) });
  });
});
