import type { Traits } from '../releases.ts';
import type { Row } from '../store.ts';
import type { BackupSpec } from './backup.ts';
import { rootserviceComment, serverComment, traceId } from './comments.ts';
import { Counters, copyData, copyLogs, measure, type Phase } from './counters.ts';
import { type End, endSteps, type Outcome } from './ending.ts';
import { cancelEvent, phaseEvent, taskCreatedEvent } from './events.ts';
import { filesOf, type Stream, streamsOf } from './files.ts';
import { lsTaskSteps } from './logstreams.ts';
import { phaseShapes } from './phases.ts';
import type { Random } from './random.ts';
import { type Ids, jobRow, type Micros, scnOf, second, setFileRow, taskRow } from './rows.ts';
import type { Step } from './script.ts';

/** The circumstances of a backup's start. */
export interface Start {
  at: Micros;
  ids: Ids;
  initiatorTenantId: number;
  /** 0 where the tenant started it itself. */
  initiatorJobId: number;
  path: string;
  previousFull: number;
  previousInc: number;
  traits: Traits;
}

export interface Plan {
  /** Not sorted by time; steps of the same moment are in the order they happen. */
  steps: Step[];
  /** When the job has left the live view. */
  endsAt: Micros;
  outcome: Outcome;
  result: number;
  /** When the archive checkpoint stays before the end of the data. */
  archiveHeld: { from: Micros; until: Micros } | null;
}

function phasesFrom(at: Micros, spec: BackupSpec, traits: Traits, random: Random): Phase[] {
  let from = at;
  return traits.phases.map(status => {
    const shape = phaseShapes[status];
    if (shape === undefined) throw new Error(`The simulator has no phase ${status}.`);
    const until = from + Math.round(shape.seconds(spec.pace, spec) * random.between(0.9, 1.1) * second);
    const phase = { ...shape, status, from, until };
    from = until;
    return phase;
  });
}

/** The steps that create the rows of job, task and set. */
function firstSteps(spec: BackupSpec, start: Start): Step[] {
  const { ids, traits, path } = start;
  const { tenantId } = ids;
  const taskStart = start.at + Math.round(spec.pace.init * second * 0.5);
  const running = { END_TIMESTAMP: traits.endWhileRunning };
  const job = jobRow({
    tenantId,
    jobId: ids.jobId,
    setId: 0,
    initiatorTenantId: start.initiatorTenantId,
    initiatorJobId: start.initiatorJobId,
    executors: String(tenantId),
    plusArchivelog: spec.plusArchivelog,
    type: spec.type,
    level: 'USER_TENANT',
    startedAt: start.at,
    description: spec.description,
    path,
  });
  const set = setFileRow(ids, taskStart, path, {
    type: spec.type,
    previousFull: start.previousFull,
    previousInc: start.previousInc,
    plusArchivelog: spec.plusArchivelog,
    version: traits.version,
  });
  const started = { JOB_ID: ids.jobId, STATUS: 'DOING', BACKUP_SET_ID: ids.setId };
  return [
    { at: start.at, change: 'put', table: 'JOBS', tenantId, row: { ...job, ...running } },
    { at: taskStart, change: 'change', table: 'JOBS', tenantId, row: started },
    {
      at: taskStart,
      change: 'put',
      table: 'TASKS',
      tenantId,
      row: { ...taskRow(ids, taskStart, path), ...running },
    },
    { at: taskStart, change: 'put', table: 'SET_FILES', tenantId, row: { ...set, ...running } },
    taskCreatedEvent(taskStart, ids),
  ];
}

/** When a backup is stopped before the end of its last phase, or null. */
function stopOf(spec: BackupSpec, start: Start, phases: readonly Phase[]): Micros | null {
  const { ending } = spec;
  if (ending.how === 'completed') return null;
  const data = phases.filter(phase => phase.share > 0);
  const [from, until] = [data[0]?.from ?? start.at, data.at(-1)?.until ?? start.at];
  const stop =
    ending.how === 'canceled'
      ? start.at + Math.round(ending.after * second)
      : from + Math.round((until - from) * ending.at);
  return stop < (phases.at(-1)?.until ?? start.at) ? stop : null;
}

