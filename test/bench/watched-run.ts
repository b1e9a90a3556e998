// A simulated backup looked at as the program does: rows of the views, parsed by the reader, taken in by the tracker, judged.
import type { Job } from '../../source/backup/job.ts';
import type { LogStreamTask } from '../../source/backup/log-stream.ts';
import { type PreviousRun, previousRunOf } from '../../source/backup/previous-run.ts';
import type { Row } from '../../source/backup/row.ts';
import type { Task } from '../../source/backup/task.ts';
import { progressOf, type TaskProgress } from '../../source/backup/task-progress.ts';
import { toColumn } from '../../source/oceanbase/statement/values.ts';
import { columnKind } from '../../source/oceanbase/views/columns.ts';
import { jobHistory, jobs } from '../../source/oceanbase/views/jobs.ts';
import { logStreams } from '../../source/oceanbase/views/log-streams.ts';
import { taskHistory, tasks } from '../../source/oceanbase/views/tasks.ts';
import { createTaskTracker } from '../../source/watch/task-tracker.ts';
import type { BackupRun } from './backup-run.ts';

/** What the program can see of a run. */
export interface Sight {
  /** Rows of log streams, which only sys has. */
  readonly logStreams: boolean;
  readonly past: boolean;
  /** The part of the data phase that is over when it is first looked at; 0: the task is watched from its start. */
  readonly openedAt: number;
}

/** What the program says at one moment. */
export interface Said {
  /** Seconds since the task's start. */
  readonly at: number;
  readonly progress: TaskProgress;
}

const epoch = Date.UTC(2026, 10, 24) * 1000;
const pastStart = epoch - 86_400e6;
const capabilities = { totalsAreReal: true, logFilesAreCounted: true, dataProgressIs: 'in_view' } as const;

const micros = (from: number, seconds: number) => Math.round(from + seconds * 1e6);
const timeText = (from: number, seconds: number) =>
  new Date(Math.floor(micros(from, seconds) / 1000)).toISOString().slice(0, 23).replace('T', ' ');

/** What some files have brought by a second. */
interface Done {
  readonly count: number;
  readonly blocks: number;
  readonly bytes: number;
}

/** The sums of files at any second, asked in order of time. */
function sumsOf(run: BackupRun, files: BackupRun['files']): (at: number) => Done {
  let done: Done = { count: 0, blocks: 0, bytes: 0 };
  return at => {
    for (
      let file = files[done.count];
      file !== undefined && run.dataFrom + file.at <= at;
      file = files[done.count]
    ) {
      done = { count: done.count + 1, blocks: done.blocks + file.blocks, bytes: done.bytes + file.bytes };
    }
    return done;
  };
}

function row(values: Readonly<Record<string, string | number | bigint | null>>): Row {
  return Object.entries(values).map(([name, value]) =>
    toColumn(name, columnKind(name, undefined), value === null ? null : String(value), 'sys'),
  );
}

function jobRow(run: BackupRun, id: number, start: number, ended: boolean): Row {
  return row({
    TENANT_ID: 1002,
    JOB_ID: id,
    BACKUP_SET_ID: id,
    INITIATOR_TENANT_ID: 1002,
    INITIATOR_JOB_ID: 0,
    PLUS_ARCHIVELOG: run.plusArchivelog ? 'ON' : 'OFF',
    BACKUP_TYPE: run.type,
    START_TIMESTAMP: timeText(start, 0),
    END_TIMESTAMP: ended ? timeText(start, run.end) : null,
    STATUS: ended ? 'COMPLETED' : 'DOING',
    RESULT: 0,
  });
}

function statusAt(run: BackupRun, at: number): string {
  if (at < 5) return 'INIT';
  if (at < run.dataFrom) return 'BACKUP_USER_META';
  if (at < run.dataUntil) return 'BACKUP_USER_DATA';
  if (at < run.fuseUntil) return 'BACKUP_FUSE_TABLET_META';
  return at < run.waitUntil ? 'BEFORE_BACKUP_LOG' : 'BACKUP_LOG';
}

