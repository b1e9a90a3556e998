import { historyFilterKey } from '../../backup/history-filter.ts';
import type { Job } from '../../backup/job.ts';
import type { Picture } from '../../backup/picture.ts';
import type { Remark } from '../../backup/remark.ts';
import type { Task } from '../../backup/task.ts';
import type { View } from '../../backup/view.ts';
import { markOf, pageOrder } from '../statement/history-page.ts';
import {
  awaitedJobs,
  jobHistory,
  jobPage,
  jobsByKey,
  keysOfNewest,
  keysOfPage,
  runningJobs,
} from '../views/jobs.ts';
import { endedTasks, runningTasks } from '../views/tasks.ts';
import { viewName } from '../views/view.ts';
import type { Read } from './history-cache.ts';
import { findableIn, type JobHistory, jobsIn, unitedWith } from './job-history.ts';
import type { ReaderContext } from './reader-context.ts';
import type { RefusalList } from './refusal-list.ts';
import { noteTimeout, withHistoryWhenDue } from './slow-history.ts';
import { noStory, type StoryReader } from './story-reader.ts';

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
  let storyPart = await stories.part(query.story, context);
  const newest = () => {
    const keys = keysOfNewest(newestPage, history.awaited, session);
    return [
      ...jobPage(newestPage, columns, session),
      ...endedTasks(keys, scope, columns, session),
      ...awaitedJobs(scope, columns, history.awaited, session),
    ];
  };
  const ask = async (withHistory: boolean) => {
    // Only the first statement has them: where it is not answered, the next one does without.
    const story = storyPart;
    storyPart = noStory;
    const left = withHistory ? [] : history.slow.keysToAsk(history.awaited);
    const found = await context.ask('jobs', [
      ...runningJobs(scope, columns, session),
      ...runningTasks(scope, columns, session),
      ...(withHistory ? newest() : jobsByKey(left, columns, session)),
      ...refusals.branches(context.now),
      ...story.branches,
    ]);
    refusals.note(found);
    const read = jobsIn(found, order);
    history.noteLive(read, findableIn(session));
    if (withHistory) history.addNewest(read);
    else if (left.length > 0) history.addAwaited(read);
    return { ...read, found, story };
  };
  const pictureOf = (read: Read<Job, Task>): Picture => {
    const rows = unitedWith(read, history);
    const refused = refusals.known(scope, rows.jobs);
    const remarks = [
      ...(history.slow.remark === null ? [] : [history.slow.remark]),
      ...(history.pages < query.pages && history.hasOlder && history.isFull
        ? [leftOut(history, session)]
        : []),
      ...(refused.remarks ?? []),
    ];
    return {
      readAt: read.readAt,
      tenants: [],
      ...rows,
      olderJobs: history.hasOlder,
      ...(only === undefined ? {} : { only }),
      ...refused,
      ...(remarks.length === 0 ? {} : { remarks }),
    };
  };
  const read = await withHistoryWhenDue(history, ask, {
    early: live => context.early(pictureOf(live)),
    hadOthers: context.hadOthers,
  });
  while (history.pages < query.pages && history.hasOlder && !history.slow.isSeparate && !history.isFull) {
    const olderPage = { ...newestPage, mark: markOf(history.oldest) };
    try {
      const found = await context.ask('older jobs', [
        ...jobPage(olderPage, columns, session),
        ...endedTasks(keysOfPage(olderPage, session), scope, columns, session),
      ]);
      history.addOlder(jobsIn(found, order));
    } catch (error) {
      noteTimeout(error, history.slow);
      history.slow.noteClock(read.readAt);
    }
  }
  const picture = pictureOf(read);
  return {
    ...picture,
    ...(await stories.of(query.story, picture, read.found, read.story, context)),
  };
}

/** That older jobs are not read, as those that were take as much memory as they may. */
function leftOut({ rows }: JobHistory, { family }: ReaderContext['session']): Remark {
  return { id: 'rows_left_out', view: viewName(jobHistory, family), rows: rows.length };
}
