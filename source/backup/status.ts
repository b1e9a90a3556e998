import { canceling, initial } from './phase.ts';

/** How a job or a task ended. */
export type Outcome = 'completed' | 'failed' | 'canceled';

/** How a job or a task stands, from its STATUS text. An unknown text counts as running: the set grows with releases. */
export type Status =
  | { readonly kind: 'running'; readonly text: string; readonly known: boolean }
  | { readonly kind: 'ended'; readonly text: string; readonly outcome: Outcome };

/** What the kernel writes into STATUS of a job or a task that has ended. */
export const outcomeTexts: Readonly<Record<Outcome, string>> = {
  completed: 'COMPLETED',
  failed: 'FAILED',
  canceled: 'CANCELED',
};

const outcomes: ReadonlyMap<string, Outcome> = new Map(
  (['completed', 'failed', 'canceled'] as const).map(outcome => [outcomeTexts[outcome], outcome]),
);

/** The STATUS of a job that runs; a task in this one has not reached its first phase. */
export const doing = 'DOING';

const jobStatuses: ReadonlySet<string> = new Set([initial, doing, canceling]);

/** The STATUS of a job or a task that ended so. */
export function endedAs(outcome: Outcome): Status {
  return { kind: 'ended', text: outcomeTexts[outcome], outcome };
}

/**
 * Reads a STATUS of …_JOBS or …_TASKS. Terminal texts are the same for both (kernel: ObBackupStatus).
 * @param isKnown whether a running status is one this program has a name for
 */
export function parseStatus(text: string, isKnown: (text: string) => boolean): Status {
  const outcome = outcomes.get(text);
  if (outcome !== undefined) return { kind: 'ended', text, outcome };
  return { kind: 'running', text, known: isKnown(text) };
}

/** A job's STATUS: INIT, DOING, CANCELING, COMPLETED, FAILED, CANCELED in every 4.x release. */
export function parseJobStatus(text: string): Status {
  return parseStatus(text, known => jobStatuses.has(known));
}
