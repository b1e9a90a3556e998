import { type PhaseId, phaseOf } from './phase.ts';
import type { Instant } from './row.ts';
import type { Task } from './task.ts';

/** When this program saw a task in a phase. */
export interface PhaseSpan {
  readonly phase: PhaseId;
  /** When it was first seen in it. */
  readonly from: Instant;
  /** Whether the phase began at `from`; else it had begun before anybody looked. */
  readonly sawBegin: boolean;
  /** When it was first seen in a later phase; null for the present one. */
  readonly until: Instant | null;
}

/** The phases of a task in the order they were seen. */
export type PhaseTimes = readonly PhaseSpan[];

/** The phase times after one more picture of the task, which only a running task adds to. */
export function notePhase(times: PhaseTimes, task: Task, now: Instant): PhaseTimes {
  const last = times.at(-1);
  const phase = task.status.kind === 'ended' ? 'done' : phaseOf(task.status.text);
  if (phase === null || phase === last?.phase) return times;
  const closed = last === undefined ? [] : [...times.slice(0, -1), { ...last, until: now }];
  // The first picture of a task that has only just started shows the begin of its phase.
  const begins = last !== undefined || phase === 'start';
  return [...closed, { phase, from: now, sawBegin: begins, until: null }];
}

/** Seconds spent in a phase as far as seen; `atLeast` where it began before anybody looked. */
export function timeIn(
  times: PhaseTimes,
  phase: PhaseId,
  now: Instant,
): { seconds: number; atLeast: boolean } | null {
  const spans = times.filter(span => span.phase === phase);
  if (spans.length === 0) return null;
  const micros = spans.reduce((sum, span) => sum + ((span.until ?? now) - span.from), 0n);
  return { seconds: Number(micros) / 1e6, atLeast: spans.some(span => !span.sawBegin) };
}
