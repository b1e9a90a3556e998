import type { Instant } from '../../backup/row.ts';
import type { TaskProgress } from '../../backup/task-progress.ts';
import { calmSpeed, sinceLastStep } from '../../backup/throughput.ts';
import { throughputCourse } from '../../backup/throughput-course.ts';
import { sparkline } from '../../text/bar.ts';
import { ago } from '../../text/duration.ts';
import { count, rate } from '../../text/number.ts';
import { cellWidth, cut } from '../../text/width.ts';
import type { Theme } from '../theme.ts';
import { labelledLine, labelledLines, textCells } from './labelled-line.ts';
import { throughputGraph } from './throughput-graph.ts';

const sparkCells = 20;

/**
 * Speed, its mean and its course since watching began, and when the counters last moved; nothing for a task that moves none.
 * @param graphRows lines of the graph; 0 where there is room for a sparkline only
 */
export function throughputLines(
  progress: TaskProgress,
  now: Instant | null,
  columns: number,
  graphRows: number,
  theme: Theme,
): string[] {
  const { task, seen } = progress;
  const { throughput: words, panel } = theme.words.screens;
  const throughput = seen?.throughput ?? null;
  if (task.status.kind === 'ended' || throughput === null || now === null) return [];
  const label = panel.labels.speed;
  const known = calmSpeed(throughput, now);
  const step = sinceLastStep(throughput, now);
  const last = step === null ? '' : words.lastStep(ago(step, theme.words.time));
  const joined = (parts: readonly string[]) => parts.filter(part => part !== '').join(' · ');
  if (known === null) return labelledLines(label, joined([words.noSpeed, last]), columns, theme);
  if (seen?.unit === 'files') {
    const files = words.filesAMinute(count(BigInt(Math.round(known.unitsPerSecond * 60))));
    return labelledLines(label, joined([files, last]), columns, theme);
  }
  const written = words.writes(rate(known.bytesPerSecond));
  const cells = textCells(columns);
  const course = throughputCourse(throughput, now, graphRows > 0 ? cells : sparkCells);
  const mean =
    course === null
      ? ''
      : words.mean(rate(course.meanBytesPerSecond), theme.zone.clock(throughput.firstSeen).slice(0, 5));
  if (graphRows > 0) {
    const line = longestFitting(
      [
        [written, mean, last],
        [written, last],
      ],
      cells,
      ' · ',
    );
    return [labelledLine(label, line, theme), ...throughputGraph(progress, now, columns, graphRows, theme)];
  }
  const drawn = course === null ? '' : sparkline(course.slices.flatMap(each => each ?? []));
  const line = longestFitting(
    [
      [written, drawn, last],
      [written, last],
    ],
    cells,
    '   ',
  );
  return [labelledLine(label, line, theme)];
}

/** The first of the lines that fits; the last step is in all of them, as nothing else shows that it is still running. */
function longestFitting(lines: readonly (readonly string[])[], cells: number, between: string): string {
  const joined = lines.map(parts => parts.filter(part => part !== '').join(between));
  return joined.find(line => cellWidth(line) <= cells) ?? cut(joined.at(-1) ?? '', cells);
}
