import type { LogProgress } from '../backup/progress.ts';
import type { TaskProgress } from '../backup/task-progress.ts';

const logStates: Readonly<Record<LogProgress['state'], string | null>> = {
  not_requested: 'not_requested',
  unknown_request: null,
  waiting: 'waiting',
  uncounted: 'running',
  implausible_counters: 'running',
  nothing_to_copy: 'running',
  running: 'running',
  done: 'done',
  ended: null,
};

/** The state of the log for scripts; null where it cannot be known (a failed task, or no job row). */
export function logState({ log, archive }: TaskProgress): string | null {
  return logStates[archive.waits && log.state === 'uncounted' ? 'waiting' : log.state];
}
