import { childrenOf, resultIsOfChild } from '../../backup/cluster-job.ts';
import { isClusterJob, type Job } from '../../backup/job.ts';
import type { Picture } from '../../backup/picture.ts';
import { tasksOf } from '../../backup/picture.ts';
import type { Instant } from '../../backup/row.ts';
import type { Server } from '../../backup/server.ts';
import type { Task } from '../../backup/task.ts';
import { progressOf, type TaskProgress } from '../../backup/task-progress.ts';
import { cellWidth, cut } from '../../text/width.ts';
import { wrap } from '../../text/wrap.ts';
import type { JobLocation } from '../../watch/tracked-job.ts';
import { type Lines, linesBelow, oneLineEach } from '../lines.ts';
import type { ProgressContext } from '../progress-text.ts';
import type { Theme } from '../theme.ts';
import { archiveLines, archiveLinesOfJob } from './archive-lines.ts';
import { dataLines } from './data-lines.ts';
import { goodLines } from './good-lines.ts';
import { headline, headlines, type Part } from './headline.ts';
import { logLines } from './log-lines.ts';
import { logStreamLines } from './log-stream-lines.ts';
import { optionLines } from './option-lines.ts';
import { type PhaseClock, phaseLine } from './phase-line.ts';
import { previousRunLines } from './previous-run-lines.ts';
import { causeLines, resultLines, resultOf } from './result-lines.ts';
import { setLines } from './set-lines.ts';
import { stuckLines } from './stuck-lines.ts';
import { throughputLines } from './throughput-lines.ts';
import { scnLines, timeLines } from './time-lines.ts';
import { volumeLines } from './volume-lines.ts';

/** What a job's panel is drawn from. */
export interface PanelOf {
  readonly job: Job;
  readonly picture: Picture;
  readonly server: Server;
  readonly location: JobLocation;
  readonly context: ProgressContext;
}

/** The lines of a task: its log streams take as many as they are given, and the others are as they are. */
interface Groups {
  readonly above: readonly (readonly string[])[];
  readonly logStreams: (height: number) => readonly string[];
  readonly below: readonly (readonly string[])[];
}

/** Lines of the graph, by the height of the panel: below the first limit a sparkline has to do. */
const graphHeights: readonly { readonly from: number; readonly rows: number }[] = [
  { from: 44, rows: 4 },
  { from: 19, rows: 2 },
];

/** The lines for a task, in groups that are separated where there is room. */
function taskGroups(task: Task, of: PanelOf, columns: number, height: number, theme: Theme): Groups {
  const { job, picture, server, context } = of;
  const { now } = context;
  const progress = progressOf(task, job, context);
  const skipsLog = progress.log.state === 'not_requested';
  const clock = clockOf(task, progress, now);
  const phases = phaseLine(task, server.version, columns - 3, theme, clock, skipsLog);
  const { logStreams } = picture;
  const top = [
    ...headlines({ job, progress, location: of.location.state, now, logStreams }, columns, theme),
    ...(phases === null ? [] : [`  ${phases}`]),
    ...stuckLines(progress, server, columns, theme),
  ];
  const result = resultOf(task, job);
  const { around } = picture;
  // The code of one that has ended without success stands in its headline.
  const isOver = result.status.kind === 'ended' && result.status.outcome !== 'completed';
  const trouble =
    result.result !== 0n || result.comment !== ''
      ? [
          ...(isOver ? causeLines : resultLines)(result, columns, theme),
          ...(around === undefined ? [] : goodLines(around, now, columns, theme)),
        ]
      : [];
  const graphRows = graphHeights.find(({ from }) => height >= from)?.rows ?? 0;
  return {
    above: [
      top,
      trouble,
      [
        ...dataLines(progress, columns, theme),
        ...logLines(progress, columns, theme),
        ...archiveLines(progress, server.version, now, picture.readAt, columns, theme),
      ],
      throughputLines(progress, now, columns, graphRows, theme),
    ],
    logStreams: lines =>
      logStreams === undefined
        ? needsSysLines(progress, server, columns, theme)
        : logStreamLines(progress, logStreams, now, columns, lines, theme),
    below: [
      [
        ...volumeLines(task, job, context.capabilities.totalsAreReal, columns, theme),
        ...previousRunLines(progress, picture.previousRun, now, columns, theme),
        ...timeLines(task, now, columns, theme),
        ...(trouble.length > 0 ? [] : resultLines(result, columns, theme)),
        ...scnLines(task, columns, theme),
      ],
    ],
  };
}

/** That log streams are to be seen in sys only, while they would be shown there. */
function needsSysLines({ data }: TaskProgress, server: Server, columns: number, theme: Theme): string[] {
  if (server.sees === 'all_tenants' || !['counting', 'running'].includes(data.state)) return [];
  const text = theme.words.screens.logStreams.needsSys;
  return [`  ${theme.style('faint', cut(text, columns - 3))}`];
}

/** The times of the phases; the clock of a task that has ended has stopped. */
function clockOf(task: Task, { phases }: TaskProgress, now: Instant | null): PhaseClock | null {
  const at = task.endedAt ?? now;
  return at === null ? null : { times: phases, now: at };
}

