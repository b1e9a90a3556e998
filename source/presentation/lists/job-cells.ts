import { type ChildNode, countChildren } from '../../backup/cluster-job.ts';
import { isClusterJob, type Job, parentOf } from '../../backup/job.ts';
import type { Instant } from '../../backup/row.ts';
import type { Outcome } from '../../backup/status.ts';
import type { Task } from '../../backup/task.ts';
import type { TaskProgress } from '../../backup/task-progress.ts';
import { calmSpeed } from '../../backup/throughput.ts';
import { bar } from '../../text/bar.ts';
import { duration, soFar, spoken } from '../../text/duration.ts';
import { percent, rate } from '../../text/number.ts';
import { cellWidth, cut, fit } from '../../text/width.ts';
import { percentText } from '../percent-text.ts';
import { outcomeRoles, stuckText } from '../progress-text.ts';
import { resultText } from '../result-text.ts';
import type { Role, Theme } from '../theme.ts';
import { shortTimeLeft } from '../time-left-text.ts';
import type { Cell } from './columns.ts';
import { dataCell } from './progress-cells.ts';

const marks: Readonly<Record<Outcome, string>> = { completed: '✔', failed: '✖', canceled: 'c' };

/** Cells of the longest STATUS that a job has today; a later release may have a longer one. */
const longestStatus = 9;

/** STATUS with its mark; of a running job that it needs a look, as there is no room for words. */
export function statusCell({ status }: Job, isStuck: boolean): Cell {
  const withMark = (mark: string, role: Role | null): Cell => ({
    text: `${mark} ${status.text}`,
    shorter: [`${mark} ${cut(status.text, longestStatus)}`, mark],
    role,
  });
  if (status.kind === 'ended') return withMark(marks[status.outcome], outcomeRoles[status.outcome]);
  return isStuck ? withMark('⚠', 'warning') : withMark('●', 'running');
}

const secondsOfClock = ':00'.length;
const monthAndDay = '11-25'.length;

/** When a job began; in fewer cells without its seconds, then the day alone, of another year in the end the year. */
export function startedCell(startedAt: Instant, now: Instant | null, theme: Theme): Cell {
  const text = theme.zone.date(startedAt, ...(now === null ? [] : [now]));
  const day = theme.zone.day(startedAt);
  const isThisYear = text.length < theme.zone.date(startedAt).length;
  const shorter = isThisYear
    ? [text.slice(0, -secondsOfClock), text.slice(0, monthAndDay)]
    : [day, day.slice(0, -monthAndDay - 1)];
  return { text, shorter, role: 'faint' };
}

/** How long a job took, or takes so far; in narrow columns less exactly. */
export function tookCell({ status }: Job, seconds: number, theme: Theme): Cell {
  const text = status.kind === 'ended' ? duration : soFar;
  return { text: text(seconds, theme.words.time), shorter: [spoken(seconds, theme.words.time)] };
}

/** How many of a running cluster job's jobs have ended; of one that has ended only how many tenants it was for. */
export function clusterCell(job: Job, children: readonly ChildNode[], theme: Theme): Cell {
  const { lists } = theme.words.screens;
  const { ended, tenants } = countChildren(job, children);
  if (ended === null) return { text: lists.tenants(String(tenants)) };
  const [over, all] = [String(ended), String(tenants)];
  return { text: lists.children(over, all), shorter: [lists.childrenShort(over, all)] };
}

/** Who started a job; nothing below the cluster job that did, which is `depth` 1. */
export function byCell(job: Job, depth: number, theme: Theme): Cell {
  const { lists } = theme.words.screens;
  const parent = parentOf(job);
  const faint = (text: string): Cell => ({ text, role: 'faint' });
  if (depth > 0) return faint('');
  const described = (who: string) => (job.description === '' ? who : `${who} · ${job.description}`);
  if (isClusterJob(job)) return faint(described(lists.bySys));
  if (parent !== null) {
    const id = String(parent.jobId);
    const cluster = lists.clusterJob(id);
    return { ...faint(described(cluster)), shorter: [cluster, lists.clusterJobShort(id)] };
  }
  // Without its row nobody knows who started it: an empty cell would say that the tenant did.
  if (job.initiatorTenantId === null) return faint(lists.fromUnknown);
  return { ...faint(described(lists.byTenant)), shorter: [lists.byTenant] };
}

