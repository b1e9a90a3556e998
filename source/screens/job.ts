import { isClusterJob, type Job, type JobKey, sameJob } from '../backup/job.ts';
import { findJob, type Picture, tasksOf } from '../backup/picture.ts';
import { jobNeedsLook } from '../backup/task-progress.ts';
import { scopeOf } from '../backup/view.ts';
import { listStart } from '../components/list-window.ts';
import { clusterSummary } from '../presentation/cluster-text.ts';
import { linesBelow } from '../presentation/lines.ts';
import {
  acrossRefused,
  type ClusterRow,
  clusterColumns,
  clusterRows,
  isRefusedRow,
} from '../presentation/lists/cluster-list.ts';
import { allJobs, type JobRow, jobRows } from '../presentation/lists/job-rows.ts';
import {
  clusterPanelLines,
  jobPanelLines,
  mostPanels,
  type PanelOf,
  titleOf,
} from '../presentation/panel/panel.ts';
import type { StoryOf } from '../presentation/story.ts';
import type { Theme } from '../presentation/theme.ts';
import { count } from '../text/number.ts';
import { cellWidth } from '../text/width.ts';
import type { WatchState } from '../watch/state.ts';
import { copiedJob, traceOf } from './copy-text.ts';
import { detailsPlace } from './details.ts';
import type { RowSection } from './details-lines.ts';
import { eventsPlace } from './events.ts';
import { listKeys, liveKeys } from './keys.ts';
import { type ListPlace, listFrame } from './list-frame.ts';
import { nextRunning, runningText } from './running-jobs.ts';
import {
  defineScreen,
  type Frame,
  type Model,
  opening,
  type Place,
  type ScreenStep,
  type Size,
} from './screen.ts';
import {
  crumbLine,
  ownerTitle,
  panelPicture,
  progressContext,
  readingText,
  remarkLines,
  sentenceFrame,
  shownOwner,
  textFrame,
} from './screen-lines.ts';
import { chosenRow, storyPart } from './story-part.ts';

/** The panel of one job. */
export interface JobPlace extends ListPlace {
  readonly screen: 'job';
  readonly key: JobKey;
  /** Whose job it is, for the breadcrumb. */
  readonly title: string;
  readonly scroll: number;
}

/** @param title whose job it is, for the breadcrumb */
export function jobPlace(key: JobKey, title: string): JobPlace {
  return { screen: 'job', key, title, list: listStart, widths: new Map(), scroll: 0 };
}

/**
 * Every column of a job, and of its tasks, its backup set and the archive it needs.
 * @param title whose job it is, for the breadcrumb
 */
export function jobDetails(key: JobKey, title: string): Place {
  return detailsPlace({
    view: { kind: 'job', key },
    path: ({ theme }) => {
      const { crumbs } = theme.words.screens;
      return [shownOwner(title, key.tenantId, crumbs), crumbs.job(key.jobId.toString())];
    },
    sections: model => sectionsOf(key, model),
  });
}

function sectionsOf(key: JobKey, { state, theme }: Model): readonly RowSection[] {
  const { details } = theme.words.screens;
  const picture = panelPicture(state);
  const found = picture === null ? null : findJob(picture, key);
  if (picture === null || found === null) return [];
  const tasks = tasksOf(picture, key);
  const shown = tasks.slice(0, mostPanels);
  const more = count(BigInt(tasks.length - shown.length));
  return [
    { title: details.job(found.key.jobId.toString()), row: found.row },
    ...shown.map(task => ({ title: details.task(task.taskId.toString()), row: task.row })),
    ...(tasks.length > shown.length ? [{ title: details.moreTasks(more), row: [] }] : []),
    ...(picture.sets ?? [])
      .filter(set => set.backupSetId === found.backupSetId && set.tenantId === found.key.tenantId)
      .map(set => ({ title: details.set(set.backupSetId.toString()), row: set.row })),
    ...(picture.archives ?? [])
      .filter(({ tenantId }) => tenantId === null || tenantId === found.key.tenantId)
      .map(({ row }) => ({ title: details.archive, row })),
  ];
}

/** The breadcrumb of a job's panel, with the title of its task. */
function pathOf(place: JobPlace, job: Job | null, picture: Picture | null, theme: Theme): string[] {
  const { crumbs } = theme.words.screens;
  const id = place.key.jobId.toString();
  const ofCluster = job !== null && isClusterJob(job);
  const task = job === null || picture === null ? undefined : tasksOf(picture, job.key)[0];
  return [
    crumbs.tenants,
    ofCluster ? crumbs.allTenants : shownOwner(place.title, place.key.tenantId, crumbs),
    ofCluster ? crumbs.clusterJob(id) : crumbs.job(id),
    ...(task === undefined || job === null ? [] : [titleOf(task, job, theme)]),
  ];
}

/** Cluster jobs list their tenants, other jobs nothing. */
function childRows(place: JobPlace, state: WatchState): readonly ClusterRow[] {
  const picture = panelPicture(state);
  const found = picture === null ? null : findJob(picture, place.key);
  if (picture === null || found === null) return [];
  return clusterRows(found, picture, state.tenants, state.refusals);
}

/** The row of the job itself. */
function ownRow(place: JobPlace, state: WatchState): JobRow | null {
  const picture = panelPicture(state);
  if (picture === null) return null;
  return jobRows(picture, state.tenants, allJobs).find(row => sameJob(row.job.key, place.key)) ?? null;
}

