import { activityOf } from '../backup/activity.ts';
import type { Picture } from '../backup/picture.ts';
import { Lines } from '../components/lines.tsx';
import { jobColumns, jobRows, jobSortings } from '../presentation/lists/job-list.ts';
import { openRefusal, refusalLines } from '../presentation/refusal-text.ts';
import type { Theme } from '../presentation/theme.ts';
import { count } from '../text/number.ts';
import type { WatchState } from '../watch/store.ts';
import { listLines, whereText } from './list-body.ts';
import type { JobsEntry } from './places.ts';
import { crumbLine, progressContext, remarkLines, type ScreenProps } from './screen.ts';
import { sortText, withSortMark } from './sorted-columns.ts';

/** That the newest start of a backup of this tenant was refused, where it was. */
function refusalOf({ scope }: JobsEntry, state: WatchState, columns: number, theme: Theme): string[] {
  const { refusals, tenants, now } = state;
  const picture = state.answer as Picture | null;
  if (picture === null || scope.kind === 'all') return [];
  const refusal = openRefusal(refusals, scope.tenantId, activityOf(picture, scope.tenantId));
  const tenant = tenants.find(({ id }) => id === scope.tenantId) ?? null;
  return refusalLines(refusal, tenant, now, columns, theme);
}

/** The backup jobs of one tenant or of all: live and history as one list, running ones first. */
export function Jobs({ entry, state, ui, columns, height, theme }: ScreenProps<JobsEntry>) {
  const { crumbs, counts, lists } = theme.words.screens;
  const path = [crumbs.tenants, entry.name, crumbs.jobs];
  const picture = state.answer as Picture | null;
  const context = progressContext(state, theme);
  if (picture === null || context === null) {
    return <Lines lines={[crumbLine(path, [lists.reading], columns, theme)]} height={height} theme={theme} />;
  }
  const rows = jobRows(picture, state.tenants, entry);
  const emptyTab = { all: lists.noJobs, running: lists.noneRunning, history: lists.noHistory } as const;
  const remarks = [...refusalOf(entry, state, columns, theme), ...remarkLines(picture, columns, theme)];
  const body = listLines({
    rows,
    specs: withSortMark(jobColumns(context, entry.scope.kind === 'all'), jobSortings, entry.sort),
    list: entry.list,
    pinned: entry.pinned,
    empty: entry.filter === '' ? emptyTab[entry.tab] : lists.noneMatch(entry.filter),
    columns,
    height: height - 1 - remarks.length,
    theme,
  });
  ui.measure({ height: height - 2 - remarks.length, count: rows.length });
  const running = picture.jobs.filter(job => job.status.kind === 'running').length;
  const history = count(BigInt(picture.jobs.length - running)) + (picture.olderJobs ? '+' : '');
  const right = [
    entry.filter === '' ? '' : counts.filtered(entry.filter),
    sortText(jobSortings, entry.sort, theme),
    entry.tab === 'all' ? '' : counts.tab[entry.tab],
    counts.jobs(count(BigInt(running)), history),
    whereText(body, rows.length, theme),
  ];
  const crumb = crumbLine(path, right, columns, theme);
  return <Lines lines={[crumb, ...remarks, ...body.lines]} height={height} theme={theme} />;
}