function taskRow(run: BackupRun, id: number, start: number, at: number, { blocks, bytes }: Done): Row {
  const ended = at >= run.end;
  const counted = at < run.dataFrom ? Math.round((run.counted * at) / run.dataFrom) : run.counted;
  const logs = at < run.waitUntil ? 0 : run.logFiles.length;
  return row({
    TENANT_ID: 1002,
    JOB_ID: id,
    TASK_ID: id,
    BACKUP_SET_ID: id,
    START_TIMESTAMP: timeText(start, 0),
    END_TIMESTAMP: ended ? timeText(start, run.end) : null,
    STATUS: ended ? 'COMPLETED' : statusAt(run, at),
    END_SCN: at < run.dataUntil ? 0 : BigInt(micros(start, run.dataUntil)) * 1000n,
    INPUT_BYTES: blocks * 2 * 1024 ** 2,
    OUTPUT_BYTES: bytes,
    MACRO_BLOCK_COUNT: ended ? blocks : Math.max(counted, blocks),
    FINISH_MACRO_BLOCK_COUNT: blocks,
    LOG_FILE_COUNT: logs,
    FINISH_LOG_FILE_COUNT: run.logFiles.filter(file => file <= at).length,
    RESULT: 0,
  });
}

/** What the rows of a run's log streams hold at any second, asked in order of time. */
function logStreamsOf(run: BackupRun, id: number): (at: number) => LogStreamTask[] {
  const firstEnd = Math.max(...run.files.filter(file => file.turn === 1).map(file => file.at));
  const streams = run.streams.map((stream, index) => {
    const files = run.files.filter(file => file.stream === index);
    return { stream, files, sums: sumsOf(run, files), hasTurn: files.some(file => file.turn === 2) };
  });
  return at => logStreamRows(run, id, at, firstEnd, streams);
}

interface StreamFiles {
  readonly stream: BackupRun['streams'][number];
  readonly files: BackupRun['files'];
  readonly sums: (at: number) => Done;
  readonly hasTurn: boolean;
}

function logStreamRows(
  run: BackupRun,
  id: number,
  at: number,
  firstEnd: number,
  streams: readonly StreamFiles[],
): LogStreamTask[] {
  const inData = at >= run.dataFrom && at < run.dataUntil;
  return streams.flatMap(({ stream, files, sums, hasTurn }, index) => {
    const { blocks, count } = sums(at);
    const again = hasTurn && at > run.dataFrom + firstEnd + 1;
    const finished = inData && blocks >= stream.blocks && (!again || count === files.length);
    const parsed = logStreams.toRow(
      row({
        TENANT_ID: 1002,
        JOB_ID: id,
        TASK_ID: id,
        LS_ID: 1001 + index,
        SVR_IP: `10.0.0.${stream.server + 1}`,
        SVR_PORT: 2882,
        TASK_TYPE: inData ? 'BACKUP_USER_DATA' : 'BACKUP_META',
        STATUS: finished ? 'FINISH' : 'DOING',
        TURN_ID: again ? 2 : 1,
        RETRY_ID: 0,
        RESULT: 0,
        MACRO_BLOCK_COUNT: Math.max(stream.blocks, blocks),
        FINISH_MACRO_BLOCK_COUNT: blocks,
      }),
      null,
    );
    return parsed === null ? [] : [parsed];
  });
}

function pastOf(run: BackupRun): PreviousRun | null {
  const job = jobHistory.toRow(jobRow(run, 58, pastStart, true), null) as Job | null;
  const task = taskHistory.toRow(
    taskRow(run, 58, pastStart, run.end, sumsOf(run, run.files)(run.end)),
    null,
  ) as Task | null;
  return job === null ? null : previousRunOf(job, task);
}

/** Everything the program says of a run, from when it is opened until its job ends. */
export function* watch(run: BackupRun, before: BackupRun, sight: Sight): Generator<Said> {
  const data = run.dataUntil - run.dataFrom;
  const interval = Math.min(20, Math.max(2, Math.round(data / 600)));
  const tracker = createTaskTracker(() => interval);
  const past = sight.past ? pastOf(before) : undefined;
  const job = jobs.toRow(jobRow(run, 59, epoch, false), null) as Job;
  const sums = sumsOf(run, run.files);
  const streams = logStreamsOf(run, 59);
  const start = sight.openedAt === 0 ? 1 : run.dataFrom + sight.openedAt * data;
  for (let at = start; at < run.end; at += interval) {
    const task = tasks.toRow(taskRow(run, 59, epoch, at, sums(at)), null) as Task;
    const readAt = BigInt(micros(epoch, at));
    const picture = {
      readAt,
      tenants: [],
      jobs: [job],
      tasks: [task],
      olderJobs: false,
      ...(past === undefined ? {} : { previousRun: past }),
      ...(sight.logStreams ? { logStreams: streams(at) } : {}),
    };
    tracker.take(picture, capabilities);
    yield { at, progress: progressOf(task, job, { capabilities, seen: tracker, now: readAt }) };
  }
}
