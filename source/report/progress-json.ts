import type { Job } from '../backup/job.ts';
import { phaseOf } from '../backup/phase.ts';
import { type Picture, tasksOf } from '../backup/picture.ts';
import { knownDataPercent, knownLogPercent } from '../backup/progress.ts';
import type { Instant } from '../backup/row.ts';
import { progressOf, type TaskEvidence, type TaskProgress } from '../backup/task-progress.ts';
import { storedName, sysTenantId, type Tenant } from '../backup/tenant.ts';
import { speed } from '../backup/throughput.ts';
import type { TimeLeft } from '../backup/time-left/time-left.ts';
import { isoInstant, type Json, jsonText, percentage, rawJson } from './json-values.ts';
import { logState } from './log-state.ts';

function later(now: Instant, seconds: number): string {
  return isoInstant(now + BigInt(Math.round(seconds * 1e6)), 0);
}

/** An end as exactly as it is known, with where that is from; null where nothing is. */
function endJson(left: TimeLeft | null, now: Instant, source: { [key: string]: Json }): Json {
  if (left === null) return null;
  const range = 'low' in left ? left : null;
  return {
    known: left.kind,
    at: left.kind === 'point' ? later(now, left.seconds) : null,
    earliest: range === null ? null : later(now, range.low),
    latest: range === null ? null : later(now, range.high),
    ...source,
  };
}

function taskJson(progress: TaskProgress, now: Instant): { [key: string]: Json } {
  const { task, data, log, dataLeft, dataLeftBy, logLeft, jobLeft, stuck } = progress;
  const throughput = progress.seen?.throughput ?? null;
  const rate = throughput === null ? null : (speed(throughput, now)?.bytesPerSecond ?? null);
  return {
    task_status: task.status.text,
    phase: task.status.kind === 'running' ? phaseOf(task.status.text) : null,
    data_percent: percentage(knownDataPercent(data)),
    data_state: data.state,
    log_percent: percentage(knownLogPercent(log)),
    log_state: logState(progress),
    rate_bytes_per_second: rate === null ? null : Math.floor(rate),
    data_end: endJson(dataLeft, now, { by: dataLeftBy }),
    log_end: endJson(logLeft, now, { by: 'task_row' }),
    job_end: endJson(jobLeft?.left ?? null, now, {
      by: 'previous_run',
      as_in_job: jobLeft === null ? null : rawJson(jobLeft.asInJob.toString()),
    }),
    stuck_seconds: stuck === null ? null : Math.floor(stuck.seconds),
  };
}

function tenantName(id: bigint | null, tenants: readonly Tenant[]): string | null {
  const tenant = tenants.find(one => one.id === id);
  if (tenant === undefined) return id === sysTenantId ? 'sys' : null;
  return storedName(tenant);
}

/** A running job: of its task what the view's columns do not say by themselves. A cluster job has no task. */
function jobJson(job: Job, { picture, tenants, evidence, readAt }: ProgressOf): Json {
  const [task] = tasksOf(picture, job.key);
  return {
    tenant_id: job.key.tenantId === null ? null : rawJson(job.key.tenantId.toString()),
    tenant_name: tenantName(job.key.tenantId, tenants),
    job_id: rawJson(job.key.jobId.toString()),
    type: job.type.text,
    status: job.status.text,
    ...(task === undefined ? {} : taskJson(progressOf(task, job, evidence), evidence.now ?? readAt)),
  };
}

/** What is known when the jobs are printed: an answer, and what was made of it. */
export interface ProgressOf {
  readonly picture: Picture;
  readonly tenants: readonly Tenant[];
  readonly evidence: TaskEvidence;
  /** The server's clock when it was read. */
  readonly readAt: Instant;
}

/** How far these jobs are, as one JSON object with its line end. schema/watch.schema.json describes it. */
export function progressJson(jobs: readonly Job[], of: ProgressOf): string {
  const document: Json = {
    kind: 'progress',
    read_at: isoInstant(of.readAt),
    jobs: jobs.map(job => jobJson(job, of)),
  };
  return `${jsonText(document)}\n`;
}
