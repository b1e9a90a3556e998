import type { Traits } from '../releases.ts';
import type { Row, TableName } from '../store.ts';
import { serverComment, servers, traceId } from './comments.ts';
import type { Outcome } from './ending.ts';
import { errorText } from './error-texts.ts';
import { statusEvent } from './events.ts';
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
import type { Step } from './script.ts';

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
  /** Root service events are kept from here on. */
  eventsFrom: Micros;
  traits: Traits;
  random: Random;
}

/** COMMENT of the job. */
function jobComment(past: Past, { traits, random }: PastContext): string {
  if (traits.comments === 'plain') return errorText(past.result);
  if (past.outcome !== 'FAILED') return '';
  const [server, lsId] = [random.pick(servers), 1000 + random.whole(1, 3)];
  return serverComment(lsId, server, 'BACKUP_DATA', past.result, traceId(random));
}

/** The share of a backup's time after its data. */
const afterData = 0.2;
/** The share of its time that each phase before the data takes. */
const beforeData = 0.03;

/** The changes of STATUS, as the root service wrote them while the backup ran. */
function statusEvents(past: Past, ids: Ids, { traits }: PastContext): Step[] {
  const length = past.seconds * second;
  const ended = past.at + Math.round(length);
  const { phases } = traits;
  const firstData = phases.findIndex(status => /_DATA(_MINOR|_SYS)?$/.test(status));
  const lastData = phases.findLastIndex(status => /_DATA(_MAJOR)?$/.test(status));
  const data = length * (1 - afterData - beforeData * (firstData + 1));
  const starts = phases.map((_, i) => {
    if (i <= firstData) return length * beforeData * (i + 1);
    if (i <= lastData) return length * beforeData * (firstData + 1) + data * (i - firstData) * 0.2;
    return length * (1 - afterData * (1 - (i - lastData - 1) / (phases.length - lastData - 1)));
  });
  const walked = past.outcome === 'COMPLETED' ? phases : phases.slice(0, firstData + 1);
  const steps = walked.map((status, i) =>
    statusEvent(past.at + Math.round(starts[i] ?? 0), ids, phases[i - 1] ?? 'INIT', status),
  );
  const last = walked.at(-1) ?? 'INIT';
  const current = { COMPLETED: last, FAILED: 'FAILED', CANCELED: 'CANCELING' }[past.outcome];
  return [...steps, statusEvent(ended, ids, current, past.outcome, past.result)];
}

/**
 * The rows of history of a backup of the past: whatever its outcome, totals equal the finished counters. The events of
 * recent ones are there still.
 */
export function finishedBackup(past: Past, ids: Ids, context: PastContext): Step[] {
  const { path, traits, random } = context;
  const good = past.outcome === 'COMPLETED';
  const blocks = Math.round(past.bytes / blockBytes);
  const written = Math.round(past.bytes * past.ratio);
  const ended = past.at + Math.round(past.seconds * second);
  const created = past.at + Math.round(0.4 * second);
  const end = {
    END_TIMESTAMP: ended,
    RESULT: past.result,
    COMMENT: errorText(past.result),
  };
  const jobEnd = { ...end, COMMENT: jobComment(past, context) };
  const counts = {
    INPUT_BYTES: past.bytes,
    OUTPUT_BYTES: written,
    OUTPUT_RATE_BYTES: outputRate(written, ended - past.at),
    TABLET_COUNT: past.tablets,
    FINISH_TABLET_COUNT: past.tablets,
    MACRO_BLOCK_COUNT: blocks,
    FINISH_MACRO_BLOCK_COUNT: blocks,
  };
  const dataEnd = ended - Math.round(past.seconds * afterData * second);
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
  const set = setFileRow(ids, past.at, path, {
    type: past.type,
    previousFull: context.previousFull,
    previousInc: context.previousInc,
    plusArchivelog: past.plusArchivelog,
    compatible: traits.version,
    version: traits.version,
  });
  const task: Row = {
    ...taskRow(ids, past.at, created, path),
    ...counts,
    ...end,
    STATUS: past.outcome,
    END_SCN: good ? scnOf(dataEnd) : 0,
    USER_LS_START_SCN: scnOf(created + 2 * second),
    LOG_FILE_COUNT: logs,
    FINISH_LOG_FILE_COUNT: logs,
  };
  const rows: readonly (readonly [TableName, Row])[] = [
    ['JOB_HISTORY', { ...job, ...jobEnd, STATUS: past.outcome }],
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
        START_REPLAY_SCN: good ? (task.START_SCN ?? 0) : 0,
        START_REPLAY_SCN_DISPLAY: good ? created : null,
        MIN_RESTORE_SCN: good ? scnOf(dataEnd) : 0,
        MIN_RESTORE_SCN_DISPLAY: good ? displayTime(dataEnd) : '',
        CONSISTENT_SCN: task.USER_LS_START_SCN ?? 0,
      },
    ],
  ];
  const events = traits.statusEvents && past.at > context.eventsFrom ? statusEvents(past, ids, context) : [];
  return [
    ...rows.map(([table, row]): Step => ({ at: ended, change: 'put', table, tenantId: past.tenantId, row })),
    ...events,
  ];
}
