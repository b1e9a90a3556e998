import type { Traits } from '../releases.ts';
import type { Row } from '../store.ts';
import { type ArchivePace, archivePasses } from './archive.ts';
import type { BackupSpec } from './backup.ts';
import {
  Counters,
  copyData,
  copyLogs,
  logFilesOf,
  measure,
  metaReports,
  type Phase,
  secondTurn,
} from './counters.ts';
import { type End, endSteps, failedBy, type Outcome } from './ending.ts';
import { phaseEvent, statusEvent, taskCreatedEvent } from './events.ts';
import { filesOf, type Stream, streamsOf } from './files.ts';
import { type LogStreamPhase, lsTaskSteps } from './logstreams.ts';
import { phaseShapes } from './phases.ts';
import { type Random, random as seeded } from './random.ts';
import { type Ids, jobRow, type Micros, outputRate, scnOf, second, setFileRow, taskRow } from './rows.ts';
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
  /** The tenant's data version. */
  compatible: string;
  archive: ArchivePace;
  traits: Traits;
}

/** A backup as it goes when nothing stops it. */
interface Walk {
  spec: BackupSpec;
  start: Start;
  steps: readonly Step[];
  streams: readonly Stream[];
  /** When the task has copied all. */
  endsAt: Micros;
}

export interface Plan {
  /** Not sorted by time; steps of the same moment are in the order they happen. */
  steps: readonly Step[];
  end: End;
  /** When the job has left the live view. */
  endsAt: Micros;
  outcome: Outcome;
  result: number;
  /** When the archive checkpoint stays before the end of the data. */
  archiveHeld: { from: Micros; until: Micros } | null;
  walk: Walk;
}

/** The longest time between two steps of the root service for a backup. */
function periodOf(spec: BackupSpec, traits: Traits): Micros {
  return (spec.pace.period ?? traits.schedulerPeriod) * second;
}

/** How long before the end of the data END_SCN lies. */
const endScnBefore = Math.round(0.4 * second);

/** The phases from a moment on, and while which of them the archive does not advance. */
function phasesFrom(at: Micros, spec: BackupSpec, start: Start, random: Random) {
  const { traits, archive } = start;
  let from = at;
  let dataEnd = at;
  let held: Plan['archiveHeld'] = null;
  const phases = traits.phases.map((status): Phase => {
    const shape = phaseShapes[status];
    if (shape === undefined) throw new Error(`The simulator has no phase ${status}.`);
    let worksFrom = from;
    if (spec.plusArchivelog && status === traits.waitsForArchiveIn) {
      const resumes = from + Math.round(spec.pace.archiveWait * random.between(0.9, 1.1) * second);
      held = { from: dataEnd - second, until: resumes };
      const passed = Math.max(resumes, archivePasses(archive, dataEnd - endScnBefore));
      // The root service finds that out at its next step.
      const period = periodOf(spec, traits);
      worksFrom = from + Math.ceil((passed - from) / period) * period;
    }
    const until = worksFrom + Math.round(shape.seconds(spec.pace, spec) * random.between(0.9, 1.1) * second);
    const phase = { ...shape, status, from, worksFrom, until };
    from = until;
    if (shape.share > 0) dataEnd = until;
    return phase;
  });
  return { phases, held: held as Plan['archiveHeld'] };
}

