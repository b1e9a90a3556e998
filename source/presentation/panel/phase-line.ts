import { type KernelVersion, type PhaseId, phaseOf, phaseWalk } from '../../backup/phase.ts';
import { type PhaseTimes, timeIn } from '../../backup/phase-times.ts';
import type { Instant } from '../../backup/row.ts';
import type { Task } from '../../backup/task.ts';
import { spoken } from '../../text/duration.ts';
import { cellWidth, cut } from '../../text/width.ts';
import { logPhases, phaseName } from '../progress-text.ts';
import type { Role, Theme } from '../theme.ts';

type Step = 'done' | 'now' | 'to_come' | 'failed' | 'canceled';

const marks: Readonly<Record<Step, { readonly mark: string; readonly role: Role | null }>> = {
  done: { mark: '✔', role: 'good' },
  now: { mark: '●', role: 'running' },
  to_come: { mark: '○', role: 'faint' },
  failed: { mark: '✖', role: 'bad' },
  canceled: { mark: '✖', role: 'ended' },
};

/** How the phases are named: the less room, the fewer times and the shorter names; what is over has marks alone at last. */
const wordings: readonly {
  readonly names: 'long' | 'short';
  /** Seconds from which on a phase that is over has its time; null where it has not even its name. */
  readonly done: number | null;
}[] = [
  { names: 'long', done: 1 },
  { names: 'long', done: 60 },
  { names: 'long', done: Number.POSITIVE_INFINITY },
  { names: 'short', done: 60 },
  { names: 'short', done: Number.POSITIVE_INFINITY },
  { names: 'long', done: null },
  { names: 'short', done: null },
];

/** What is known of how long a task has been in its phases. */
export interface PhaseClock {
  readonly times: PhaseTimes;
  readonly now: Instant;
}

/** The phases that a task went through until it failed or was canceled; null where nobody knows all of them. */
function stepsUntilEnd(step: 'failed' | 'canceled', times: PhaseTimes): PhaseSteps | null {
  const last = times.at(-1);
  // A phase whose end nobody saw may have been followed by others.
  if (last === undefined || last.until === null) return null;
  const phases = [...new Set(times.map(({ phase }) => phase))].filter(phase => phase !== 'start');
  return phases.map(phase => ({ phase, step: phase === last.phase ? step : 'done' }));
}

type PhaseSteps = readonly { readonly phase: PhaseId; readonly step: Step }[];

/** Each phase of a task's walk and whether it is done, present or to come; null where its STATUS has no phase. */
function phaseSteps(
  task: Task,
  version: KernelVersion | null,
  times: PhaseTimes,
  skipsLog: boolean,
): PhaseSteps | null {
  const { status } = task;
  if (status.kind === 'ended' && status.outcome !== 'completed') return stepsUntilEnd(status.outcome, times);
  const now = status.kind === 'ended' ? 'done' : phaseOf(status.text);
  if (now === null) return null;
  const walk = phaseWalk(version, now === 'done' ? null : now).filter(
    phase => phase === now || !skipsLog || !logPhases.has(phase),
  );
  const at = walk.indexOf(now);
  return walk.map((phase, index) => ({
    phase,
    step: index < at || now === 'done' ? 'done' : index === at ? 'now' : 'to_come',
  }));
}

/** How long a phase took or takes so far, "≥" where it began unobserved; '' where it was not seen, or not that long. */
function timeText(phase: PhaseId, clock: PhaseClock | null, theme: Theme, least = 1): string {
  const time = clock === null ? null : timeIn(clock.times, phase, clock.now);
  if (time === null || time.seconds < least) return '';
  return ` ${time.atLeast ? '≥' : ''}${spoken(time.seconds, theme.words.time)}`;
}

/** A phase in a word or two. */
function shortName(phase: PhaseId, skipsLog: boolean, theme: Theme): string {
  const { tenantList, finishing } = theme.words.screens;
  return skipsLog && logPhases.has(phase) ? finishing : tenantList.phases[phase];
}

const present: ReadonlySet<Step> = new Set(['now', 'failed', 'canceled']);

/**
 * The phases in one line of at most `cells` cells, the present one always with its name and its time; null where there is no
 * phase to show. Where all is too long, only the present one is named, and which of them it is.
 * @param skipsLog whether no log was asked for: phases of the log are not announced then
 */
export function phaseLine(
  task: Task,
  version: KernelVersion | null,
  cells: number,
  theme: Theme,
  clock: PhaseClock | null = null,
  skipsLog = false,
): string | null {
  const steps = phaseSteps(task, version, clock?.times ?? [], skipsLog);
  if (steps === null) return null;
  const isOver = steps.every(({ step }) => step === 'done');
  for (const { names, done } of wordings) {
    // Of one that has completed the marks alone would tell nothing.
    if (done === null && isOver) continue;
    const nameOf = names === 'long' ? phaseName : shortName;
    const named = steps.map(({ phase, step }) => {
      if (step === 'done' && done === null) return { step, text: marks.done.mark };
      const time = timeText(phase, clock, theme, present.has(step) ? 1 : (done ?? 1));
      return { step, text: `${marks[step].mark} ${nameOf(phase, skipsLog, theme)}${time}` };
    });
    // Marks of what is over stand together.
    const gaps = named.map(({ text }, index) => (index === 0 ? '' : text.length === 1 ? '' : '  '));
    const width = named.reduce((sum, { text }, index) => sum + cellWidth((gaps[index] ?? '') + text), 0);
    if (width <= cells) {
      return named
        .map(({ step, text }, index) => `${gaps[index]}${theme.style(marks[step].role, text)}`)
        .join('');
    }
  }
  const at = steps.findIndex(({ step }) => step === 'now');
  const shown = at === -1 ? steps.length - 1 : at;
  const { mark, role } = marks[steps[shown]?.step ?? 'now'];
  const phase = steps[shown]?.phase ?? 'start';
  const named = `${mark} ${shortName(phase, skipsLog, theme)}${timeText(phase, clock, theme)}`;
  const text = theme.words.screens.phaseOf(named, String(shown + 1), String(steps.length));
  return theme.style(role, cut(text, cells));
}
