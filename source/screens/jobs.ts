import { activityOf, recentJobs } from '../backup/activity.ts';
import { filterWords, historyFilterOf, isAskedOfServer } from '../backup/history-filter.ts';
import { lastEndedJobs, lastGoodJob } from '../backup/job-trend.ts';
import { lacksHistory, type Picture } from '../backup/picture.ts';
import { openRefusal } from '../backup/refusal.ts';
import { jobNeedsLook } from '../backup/task-progress.ts';
import { secondsBetween } from '../backup/throughput.ts';
import type { Scope, View } from '../backup/view.ts';
import { listStart } from '../components/list-window.ts';
import { matcherOf } from '../presentation/lists/filtering.ts';
import { jobColumns } from '../presentation/lists/job-list.ts';
import { type JobRow, jobFoundBy, jobRows, type Tab, tabs } from '../presentation/lists/job-rows.ts';
import { jobSortings, oldestJobsFirst } from '../presentation/lists/job-sortings.ts';
import { jobsOfTrend, jobTrendLines } from '../presentation/lists/job-trend-lines.ts';
import type { SortedBy } from '../presentation/lists/sorting.ts';
import type { ProgressContext } from '../presentation/progress-text.ts';
import { refusalLines } from '../presentation/refusal-text.ts';
import type { StoryOf } from '../presentation/story.ts';
import type { Theme } from '../presentation/theme.ts';
import { ago } from '../text/duration.ts';
import { count } from '../text/number.ts';
import { answerTo } from '../watch/state.ts';
import { copiedJob } from './copy-text.ts';
import { eventsPlace } from './events.ts';
import { jobDetails, jobPlace } from './job.ts';
import { listKeys, liveKeys } from './keys.ts';
import { type ListPlace, listFrame } from './list-frame.ts';
import { type Orders, orderText, withOrderMark } from './orders.ts';
import { defineScreen, type Model, opening, type Size } from './screen.ts';
import {
  crumbLine,
  ownerTitle,
  progressContext,
  readingFrame,
  remarkLines,
  shownOwner,
  whereText,
} from './screen-lines.ts';
import { chosenRow, storyPart } from './story-part.ts';

/** The backup jobs of one tenant or of all. */
export interface JobsPlace extends ListPlace {
  readonly screen: 'jobs';
  readonly filter: string;
  readonly sort: SortedBy | null;
  readonly scope: Scope;
  /** Who the jobs belong to, for the breadcrumb. */
  readonly name: string;
  readonly tab: Tab;
  /** Pages of history asked for. */
  readonly pages: number;
}

/** The place of a list of jobs. */
export function jobsPlace(scope: Scope, name: string): JobsPlace {
  return {
    screen: 'jobs',
    scope,
    name,
    tab: 'all',
    pages: 1,
    list: listStart,
    widths: new Map(),
    filter: '',
    sort: null,
  };
}

function viewOf({ scope, pages, filter, tab, story }: JobsPlace): View<'jobs'> {
  const only = tab === 'running' ? null : historyFilterOf(filter);
  return {
    kind: 'jobs',
    scope,
    pages,
    columns: 'list',
    ...(only === null ? {} : { only }),
    ...(story == null ? {} : { story }),
  };
}

/** Pages of history that are read at a time while something is searched for. */
const searchPages = 5;

/** The same list with older pages of its history, where there are any. */
function withOlder(place: JobsPlace, { state }: Model): JobsPlace {
  const hasOlder = answerTo(state, viewOf(place))?.olderJobs === true;
  if (!hasOlder || place.tab === 'running') return place;
  return { ...place, pages: place.pages + (place.filter === '' ? 1 : searchPages) };
}

/** How much history was searched, so that 'not found' is not read as 'does not exist'. */
function searchedText({ filter, tab }: JobsPlace, picture: Picture, theme: Theme): string | null {
  if (filter === '' || tab === 'running' || lacksHistory(picture)) return null;
  const { lists } = theme.words.screens;
  const asked = filterWords(filter).filter(isAskedOfServer).join(' ');
  if (asked !== '' && picture.only === undefined) return lists.searching(asked);
  const ended = picture.jobs.filter(job => job.origin === 'history');
  const oldest = ended.at(-1)?.startedAt ?? null;
  if (!picture.olderJobs || oldest === null) return lists.searchedAll;
  const [searched, since] = [count(BigInt(ended.length)), theme.zone.day(oldest)];
  return asked === '' ? lists.searchedNewest(searched, since) : lists.searchedFor(asked, searched, since);
}

