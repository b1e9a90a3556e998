import { type EndedJob, lastEndedJobs, rangeOf } from '../../backup/job-trend.ts';
import type { Picture } from '../../backup/picture.ts';
import { spoken } from '../../text/duration.ts';
import { columnGraph } from '../../text/graph.ts';
import { bytes } from '../../text/number.ts';
import { cellWidth, cut, fit } from '../../text/width.ts';
import type { Theme } from '../theme.ts';

/** Ended jobs in the sparklines. */
export const jobsOfTrend = 30;
/** Fewer than that are no trend. */
const leastJobs = 3;

/** How many lines there are at most. */
export const mostTrendLines = 3;

const typesCompared = ['full', 'inc'] as const;

/** "FULL 38m–48m, INC 16m–20m", of the COMPLETED ones; '' where none is known. */
function rangesText(
  jobs: readonly EndedJob[],
  text: (jobs: readonly EndedJob[]) => string | null,
  theme: Theme,
): string {
  const { trend } = theme.words.screens;
  const ranges = typesCompared.flatMap(kind => {
    const alike = jobs.filter(({ job, outcome }) => outcome === 'completed' && job.type.kind === kind);
    const range = text(alike);
    return range === null ? [] : [trend.ofType(kind === 'full' ? 'FULL' : 'INC', range)];
  });
  return trend.types(ranges);
}

/** "38m–47m", or the one length they both are. */
function lengthsText(least: number, most: number, { words: { time } }: Theme): string {
  const [from, to] = [spoken(least, time), spoken(most, time)];
  return from === to ? from : time.between(from, to);
}

/** "38.2–42.6 GB": the unit once where both have the same. */
function sizesText(least: bigint, most: bigint, theme: Theme): string {
  const [from, to] = [bytes(least), bytes(most)];
  if (from === to) return from;
  const [figure = from, unit] = from.split(' ');
  return theme.words.screens.trend.sizes(to.endsWith(` ${unit}`) ? figure : from, to);
}

/** The values as a sparkline from 0 to the greatest of them. */
function spark(values: readonly (number | null)[]): string {
  const most = Math.max(...values.map(value => value ?? 0));
  return fit(columnGraph(values, 1, most > 0 ? most : 1)[0] ?? '', values.length, {});
}

/**
 * Length and size of the last ended jobs of a tenant, oldest left, and below them which of these failed or were canceled;
 * nothing where there are too few.
 */
export function jobTrendLines(picture: Picture, columns: number, theme: Theme): readonly string[] {
  const jobs = lastEndedJobs(picture, jobsOfTrend);
  if (jobs.length < leastJobs) return [];
  const { trend } = theme.words.screens;
  const labelWidth = Math.max(cellWidth(trend.length), cellWidth(trend.written)) + 1;
  const lengths = rangesText(
    jobs,
    alike => {
      const range = rangeOf(alike.map(({ seconds }) => seconds));
      return range === null ? null : lengthsText(range.least, range.most, theme);
    },
    theme,
  );
  const sizes = rangesText(
    jobs,
    alike => {
      const range = rangeOf(alike.map(each => each.bytes));
      return range === null ? null : sizesText(range.least, range.most, theme);
    },
    theme,
  );
  const room = columns - 3 - labelWidth - jobs.length - 3;
  const line = (label: string, values: readonly (number | null)[], text: string) =>
    `  ${theme.style('faint', fit(label, labelWidth, {}))}${theme.style('running', spark(values))}   ${text}`;
  const caption = trend.caption(String(jobs.length));
  const spare = room - cellWidth(lengths) - cellWidth(caption);
  const right = spare >= 3 ? ' '.repeat(spare) + theme.style('faint', caption) : '';
  const marked = jobs.map(({ outcome }) => {
    if (outcome === 'completed') return ' ';
    return outcome === 'failed' ? theme.style('bad', '✖') : theme.style('warning', 'c');
  });
  return [
    line(
      trend.length,
      jobs.map(({ seconds }) => seconds),
      cut(lengths, room) + right,
    ),
    line(
      trend.written,
      jobs.map(each => (each.bytes === null ? null : Number(each.bytes))),
      cut(sizes, room),
    ),
    ...(jobs.some(({ outcome }) => outcome !== 'completed')
      ? [`  ${' '.repeat(labelWidth)}${marked.join('').trimEnd()}`]
      : []),
  ];
}
