import type { Traits } from '../releases.ts';
import type { Row, TableName } from '../store.ts';
import { rootserviceComment, serverComment, servers, traceId } from './comments.ts';
import type { Outcome } from './ending.ts';
import { blockBytes } from './files.ts';
import type { Random } from './random.ts';
import {
  displayTime,
  type Ids,
  jobRow,
  type Micros,
  outputRate,
  scnOf,
  second,
  setFileRow,
  taskRow,
} from './rows.ts';

/** A backup that ended before the simulation began. */
export interface Past {
  tenantId: number;
  at: Micros;
  seconds: number;
  type: 'FULL' | 'INC';
  plusArchivelog: boolean;
  outcome: Outcome;
  result: number;
  /** Bytes read by its end. */
  bytes: number;
  /** Bytes written for each byte read. */
  ratio: number;
  tablets: number;
}

export interface PastContext {
  initiatorTenantId: number;
  initiatorJobId: number;
  path: string;
  previousFull: number;
  previousInc: number;
  traits: Traits;
  random: Random;
}

function comment(past: Past, random: Random): string {
  if (past.outcome === 'COMPLETED') return '';
  const trace = traceId(random);
  const server = random.pick(servers);
  return past.outcome === 'FAILED'
    ? serverComment(1000 + random.whole(1, 3), server, 'BACKUP_DATA', past.result, trace)
    : rootserviceComment(past.result, trace);
}

/** The rows of history of a backup of the past: whatever its outcome, totals equal the finished counters. */
export function finishedBackup(
  past: Past,
  ids: Ids,
  context: PastContext,
): readonly (readonly [TableName, Row])[] {
  const { path, traits, random } = context;
  const good = past.outcome === 'COMPLETED';
  const blocks = Math.round(past.bytes / blockBytes);
  const written = Math.round(past.bytes * past.ratio);
  const ended = past.at + Math.round(past.seconds * second);
  const started = past.at + Math.round(0.4 * second);
  const end = {
    END_TIMESTAMP: ended,
    RESULT: past.result,
    COMMENT: comment(past, random),
  };
  const counts = {
    INPUT_BYTES: past.bytes,
    OUTPUT_BYTES: written,
    OUTPUT_RATE_BYTES: outputRate(written, ended - started),
    TABLET_COUNT: past.tablets,
    FINISH_TABLET_COUNT: past.tablets,
    MACRO_BLOCK_COUNT: blocks,
    FINISH_MACRO_BLOCK_COUNT: blocks,
  };
  const dataEnd = ended - Math.round(past.seconds * 0.2 * second);
  const logs = past.plusArchivelog && good ? random.whole(4, 14) : 0;
  const job = jobRow({
    tenantId: past.tenantId,
    jobId: ids.jobId,
    setId: ids.setId,
    initiatorTenantId: context.initiatorTenantId,
    initiatorJobId: context.initiatorJobId,
    executors: String(past.tenantId),
    plusArchivelog: past.plusArchivelog,
    type: past.type,
    level: 'USER_TENANT',
    startedAt: past.at,
    description: '',
    path,
  });
  const set = setFileRow(ids, started, path, {
    type: past.type,
    previousFull: context.previousFull,
    previousInc: context.previousInc,
    plusArchivelog: past.plusArchivelog,
    version: traits.version,
  });
  const task: Row = {
    ...taskRow(ids, started, path),
    ...counts,
    ...end,
    STATUS: past.outcome,
    END_SCN: good ? scnOf(dataEnd) : 0,
    USER_LS_START_SCN: scnOf(started + 2 * second),
    LOG_FILE_COUNT: logs,
    FINISH_LOG_FILE_COUNT: logs,
  };
  return [
    ['JOB_HISTORY', { ...job, ...end, STATUS: past.outcome }],
    ['TASK_HISTORY', task],
    [
      'SET_FILES',
      {
        ...set,
        ...counts,
        ...end,
        STATUS: good ? 'SUCCESS' : 'FAILED',
        FILE_STATUS: good ? 'AVAILABLE' : 'INCOMPLETE',
        ELAPSED_SECONDES: Math.round(past.seconds),
        START_REPLAY_SCN: task.START_SCN ?? 0,
        START_REPLAY_SCN_DISPLAY: started,
        MIN_RESTORE_SCN: good ? scnOf(dataEnd) : 0,
        MIN_RESTORE_SCN_DISPLAY: good ? displayTime(dataEnd) : '',
        CONSISTENT_SCN: task.USER_LS_START_SCN ?? 0,
      },
    ],
  ];
}
