import { type PhaseId, phaseOf } from './phase.ts';
import type { Instant } from './row.ts';
import type { Task } from './task.ts';

/** When this program saw a task in a phase. */
export interface PhaseSpan {
  readonly phase: PhaseId;
  /** When it was first seen in it. */
  readonly from: Instant;
  /** Whether the phase began at `from`; else it had begun earlier, unobserved. */
  readonly sawBegin: boolean;
  /** The last picture that showed it in this phase. */
  readonly lastSeen: Instant;
  /** After this moment the task counts as unobserved: its pictures come more often than that. */
  readonly watchedUntil: Instant;
  /** When it was first seen in a later phase, or last in this one where the change was not seen; null for the present one. */
  readonly until: Instant | null;
  /** Whether the phase was over at `until`; true as long as nothing is known to the contrary. */
  readonly sawEnd: boolean;
}

/** The phases of a task in the order they were seen. */
export type PhaseTimes = readonly PhaseSpan[];

/** Pictures of a task further apart than this have not seen what was between them, in seconds. */
const longestGap = 15;
/** With a longer interval, this many intervals may lie between two pictures, up to a minute. */
const intervalsBetween = 3;
const longestGapEver = 60;

/** Microseconds that may pass between two pictures of a task that is being watched. */
export function watchedGap(intervalSeconds: number): bigint {
  const gap = Math.min(longestGapEver, Math.max(longestGap, intervalsBetween * intervalSeconds));
  return BigInt(Math.round(gap * 1e6));
}

/**
 * The phase times after one more picture of the task, which only a running task adds to.
 * @param gap microseconds between two pictures of it beyond which it is not known when a phase ended and the next began
 */
export function notePhase(
  times: PhaseTimes,
  task: Task,
  now: Instant,
  gap: bigint = watchedGap(0),
): PhaseTimes {
  const last = times.at(-1);
  const phase = task.status.kind === 'ended' ? 'done' : phaseOf(task.status.text);
  if (phase === null) return times;
  const observed = { lastSeen: now, watchedUntil: now + gap };
  if (phase === last?.phase) return [...times.slice(0, -1), { ...last, ...observed }];
  const watched = last !== undefined && now <= last.watchedUntil;
  const closed =
    last === undefined
      ? []
      : [...times.slice(0, -1), { ...last, until: watched ? now : last.lastSeen, sawEnd: watched }];
  // The first picture of a task that has only just started shows the begin of its phase.
  const sawBegin = watched || (last === undefined && phase === 'start');
  return [...closed, { phase, from: now, sawBegin, ...observed, until: null, sawEnd: true }];
}

/** Seconds spent in a phase as far as seen; `atLeast` where its begin or its end was not. */
export function timeIn(
  times: PhaseTimes,
  phase: PhaseId,
  now: Instant,
): { seconds: number; atLeast: boolean } | null {
  const spans = times.filter(span => span.phase === phase);
  if (spans.length === 0) return null;
  // Unobserved since: the next phase may have begun at any moment after that.
  const lost = (span: PhaseSpan) => span.until === null && now > span.watchedUntil;
  const micros = spans.reduce(
    (sum, span) => sum + ((lost(span) ? span.lastSeen : (span.until ?? now)) - span.from),
    0n,
  );
  return {
    seconds: Number(micros) / 1e6,
    atLeast: spans.some(span => !span.sawBegin || !span.sawEnd || lost(span)),
  };
}
