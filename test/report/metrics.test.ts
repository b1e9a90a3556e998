import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Picture } from '../../source/backup/picture.ts';
import { notKnown } from '../../source/backup/task.ts';
import { evidenceFrom } from '../../source/backup/task-progress.ts';
import { tenantVerdicts } from '../../source/backup/tenant-verdict.ts';
import { nothingSeen, type TasksSeen } from '../../source/backup/tracked-task.ts';
import { metricsText } from '../../source/report/metrics.ts';
import { metricHelp } from '../../source/text/en/metrics.ts';
import { createTaskTracker } from '../../source/watch/task-tracker.ts';
import { describeWith } from '../fixtures/tools.ts';
import { everything, job, picture, seconds, task, tenant, tenFortyTwo } from '../fixtures/values.ts';

const hostile = tenant(1004n, 'a"b\\c\nd{e="f"}');

/** A picture in which every metric has a sample. */
function everyMetric(): Picture {
  const running = job({ plusArchivelog: true });
  const copying = job({ tenantId: 1004n, jobId: 3n, initiatorTenantId: 1n, plusArchivelog: true });
  const files = { finished: 1n, total: 4n };
  return picture({
    tenants: [{ ...tenant(1002n, 'crm'), archivesLog: true }, hostile],
    jobs: [running, copying],
    tasks: [
      task({ of: running }),
      task({ of: copying, status: 'BACKUP_LOG', logFiles: files, logProgress: 2500 }),
    ],
    records: [
      {
        tenantId: 1002n,
        lastGood: { type: { kind: 'inc', text: 'INC' }, endedAt: tenFortyTwo - seconds(3600), jobId: 7n },
        days: [],
        readAt: tenFortyTwo,
      },
      { tenantId: 1004n, lastGood: 'never', days: [], readAt: tenFortyTwo },
    ],
    tenantArchives: [
      {
        tenantId: 1002n,
        status: 'DOING',
        checkpointScn: (tenFortyTwo - seconds(3)) * 1000n,
        lagTarget: 120,
        readAt: tenFortyTwo,
      },
    ],
  });
}

function metricsOf(read: Picture, seen: TasksSeen = nothingSeen): string {
  const tasks = evidenceFrom(read, { capabilities: everything, seen, now: read.readAt });
  const verdicts = tenantVerdicts({ picture: read, tasks, refusals: [], maxAge: 26 * 3600 });
  return metricsText({ verdicts, picture: read, tasks });
}

describe('the metrics', () => {
  it('have every value that is known', () => {
    const text = metricsOf(everyMetric());
    const crm = 'tenant_id="1002",tenant="crm"';
    for (const line of [
      'oceanbase_backup_read_timestamp_seconds 1795344137',
      `oceanbase_backup_last_good_timestamp_seconds{${crm},type="INC"} 1795340537`,
      `oceanbase_backup_needs{${crm},need="overdue"} 0`,
      `oceanbase_backup_jobs_running{${crm}} 1`,
      `oceanbase_backup_archivelog_enabled{${crm}} 1`,
      `oceanbase_backup_archive_doing{${crm}} 1`,
      `oceanbase_backup_archive_lag_seconds{${crm}} 3`,
      `oceanbase_backup_job_data_ratio{${crm},type="FULL",initiator="tenant"} 0.714`,
    ]) {
      expect(text).toContain(`\n${line}\n`.replace(/^\n(?=oceanbase_backup_read)/, '\n'));
    }
    expect(text).toMatch(/^oceanbase_backup_job_log_ratio\{tenant_id="1004",.*initiator="sys"\} 0\.25$/m);
    expect(text).toMatch(/^oceanbase_backup_needs\{tenant_id="1004",.*need="never"\} 1$/m);
  });

  it('say of a backup that makes no progress that it is stuck', () => {
    const running = job();
    const seen = createTaskTracker();
    const at = (age: number) =>
      picture({
        readAt: tenFortyTwo - seconds(age),
        tenants: [tenant(1002n, 'crm')],
        jobs: [running],
        tasks: [task({ of: running })],
      });
    for (const age of [1800, 0]) seen.take(at(age), everything);
    const stuck = 'needs{tenant_id="1002",tenant="crm",need="stuck"}';
    expect(metricsOf(at(0), seen)).toContain(`${stuck} 1`);
    expect(metricsOf(at(0))).toContain(`${stuck} 0`);
  });

  it('leave out what is not known, with its name', () => {
    const text = metricsOf(picture({ tenants: [{ ...tenant(1002n, 'crm'), archivesLog: null }] }));
    expect(text).not.toMatch(/last_good|archive|job_|need="(overdue|never)"/);
    expect(text).toContain('jobs_running{tenant_id="1002",tenant="crm"} 0');
  });

  it('have no bytes of a backup whose row has none: never -1', () => {
    const read = everyMetric();
    const [first, ...others] = read.tasks;
    if (first === undefined) throw new Error('There is no task.');
    const unknown = { ...first, inputBytes: notKnown, outputBytes: notKnown };
    const text = metricsOf({ ...read, tasks: [unknown, ...others] });
    expect(text).not.toMatch(/job_(in|out)put_bytes\{tenant_id="1002"/);
    expect(text).toMatch(/^oceanbase_backup_job_output_bytes\{tenant_id="1004".* \d+$/m);
  });

  it('have a help text each', () => {
    const text = metricsOf(everyMetric());
    for (const name of Object.keys(metricHelp)) expect(text).toContain(`# HELP oceanbase_backup_${name} `);
  });
});

const parse = `
import json, sys
from prometheus_client.openmetrics.parser import text_string_to_metric_families as openmetrics
from prometheus_client.parser import text_string_to_metric_families as plain
text = sys.stdin.read()
def samples(families):
    return [[s.name, s.labels, s.value] for f in families for s in f.samples]
print(json.dumps([samples(openmetrics(text)), samples(plain(text)), [[f.name, f.type, f.unit] for f in openmetrics(text)]]))
`;

describeWith(
  'prometheus_client',
  ['python3', '-c', 'import prometheus_client'],
  'the metrics, read by the library of Prometheus',
  () => {
    it('are OpenMetrics, and the older text format too, with the same values', () => {
      const text = metricsOf(everyMetric());
      const { status, stdout, stderr } = spawnSync('python3', ['-c', parse], {
        input: text,
        encoding: 'utf8',
      });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      const [strict, plain, families] = JSON.parse(stdout);
      expect(strict).toEqual(plain);
      expect(strict).toContainEqual([
        'oceanbase_backup_jobs_running',
        { tenant_id: '1004', tenant: hostile.name },
        1,
      ]);
      expect(families).toHaveLength(Object.keys(metricHelp).length);
      expect(families).toContainEqual(['oceanbase_backup_job_data_ratio', 'gauge', 'ratio']);
      expect(families).toContainEqual(['oceanbase_backup_archive_lag_seconds', 'gauge', 'seconds']);
    });
  },
);
