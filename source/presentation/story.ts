import type { DayOutcome } from '../backup/backup-record.ts';
import { elapsedSeconds, isClusterJob, type Job, parentOf, sameJob } from '../backup/job.ts';
import type { JobStory } from '../backup/job-story.ts';
import { type Picture, tasksOf } from '../backup/picture.ts';
import type { Refusal } from '../backup/refusal.ts';
import type { Server } from '../backup/server.ts';
import { endedAs } from '../backup/status.ts';
import type { Task } from '../backup/task.ts';
import { evidenceFrom, progressOf } from '../backup/task-progress.ts';
import { ago, duration, soFar } from '../text/duration.ts';
import { cellWidth, cut } from '../text/width.ts';
import { clusterSummary } from './cluster-text.ts';
import { dayPieces } from './lists/day-marks.ts';
import { startArchiving } from './next-statement.ts';
import { goodLines } from './panel/good-lines.ts';
import { labelledLine, labelledLines } from './panel/labelled-line.ts';
import { logStreamLines } from './panel/log-stream-lines.ts';
import { phaseLine } from './panel/phase-line.ts';
import { previousRunLines } from './panel/previous-run-lines.ts';
import { resultLines, resultOf } from './panel/result-lines.ts';
import { stuckLines } from './panel/stuck-lines.ts';
import { throughputLines } from './panel/throughput-lines.ts';
import { volumeLines } from './panel/volume-lines.ts';
import type { ProgressContext } from './progress-text.ts';
import { lacksArchiving, refusalReasons } from './refusal-text.ts';

/** What is known of the chosen row of a list. */
export interface StoryOf {
  /** Whose it is, as the story begins. */
  readonly name: string;
  /** The job it is about: that of the row, or the newest of its tenant; null for none. */
  readonly job: Job | null;
  readonly picture: Picture;
  readonly server: Server;
  readonly context: ProgressContext;
  /** A start of the tenant that was refused since; null for none. */
  readonly refusal: Refusal | null;
  /** The outcomes of its last days, oldest first; null where they are not known. */
  readonly days: readonly DayOutcome[] | null;
  readonly refusals: readonly Refusal[];
}

/** Lines from which on the graph of the throughput has two of them, not counting its axis. */
const linesForGraph = 10;
const leastForLogStreams = 3;

/**
 * The story of the chosen row, in at most `lines` lines below a rule: what the panel would say first. It is about one job;
 * what was read of another one is not used.
 */
export function storyLines(of: StoryOf, columns: number, lines: number): string[] {
  const { theme } = of.context;
  if (lines < 3) return [];
  const rule = ` ${theme.style('faint', '─'.repeat(columns - 2))}`;
  const body = bodyOf(of, columns, lines - 1);
  return body.length === 0 ? [] : [rule, ...body.slice(0, lines - 1)];
}

function bodyOf(of: StoryOf, columns: number, lines: number): string[] {
  const { job, refusal } = of;
  if (refusal !== null) return refusalBody(of, refusal, columns);
  if (job === null)
    return of.days === null ? [] : [titleLine([of.name], columns, of), ...dayLine(of, columns)];
  if (isClusterJob(job)) return clusterBody(of, job, columns);
  return jobBody(of, job, columns, lines);
}

function titleLine([name = '', ...parts]: readonly string[], columns: number, { context }: StoryOf): string {
  const { theme } = context;
  const rest = parts
    .filter(part => part !== '')
    .map(part => ` · ${part}`)
    .join('');
  const shown = cut(name, columns - 4);
  return `  ${theme.style('strong', shown)}${cut(rest, columns - 3 - cellWidth(shown))}`;
}

/** "slow_storage · job 61 · set 61 · FULL · cluster job 1, nightly · started …, 20m so far" */
function titleOf(of: StoryOf, job: Job, columns: number): string {
  const { story: words } = of.context.theme.words.screens;
  const { context, name } = of;
  const { theme, now } = context;
  const parent = parentOf(job);
  const by = parent === null ? '' : words.byClusterJob(parent.jobId.toString());
  const seconds = elapsedSeconds(job, now);
  const lengthText = job.status.kind === 'ended' ? duration : soFar;
  const length = seconds === null ? theme.words.time.none : lengthText(seconds, theme.words.time);
  const at = job.status.kind === 'ended' ? job.endedAt : job.startedAt;
  const moment = at === null ? theme.words.time.none : theme.zone.date(at, now ?? at);
  const hasSet = job.backupSetId !== null && job.backupSetId > 0n;
  const set = hasSet ? words.set(String(job.backupSetId)) : '';
  return titleLine(
    [
      name,
      isClusterJob(job) ? words.byClusterJob(job.key.jobId.toString()) : words.job(job.key.jobId.toString()),
      set,
      job.type.text,
      by,
      job.description,
      job.status.kind === 'ended' ? words.ended(moment, length) : words.started(moment, length),
    ],
    columns,
    of,
  );
}