function endOf(
  spec: BackupSpec,
  lastEnd: Micros,
  stop: Micros | null,
  failedStream: Stream,
  random: Random,
): End {
  const trace = traceId(random);
  const { ending } = spec;
  if (stop === null || ending.how === 'completed') {
    return { outcome: 'COMPLETED', at: lastEnd, cancelingFrom: lastEnd, result: 0, comment: '' };
  }
  if (ending.how === 'failed') {
    const comment = serverComment(
      failedStream.lsId,
      failedStream.server,
      ending.module,
      ending.result,
      trace,
    );
    return { outcome: 'FAILED', at: stop, cancelingFrom: stop, result: ending.result, comment };
  }
  return {
    outcome: 'CANCELED',
    at: stop + Math.round(ending.winding * second),
    cancelingFrom: stop,
    result: -4072,
    comment: rootserviceComment(-4072, trace),
  };
}

function cancelEvents(ids: Ids, { outcome, cancelingFrom, at }: End): Step[] {
  if (outcome !== 'CANCELED') return [];
  return [cancelEvent(cancelingFrom, ids.tenantId), phaseEvent(at, 'cancel backup succeed', ids)];
}

/**
 * All steps of one tenant's backup, from the job's INIT to its move to history (ob_backup_data_scheduler.cpp,
 * ob_backup_data_set_task_mgr.cpp). Pure: the same random numbers give the same plan.
 */
export function planBackup(spec: BackupSpec, start: Start, random: Random): Plan {
  const { ids, traits } = start;
  const steps = firstSteps(spec, start);
  const changeTask = (at: Micros, row: Row): void => {
    const change = { ...row, TASK_ID: ids.taskId };
    steps.push({ at, change: 'change', table: 'TASKS', tenantId: ids.tenantId, row: change });
  };
  const streams = streamsOf(spec, random);
  const counters = new Counters(traits);
  const phases = phasesFrom(start.at + Math.round(spec.pace.init * second), spec, traits, random);
  const lastEnd = phases.at(-1)?.until ?? start.at;
  const dataEnd = phases.filter(phase => phase.share > 0).at(-1)?.until ?? lastEnd;
  const archiveWait = phases.find(phase => phase.work === 'wait for archive');

  for (const phase of phases) {
    changeTask(phase.from, { STATUS: phase.status });
    const seconds = (phase.until - phase.from) / second;
    const files = phase.share > 0 ? filesOf(spec, streams, phase.share, seconds, random) : [];
    const changes = [
      ...(phase.work === 'user meta' ? measure(phase, spec, streams, counters) : []),
      ...(phase.share > 0 ? copyData(phase, spec, files, counters) : []),
      // Releases that do not wait for the archive count no log files.
      ...(phase.work === 'log' && archiveWait !== undefined ? copyLogs(phase, spec) : []),
    ];
    for (const [at, row] of changes) changeTask(at, row);
    if (phase.until === dataEnd) changeTask(dataEnd, { END_SCN: scnOf(dataEnd - Math.round(second * 0.4)) });
    if (phase === archiveWait && spec.plusArchivelog)
      changeTask(phase.until, { LOG_FILE_COUNT: spec.logFiles });
    if (phase.event !== undefined) steps.push(phaseEvent(phase.until, phase.event, ids));
    steps.push(...lsTaskSteps({ spec, ids, phase, streams, files, random }));
  }

  const stop = stopOf(spec, start, phases);
  const happened = stop === null ? steps : steps.filter(step => step.at < stop);
  const end = endOf(spec, lastEnd, stop, streams.at(-1) as Stream, random);
  const ending = endSteps(spec, ids, traits, happened, streams, end);
  const held = { from: dataEnd - second, until: Math.min(end.at, archiveWait?.until ?? dataEnd) };
  return {
    steps: [...happened, ...ending.steps, ...cancelEvents(ids, end)],
    endsAt: ending.gone,
    outcome: end.outcome,
    result: end.result,
    archiveHeld: spec.plusArchivelog && held.until > held.from ? held : null,
  };
}
