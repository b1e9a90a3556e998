import { childrenOf } from '../../source/backup/cluster-job.ts';
import type { BackupEvent } from '../../source/backup/event.ts';
import { type Job, type JobKey, parseBackupType, sameJob } from '../../source/backup/job.ts';
import type { LogStreamTask } from '../../source/backup/log-stream.ts';
import { isKnownTaskStatus } from '../../source/backup/phase.ts';
import { newestFirst, type Picture } from '../../source/backup/picture.ts';
import type { Remark } from '../../source/backup/remark.ts';
import type { Column, ColumnKind, Instant, Row } from '../../source/backup/row.ts';
import type { Server } from '../../source/backup/server.ts';
import type { BackupSource } from '../../source/backup/source.ts';
import { parseJobStatus, parseStatus } from '../../source/backup/status.ts';
import type { Task } from '../../source/backup/task.ts';
import type { Tenant } from '../../source/backup/tenant.ts';
import { type Readers, readBy, type View } from '../../source/backup/view.ts';
import { sanitise } from '../../source/text/sanitise.ts';

/** 2026-11-22 10:42:17 UTC. */
export const tenFortyTwo: Instant = BigInt(Date.UTC(2026, 10, 22, 10, 42, 17)) * 1000n;
export const seconds = (count: number): bigint => BigInt(Math.round(count * 1e6));

export const column = (name: string, raw: string | null, kind: ColumnKind = 'text'): Column => ({
  name,
  kind,
  raw,
  text: raw === null ? null : sanitise(raw),
});

export function server(change: Partial<Server> = {}): Server {
  return {
    host: '10.0.0.5',
    port: 2881,
    user: 'root@sys',
    versionText: 'OceanBase 4.3.3.0',
    version: [4, 3, 3, 0],
    mode: 'MYSQL',
    sees: 'all_tenants',
    tenantId: 1n,
    tenantName: 'sys',
    tls: true,
    certificateChanged: false,
    capabilities: { totalsAreReal: true, logFilesAreCounted: true, dataProgressIs: 'in_view' },
    clock: tenFortyTwo,
    remarks: [],
    ...change,
  };
}

export function tenant(id: bigint, name: string, mode: 'MYSQL' | 'ORACLE' = 'MYSQL'): Tenant {
  const row: Row = [
    column('TENANT_ID', id.toString(), 'integer'),
    column('TENANT_NAME', name),
    column('COMPATIBILITY_MODE', mode),
  ];
  return { id, name: sanitise(name), mode, archivesLog: true, row };
}

export interface JobChange extends Partial<Omit<Job, 'key' | 'status' | 'type'>> {
  readonly tenantId?: bigint | null;
  readonly jobId?: bigint;
  readonly status?: string;
  readonly type?: string;
}

export function job({
  tenantId = 1002n,
  jobId = 12n,
  status = 'DOING',
  type = 'FULL',
  ...change
}: JobChange = {}): Job {
  const parsed = parseJobStatus(status);
  const comment = change.comment ?? '';
  return {
    key: { tenantId, jobId },
    origin: parsed.kind === 'running' ? 'live' : 'history',
    backupSetId: jobId,
    initiatorTenantId: tenantId,
    initiatorJobId: 0n,
    executorTenantIds: tenantId === null ? [] : [tenantId],
    plusArchivelog: false,
    type: parseBackupType(type),
    level: 'USER_TENANT',
    startedAt: tenFortyTwo - seconds(1814),
    endedAt: parsed.kind === 'running' ? null : tenFortyTwo - seconds(14),
    status: parsed,
    result: 0n,
    description: '',
    path: 'file:///data/nfs/backup/data',
    row: [
      column('JOB_ID', jobId.toString(), 'integer'),
      column('STATUS', status),
      column('ENCRYPTION_MODE', 'NONE'),
      column('COMMENT', comment),
    ],
    ...change,
    comment: sanitise(comment),
  };
}

export interface TaskChange extends Partial<Omit<Task, 'job' | 'status'>> {
  readonly of?: Job;
  readonly status?: string;
}

