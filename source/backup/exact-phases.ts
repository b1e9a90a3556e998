import { initial, phaseOf } from './phase.ts';
import type { PhaseSpan, PhaseTimes } from './phase-times.ts';
import type { Instant } from './row.ts';
import type { StatusChange } from './status-change.ts';
import type { Task } from './task.ts';

/** Beyond any clock: the root service records when a phase ends, whether or not anybody watches. */
const forever = 2n ** 62n;

function span(status: string, from: Instant, sawBegin: boolean, until: Instant | null): PhaseSpan[] {
  const phase = phaseOf(status);
  if (phase === null) return [];
  return [{ phase, from, sawBegin, lastSeen: until ?? from, watchedUntil: forever, until, sawEnd: true }];
}

/**
 * When a task was in its phases, by the root service's events. A status whose begin is in no event that is left has no
 * length; INIT began with the task.
 */
export function exactPhases(
  changes: readonly StatusChange[],
  { startedAt }: Pick<Task, 'startedAt'>,
): PhaseTimes {
  const spans = changes.flatMap(({ at, from, to }, index) => {
    const before = changes[index - 1];
    // The event of a failure has FAILED twice: the task's STATUS is set before (deal_failed_set_task). No event has the step
    // to CANCELING either, only that from it.
    const isSkipped = from === to || phaseOf(from) === null;
    const was = isSkipped && before !== undefined ? before.to : from;
    if (before?.to === was) return span(was, before.at, true, at);
    return was === initial && startedAt !== null ? span(was, startedAt, true, at) : span(was, at, false, at);
  });
  const last = changes.at(-1);
  return last === undefined ? spans : [...spans, ...span(last.to, last.at, true, null)];
}

/**
 * The exact times as far as events have them, and what this program saw of later phases: the event of a change is written
 * a moment after it.
 */
export function phasesOf(task: Task, changes: readonly StatusChange[], seen: PhaseTimes): PhaseTimes {
  const exact = exactPhases(changes, task);
  if (changes.at(-1)?.to === task.status.text) return exact;
  const over = exact.filter(({ until }) => until !== null);
  const known = new Set(over.map(one => one.phase));
  const later = seen.filter(one => !known.has(one.phase));
  if (later.length > 0) return [...over, ...later];
  // Nobody saw when the phase of the last event ended, and what came after it.
  return exact.map(one => (one.until === null ? { ...one, watchedUntil: one.from } : one));
}
