import type { Instant } from '../../backup/row.ts';
import type { TaskProgress } from '../../backup/task-progress.ts';
import { type ThroughputCourse, throughputCourse } from '../../backup/throughput-course.ts';
import { columnGraph, roundAbove } from '../../text/graph.ts';
import { byteUnits } from '../../text/number.ts';
import { fit } from '../../text/width.ts';
import type { Theme } from '../theme.ts';
import { labelCells, textCells } from './labelled-line.ts';

/** Beyond that many columns the eye has to travel. */
const longestGraph = 120;
/** A scale of more than this has its figures in the next unit: they have three cells. */
const mostOfUnit = 800;

/** The upper edge of a graph: a round number of a unit. */
interface Scale {
  readonly unit: string;
  readonly figure: number;
  readonly bytesPerSecond: number;
}

function scaleFor(most: number): Scale {
  for (const [power, unit] of byteUnits.entries()) {
    const inUnit = 1024 ** power;
    const figure = roundAbove(most / inUnit);
    if (figure <= mostOfUnit || power === byteUnits.length - 1) {
      return { unit: `${unit}/s`, figure, bytesPerSecond: figure * inUnit };
    }
  }
  throw new Error('there are units');
}

/** Seconds between two marks of the time axis. */
const tickLengths = [10, 20, 60, 120, 300, 600, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];
/** The cells from one mark to the next that a time needs, with a space. */
const leastTickCells = 10;

/** The cells of the marks on the axis, and the time at each. */
function ticksOf(
  { from, sliceSeconds, slices }: ThroughputCourse,
  theme: Theme,
): readonly { readonly at: number; readonly text: string }[] {
  const length = tickLengths.find(each => each % sliceSeconds === 0 && each / sliceSeconds >= leastTickCells);
  const clock = (seconds: number) => {
    const text = theme.zone.clock(from + BigInt(seconds) * 1_000_000n);
    return (length ?? 0) % 60 === 0 ? text.slice(0, 5) : text;
  };
  if (length === undefined) return [];
  const start = Number(from / 1_000_000n);
  const first = Math.ceil(start / length) * length - start;
  const ticks: { at: number; text: string }[] = [];
  for (let seconds = first; seconds / sliceSeconds < slices.length; seconds += length) {
    ticks.push({ at: seconds / sliceSeconds, text: clock(seconds) });
  }
  return ticks;
}

/** The times below the axis, each below the middle of its mark, without one that another stands in the way of. */
function timesLine(ticks: ReturnType<typeof ticksOf>): string {
  return ticks.reduce((line, { at, text }) => {
    const begin = Math.max(0, at - Math.floor(text.length / 2));
    return begin > 0 && begin <= line.length ? line : `${fit(line, begin, {})}${text}`;
  }, '');
}

/**
 * What was written to the destination a second, since watching began, in `rows` lines with a scale, and a time axis of two
 * more. Nothing before two steps of the counters.
 */
export function throughputGraph(
  { seen, task }: TaskProgress,
  now: Instant | null,
  columns: number,
  rows: number,
  theme: Theme,
): string[] {
  const throughput = seen?.unit === 'blocks' ? seen.throughput : null;
  if (throughput === null || now === null || task.status.kind === 'ended') return [];
  const cells = Math.min(longestGraph, textCells(columns));
  const course = throughputCourse(throughput, now, cells);
  if (course === null) return [];
  const scale = scaleFor(Math.max(0, ...course.slices.map(each => each ?? 0)));
  const plots = columnGraph(course.slices, rows, scale.bytesPerSecond);
  const line = (figure: string, mark: string, drawn: string, unit = '') => {
    const label = `${fit(unit, labelCells - 5, {})} ${fit(figure, 3, { align: 'right' })}${mark}`;
    return `  ${theme.style('faint', label)}${drawn}`;
  };
  const ticks = ticksOf(course, theme);
  const marked = new Set(ticks.map(({ at }) => at));
  const axis = course.slices.map((_, at) => (marked.has(at) ? '┬' : '─')).join('');
  const half = rows % 2 === 0 ? rows / 2 : null;
  return [
    ...plots.map((plot, row) => {
      const drawn = theme.style('running', plot);
      if (row === 0) return line(String(scale.figure), '┤', drawn, scale.unit);
      return line(row === half ? String(scale.figure / 2) : '', row === half ? '┤' : '│', drawn);
    }),
    line('0', '┼', theme.style('faint', axis)),
    `  ${' '.repeat(labelCells)}${theme.style('faint', timesLine(ticks))}`,
  ];
}
