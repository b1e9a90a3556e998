import { type JobNode, jobTree } from '../backup/cluster-job.ts';
import { type Job, jobKeyText } from '../backup/job.ts';
import { canceling, phaseOf } from '../backup/phase.ts';
import type { Picture } from '../backup/picture.ts';
import {
  bothWithLog,
  type PreviousRun,
  projectedTotal,
  remainingByPreviousRun,
} from '../backup/previous-run.ts';
import { knownDataPercent, knownLogPercent } from '../backup/progress.ts';
import type { Refusal } from '../backup/refusal.ts';
import type { Remark } from '../backup/remark.ts';
import type { Column, Instant, Row } from '../backup/row.ts';
import type { Server } from '../backup/server.ts';
import type { Task } from '../backup/task.ts';
import { evidenceFrom, progressOf, type TaskProgress } from '../backup/task-progress.ts';
import type { Tenant } from '../backup/tenant.ts';
import { speed } from '../backup/throughput.ts';
import { nothingSeen } from '../backup/tracked-task.ts';
import { remarkText } from '../presentation/error-text.ts';
import { wordsOf } from '../text/words.ts';
import { isoInstant, type Json, jsonText, percentage, rawJson, wholeNumber } from './json-values.ts';
import { logState } from './log-state.ts';
import type { JobExtras } from './snapshot.ts';
import { type TenantsRead, tenantDerived } from './tenant-json.ts';

/** Version of the document; it grows when a key changes its meaning. schema/once.schema.json describes it. */
export const documentVersion = 1;

/** As many digits as the server sent: an Oracle tenant sends none. */
function isoTime(column: Column, raw: string): Json {
  if (column.instant === undefined) return raw === '' ? null : raw;
  return isoInstant(column.instant, raw.split('.')[1]?.length ?? 0);
}

const jsonOf: Readonly<Record<Column['kind'], (column: Column, raw: string) => Json>> = {
  integer: (_, raw) => wholeNumber(raw),
  decimal: (_, raw) => raw,
  scn: (_, raw) => raw,
  time: isoTime,
  text: (_, raw) => raw,
};

/** A row's columns under their names in lower case; a column the view does not have is absent. */
function columns(row: Row): { [key: string]: Json } {
  return Object.fromEntries(
    row.map(column => [
      column.name.toLowerCase(),
      column.raw === null ? null : jsonOf[column.kind](column, column.raw),
    ]),
  );
}

/** Columns in which a secret was masked; nothing where there was none. */
function masked(row: Row): { [key: string]: Json } {
  const names = row.filter(({ isMasked }) => isMasked === true).map(({ name }) => name.toLowerCase());
  return names.length === 0 ? {} : { masked: names };
}

function elapsed(row: { startedAt: Instant | null; endedAt: Instant | null }, now: Instant): Json {
  if (row.startedAt === null) return null;
  return Number(((row.endedAt ?? now) - row.startedAt) / 1000n) / 1000;
}

function whole(seconds: number | null): number | null {
  return seconds === null ? null : Math.round(seconds);
}

/** The archives that a running task needs, null where they were not read; seconds null where a SCN is not set. */
function archivesJson({ task, archive: { archives } }: TaskProgress): Json {
  if (archives === null || task.status.kind === 'ended') return null;
  return archives.map(({ archive, lag, stillToGo, isBehind }) => ({
    status: archive.status,
    checkpoint_scn: archive.checkpointScn.toString(),
    lag_seconds: whole(lag),
    lag_target_seconds: archive.lagTarget,
    behind: isBehind,
    still_to_go_seconds: whole(stillToGo),
  }));
}

/** What a task is measured against; null where it was not read or there is none. */
function previousRunJson(run: PreviousRun | null): Json {
  if (run === null) return null;
  return {
    job_id: rawJson(run.jobId.toString()),
    type: run.type === 'full' ? 'FULL' : 'INC',
    seconds: run.seconds,
    data_seconds: run.parts?.data ?? null,
    output_bytes: run.outputBytes === null ? null : rawJson(run.outputBytes.toString()),
    plus_archivelog: run.plusArchivelog,
  };
}

/** Only a run that took its log along as this task does, or did not, says how long this one takes in all. */
function leftAsLastTime(task: Task, job: Job, run: PreviousRun | null, now: Instant): Json {
  const { kind, text } = task.status;
  if (kind === 'ended' || text === canceling || run === null) return null;
  return bothWithLog(run, job.plusArchivelog) === false
    ? null
    : whole(remainingByPreviousRun(task.startedAt, now, run));
}

