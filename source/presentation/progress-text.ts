import type { LastSeen } from '../backup/last-seen.ts';
import type { PhaseId } from '../backup/phase.ts';
import type { Outcome } from '../backup/status.ts';
import type { Stuck } from '../backup/stuck.ts';
import type { TaskEvidence } from '../backup/task-progress.ts';
import { spoken } from '../text/duration.ts';
import { percentText } from './percent-text.ts';
import type { Role, Theme } from './theme.ts';

/** What the progress of tasks is worded from: what verdicts are made from, and how this run draws. */
export interface ProgressContext extends TaskEvidence {
  readonly theme: Theme;
}

/** Without PLUS ARCHIVELOG a task passes straight through these. */
export const logPhases: ReadonlySet<PhaseId> = new Set(['wait_archive', 'log']);

/** The name of a phase; those of the log are only the end of a task where no log was asked for. */
export function phaseName(phase: PhaseId, skipsLog: boolean, theme: Theme): string {
  const { phases, finishing } = theme.words.screens;
  return skipsLog && logPhases.has(phase) ? finishing : phases[phase];
}

/** How each outcome looks. */
export const outcomeRoles: Readonly<Record<Outcome, Role>> = {
  completed: 'good',
  failed: 'bad',
  canceled: 'ended',
};

/**
 * How an ended task stands, with the percentage this program itself saw last: the views do not keep it. One that was not
 * read shortly before the end says how long before.
 */
export function endedText(
  outcome: Outcome,
  last: LastSeen | null,
  theme: Theme,
  { isLoud = false }: { readonly isLoud?: boolean } = {},
): string {
  const { data, outcomes } = theme.words.screens;
  const word = isLoud ? outcomes[outcome].toUpperCase() : outcomes[outcome];
  const seen = last?.hundredths ?? null;
  if (outcome === 'completed' || seen === null) return word;
  const figure = percentText(seen.value, theme);
  return seen.before === 0
    ? data.endedAt(word, figure)
    : data.endedLater(word, figure, spoken(seen.before, theme.words.time));
}

/** "no progress for 14m" */
export function stuckText(stuck: Stuck, theme: Theme): string {
  return theme.words.screens.throughput.stalled(spoken(stuck.seconds, theme.words.time));
}
