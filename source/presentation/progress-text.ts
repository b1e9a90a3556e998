import type { Job } from '../backup/job.ts';
import { phaseOf } from '../backup/phase.ts';
import { type DataProgress, dataProgress, type LogProgress, logProgress } from '../backup/progress.ts';
import type { Instant } from '../backup/row.ts';
import type { Knowledge } from '../backup/server.ts';
import type { Outcome } from '../backup/status.ts';
import { type Stuck, stuckIn } from '../backup/stuck.ts';
import type { Task } from '../backup/task.ts';
import { eta, isRough } from '../backup/throughput.ts';
import { bar, emptyBar, unknownBar } from '../text/bar.ts';
import { about, spoken } from '../text/duration.ts';
import { count, percent } from '../text/number.ts';
import { fit } from '../text/width.ts';
import type { PaceKeeper, Seen } from '../watch/task-tracker.ts';
import type { Cell } from './lists/columns.ts';
import type { Look, Role } from './theme.ts';

/** A task with all that is known of how far it is. */
export interface TaskProgress {
  readonly task: Task;
  readonly data: DataProgress;
  readonly log: LogProgress;
  readonly seen: Seen | null;
  /** Seconds until the data is done, or null where that cannot be told. */
  readonly eta: number | null;
  /** Whether too little was seen for more than a rough figure: no time of day, no course. */
  readonly rough: boolean;
  /** Standing still for longer than this task's own habit; null while it goes, and where nobody watched it. */
  readonly stuck: Stuck | null;
}

/** What progress is told from. */
export interface ProgressContext {
  readonly knowledge: Knowledge;
  readonly seen: Pick<PaceKeeper, 'of'>;
  readonly now: Instant | null;
  readonly look: Look;
}

/** How far a task is. */
export function progressOf(task: Task, job: Job | null, context: ProgressContext): TaskProgress {
  const data = dataProgress(task, context.knowledge);
  const seen = context.seen.of(task);
  const pace = task.status.kind === 'running' ? (seen?.pace ?? null) : null;
  const now = context.now;
  const left =
    pace === null || now === null || data.state !== 'running' || seen?.unit !== 'blocks'
      ? null
      : eta(data.blocks.total - data.blocks.finished, pace, now);
  const rough =
    pace !== null && data.state === 'running' && isRough(data.blocks.total - data.blocks.finished, pace);
  const stuck =
    task.status.kind === 'ended' || seen === null || now === null
      ? null
      : stuckIn(phaseOf(task.status.text), pace, seen.quietSince, now, seen.archive?.movedAt);
  return {
    task,
    data,
    log: logProgress(task, job),
    seen,
    eta: left,
    rough,
    stuck,
  };
}

export const outcomeRoles: Readonly<Record<Outcome, Role>> = {
  completed: 'good',
  failed: 'bad',
  canceled: 'warning',
};

/** Cells of a bar in a list, with its percentage beside it. */
const listBar = 10;
const percentCells = 8;
export const barCellWidth = listBar + 1 + percentCells;

function barWithPercent(hundredths: number, look: Look): string {
  const drawn = bar(hundredths, { cells: listBar, ascii: look.ascii });
  return `${drawn} ${fit(percent(hundredths), percentCells, { align: 'right' })}`;
}

/** How an ended task stands, with the percentage this program itself saw last: the views do not keep it. */
export function endedText(outcome: Outcome, seen: Seen | null, look: Look): string {
  const { data, outcomes } = look.say.screens;
  const word = outcomes[outcome];
  return outcome === 'completed' || seen === null || seen.hundredths === null
    ? word
    : data.endedAt(word, percent(seen.hundredths));
}

/** The data of a task in a list. */
export function dataCell({ data, seen, task }: TaskProgress, look: Look): Cell {
  const say = look.say.screens;
  const small = { cells: listBar, ascii: look.ascii };
  switch (data.state) {
    case 'not_begun':
      return { text: `${emptyBar(small)} ${fit(say.none, percentCells, { align: 'right' })}`, role: 'faint' };
    case 'counting':
      return { text: say.data.countingShort };
    case 'unknowable':
      return unknowableCell(data.finished, look);
    case 'running':
      return { text: barWithPercent(data.hundredths, look), role: 'running' };
    case 'finished':
      // A full bar beside DOING would look like the end, one below 100 % like work that goes on.
      return { text: say.data.over, role: 'running' };
    case 'ended':
      return {
        text: endedShort(data.outcome, task.result, seen, look),
        shorter: [endedShort(data.outcome, task.result, null, look)],
        role: outcomeRoles[data.outcome],
      };
  }
}