/** The panel of the next running job, or by -1 of the previous one, in place of this one. */
function toRunning({ key }: JobPlace, by: 1 | -1, { state, theme }: Model): ScreenStep {
  const { crumbs, noOtherRunning } = theme.words.screens;
  const next = nextRunning(state.running, key, by);
  if (next === null) return { kind: 'say', message: noOtherRunning };
  const name = state.tenants.find(({ id }) => id === next.tenantId)?.name;
  const title = ownerTitle(name ?? String(next.tenantId ?? ''), next.tenantId, crumbs);
  return { kind: 'change', place: jobPlace(next, title) };
}

/** The breadcrumb; right of it which of the running jobs this is, where there is room. */
function crumbOf(
  { key }: JobPlace,
  path: readonly string[],
  { state, theme }: Model,
  columns: number,
): string {
  const free = columns - cellWidth(path.join(' › ')) - 4;
  return crumbLine(path, [runningText(state.running, key, free, theme)], columns, theme);
}

/** Lines left below the list from which on the story of its chosen row stands there. */
const leastForStory = 6;

/** What the story of a tenant of a cluster job is made from. */
function storyFor(row: ClusterRow | null, of: PanelOf, { state }: Model): StoryOf | null {
  if (row === null) return null;
  const isRefused = isRefusedRow(row);
  return {
    name: row.tenantName,
    job: isRefused ? null : row.job,
    picture: { ...of.picture, tenants: state.tenants },
    server: of.server,
    context: of.context,
    refusal: isRefused ? row.refusal : null,
    days: null,
    refusals: state.refusals,
  };
}

/** A cluster job: what is known of it, and the list of its tenants, each job with its bars. */
function clusterFrame(
  place: JobPlace,
  rows: readonly ClusterRow[],
  path: readonly string[],
  of: PanelOf,
  model: Model,
  size: Size,
): Frame<JobPlace> {
  const { state, theme } = model;
  const cluster = { job: of.job, picture: of.picture, refusals: state.refusals };
  const summary = clusterSummary(cluster, state.tenants, of.context);
  const { head, facts: all } = clusterPanelLines(of, summary, size.columns, theme);
  // The list is why the user opened this screen: it keeps at least half of the room.
  const facts = all.slice(0, Math.max(0, Math.floor((size.height - 1) / 2) - head.length - 1));
  const above = [crumbLine(path, [], size.columns, theme), ...head, ...facts];
  const parts = {
    rows,
    specs: clusterColumns(of.context, state.tenants),
    across: { head: 1, cell: (row: ClusterRow) => acrossRefused(row, of.context) },
    empty: theme.words.screens.panel.noChildren,
    above: () => above,
    linesAbove: above.length,
    isTrouble: (row: ClusterRow) => isRefusedRow(row) || jobNeedsLook(row.job, row.tasks, of.context),
  };
  // Nobody scrolls to make room for a story: it takes what is left.
  const left = size.height - above.length - 1 - rows.length;
  const story = left < leastForStory ? null : storyFor(chosenRow(place.list, rows), of, model);
  const { beneath } = storyPart(story, size);
  return listFrame(place, { ...parts, ...(beneath === undefined ? {} : { beneath }) }, model, size);
}

/** One job: how far its task is, or for a cluster job how far each tenant's job is. */
export const jobScreen = defineScreen<JobPlace, ClusterRow>({
  id: 'job',
  view: ({ key }) => ({ kind: 'job', key }),
  rows: (place, { state }) => childRows(place, state),
  frame(place, rows, model, size) {
    const { state, theme } = model;
    const { panel } = theme.words.screens;
    const { server, location } = state;
    const context = progressContext(model);
    const picture = panelPicture(state);
    const found = picture === null ? null : findJob(picture, place.key);
    const path = pathOf(place, found, picture, theme);
    if (location === null || picture === null || found === null || server === null || context === null) {
      const sentence =
        location === null ? readingText(model) : location.state === 'lost' ? panel.nowhere : panel.looking;
      return sentenceFrame(place, path, sentence, model, size);
    }
    const of: PanelOf = { job: found, picture, server, location, context };
    if (isClusterJob(found)) return clusterFrame(place, rows, path, of, model, size);
    const remarks = remarkLines(picture, size.columns, theme);
    const room = size.height - 1 - remarks.length;
    const lines = linesBelow(remarks, jobPanelLines(of, size.columns, room, theme));
    return textFrame(place, () => crumbOf(place, path, model, size.columns), lines, model, size);
  },
  actions: {
    open: (_, row, { theme }) => {
      if (row === null) return null;
      const tenantId = isRefusedRow(row) ? row.tenantId : row.job.key.tenantId;
      const title = ownerTitle(row.tenantName, tenantId, theme.words.screens.crumbs);
      // Of a start that failed there is nothing but its events.
      if (isRefusedRow(row)) return opening(eventsPlace(scopeOf(tenantId), title));
      return opening(jobPlace(row.job.key, title));
    },
    details: place => opening(jobDetails(place.key, place.title)),
    next_job: (place, _, model) => toRunning(place, 1, model),
    previous_job: (place, _, model) => toRunning(place, -1, model),
    events: place => opening(eventsPlace(scopeOf(place.key.tenantId), place.title)),
    copy(place, row, { state, theme }) {
      const copied = row === null || isRefusedRow(row) ? ownRow(place, state) : row;
      return copied === null ? null : (traceOf(copied, theme) ?? copiedJob(copied, theme));
    },
  },
  keys: [...listKeys, ...liveKeys],
});
