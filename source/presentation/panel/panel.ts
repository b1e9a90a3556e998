import type { Job } from '../../backup/job.ts';
import type { Picture } from '../../backup/picture.ts';
import { tasksOf } from '../../backup/picture.ts';
import type { Instant } from '../../backup/row.ts';
import type { Server } from '../../backup/server.ts';
import type { Task } from '../../backup/task.ts';
import { wrap } from '../../text/wrap.ts';
import type { Follow } from '../../watch/tracked-job.ts';
import { type ProgressContext, progressOf, type TaskProgress } from '../progress-text.ts';
import type { Look } from '../theme.ts';
import { archiveLines, lagText } from './archive-lines.ts';
import { headline } from './headline.ts';
import {
  optionLines,
  resultLines,
  resultOf,
  scnLines,
  setLines,
  timeLines,
  volumeLines,
} from './job-facts.ts';
import { type PhaseClock, phaseLine } from './phase-line.ts';
import { pastLines } from './previous-run-lines.ts';
import { stuckLines } from './stuck-lines.ts';
import { dataLines, logLines, paceLines } from './task-progress-lines.ts';

/** What a job's panel is drawn from. */
export interface PanelOf {
  readonly job: Job;
  readonly picture: Picture;
  readonly server: Server;
  readonly follow: Follow;
  readonly context: ProgressContext;
}

/** What is said of a task, in groups that are set apart where there is room. */
function taskGroups(task: Task, of: PanelOf, columns: number, look: Look): string[][] {
  const { job, picture, server, context } = of;
  const { now } = context;
  const progress = progressOf(task, job, context);
  const phases = phaseLine(task, server.version, columns - 3, look, clockOf(task, progress, now));
  const top = [
    headline({ job, progress, follow: of.follow.state, now }, columns, look),
    ...(phases === null ? [] : [`  ${phases}`]),
    ...stuckLines(progress, server, columns, look),
  ];
  const result = resultOf(task, job);
  const trouble = result.result !== 0n || result.comment !== '' ? resultLines(result, columns, look) : [];
  return [
    top,
    trouble,
    [
      ...dataLines(progress, columns, look),
      ...paceLines(progress, now, columns, look),
      ...logLines(progress, lagText(progress, picture.archives, now, look), columns, look),
      ...archiveLines(progress, picture.archives, now, columns, look),
      ...pastLines(progress, picture.past, now, columns, look),
    ],
    [
      ...volumeLines(task, context.knowledge.totalsAreReal, columns, look),
      ...timeLines(task, now, columns, look),
      ...(trouble.length > 0 ? [] : resultLines(result, columns, look)),
      ...scnLines(task, columns, look),
    ],
  ];
}

/** The phases that were seen; those of a task that has ended stand still. */
function clockOf(task: Task, { seen }: TaskProgress, now: Instant | null): PhaseClock | null {
  const at = task.endedAt ?? now;
  return seen === null || at === null ? null : { times: seen.phases, now: at };
}

/** A job without a task: not begun, or ended before one was made. */
function withoutTask(of: PanelOf, columns: number, look: Look): string[] {
  const { panel } = look.say.screens;
  const { job, context } = of;
  const sentence = job.status.kind === 'running' ? panel.noTaskYet : panel.noTaskEver;
  return [
    headline({ job, progress: null, follow: of.follow.state, now: context.now }, columns, look),
    ...wrap(sentence, columns - 3).map(line => `  ${line}`),
    ...resultLines(job, columns, look),
    ...timeLines(job, context.now, columns, look),
  ];
}

/**
 * The lines of the panel of one tenant's job: its tasks one below the other, then what was asked for. Groups
 * are set apart by empty lines where all of it still fits into `height`.
 */
export function jobPanelLines(of: PanelOf, columns: number, height: number, look: Look): string[] {
  const tasks = tasksOf(of.picture, of.job.key);
  const { panel } = look.say.screens;
  const perTask = tasks.flatMap(task => {
    const [top = [], ...rest] = taskGroups(task, of, columns, look);
    const title = tasks.length > 1 ? [`  ${look.paint('heading', titleOf(task, of.job, look))}`] : [];
    return [[...title, ...top], ...rest];
  });
  const lost =
    of.follow.state === 'lost'
      ? wrap(panel.lost, columns - 3).map(line => `  ${look.paint('warning', line)}`)
      : [];
  const groups = [
    lost,
    ...(tasks.length === 0 ? [withoutTask(of, columns, look)] : perTask),
    setLines(of.job, of.picture, columns, look),
    optionLines(of.job, columns, look),
  ].filter(group => group.length > 0);
  const lines = groups.reduce((sum, group) => sum + group.length, 0);
  const airy = lines + groups.length - 1 <= height;
  return groups.flatMap((group, index) => (airy && index > 0 ? ['', ...group] : group));
}

/** "Task 12 · set 12 · FULL" */
export function titleOf(task: Task, job: Job, look: Look): string {
  const { panel, none } = look.say.screens;
  const set = task.backupSetId === null ? none : task.backupSetId.toString();
  return panel.task(task.taskId.toString(), set, job.type.text);
}

/** The lines above the list of a cluster job's jobs. */
export function clusterPanelLines(of: PanelOf, columns: number, look: Look): string[] {
  const { job, context } = of;
  return [
    headline({ job, progress: null, follow: of.follow.state, now: context.now }, columns, look),
    ...resultLines(job, columns, look),
    ...timeLines(job, context.now, columns, look),
    ...optionLines(job, columns, look),
  ];
}