/** How many rows were found, of how many; of the whole history the server finds them, page by page, and nobody counts the rest. */
function foundText({ tab }: JobsPlace, found: number, picture: Picture, theme: Theme): string {
  const { counts } = theme.words.screens;
  const rows = count(BigInt(found));
  const more = picture.olderJobs && tab !== 'running' ? '+' : '';
  if (picture.only !== undefined) return counts.found(rows + more);
  const all = picture.jobs.filter(
    job => tab === 'all' || (tab === 'running') === (job.status.kind === 'running'),
  );
  return counts.foundOf(rows, count(BigInt(all.length)) + more);
}

/** What a list can be ordered by, as its titles say it: jobs of one tenant not by tenant. */
function ordersOf({ scope }: JobsPlace, { theme }: Model): Orders {
  const { columns, order } = theme.words.screens;
  const titles: Readonly<Record<string, string>> = { ...columns, size: columns.written };
  const sortings = jobSortings.filter(({ id }) => scope.kind === 'all' || id !== 'tenant');
  const choices = sortings.map(({ id }) => ({ id, text: titles[id] ?? id }));
  return { choices: [{ id: null, text: order.newest }, ...choices], sortings, unsorted: oldestJobsFirst };
}

function titleOf({ job, tenantName }: JobRow, { theme }: Model): string {
  return ownerTitle(tenantName, job.key.tenantId, theme.words.screens.crumbs);
}

/** That the newest start of a backup of this tenant was refused, where it was. */
function refusalAbove({ scope }: JobsPlace, { state, theme }: Model, columns: number): readonly string[] {
  const picture = state.answer !== null && 'jobs' in state.answer ? state.answer : null;
  if (picture === null || scope.kind === 'all') return [];
  const jobs = recentJobs(activityOf(picture, scope.tenantId));
  const refusal = openRefusal(state.refusals, scope.tenantId, jobs);
  const tenant = state.tenants.find(({ id }) => id === scope.tenantId) ?? null;
  return refusalLines(refusal, tenant, state.now, columns, theme);
}

/** What the story of a job is made from. */
function storyFor(
  row: JobRow | null,
  { name }: JobsPlace,
  picture: Picture,
  context: ProgressContext,
  { state, theme }: Model,
): StoryOf | null {
  if (row === null || state.server === null) return null;
  const { job, tenantName } = row;
  return {
    name: shownOwner(tenantName === '' ? name : tenantName, job.key.tenantId, theme.words.screens.crumbs),
    job,
    picture: { ...picture, tenants: state.tenants },
    server: state.server,
    context,
    refusal: null,
    days: null,
    refusals: state.refusals,
  };
}

/** Lines below which the rows of the list need all the room. */
const leastForTrend = 20;

/** Whether the picture is of one tenant's whole history, and there is room for how it went. */
function hasTrend({ scope, tab }: JobsPlace, { only }: Picture, { height }: Size): boolean {
  return scope.kind === 'tenant' && tab !== 'running' && only === undefined && height >= leastForTrend;
}

/** The last COMPLETED backup of the tenant, and how many of the last ones failed; as far as they have been read. */
function trendTexts({ scope }: JobsPlace, picture: Picture, { state, theme }: Model): readonly string[] {
  if (scope.kind === 'all' || picture.only !== undefined || state.now === null) return [];
  const { trend } = theme.words.screens;
  const good = lastGoodJob(picture);
  const last = lastEndedJobs(picture, jobsOfTrend);
  const failed = last.filter(({ outcome }) => outcome === 'failed').length;
  const since = good?.endedAt ?? null;
  return [
    good === null || since === null
      ? ''
      : trend.lastGood(good.type.text, ago(secondsBetween(since, state.now), theme.words.time)),
    failed === 0 ? '' : trend.failed(String(failed), String(last.length)),
  ];
}