function storyOf({ picture }: StoryOf, job: Job): JobStory | null {
  const { story } = picture;
  return story !== undefined && sameJob(story.job, job.key) ? story : null;
}

function taskOf(of: StoryOf, job: Job): Task | null {
  return tasksOf(of.picture, job.key)[0] ?? storyOf(of, job)?.task ?? null;
}

function jobBody(of: StoryOf, job: Job, columns: number, lines: number): string[] {
  const { theme } = of.context;
  const task = taskOf(of, job);
  const top = [titleOf(of, job, columns)];
  if (task === null) return [...top, ...endingLines(of, job, null, columns), ...dayLine(of, columns)];
  const { picture, server, context } = of;
  const story = storyOf(of, job);
  const { archives } = picture;
  const evidence = evidenceFrom({ ...story, ...(archives === undefined ? {} : { archives }) }, context);
  const progress = progressOf(task, job, evidence);
  const skipsLog = progress.log.state === 'not_requested';
  const at = task.endedAt ?? context.now;
  const clock = at === null ? null : { times: progress.phases, now: at };
  const phases = phaseLine(task, server.version, columns - 3, theme, clock, skipsLog);
  if (phases !== null) top.push(`  ${phases}`);
  if (job.status.kind === 'ended') {
    const volume = volumeLines(task, job, context.capabilities.totalsAreReal, columns, theme);
    return [
      ...top,
      ...endingLines(of, job, task, columns),
      ...volume,
      ...previousRunLines(progress, story?.previousRun, context.now, columns, theme),
      ...dayLine(of, columns),
    ];
  }
  const past = previousRunLines(progress, story?.previousRun, context.now, columns, theme);
  const graph = throughputLines(progress, context.now, columns, lines >= linesForGraph ? 2 : 0, theme);
  const above = [...top, ...stuckLines(progress, server, columns, theme), ...graph, ...past];
  const room = lines - above.length;
  const logStreams =
    story?.logStreams === undefined || room < leastForLogStreams
      ? []
      : logStreamLines(progress, story.logStreams, context.now, columns, room, theme);
  return [...above, ...logStreams];
}

/** How a job ended: of one that failed what that means, what to do next, and the good backups around it. */
function endingLines(of: StoryOf, job: Job, task: Task | null, columns: number): string[] {
  const { theme } = of.context;
  if (job.status.kind !== 'ended' || job.status.outcome === 'completed') return [];
  const around = storyOf(of, job)?.around;
  return [
    ...resultLines(task === null ? job : resultOf(task, job), columns, theme),
    ...(around === undefined ? [] : goodLines(around, of.context.now, columns, theme)),
  ];
}

function refusalBody(of: StoryOf, refusal: Refusal, columns: number): string[] {
  const { theme, now } = of.context;
  const { story: words } = theme.words.screens;
  const tenant = of.picture.tenants.find(({ id }) => id === refusal.tenantId) ?? null;
  const age = now === null ? '' : ago(Number(now - refusal.at) / 1e6, theme.words.time);
  const title = titleLine(
    [of.name, words.couldNotStart(age), refusalReasons(refusal, tenant, theme)[0]],
    columns,
    of,
  );
  if (lacksArchiving(refusal, tenant)) {
    const { next } = theme.words.screens.panel.labels;
    const step = words.archivingFirst(startArchiving(tenant)[0]);
    return [title, ...labelledLines(next, step, columns, theme), ...dayLine(of, columns)];
  }
  const result = resultLines(
    { result: refusal.result, comment: '', status: endedAs('failed') },
    columns,
    theme,
  );
  return [title, ...result, ...dayLine(of, columns)];
}

function clusterBody(of: StoryOf, job: Job, columns: number): string[] {
  const { picture, context, refusals } = of;
  const facts = clusterSummary({ job, picture, refusals }, picture.tenants, context);
  const text = facts.map(fact => fact.text).join(' · ');
  const title = titleOf(of, job, columns);
  return [title, ...labelledLines('', text, columns, context.theme), ...endingLines(of, job, null, columns)];
}

/** The last days, a mark each, with how many went well and when one did not. */
function dayLine({ days, context }: StoryOf, columns: number): string[] {
  const { theme } = context;
  if (days === null) return [];
  const { story: words } = theme.words.screens;
  const failed = days.filter(({ outcome }) => outcome === 'failed');
  const completed = days.filter(({ outcome }) => outcome === 'completed');
  const dates = failed.map(({ from }) => theme.zone.day(from).slice(5)).join(', ');
  const marks = dayPieces(days, days.length, theme.ascii);
  const said =
    failed.length === 0
      ? words.daysFine(String(completed.length), String(days.length))
      : words.daysFailed(String(completed.length), String(days.length), dates);
  const drawn = marks.map(({ text, role }) => theme.style(role ?? null, text)).join('');
  return [labelledLine(words.daysLabel, `${drawn}  ${cut(said, columns - marks.length - 16)}`, theme)];
}
