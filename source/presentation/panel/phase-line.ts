import { type KernelVersion, type PhaseId, phaseOf, phaseWalk } from '../../backup/phase.ts';
import { type PhaseTimes, timeIn } from '../../backup/phase-times.ts';
import type { Instant } from '../../backup/row.ts';
import type { Task } from '../../backup/task.ts';
import { spoken } from '../../text/duration.ts';
import { cellWidth, cut } from '../../text/width.ts';
import type { Role, Theme } from '../theme.ts';

type Step = 'done' | 'now' | 'to_come';

const marks: Readonly<Record<Step, { readonly mark: string; readonly role: Role | null }>> = {
  done: { mark: '✔', role: 'good' },
  now: { mark: '●', role: 'running' },
  to_come: { mark: '○', role: 'faint' },
};

/** Each phase of a task's walk and whether it is done, present or to come; null where its STATUS has no phase. */
export function phaseSteps(
  task: Task,
  version: KernelVersion | null,
): readonly { readonly phase: PhaseId; readonly step: Step }[] | null {
  if (task.status.kind === 'ended') {
    if (task.status.outcome !== 'completed') return null;
    return phaseWalk(version).map(phase => ({ phase, step: 'done' }));
  }
  const now = phaseOf(task.status.text);
  if (now === null) return null;
  const walk = phaseWalk(version, now);
  const at = walk.indexOf(now);
  return walk.map((phase, index) => ({
    phase,
    step: index < at ? 'done' : index === at ? 'now' : 'to_come',
  }));
}

/** What is known of how long a task has been in its phases. */
export interface PhaseClock {
  readonly times: PhaseTimes;
  readonly now: Instant;
}

/** How long a phase took or takes so far, "≥" where it began unobserved; '' where it was not seen. */
function timeText(phase: PhaseId, clock: PhaseClock | null, theme: Theme): string {
  const time = clock === null ? null : timeIn(clock.times, phase, clock.now);
  if (time === null || time.seconds < 1) return '';
  return ` ${time.atLeast ? '≥' : ''}${spoken(time.seconds, theme.words.time)}`;
}

/**
 * The phases in one line of at most `cells` cells: with all names and the time each took, then with the present
 * one's time only, then with no times; where that is too long with the name of the present one only. Null where
 * there is no phase to show.
 */
export function phaseLine(
  task: Task,
  version: KernelVersion | null,
  cells: number,
  theme: Theme,
  clock: PhaseClock | null = null,
): string | null {
  const steps = phaseSteps(task, version);
  if (steps === null) return null;
  const { phases, phaseOf: nth } = theme.words.screens;
  for (const timed of [['done', 'now'], ['now'], []] as readonly (readonly Step[])[]) {
    const named = steps.map(({ phase, step }) => {
      const time = timed.includes(step) ? timeText(phase, clock, theme) : '';
      return { step, text: `${marks[step].mark} ${phases[phase]}${time}` };
    });
    if (cellWidth(named.map(({ text }) => text).join('  ')) <= cells) {
      return named.map(({ step, text }) => theme.style(marks[step].role, text)).join('  ');
    }
  }
  const at = steps.findIndex(({ step }) => step === 'now');
  const present = at === -1 ? steps.length - 1 : at;
  const short = steps.map(({ step }) => marks[step].mark).join('');
  const phase = steps[present]?.phase ?? 'start';
  const where = nth(String(present + 1), String(steps.length));
  const text = `${phases[phase]}${timeText(phase, clock, theme)} (${where})`;
  return `${short} ${theme.style('running', cut(text, Math.max(0, cells - steps.length - 1)))}`;
}
