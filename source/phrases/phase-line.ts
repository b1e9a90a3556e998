import { type KernelVersion, type PhaseId, phaseOf, phaseWalk } from '../backup/phase.ts';
import type { Task } from '../backup/task.ts';
import { cellWidth, cut } from '../text/width.ts';
import type { Look, Role } from './look.ts';

type Step = 'done' | 'now' | 'to_come';

const marks: Readonly<Record<Step, { readonly mark: string; readonly role: Role | null }>> = {
  done: { mark: '✔', role: 'good' },
  now: { mark: '●', role: 'running' },
  to_come: { mark: '○', role: 'faint' },
};

/** Each phase of a task's walk and where the task stands to it; null where its status tells no phase. */
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

/**
 * The phases in one line of at most `cells` cells: with all names, where that is too long with the name of
 * the present one only. Null where nothing can be said.
 */
export function phaseLine(
  task: Task,
  version: KernelVersion | null,
  cells: number,
  look: Look,
): string | null {
  const steps = phaseSteps(task, version);
  if (steps === null) return null;
  const { phases, phaseOf: nth } = look.say.screens;
  const named = steps.map(({ phase, step }) => ({ step, text: `${marks[step].mark} ${phases[phase]}` }));
  if (cellWidth(named.map(({ text }) => text).join('  ')) <= cells) {
    return named.map(({ step, text }) => look.paint(marks[step].role, text)).join('  ');
  }
  const at = steps.findIndex(({ step }) => step === 'now');
  const present = at === -1 ? steps.length - 1 : at;
  const short = steps.map(({ step }) => marks[step].mark).join('');
  const phase = steps[present]?.phase ?? 'start';
  const text = `${phases[phase]} (${nth(String(present + 1), String(steps.length))})`;
  return `${short} ${look.paint('running', cut(text, Math.max(0, cells - steps.length - 1)))}`;
}
