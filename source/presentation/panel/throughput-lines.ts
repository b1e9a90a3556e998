import type { Instant } from '../../backup/row.ts';
import type { TaskProgress } from '../../backup/task-progress.ts';
import { sinceLastStep, speed, throughputSeries } from '../../backup/throughput.ts';
import { sparkline } from '../../text/bar.ts';
import { ago } from '../../text/duration.ts';
import { count, rate } from '../../text/number.ts';
import { cellWidth, cut } from '../../text/width.ts';
import type { Theme } from '../theme.ts';
import { nextEndText } from '../time-left-text.ts';
import { labelledLine, labelledLines, textCells } from './labelled-line.ts';

const sparkCells = 20;
const longestSpark = 300;
const shortestSpark = 30;

/** Speed, its last ten minutes, and when the counters last moved; nothing for a task that moves none. */
export function throughputLines(
  progress: TaskProgress,
  now: Instant | null,
  columns: number,
  theme: Theme,
): string[] {
  const { task, seen } = progress;
  const words = theme.words.screens.throughput;
  const throughput = seen?.throughput ?? null;
  if (task.status.kind === 'ended' || throughput === null || now === null) return [];
  const known = speed(throughput, now);
  const step = sinceLastStep(throughput, now);
  const last = step === null ? '' : words.lastStep(ago(step, theme.words.time));
  if (known === null)
    return labelledLines('', [words.noSpeed, last].filter(part => part !== '').join(' · '), columns, theme);
  if (seen?.unit === 'files') {
    const files = words.filesAMinute(count(BigInt(Math.round(known.unitsPerSecond * 60))));
    const end = nextEndText(progress, now, theme) ?? '';
    return labelledLines('', [files, end, last].filter(part => part !== '').join('   '), columns, theme);
  }
  // Drawn up to the last step: until the next one nothing new is known, and nothing is redrawn.
  const end = throughput.steps.at(-1)?.at ?? now;
  const measured = Number(end - (throughput.steps[0]?.at ?? end)) / 1e6;
  const span = Math.min(longestSpark, Math.max(shortestSpark, measured));
  const series = throughputSeries(throughput, end, sparkCells, span);
  const drawn = series === null ? '' : sparkline(series);
  const written = words.writes(rate(known.bytesPerSecond));
  const line = longestFitting(
    [
      [written, drawn, nextEndText(progress, now, theme) ?? '', last],
      [written, drawn, last],
      [written, last],
    ],
    textCells(columns),
  );
  return [labelledLine('', line, theme)];
}

/** The first of the lines that fits; the last step is in all of them, as nothing else shows that it is still running. */
function longestFitting(lines: readonly (readonly string[])[], cells: number): string {
  const joined = lines.map(parts => parts.filter(part => part !== '').join('   '));
  return joined.find(line => cellWidth(line) <= cells) ?? cut(joined.at(-1) ?? '', cells);
}
