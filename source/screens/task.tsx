import { isClusterJob, type Job } from '../backup/job.ts';
import { findJob, type Picture, tasksOf } from '../backup/picture.ts';
import { Lines } from '../components/lines.tsx';
import { clusterSummary } from '../presentation/cluster-text.ts';
import { jobColumns } from '../presentation/lists/job-list.ts';
import { clusterPanelLines, jobPanelLines, type PanelOf, titleOf } from '../presentation/panel/panel.ts';
import type { Theme } from '../presentation/theme.ts';
import { cut } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { listLines } from './list-body.ts';
import type { TaskEntry } from './places.ts';
import { crumbLine, progressContext, remarkLines, type ScreenProps } from './screen.ts';
import { childRows } from './shown-rows.ts';

/** The breadcrumb of a job's panel, with the title of its task. */
function pathOf(entry: TaskEntry, job: Job | null, picture: Picture | null, theme: Theme): string[] {
  const { crumbs } = theme.words.screens;
  const id = entry.key.jobId.toString();
  const jobCrumb = job !== null && isClusterJob(job) ? crumbs.clusterJob(id) : crumbs.job(id);
  const task = job === null || picture === null ? undefined : tasksOf(picture, job.key)[0];
  return [
    crumbs.tenants,
    job !== null && isClusterJob(job) ? crumbs.allTenants : entry.name,
    jobCrumb,
    ...(task === undefined || job === null ? [] : [titleOf(task, job, theme)]),
  ];
}

/** One job: how far its task is, or for a cluster job how far each tenant's job is. */
export function TaskPanel(props: ScreenProps<TaskEntry>) {
  const { entry, state, ui, columns, height, theme } = props;
  const { panel, lists } = theme.words.screens;
  const context = progressContext(state, theme);
  const location = state.location;
  const picture = location?.picture ?? null;
  const job = picture === null ? null : findJob(picture, entry.key);
  const crumb = crumbLine(pathOf(entry, job, picture, theme), [], columns, theme);
  if (location === null || picture === null || job === null || state.server === null || context === null) {
    const sentence =
      location === null ? lists.reading : location.state === 'lost' ? panel.nowhere : panel.looking;
    const lines = wrap(sentence, columns - 3).map(line => `  ${line}`);
    return <Lines lines={[crumb, ...lines]} height={height} theme={theme} />;
  }
  const of: PanelOf = { job, picture, server: state.server, location, context };
  const room = height - 1;
  if (isClusterJob(job)) {
    const lines = clusterLines(props, of, room);
    return <Lines lines={[crumb, ...lines]} height={height} theme={theme} />;
  }
  const remarks = remarkLines(picture, columns, theme);
  const lines = [...remarks, ...jobPanelLines(of, columns, room - remarks.length, theme)];
  ui.measure({ height: room, count: lines.length });
  const scroll = Math.min(entry.scroll, Math.max(0, lines.length - room));
  return <Lines lines={[crumb, ...lines.slice(scroll)]} height={height} theme={theme} />;
}

/** A cluster job: what is known of it, and the list of its jobs, each with its bars. */
function clusterLines(
  { entry, state, ui, columns, theme }: ScreenProps<TaskEntry>,
  of: PanelOf,
  room: number,
): string[] {
  const { panel } = theme.words.screens;
  const rows = childRows(state, entry);
  const about = clusterPanelLines(of, columns, theme);
  const [first = '', ...rest] = about;
  const cluster = { job: of.job, picture: of.picture, refusals: state.refusals };
  const summary = clusterSummary(cluster, state.tenants, of.context);
  // The list is what one came for: it keeps at least half of the room.
  const facts = rest.slice(0, Math.max(0, Math.floor(room / 2) - 2));
  const height = room - facts.length - 2;
  const body = listLines({
    rows,
    specs: jobColumns(of.context, true),
    list: entry.list,
    pinned: entry.pinned,
    empty: panel.noChildren,
    columns,
    height,
    theme,
  });
  ui.measure({ height: Math.max(1, height - 1), count: rows.length });
  return [first, `  ${cut(summary, columns - 3)}`, ...facts, ...body.lines];
}
