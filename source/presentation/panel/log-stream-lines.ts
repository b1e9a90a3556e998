import {
  hasFailedAttempt,
  isFinished,
  type LogStreamTask,
  logStreamsOfTask,
  slowestFirst,
} from '../../backup/log-stream.ts';
import { hundredthsOf } from '../../backup/progress.ts';
import type { Instant } from '../../backup/row.ts';
import { isPlausible } from '../../backup/task.ts';
import type { TaskProgress } from '../../backup/task-progress.ts';
import { lastToEnd } from '../../backup/time-left/last-to-end.ts';
import { count, percent } from '../../text/number.ts';
import { cellWidth, cut, fit } from '../../text/width.ts';
import { percentText } from '../percent-text.ts';
import { resultText } from '../result-text.ts';
import type { Role, Theme } from '../theme.ts';
import { paintedBar } from './data-lines.ts';

const margin = '  ';
const gap = '  ';
const percentCells = cellWidth(percent(10_000));
const [shortestBar, longestBar] = [5, 40];
const longestServer = 21;
const longestNote = 40;

interface Note {
  readonly text: string;
  /** The same where that has no room. */
  readonly shorter?: string;
  readonly role: Role | null;
}

/** What there is to say of a log stream other than its figures. */
function noteOf(task: LogStreamTask, last: string | null, theme: Theme): Note {
  const { logStreams: words, punctuation } = theme.words.screens;
  if (hasFailedAttempt(task)) {
    return {
      text: punctuation.explained(words.failedAttempt, resultText(task.result, '', theme)),
      shorter: punctuation.explained(words.failedInShort, task.result.toString()),
      role: 'bad',
    };
  }
  if (isFinished(task)) return { text: words.finished, role: 'good' };
  if (task.result !== 0n) return { text: resultText(task.result, '', theme), role: 'warning' };
  return task.lsId.toString() === last ? { text: words.endsLast, role: 'strong' } : { text: '', role: null };
}

/** Cells of the columns of the table; 0 for one that there is no room for. */
interface Widths {
  readonly ls: number;
  readonly server: number;
  readonly bar: number;
  readonly blocks: number;
  readonly retries: number;
  readonly note: number;
}

function blocksText({ macroBlocks: { finished, total } }: LogStreamTask, theme: Theme): string {
  const { none, logStreams: words } = theme.words.screens;
  return finished === 0n && total === 0n ? none : words.blocksOf(count(finished), count(total));
}

function widthsFor(
  tasks: readonly LogStreamTask[],
  notes: readonly Note[],
  columns: number,
  theme: Theme,
): Widths {
  const titles = theme.words.screens.columns;
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(cellWidth));
  const ls = widest([titles.ls, ...tasks.map(task => task.lsId.toString())]);
  const server = Math.min(longestServer, widest([titles.server, ...tasks.map(task => task.server)]));
  const blocks = widest([titles.blocks, ...tasks.map(task => blocksText(task, theme))]);
  const retries = cellWidth(titles.retries);
  const note = Math.min(longestNote, widest(notes.map(({ text }) => text)));
  const room = (parts: readonly number[]) =>
    columns - 1 - parts.reduce((sum, cells) => sum + cells + gap.length, margin.length) - 1 - percentCells;
  const whole = room([ls, server, blocks, retries, note]);
  if (whole >= shortestBar) return { ls, server, bar: Math.min(longestBar, whole), blocks, retries, note };
  const few = Math.min(longestBar, room([ls, server, retries, Math.min(note, 14)]));
  return {
    ls,
    server,
    bar: Math.max(0, few),
    blocks: 0,
    retries,
    note: Math.min(note, 14),
  };
}

function progressCell(task: LogStreamTask, cells: number, theme: Theme): string {
  const { macroBlocks } = task;
  if (macroBlocks.total <= 0n || !isPlausible(macroBlocks)) {
    return fit(theme.words.screens.none, cells + 1 + percentCells, { align: 'right' });
  }
  const share = hundredthsOf(macroBlocks);
  const role = hasFailedAttempt(task) ? 'bad' : 'running';
  return `${paintedBar(share, cells, role, theme)} ${fit(percentText(share, theme), percentCells, { align: 'right' })}`;
}

function rowLine(task: LogStreamTask, note: Note, widths: Widths, theme: Theme): string {
  const { none } = theme.words.screens;
  const retries = task.retryId > 0n ? `↻ ${task.retryId}` : task.retryId.toString();
  const said = cellWidth(note.text) <= widths.note ? note.text : (note.shorter ?? note.text);
  const parts = [
    fit(task.lsId.toString(), widths.ls, {}),
    fit(task.server === '' ? none : task.server, widths.server, { cut: 'middle' }),
    progressCell(task, widths.bar, theme),
    ...(widths.blocks === 0 ? [] : [fit(blocksText(task, theme), widths.blocks, { align: 'right' })]),
    theme.style(task.retryId > 0n ? 'warning' : 'faint', fit(retries, widths.retries, { align: 'right' })),
    theme.style(note.role, cut(said, widths.note)),
  ];
  return `${margin}${parts.join(gap).trimEnd()}`;
}

function titleLine(widths: Widths, theme: Theme): string {
  const titles = theme.words.screens.columns;
  const parts = [
    fit(titles.ls, widths.ls, {}),
    fit(titles.server, widths.server, {}),
    fit(titles.data, widths.bar + 1 + percentCells, {}),
    ...(widths.blocks === 0 ? [] : [fit(titles.blocks, widths.blocks, { align: 'right' })]),
    fit(titles.retries, widths.retries, { align: 'right' }),
  ];
  return `${margin}${theme.style('faint', parts.join(gap))}`;
}

/**
 * The log streams of a task, those that need a look first, in at most `height` lines; how many more there are is said in the
 * last one. Nothing where there are none.
 */
export function logStreamLines(
  progress: TaskProgress,
  logStreams: readonly LogStreamTask[],
  now: Instant | null,
  columns: number,
  height: number,
  theme: Theme,
): string[] {
  const own = logStreamsOfTask(progress.task, logStreams).toSorted(slowestFirst);
  if (own.length === 0) return [];
  const runs = progress.seen?.timeLeft?.runs ?? null;
  const last = runs === null || now === null ? null : lastToEnd(runs, now);
  const room = Math.max(1, height - 1);
  const shown = own.length <= room ? own : own.slice(0, Math.max(1, room - 1));
  const notes = shown.map(task => noteOf(task, last, theme));
  const widths = widthsFor(shown, notes, columns, theme);
  const rows = shown.map((task, index) =>
    rowLine(task, notes[index] ?? { text: '', role: null }, widths, theme),
  );
  const rest = own.slice(shown.length);
  const { logStreams: words } = theme.words.screens;
  const more =
    rest.length === 0
      ? []
      : [words.more(count(BigInt(rest.length)), count(BigInt(rest.filter(isFinished).length)))];
  return [
    titleLine(widths, theme),
    ...rows,
    ...more.map(text => `${margin}${theme.style('faint', cut(text, columns - margin.length - 1))}`),
  ];
}