/** The steps that create the rows of job, task and set. */
function firstSteps(spec: BackupSpec, start: Start): Step[] {
  const { ids, traits, path } = start;
  const { tenantId } = ids;
  const created = start.at + Math.round(spec.pace.init * second * 0.5);
  const running = { END_TIMESTAMP: traits.endWhileRunning };
  const job = jobRow({
    tenantId,
    jobId: ids.jobId,
    setId: ids.setId,
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
  const set = setFileRow(ids, start.at, path, {
    type: spec.type,
    previousFull: start.previousFull,
    previousInc: start.previousInc,
    plusArchivelog: spec.plusArchivelog,
    compatible: start.compatible,
    version: traits.version,
  });
  const doing = { JOB_ID: ids.jobId, STATUS: 'DOING' };
  const task = taskRow(ids, start.at, created, path);
  return [
    { at: start.at, change: 'put', table: 'JOBS', tenantId, row: { ...job, ...running } },
    { at: created, change: 'change', table: 'JOBS', tenantId, row: doing },
    { at: created, change: 'put', table: 'TASKS', tenantId, row: { ...task, ...running } },
    { at: created, change: 'put', table: 'SET_FILES', tenantId, row: { ...set, ...running } },
    taskCreatedEvent(created, ids),
  ];
}

/** What the phases do to the task's row, to its log streams, and what the root service writes about them. */
function phaseSteps(
  phases: readonly Phase[],
  spec: BackupSpec,
  start: Start,
  streams: readonly Stream[],
  random: Random,
): Step[] {
  const { ids, traits } = start;
  const steps: Step[] = [];
  const changeTask = (at: Micros, row: Row): void => {
    const change = { ...row, TASK_ID: ids.taskId };
    steps.push({ at, change: 'change', table: 'TASKS', tenantId: ids.tenantId, row: change });
  };
  const counters = new Counters(traits);
  const countsLog = phases.some(phase => phase.work === 'log count');
  const lastData = phases.findLast(phase => phase.share > 0);
  const played: LogStreamPhase[] = [];
  let before = 'INIT';
  for (const phase of phases) {
    if (traits.statusEvents) steps.push(statusEvent(phase.from, ids, before, phase.status));
    if (phase.streams === 'system') steps.push(phaseEvent(phase.from, 'persist sys ls task succeed', ids));
    before = phase.status;
    changeTask(phase.from, { STATUS: phase.status });
    const seconds = (phase.until - phase.from) / second;
    const files = (phase.share > 0 ? filesOf(spec, streams, phase.share, seconds, random) : []).filter(
      file => file.stream.lsId !== spec.harmless?.lsId,
    );
    const reports = phase.work === 'user meta' ? metaReports(phase, spec, streams) : [];
    const again = secondTurn(phase, spec, files);
    const logFiles = countsLog ? logFilesOf(phase, spec, streams) : [];
    const changes = [
      ...(reports.length > 0 ? measure(phase, reports, counters) : []),
      ...copyData(phase, files, again, counters),
      ...copyLogs(logFiles),
    ];
    for (const [at, row] of changes) changeTask(at, row);
    // START_SCN may change once that wait is over.
    if (phase.status === 'WAIT_SS_CLOG_CHECKPOINT')
      changeTask(phase.until, { START_SCN: scnOf(phase.until) });
    if (phase === lastData) changeTask(phase.until, { END_SCN: scnOf(phase.until - endScnBefore) });
    if (traits.fuseSetsEnd && phase.status === 'BACKUP_FUSE_TABLET_META') {
      const rate = outputRate(Number(counters.row().OUTPUT_BYTES), phase.until - start.at);
      changeTask(phase.until, { END_TIMESTAMP: phase.until, OUTPUT_RATE_BYTES: rate });
    }
    if (phase.work === 'log count' && spec.plusArchivelog)
      changeTask(phase.until, { LOG_FILE_COUNT: spec.logFiles });
    if (phase.event !== undefined) steps.push(phaseEvent(phase.until, phase.event, ids));
    played.push({ phase, files, again, reports, logFiles });
  }
  // A generator of their own: what log streams do leaves the counters of the task as they are.
  const own = seeded(`log streams of ${ids.tenantId}/${ids.taskId}`);
  return [...steps, ...lsTaskSteps(spec, ids, traits, streams, played, own)];
}

/** When and how the backup ends by what was ordered, or null where it completes. */
function orderedEnd(walk: Walk, phases: readonly Phase[], random: Random): End | null {
  const { spec, start, streams } = walk;
  const { ending } = spec;
  if (ending.how === 'completed') return null;
  if (ending.how === 'canceled') {
    const from = start.at + Math.round(ending.after * second);
    return from < walk.endsAt ? canceledFrom(walk, from, ending.winding) : null;
  }
  const meta = ending.result === -9086;
  const share = phases.filter(phase => (meta ? phase.work === 'user meta' : phase.share > 0));
  const [from, until] = [share[0]?.from ?? start.at, share.at(-1)?.until ?? start.at];
  const at = from + Math.round((until - from) * ending.at);
  const { result, module } = ending;
  return at < walk.endsAt
    ? failedBy(streams.at(-1) as Stream, at, result, module, start.traits, random)
    : null;
}

/** A cancellation that begins at a moment; a job without a task is cancelled at once. */
function canceledFrom(walk: Walk, from: Micros, winding: number): End {
  const { spec, start } = walk;
  const hasTask = from >= start.at + Math.round(spec.pace.init * second * 0.5);
  const at = from + Math.round((hasTask ? winding : spec.pace.scheduler) * second);
  return { outcome: 'CANCELED', at, cancelingFrom: from, result: -4072, jobComment: '', stream: null };
}

function planOf(walk: Walk, end: End, archiveHeld: Plan['archiveHeld']): Plan {
  const { spec, start, streams } = walk;
  const from = end.outcome === 'COMPLETED' ? walk.endsAt + 1 : end.cancelingFrom;
  const happened = walk.steps.filter(step => step.at < from);
  const ending = endSteps(spec, start.ids, start.traits, happened, streams, end);
  return {
    walk,
    steps: [...happened, ...ending.steps],
    end,
    endsAt: ending.gone,
    outcome: end.outcome,
    result: end.result,
    archiveHeld,
  };
}

/**
 * All steps of one tenant's backup, from the job's INIT to its move to history (ob_backup_data_scheduler.cpp,
 * ob_backup_data_set_task_mgr.cpp). Pure: the same random numbers give the same plan.
 */
export function planBackup(spec: BackupSpec, start: Start, random: Random): Plan {
  const streams = streamsOf(spec, random);
  const { phases, held } = phasesFrom(start.at + Math.round(spec.pace.init * second), spec, start, random);
  const endsAt = phases.at(-1)?.until ?? start.at;
  const steps = [...firstSteps(spec, start), ...phaseSteps(phases, spec, start, streams, random)];
  const walk: Walk = { spec, start, steps, streams, endsAt };
  const completed: End = {
    outcome: 'COMPLETED',
    at: endsAt,
    cancelingFrom: endsAt,
    result: 0,
    jobComment: '',
    stream: null,
  };
  const end = orderedEnd(walk, phases, random) ?? completed;
  const until = Math.min(held?.until ?? 0, end.at);
  return planOf(walk, end, held !== null && until > held.from ? { ...held, until } : null);
}

/** The same backup, but the root service ends the job at a moment with this result. */
export function failBackup(plan: Plan, end: End): Plan {
  return planOf(plan.walk, end, plan.archiveHeld);
}

/** The same backup, cancelled from a moment on. */
export function cancelBackup(plan: Plan, from: Micros): Plan {
  return planOf(
    plan.walk,
    canceledFrom(plan.walk, from, 2 * plan.walk.spec.pace.scheduler),
    plan.archiveHeld,
  );
}

/** Whether the root service looks at the archive of this backup at a moment: not before, not after, not while it is canceling. */
export function isChecked(plan: Plan, at: Micros): boolean {
  return plan.walk.start.at <= at && at < Math.min(plan.end.at, plan.end.cancelingFrom);
}

/** The root service's next step with a backup after a moment: its period, or earlier where a log stream or phase ends. */
export function nextStep(plan: Plan, after: Micros): Micros {
  const { spec, start, steps } = plan.walk;
  const period = periodOf(spec, start.traits);
  const regular = start.at + (Math.floor((after - start.at) / period) + 1) * period;
  const woken = steps
    .filter(
      ({ at, row }) => at > after && at < regular && (row.STATUS !== undefined || row.status === 'FINISH'),
    )
    .map(({ at }) => at);
  return Math.min(regular, plan.walk.endsAt > after ? plan.walk.endsAt : regular, ...woken);
}
