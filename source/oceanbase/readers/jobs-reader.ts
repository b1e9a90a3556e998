import { historyFilterKey } from '../../backup/history-filter.ts';
import type { Picture } from '../../backup/picture.ts';
import type { View } from '../../backup/view.ts';
import { markOf, pageOrder } from '../statement/history-page.ts';
import { awaitedJobs, jobPage, keysOfNewest, keysOfPage, runningJobs } from '../views/jobs.ts';
import { endedTasks, runningTasks } from '../views/tasks.ts';
import { withHistoryWhenDue } from './history-cache.ts';
import { findableIn, jobsIn, unitedWith } from './job-history.ts';
import type { ReaderContext } from './reader-context.ts';
import type { RefusalList } from './refusal-list.ts';
import type { StoryReader } from './story-reader.ts';

/** Reads the jobs of all tenants or of one: those that run, and as many pages of history as are wanted. */
export async function readJobs(
  query: View<'jobs'>,
  list: RefusalList,
  stories: StoryReader,
  context: ReaderContext,
): Promise<Picture> {
  const { session } = context;
  const { scope, columns, only } = query;
  const newestPage = { scope, only: only ?? null, mark: null };
  const order = pageOrder(scope, session.family);
  const tenant = scope.kind === 'all' ? 'all' : String(scope.tenantId);
  const history = context.history(
    `jobs ${tenant} ${columns} ${only === undefined ? '' : historyFilterKey(only)}`,
    true,
  );
  const refusals = await list.of(session);
  const story = await stories.branches(query.story, context);
  const newest = () => {
    const keys = keysOfNewest(newestPage, history.awaited, session);
    return [
      ...jobPage(newestPage, columns, session),
      ...endedTasks(keys, scope, columns, session),
      ...awaitedJobs(scope, columns, history.awaited, session),
    ];
  };
  const ask = async (withHistory: boolean) => {
    const found = await context.ask('jobs', [
      ...runningJobs(scope, columns, session),
      ...runningTasks(scope, columns, session),
      ...(withHistory ? newest() : []),
      ...refusals.branches(context.now),
      ...story,
    ]);
    refusals.note(found);
    const read = jobsIn(found, order);
    history.noteLive(read, findableIn(session));
    if (withHistory) history.addNewest(read);
    return { ...read, found };
  };
  const read = await withHistoryWhenDue(history, ask);
  while (history.pages < query.pages && history.hasOlder) {
    const olderPage = { ...newestPage, mark: markOf(history.oldest) };
    const found = await context.ask('older jobs', [
      ...jobPage(olderPage, columns, session),
      ...endedTasks(keysOfPage(olderPage, session), scope, columns, session),
    ]);
    history.addOlder(jobsIn(found, order));
  }
  const rows = unitedWith(read, history);
  const picture: Picture = { readAt: read.readAt, tenants: [], ...rows, olderJobs: history.hasOlder };
  return {
    ...picture,
    ...(only === undefined ? {} : { only }),
    ...(await stories.of(query.story, picture, read.found, story, context)),
    ...refusals.known(scope, rows.jobs),
  };
}
