import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { Job } from '../../source/backup/job.ts';
import type { Picture } from '../../source/backup/picture.ts';
import type { PreviousRun } from '../../source/backup/previous-run.ts';
import { evidenceFrom } from '../../source/backup/task-progress.ts';
import { nothingSeen } from '../../source/backup/tracked-task.ts';
import { progressJson } from '../../source/report/progress-json.ts';
import { clusterJob, everything, job, picture, task, tenant, tenFortyTwo } from '../fixtures/values.ts';

const schema = JSON.parse(await readFile(new URL('../../schema/watch.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);

/** The document, after a check against the published schema. */
function documentOf(jobs: readonly Job[], read: Picture) {
  const evidence = evidenceFrom(read, { capabilities: everything, seen: nothingSeen, now: read.readAt });
  const tenants = [tenant(1002n, 'mysql_tenant')];
  const text = progressJson(jobs, { picture: read, tenants, evidence, readAt: read.readAt });
  expect(text.endsWith('\n')).toBe(true);
  expect(text.trimEnd()).not.toContain('\n');
  const document = JSON.parse(text);
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  return document;
}

describe('the progress of running jobs as JSON', () => {
  it('says how far the data is, and null where nothing can be known', () => {
    const one = job({ plusArchivelog: false });
    expect(documentOf([one], picture({ jobs: [one], tasks: [task({ of: one })] }))).toEqual({
      kind: 'progress',
      read_at: '2026-11-22T10:42:17.000000Z',
      jobs: [
        {
          tenant_id: 1002,
          tenant_name: 'mysql_tenant',
          job_id: 12,
          type: 'FULL',
          status: 'DOING',
          task_status: 'BACKUP_DATA_MAJOR',
          phase: 'data',
          data_percent: 71.4,
          data_state: 'running',
          log_percent: null,
          log_state: 'not_requested',
          rate_bytes_per_second: null,
          data_end: null,
          log_end: null,
          job_end: null,
          stuck_seconds: null,
        },
      ],
    });
  });

  it('says which end is meant and what it is guessed from', () => {
    const one = job({ plusArchivelog: false });
    const previousRun: PreviousRun = {
      jobId: 8n,
      type: 'full',
      seconds: 20_300,
      inputBytes: 50_000_000_000n,
      outputBytes: 9_000_000_000n,
      macroBlocks: 27_000n,
      plusArchivelog: false,
      parts: { data: 20_000, later: 300 },
    };
    const read = picture({ jobs: [one], tasks: [task({ of: one })], previousRun });
    const [found] = documentOf([one], read).jobs;
    expect(found.data_end).toMatchObject({ known: 'range', at: null, by: 'previous_run' });
    expect(found.job_end).toMatchObject({ known: 'range', by: 'previous_run', as_in_job: 8 });
    const [earliest, latest] = [found.data_end.earliest, found.data_end.latest].map(Date.parse);
    expect(earliest).toBeGreaterThanOrEqual(Number(tenFortyTwo / 1000n));
    expect(latest).toBeGreaterThan(earliest ?? 0);
  });

  it('has no task for a cluster job, and a job without one is there all the same', () => {
    const [cluster, bare] = [clusterJob(7, [1002]), job()];
    const { jobs } = documentOf([cluster, bare], picture({ jobs: [cluster, bare] }));
    expect(jobs).toEqual([
      { tenant_id: 1, tenant_name: 'sys', job_id: 7, type: 'FULL', status: 'DOING' },
      { tenant_id: 1002, tenant_name: 'mysql_tenant', job_id: 12, type: 'FULL', status: 'DOING' },
    ]);
  });
});