export function task({ of = job(), status = 'BACKUP_DATA_MAJOR', ...change }: TaskChange = {}): Task {
  const parsed = parseStatus(status, isKnownTaskStatus);
  return {
    job: of.key,
    taskId: of.key.jobId,
    origin: parsed.kind === 'running' ? 'live' : 'history',
    backupSetId: of.key.jobId,
    startedAt: of.startedAt,
    endedAt: parsed.kind === 'running' ? null : of.endedAt,
    status: parsed,
    startScn: 1_715_248_462_749_288_000n,
    endScn: 0n,
    inputBytes: 39_943_274_496n,
    outputBytes: 6_549_825_126n,
    tablets: { finished: 412n, total: 668n },
    macroBlocks: { finished: 19_514n, total: 27_330n },
    logFiles: { finished: 0n, total: 0n },
    dataProgress: null,
    logProgress: null,
    result: 0n,
    comment: '',
    path: of.path,
    row: [
      column('TASK_ID', of.key.jobId.toString(), 'integer'),
      column('START_SCN', '1715248462749288000', 'scn'),
      column('STATUS', status),
      column('PATH', of.path),
      column('END_TIMESTAMP', null, 'time'),
    ],
    ...change,
  };
}

export function picture(change: Partial<Picture> = {}): Picture {
  return {
    readAt: tenFortyTwo,
    tenants: [],
    jobs: [],
    tasks: [],
    olderJobs: false,
    ...change,
    ...(change.jobs === undefined ? {} : { jobs: [...change.jobs].sort(newestFirst) }),
  };
}

export type Call = 'identify' | 'tenants' | `jobs ${number}` | 'job' | 'log streams' | 'events';

/** A source whose answers the test sets; each call is written down. */
export interface FakeSource extends BackupSource {
  /** What the cluster holds now. */
  world: Picture;
  server: Server;
  /** What answers about log streams and events hold. */
  logStreamTasks: readonly LogStreamTask[];
  backupEvents: readonly BackupEvent[];
  /** Why there are none to be seen; null where they can. */
  unavailable: Remark | null;
  /** Thrown by every call while it is set. */
  failure: Error | null;
  /** While set, answers wait until it resolves. */
  gate: Promise<void> | null;
  /** When each answer was read, by the server's clock; the world's own time where null. */
  clock: (() => Instant) | null;
  readonly calls: Call[];
  /** What reads each view; a test may put another reader in. */
  readers: Readers;
  /** How many calls are under way, and the most there ever were. */
  underWay: number;
  mostUnderWay: number;
}

export function fakeSource(world: Picture, identity: Server = server()): FakeSource {
  const source: FakeSource = {
    world,
    server: identity,
    logStreamTasks: [],
    backupEvents: [],
    unavailable: null,
    failure: null,
    gate: null,
    clock: null,
    calls: [],
    underWay: 0,
    mostUnderWay: 0,
    identify: () => answer('identify', () => source.server),
    readers: {
      tenants: () => answer('tenants', () => seen(source.world)),
      jobs: jobs => answer(`jobs ${jobs.pages}`, () => seen(jobsOf(source.world, jobs))),
      job: ({ key }) => answer('job', () => seen(jobOf(source.world, key))),
      log_streams: () => answer('log streams', () => ({ ...side(), logStreams: source.logStreamTasks })),
      events: () => answer('events', () => ({ ...side(), events: source.backupEvents })),
    },
    read: view => readBy(source.readers, view),
    close: async () => undefined,
  };
  const side = () => ({ readAt: seen(source.world).readAt, unavailable: source.unavailable });
  const seen = (shown: Picture): Picture => ({ ...shown, readAt: source.clock?.() ?? shown.readAt });
  async function answer<T>(call: Call, make: () => T): Promise<T> {
    source.calls.push(call);
    source.underWay += 1;
    source.mostUnderWay = Math.max(source.mostUnderWay, source.underWay);
    try {
      await source.gate;
      if (source.failure !== null) throw source.failure;
      return make();
    } finally {
      source.underWay -= 1;
    }
  }
  return source;
}

/** One job with its tasks and the jobs it started; as the live source, without the tenants. */
function jobOf(world: Picture, key: JobKey): Picture {
  const jobs = world.jobs.filter(({ key: own }) => sameJob(own, key));
  const all = [...jobs, ...childrenOf(world, key)];
  const tasks = world.tasks.filter(found => all.some(({ key: own }) => sameJob(own, found.job)));
  return { ...world, tenants: [], jobs: all, tasks };
}

function jobsOf(world: Picture, { scope }: View<'jobs'>): Picture {
  if (scope.kind === 'all') return { ...world, tenants: [] };
  const ofTenant = (id: bigint | null) => id === scope.tenantId;
  return {
    ...world,
    tenants: [],
    jobs: world.jobs.filter(found => ofTenant(found.key.tenantId)),
    tasks: world.tasks.filter(found => ofTenant(found.job.tenantId)),
  };
}