/** Live jobs and history as one list, running ones first. */
export const jobsScreen = defineScreen<JobsPlace, JobRow>({
  id: 'jobs',
  view: viewOf,
  rows(place, model) {
    const { state } = model;
    const { tab, sort, filter, scope } = place;
    const picture = answerTo(state, viewOf(place));
    const context = progressContext(model);
    if (picture === null || context === null) return [];
    if (filter === '') return jobRows(picture, state.tenants, { tab, sort });
    const isFound = matcherOf(filter, jobColumns(context, scope.kind === 'all'), jobFoundBy(context));
    return jobRows(picture, state.tenants, { tab, sort, isFound });
  },
  frame(place, rows, model, size) {
    const { state, theme } = model;
    const { crumbs, counts, lists, none } = theme.words.screens;
    const owner = place.scope.kind === 'all' ? crumbs.allTenants : place.name;
    const path = [crumbs.tenants, owner, crumbs.jobs];
    const picture = answerTo(state, viewOf(place));
    const context = progressContext(model);
    if (picture === null || context === null) return readingFrame(place, path, model, size);
    const isUnread = lacksHistory(picture);
    const emptyTab = {
      all: isUnread ? lists.endedNotRead : lists.noJobs,
      running: lists.noneRunning,
      history: isUnread ? lists.historyNotRead : lists.noHistory,
    } as const;
    const remarks = [
      ...refusalAbove(place, model, size.columns),
      ...remarkLines(picture, size.columns, theme),
    ];
    const running = picture.jobs.filter(job => job.status.kind === 'running').length;
    const ended = picture.jobs.length - running;
    const history = isUnread && ended === 0 ? none : count(BigInt(ended)) + (picture.olderJobs ? '+' : '');
    const right = [
      place.filter === '' ? '' : counts.filtered(place.filter, foundText(place, rows.length, picture, theme)),
      orderText(ordersOf(place, model), place.sort, theme),
      place.tab === 'all' ? '' : counts.tab[place.tab],
      ...trendTexts(place, picture, model),
      counts.jobs(count(BigInt(running)), history),
    ];
    const trend = hasTrend(place, picture, size) ? jobTrendLines(picture, size.columns, theme) : [];
    const parts = {
      rows,
      specs: withOrderMark(
        jobColumns(context, place.scope.kind === 'all', state.tenants),
        ordersOf(place, model),
        place.sort,
      ),
      empty: place.filter === '' ? emptyTab[place.tab] : lists.noneMatch(place.filter),
      above: (seen: { readonly top: number; readonly shown: number }) => [
        crumbLine(path, [...right, whereText(seen, rows.length, theme)], size.columns, theme),
        ...remarks,
        ...trend,
      ],
      linesAbove: 1 + remarks.length + trend.length,
      below: searchedText(place, picture, theme),
      isTrouble: ({ job, tasks }: JobRow) => jobNeedsLook(job, tasks, context),
    };
    const row = chosenRow(place.list, rows);
    const { story, ...part } = storyPart(storyFor(row, place, picture, context, model), size);
    return listFrame({ ...place, story }, { ...parts, ...part }, model, size);
  },
  actions: {
    open(place, row, model) {
      if (row !== null) return opening(jobPlace(row.job.key, titleOf(row, model)));
      const older = withOlder(place, model);
      return place.filter === '' || older === place ? null : { kind: 'change', place: older };
    },
    tab: place => ({
      kind: 'change',
      place: { ...place, tab: tabs[(tabs.indexOf(place.tab) + 1) % tabs.length] ?? 'all' },
    }),
    details: (_, row, model) => opening(row === null ? null : jobDetails(row.job.key, titleOf(row, model))),
    events: place => opening(eventsPlace(place.scope, place.name)),
    copy: (_, row, { theme }) => (row === null ? null : copiedJob(row, theme)),
  },
  keys: ['filter', ...listKeys, ...liveKeys],
  orders: ordersOf,
  pastEnd: withOlder,
});
