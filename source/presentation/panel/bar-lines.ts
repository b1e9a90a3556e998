import type { TaskProgress } from '../../backup/task-progress.ts';
import { count, percent } from '../../text/number.ts';
import { cellWidth, cut, fit } from '../../text/width.ts';
import type { Theme } from '../theme.ts';
import { labelledLine, textCells } from './labelled-line.ts';

/** Below that the counters go to a line of their own. */
const shortestBar = 10;
const percentCells = cellWidth(percent(10_000));
const gap = 3;

/** The room of the bars of a task: the same for its data and its log, and the same from its start to its end. */
interface BarRoom {
  readonly cells: number;
  /** Whether the counters stand in the line of the bar. */
  readonly isOneLine: boolean;
}

/** What is left to bars by the widest counters that this task will ever have. */
function barRoom({ task }: TaskProgress, columns: number, theme: Theme): BarRoom {
  const { data, log } = theme.words.screens;
  const { macroBlocks, logFiles } = task;
  const most = ({ finished, total }: typeof macroBlocks) => count(finished > total ? finished : total);
  const blocks = most(macroBlocks);
  const files = logFiles === null ? '' : most(logFiles);
  const counters = [
    data.blocksOf(blocks, blocks),
    `${data.over}${' '.repeat(gap)}${data.blocks(blocks)}`,
    log.filesOf(files, files),
  ];
  const room = textCells(columns) - 1 - percentCells;
  const wide = room - gap - Math.max(...counters.map(cellWidth));
  return wide >= shortestBar ? { cells: wide, isOneLine: true } : { cells: room, isOneLine: false };
}

/** A bar, its percentage where there is one, and counters after it where there is room; else on a line of their own. */
export function barLines(
  label: string,
  drawn: (cells: number) => string,
  of: { readonly percent: string | null; readonly counters: readonly string[] },
  progress: TaskProgress,
  columns: number,
  theme: Theme,
): string[] {
  const { cells, isOneLine } = barRoom(progress, columns, theme);
  const counters = of.counters.join(' '.repeat(gap));
  const figure = of.percent === null ? '' : fit(of.percent, percentCells, { align: 'right' });
  const line = `${drawn(cells)} ${figure}`;
  if (!isOneLine) {
    return [labelledLine(label, line, theme), labelledLine('', cut(counters, textCells(columns)), theme)];
  }
  const space = of.percent === null ? ' ' : ' '.repeat(gap);
  return [labelledLine(label, `${line}${space}${counters}`, theme)];
}