/** Where no percentage can be known: a number is left whole where there is no room for the bar beside it. */
function unknowableCell(finished: bigint, look: Look): Cell {
  const blocks = look.say.screens.data.blocks(count(finished));
  const drawn = unknownBar({ cells: listBar, ascii: look.ascii });
  return { text: `${drawn} ${blocks}`, shorter: [blocks, count(finished)] };
}

/** The outcome, the last percentage seen, and the code: where there is no room for more columns, all one learns. */
function endedShort(outcome: Outcome, result: bigint, seen: Seen | null, look: Look): string {
  const last = outcome === 'completed' ? null : (seen?.hundredths ?? null);
  const parts = [
    look.say.screens.outcomes[outcome],
    last === null ? '' : percent(last),
    result === 0n ? '' : `(${result})`,
  ];
  return parts.filter(part => part !== '').join(' ');
}

/** Whether the archive is what a task waits for now, rather than something that comes later. */
export function waitsForArchive(task: Task): boolean {
  return phaseOf(task.status.text) === 'wait_archive' || phaseOf(task.status.text) === 'log';
}

/** The log of a task in a list. */
export function logCell({ log, task, stuck }: TaskProgress, look: Look): Cell {
  const { none, log: say } = look.say.screens;
  const byState: Readonly<Record<LogProgress['state'], () => Cell>> = {
    not_requested: () => ({ text: say.short.not_requested, role: 'faint' }),
    unknown_request: () => ({ text: none, role: 'faint' }),
    waiting: () =>
      waitsForArchive(task)
        ? { text: say.short.waiting, role: stuck === null ? null : 'warning' }
        : { text: say.short.later },
    uncounted: () => ({ text: say.short.uncounted }),
    nothing_to_copy: () => ({ text: say.short.nothing_to_copy }),
    running: () => ({ text: log.state === 'running' ? percent(log.hundredths) : none, role: 'running' }),
    done: () => ({ text: say.short.done, role: 'good' }),
    ended: () => ({ text: none, role: 'faint' }),
  };
  return byState[log.state]();
}

/** "no step for 14 min" */
export function stuckText(stuck: Stuck, look: Look): string {
  return look.say.screens.pace.stalled(spoken(stuck.seconds, look.say.time));
}

/**
 * What a running task is doing, longest first: bar, percentage, phase, time left. Of one that stands still the
 * last words to go are that it does.
 */
export function nowTexts(progress: TaskProgress, look: Look): readonly [string, ...string[]] {
  const say = look.say.screens;
  const { data, log, task } = progress;
  const phase = phaseOf(task.status.text);
  const phaseWord = phase === null ? task.status.text : say.phases[phase];
  const stalled = progress.stuck === null ? null : stuckText(progress.stuck, look);
  if (phase === 'wait_archive' && log.state === 'waiting') {
    const whole = say.lists.waitsForArchive;
    if (stalled === null) return [whole, phaseWord];
    return [`${whole} · ${stalled}`, `${say.log.short.waiting} · ${stalled}`, stalled];
  }
  if (data.state === 'running') {
    const drawn = barWithPercent(data.hundredths, look);
    if (stalled !== null) return standing(drawn, percent(data.hundredths), null, stalled);
    if (progress.eta === null) return [`${drawn}  ${phaseWord}`, drawn];
    const left = about(progress.eta, look.say.time);
    return [`${drawn}  ${phaseWord} · ${left}`, `${drawn}  ${left}`, drawn];
  }
  if (log.state === 'running' && data.state === 'finished') {
    const drawn = barWithPercent(log.hundredths, look);
    if (stalled !== null) return standing(drawn, percent(log.hundredths), say.phases.log, stalled);
    return [`${drawn}  ${say.phases.log}`, drawn];
  }
  if (data.state === 'counting' || data.state === 'unknowable') {
    const { text, shorter = [] } = dataCell(progress, look);
    const [few = text, ...fewer] = shorter;
    if (stalled !== null) return standing(text, few, phaseWord, stalled);
    return [`${text}  ${phaseWord}`, text, `${few}  ${phaseWord}`, few, ...fewer];
  }
  return stalled === null ? [phaseWord] : [`${phaseWord} · ${stalled}`, stalled];
}

/** A task that stands still: how far it is gives way to that it does. */
function standing(
  drawn: string,
  figure: string,
  phaseWord: string | null,
  stalled: string,
): readonly [string, ...string[]] {
  const phase = phaseWord === null ? '' : `${phaseWord} · `;
  return [`${drawn}  ${phase}${stalled}`, `${drawn}  ${stalled}`, `${figure}  ${stalled}`, stalled];
}
