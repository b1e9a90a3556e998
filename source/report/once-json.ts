import { activityOf } from '../backup/activity.ts';
import { type JobNode, jobTree } from '../backup/cluster-job.ts';
import type { Refusal } from '../backup/event.ts';
import { type Job, jobKeyText } from '../backup/job.ts';
import { kernelCode } from '../backup/kernel-code.ts';
import { phaseOf } from '../backup/phase.ts';
import type { Picture } from '../backup/picture.ts';
import {
  dataProgress,
  knownDataPercent,
  knownLogPercent,
  type LogProgress,
  logProgress,
} from '../backup/progress.ts';
import type { Column, Instant, Row } from '../backup/row.ts';
import type { Server } from '../backup/server.ts';
import type { Task } from '../backup/task.ts';
import type { Tenant } from '../backup/tenant.ts';
import { openRefusal } from '../presentation/refusal-text.ts';
import { isoInstant, type Json, rawJson, wholeNumber } from './json-values.ts';
import type { JobExtras } from './snapshot.ts';
import { waitingJson, waitsForArchive } from './waiting-json.ts';

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

/** What a script is told of the log; null where it cannot be known (a failed task, or no job row). */
const logStates: Readonly<Record<LogProgress['state'], string | null>> = {
  not_requested: 'not_requested',
  unknown_request: null,
  waiting: 'waiting',
  uncounted: 'running',
  nothing_to_copy: 'running',
  running: 'running',
  done: 'done',
  ended: null,
};

function percent(hundredths: number | null): Json {
  return hundredths === null ? null : hundredths / 100;
}

function elapsed(row: { startedAt: Instant | null; endedAt: Instant | null }, now: Instant): Json {
  if (row.startedAt === null) return null;
  return Number(((row.endedAt ?? now) - row.startedAt) / 1000n) / 1000;
}

/** What successive pictures tell of a task's speed; a single picture tells nothing. */
export interface Measured {
  readonly bytesPerSecond: number | null;
  readonly etaSeconds: number | null;
  /** Seconds without a step of a task that stands still. */
  readonly stuckSeconds: number | null;
}

const notMeasured: Measured = { bytesPerSecond: null, etaSeconds: null, stuckSeconds: null };

/** What stands beside the rows of a picture. */
export interface SnapshotExtras {
  readonly beside?: JobExtras;
  readonly refusals?: readonly Refusal[];
}

/** One task as scripts get it. */
export function taskJson(
  task: Task,
  job: Job | null,
  server: Server,
  now: Instant,
  { beside }: SnapshotExtras = {},
  measured = notMeasured,
): Json {
  const read = beside?.get(jobKeyText(task.job));
  const waiting = waitingJson(task, read, now, measured.etaSeconds);
  const data = dataProgress(task, server.capabilities);
  const log = logProgress(task, job);
  return {
    ...columns(task.row),
    derived: {
      data_percent: percent(knownDataPercent(data)),
      data_state: data.state,
      log_percent: percent(knownLogPercent(log)),
      log_state: logStates[waitsForArchive(task, log, read) ? 'waiting' : log.state],
      rate_bytes_per_second: measured.bytesPerSecond === null ? null : Math.floor(measured.bytesPerSecond),
      eta_seconds: measured.etaSeconds === null ? null : Math.round(measured.etaSeconds),
      phase: task.status.kind === 'ended' ? null : phaseOf(task.status.text),
      stuck_seconds: measured.stuckSeconds === null ? null : Math.floor(measured.stuckSeconds),
      ...waiting,
      elapsed_seconds: elapsed(task, now),
      from: task.place,
    },
  };
}

function jobJson(
  { job, tasks, children }: JobNode,
  server: Server,
  now: Instant,
  asides: SnapshotExtras,
): Json {
  return {
    ...columns(job.row),
    derived: { elapsed_seconds: elapsed(job, now), from: job.place },
    tasks: tasks.map(task => taskJson(task, job, server, now, asides)),
    children: children.map(child => jobJson(child, server, now, asides)),
  };
}

function tenantJson(tenant: Tenant, picture: Picture, refusals: readonly Refusal[] = []): Json {
  const refusal = openRefusal(refusals, tenant.id, activityOf(picture, tenant.id));
  return {
    tenant_id: tenant.id === null ? null : rawJson(tenant.id.toString()),
    tenant_name: tenant.name,
    compatibility_mode: tenant.mode,
    ...columns(tenant.row),
    derived: {
      refused:
        refusal === null
          ? null
          : {
              at: isoInstant(refusal.at),
              result: rawJson(refusal.result.toString()),
              name: kernelCode(refusal.result)?.name ?? null,
            },
    },
  };
}

function serverJson(server: Server): Json {
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
    remarks: [...server.remarks],
  };
}

/** The present state as one JSON document. */
export function onceJson(server: Server, picture: Picture, asides: SnapshotExtras = {}): string {
  const document: Json = {
    version: documentVersion,
    server: serverJson(server),
    read_at: isoInstant(picture.readAt),
    tenants: picture.tenants.map(tenant => tenantJson(tenant, picture, asides.refusals)),
    jobs: jobTree(picture).map(node => jobJson(node, server, picture.readAt, asides)),
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}
