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

/** Seconds from which on the times of phases are shown, of those that are over and of the present one: the less room, the fewer. */
const leastTimes: readonly { readonly done: number; readonly now: number }[] = [
  { done: 1, now: 1 },
  { done: 60, now: 1 },
  { done: Number.POSITIVE_INFINITY, now: 1 },
  { done: Number.POSITIVE_INFINITY, now: Number.POSITIVE_INFINITY },
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

/**
 * The phases in one line of at most `cells` cells: with all names and the time each took, then with the times of a minute
 * at least, then with the present one's time only, then with no times; where that is too long with the name of the present
 * one, and of those to come if they fit. Null where there is no phase to show.
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
  const { phaseOf: nth, nextPhases, punctuation } = theme.words.screens;
  const present: readonly Step[] = ['now', 'failed', 'canceled'];
  for (const { done, now } of leastTimes) {
    const named = steps.map(({ phase, step }) => {
      const time = timeText(phase, clock, theme, present.includes(step) ? now : done);
      return { step, text: `${marks[step].mark} ${phaseName(phase, skipsLog, theme)}${time}` };
    });
    if (cellWidth(named.map(({ text }) => text).join('  ')) <= cells) {
      return named.map(({ step, text }) => theme.style(marks[step].role, text)).join('  ');
    }
  }
  const at = steps.findIndex(({ step }) => step === 'now');
  const shown = at === -1 ? steps.length - 1 : at;
  const short = steps.map(({ step }) => marks[step].mark).join('');
  const phase = steps[shown]?.phase ?? 'start';
  const named = `${phaseName(phase, skipsLog, theme)}${timeText(phase, clock, theme)}`;
  const text = nth(named, String(shown + 1), String(steps.length));
  const room = Math.max(0, cells - steps.length - 1);
  const toCome = steps.filter(({ step, phase: each }) => step === 'to_come' && each !== 'done');
  const next = nextPhases(
    punctuation.list(toCome.map(({ phase: each }) => phaseName(each, skipsLog, theme))),
  );
  const then = toCome.length > 0 && cellWidth(text + next) <= room ? next : '';
  return `${short} ${theme.style('running', cut(text, room))}${then}`;
}