/** A job without a task: not started, or ended before it had one. */
function withoutTask(of: PanelOf, columns: number, theme: Theme): string[] {
  const { panel } = theme.words.screens;
  const { job, picture, server, context } = of;
  const sentence = job.status.kind === 'running' ? panel.noTaskYet : panel.noTaskEver;
  return [
    ...headlines({ job, progress: null, location: of.location.state, now: context.now }, columns, theme),
    ...wrap(sentence, columns - 3).map(line => `  ${line}`),
    ...(picture.archives === undefined
      ? []
      : archiveLinesOfJob(job, picture, server.version, columns, theme)),
    ...resultLines(job, columns, theme),
    ...timeLines(job, context.now, columns, theme),
  ];
}

/** The titles, two log streams, and how many more there are. */
const leastLogStreamLines = 4;

/** No release gives a job more than one task. With more tasks than this each is one line, made when it is seen. */
export const mostPanels = 20;

/**
 * The lines of the panel of one tenant's job: its tasks one below the other, then what was asked for. Groups
 * are separated by empty lines where all of it still fits into `height`.
 */
export function jobPanelLines(of: PanelOf, columns: number, height: number, theme: Theme): Lines {
  const tasks = tasksOf(of.picture, of.job.key);
  if (tasks.length > mostPanels) return manyTaskLines(tasks, of, columns, theme);
  const below = [setLines(of.job, of.picture, columns, theme), optionLines(of.job, columns, theme)];
  const perTask = tasks.map(task => {
    const groups = taskGroups(task, of, columns, height, theme);
    const name = cut(titleOf(task, of.job, theme), columns - 3);
    const title = tasks.length > 1 ? [[`  ${theme.style('heading', name)}`]] : [];
    return { ...groups, above: [...title, ...groups.above] };
  });
  const fixed = [...perTask.flatMap(task => [...task.above, ...task.below]), ...below];
  const taken = fixed.reduce((sum, { length }) => sum + (length > 0 ? length + 1 : 0), 0);
  // What is left of the screen is for the log streams: at least those that need a look.
  const forLogStreams = Math.max(leastLogStreamLines, height - taken);
  const groups = [
    lostLines(of, columns, theme),
    ...(tasks.length === 0 ? [withoutTask(of, columns, theme)] : []),
    ...perTask.flatMap(task => [...task.above, task.logStreams(forLogStreams), ...task.below]),
    ...below,
  ].filter(group => group.length > 0);
  const lines = groups.reduce((sum, group) => sum + group.length, 0);
  const airy = lines + groups.length - 1 <= height;
  return groups.flatMap((group, index) => (airy && index > 0 ? ['', ...group] : group));
}

function lostLines({ location }: PanelOf, columns: number, theme: Theme): string[] {
  if (location.state !== 'lost') return [];
  return wrap(theme.words.screens.panel.lost, columns - 3).map(line => `  ${theme.style('warning', line)}`);
}

/** What is known of the job, then a line a task. */
function manyTaskLines(tasks: readonly Task[], of: PanelOf, columns: number, theme: Theme): Lines {
  const { job, context, location } = of;
  const above = [
    ...lostLines(of, columns, theme),
    headline({ job, progress: null, location: location.state, now: context.now }, columns, theme),
    ...factLines(of, columns, theme),
    ...setLines(job, of.picture, columns, theme),
  ];
  const taskLine = (task: Task) => {
    const title = cut(titleOf(task, job, theme), Math.floor(columns / 2));
    const progress = progressOf(task, job, context);
    const rest = columns - cellWidth(title) - 2;
    const line = headline({ job, progress, location: location.state, now: context.now }, rest, theme);
    return `  ${theme.style('heading', title)}${line}`;
  };
  return linesBelow(above, oneLineEach(tasks, taskLine));
}

/** "Task 12 · set 12 · FULL" */
export function titleOf(task: Task, job: Job, theme: Theme): string {
  const { panel, none } = theme.words.screens;
  const set = task.backupSetId === null ? none : task.backupSetId.toString();
  return panel.task(task.taskId.toString(), set, job.type.text);
}

/** What is known of a job without its tasks. */
function factLines({ job, picture, context }: PanelOf, columns: number, theme: Theme): string[] {
  const isTaken = isClusterJob(job) && resultIsOfChild(job, childrenOf(picture, job.key));
  return [
    ...resultLines(job, columns, theme, isTaken),
    ...timeLines(job, context.now, columns, theme),
    ...optionLines(job, columns, theme),
  ];
}

/** The lines above the list of a cluster job's jobs: what has become of its tenants, then what is known of it. */
export function clusterPanelLines(
  of: PanelOf,
  tenants: readonly Part[],
  columns: number,
  theme: Theme,
): { readonly head: readonly string[]; readonly facts: readonly string[] } {
  const { job, context, location } = of;
  const headOf = { job, progress: null, location: location.state, now: context.now, tenants };
  return { head: headlines(headOf, columns, theme), facts: factLines(of, columns, theme) };
}