/** How long a running job takes yet and until the end of what, or how long nothing has moved; of a failed one its code. */
export function resultCell(job: Job, progress: TaskProgress | null, theme: Theme): Cell {
  const stuck = progress?.stuck ?? null;
  if (stuck !== null) {
    const length = spoken(stuck.seconds, theme.words.time);
    return {
      text: stuckText(stuck, theme),
      shorter: [theme.words.screens.lists.stuckFor(length)],
      role: 'warning',
    };
  }
  if (job.result === 0n) return leftCell(progress, theme);
  const isCanceled = job.status.kind === 'ended' && job.status.outcome === 'canceled';
  return {
    text: resultText(job.result, job.comment, theme),
    shorter: [job.result.toString()],
    role: isCanceled ? 'warning' : 'bad',
  };
}

function leftCell(progress: TaskProgress | null, theme: Theme): Cell {
  const { timeLeft: words, none } = theme.words.screens;
  if (progress === null || progress.task.status.kind === 'ended') return { text: '' };
  const left = shortTimeLeft(progress, theme);
  if (left === null) return { text: none, role: 'faint' };
  const end = progress.dataLeft === null ? words.ends.log : words.ends.data;
  return { text: words.leftOf(end, left), shorter: [left] };
}

const percentCells = cellWidth(percent(10_000));
const [shortestBar, longestBar] = [5, 20];
/** Cells of the column of the data: a percentage with a word, and with the longest bar. */
export const leastDataCells = cellWidth('at ') + percentCells;
/** A percentage, or that the data is over. */
export const tightDataCells = percentCells + 1;
export const mostDataCells = longestBar + 1 + percentCells;

/** How far the data is; of a job that has failed how far it was seen to be. STATUS says the rest. */
export function jobDataCell(progress: TaskProgress, { status }: Job, theme: Theme): Cell {
  const { data, lastSeen } = progress;
  // The row of the job follows that of its task by some seconds: until then only this cell has the outcome.
  if (data.state === 'ended' && status.kind === 'running') return dataCell(progress, theme);
  if (data.state === 'ended') {
    const last = data.outcome === 'completed' ? null : (lastSeen?.hundredths ?? null);
    if (last === null || last.before > 0) return { text: '' };
    const text = percentText(last.value, theme);
    return { text: theme.words.screens.data.at(text), shorter: [text], role: 'faint' };
  }
  if (data.state !== 'running') return dataCell(progress, theme);
  const figure = fit(percentText(data.hundredths, theme), percentCells, { align: 'right' });
  const withBar = (cells: number) => `${bar(data.hundredths, { cells, ascii: theme.ascii })} ${figure}`;
  const shorter = Array.from({ length: longestBar - shortestBar }, (_, less) =>
    withBar(longestBar - 1 - less),
  );
  return { text: withBar(longestBar), shorter: [...shorter, figure], role: 'running' };
}

/** How fast a job writes now, or wrote over its whole run (OUTPUT_RATE_BYTES). */
export function speedCell(
  tasks: readonly Task[],
  progress: TaskProgress | null,
  now: Instant | null,
  theme: Theme,
): Cell {
  const { none } = theme.words.screens;
  const [task, ...others] = tasks;
  if (task === undefined || others.length > 0 || progress === null) return { text: '' };
  if (task.status.kind === 'ended') {
    const average = task.outputRate ?? 0n;
    return { text: average === 0n ? none : rate(Number(average)), role: 'faint' };
  }
  const throughput = progress.seen?.unit === 'blocks' ? progress.seen.throughput : null;
  const known = throughput === null || now === null ? null : calmSpeed(throughput, now);
  return known === null ? { text: none, role: 'faint' } : { text: rate(known.bytesPerSecond) };
}