/** What stands next to the rows of the picture. */
export interface SnapshotExtras {
  readonly jobExtras?: JobExtras;
  readonly refusals?: readonly Refusal[];
  /** What could not be read; repetitions are left out. */
  readonly remarks?: readonly Remark[];
  readonly tenants?: TenantsRead | null;
}

/** A task's columns, and what the program makes of them. */
function taskJson(task: Task, job: Job, server: Server, now: Instant, { jobExtras }: SnapshotExtras): Json {
  const extras = jobExtras?.get(jobKeyText(task.job));
  const run = extras?.previousRun ?? null;
  const { capabilities } = server;
  const evidence = evidenceFrom(extras ?? null, { capabilities, seen: nothingSeen, now });
  const progress = progressOf(task, job, evidence);
  const { data, log, archive, eta, dataLeft, stuck } = progress;
  const range = dataLeft !== null && 'low' in dataLeft ? dataLeft : null;
  const throughput = progress.seen?.throughput ?? null;
  const rate = throughput === null ? null : (speed(throughput, now)?.bytesPerSecond ?? null);
  const running = task.status.kind === 'running';
  return {
    ...columns(task.row),
    derived: {
      data_percent: percentage(knownDataPercent(data)),
      data_state: data.state,
      log_percent: percentage(knownLogPercent(log)),
      log_state: logState(progress),
      rate_bytes_per_second: rate === null ? null : Math.floor(rate),
      eta_seconds: whole(eta),
      eta_low_seconds: range === null ? null : Math.floor(range.low),
      eta_high_seconds: range === null ? null : Math.ceil(range.high),
      phase: running ? phaseOf(task.status.text) : null,
      stuck_seconds: stuck === null ? null : Math.floor(stuck.seconds),
      archives: archivesJson(progress),
      fails_with: archive.failsWith === null ? null : rawJson(archive.failsWith.toString()),
      past: previousRunJson(run),
      on_course_seconds: running ? whole(projectedTotal(task.startedAt, now, eta)) : null,
      left_as_last_time_seconds: leftAsLastTime(task, job, run, now),
      elapsed_seconds: elapsed(task, now),
      from: task.origin,
      ...masked(task.row),
    },
  };
}

function jobJson(
  { job, tasks, children }: JobNode,
  server: Server,
  now: Instant,
  extras: SnapshotExtras,
): Json {
  return {
    ...columns(job.row),
    derived: { elapsed_seconds: elapsed(job, now), from: job.origin, ...masked(job.row) },
    tasks: tasks.map(task => taskJson(task, job, server, now, extras)),
    children: children.map(child => jobJson(child, server, now, extras)),
  };
}

function tenantJson(tenant: Tenant, server: Server, picture: Picture, extras: SnapshotExtras): Json {
  const { refusals = [], tenants = null } = extras;
  return {
    tenant_id: tenant.id === null ? null : rawJson(tenant.id.toString()),
    tenant_name: tenant.name,
    compatibility_mode: tenant.mode,
    ...columns(tenant.row),
    derived: { ...masked(tenant.row), ...tenantDerived(tenant, server, picture, refusals, tenants) },
  };
}

function serverJson(server: Server, { remarks = [] }: SnapshotExtras): Json {
  const sentences = [...server.remarks, ...remarks].map(remark => remarkText(remark, wordsOf('en')));
  return {
    host: server.host,
    port: server.port,
    user: server.user,
    version: server.version?.join('.') ?? null,
    version_text: server.versionText,
    tenant_id: server.tenantId === null ? null : rawJson(server.tenantId.toString()),
    tenant_name: server.tenantName,
    compatibility_mode: server.mode,
    sees: server.sees,
    tls: server.tls,
    data_progress: server.capabilities.dataProgressIs,
    // In English whatever the language: scripts may compare them.
    remarks: [...new Set(sentences)],
  };
}

/** The present state as one JSON document. */
export function onceJson(server: Server, picture: Picture, extras: SnapshotExtras = {}): string {
  const document: Json = {
    version: documentVersion,
    server: serverJson(server, extras),
    read_at: isoInstant(picture.readAt),
    ...(extras.tenants == null ? {} : { max_age_seconds: extras.tenants.maxAge }),
    tenants: picture.tenants.map(tenant => tenantJson(tenant, server, picture, extras)),
    jobs: jobTree(picture).map(node => jobJson(node, server, picture.readAt, extras)),
  };
  return `${jsonText(document, 1)}\n`;
}
