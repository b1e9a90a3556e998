import type { Instant } from '../backup/row.ts';
import type { Server } from '../backup/server.ts';
import type { TaskEvidence } from '../backup/task-progress.ts';
import { type Answer, type AnswerTo, type View, viewKey } from '../backup/view.ts';
import type { Failure } from './failure.ts';
import type { KnownCluster } from './known-cluster.ts';
import type { JobLocation } from './tracked-job.ts';

/** What the body of a screen is drawn from. Keeps its identity while nothing of it changes. */
export interface WatchState extends KnownCluster {
  readonly server: Server | null;
  readonly view: View;
  /** The last answer to the view, or null before its first. */
  readonly answer: Answer | null;
  /** For the view of one job: where the job is. */
  readonly location: JobLocation | null;
  /** What the verdicts on the answer's tasks are made from, once a picture; null before the first. */
  readonly evidence: TaskEvidence | null;
  /** The server's clock that ages are counted from: moves on with the answer, else in steps of ten seconds. */
  readonly now: Instant | null;
  readonly failure: Failure | null;
  readonly paused: boolean;
}

/** The answer in this state to a view; null where it answers another one, or has none yet. */
export function answerTo<V extends View>(
  { view, answer }: Pick<WatchState, 'view' | 'answer'>,
  asked: V,
): AnswerTo<V> | null {
  return viewKey(view) === viewKey(asked) ? (answer as AnswerTo<V> | null) : null;
}

/** What the header is drawn from: it changes with each read. */
export interface PollStatus {
  readonly reading: boolean;
  readonly paused: boolean;
  readonly failing: boolean;
  /** Whether the view on the screen is read at all: one that cannot be read here is answered by the reason. */
  readonly reads: boolean;
  /** When the server gave the view's picture, as well as can be known: in the clock's milliseconds. */
  readonly pictureAt: number | null;
  /** What to add to the clock's microseconds to have the server's. */
  readonly serverAhead: bigint | null;
  readonly intervalSeconds: number;
  readonly effectiveSeconds: number;
}

/** Whether every field of a state is the same value; a failure is compared by its fields, as each build makes a new one. */
export function shallowEqual<T extends object>(a: T, b: T): boolean {
  for (const key of Object.keys(b) as (keyof T)[]) {
    if (a[key] !== b[key] && !sameFailure(a[key], b[key])) return false;
  }
  return true;
}

function sameFailure(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (!('nextTryAt' in a && 'nextTryAt' in b)) return false;
  return shallowEqual(a, b);
}
