import type { Instant } from '../../backup/row.ts';
import { sinceLastStep, speed, throughputSeries } from '../../backup/throughput.ts';
import { bar, sparkline, unknownBar } from '../../text/bar.ts';
import { about, ago } from '../../text/duration.ts';
import { count, percent, rate } from '../../text/number.ts';
import { cellWidth, cut } from '../../text/width.ts';
import { endedText, outcomeRoles, type TaskProgress, waitsForArchive } from '../progress-text.ts';
import type { Theme } from '../theme.ts';
import { factRoom, labelledLine, labelledLines } from './labelled-line.ts';

/** Bars grow with the terminal, but not beyond what the eye takes in at once. */
const longestBar = 50;
const shortestBar = 10;

const sparkCells = 20;
const longestSpark = 300;
const shortestSpark = 30;

/** A bar, its percentage, and counters after it where there is room; else on a line of their own. */
function barLines(
  label: string,
  drawn: (cells: number) => string,
  tail: readonly string[],
  columns: number,
  theme: Theme,
) {
  const room = factRoom(columns);
  const [first = '', ...rest] = tail;
  const beside = tail.filter(part => part !== '').join('   ');
  const wide = room - cellWidth(beside) - 2;
  if (wide >= shortestBar * 2) {
    return [labelledLine(label, `${drawn(Math.min(longestBar, wide))}  ${beside}`, theme)];
  }
  const below = rest.join('   ');
  const cells = Math.max(shortestBar, Math.min(longestBar, room - cellWidth(first) - 2));
  return [labelledLine(label, `${drawn(cells)}  ${first}`, theme), labelledLine('', cut(below, room), theme)];
}

/** How far the data is. Each state has words of its own: not known is not 0 %. */
export function dataLines(progress: TaskProgress, columns: number, theme: Theme): string[] {
  const { data, task, seen } = progress;
  const words = theme.words.screens;
  const label = words.panel.labels.data;
  const painted = (draw: (cells: number) => string) => (cells: number) => theme.style('running', draw(cells));
  const known = (hundredths: number) => painted(cells => bar(hundredths, { cells, ascii: theme.ascii }));
  switch (data.state) {
    case 'not_begun':
      return labelledLines(label, words.data.notBegun, columns, theme, 'faint');
    case 'counting':
      return labelledLines(
        label,
        words.data.counting(count(task.tablets.total), count(data.blocks.total)),
        columns,
        theme,
      );
    case 'unknowable': {
      const draw = painted(cells => unknownBar({ cells, ascii: theme.ascii }));
      const lines = barLines(label, draw, [words.data.blocks(count(data.finished))], columns, theme);
      return [...lines, ...labelledLines('', words.data.why[data.why], columns, theme, 'faint')];
    }
    case 'running': {
      const counters = words.data.blocksOf(count(data.blocks.finished), count(data.blocks.total));
      return barLines(label, known(data.hundredths), [percent(data.hundredths), counters], columns, theme);
    }
    case 'finished': {
      const counters = words.data.blocks(count(data.blocks.finished));
      if (data.hundredths === null)
        return labelledLines(label, `${words.data.over} · ${counters}`, columns, theme);
      return barLines(
        label,
        known(data.hundredths),
        [percent(data.hundredths), words.data.over, counters],
        columns,
        theme,
      );
    }
    case 'ended': {
      const text = endedText(data.outcome, seen, theme);
      if (data.outcome !== 'completed') {
        const last = seen === null ? '' : ` · ${words.data.lastIn(seen.statusText)}`;
        return labelledLines(label, text + last, columns, theme, outcomeRoles[data.outcome]);
      }
      const full = (cells: number) => theme.style('good', bar(10_000, { cells, ascii: theme.ascii }));
      return barLines(
        label,
        full,
        [text, words.data.blocks(count(task.macroBlocks.finished))],
        columns,
        theme,
      );
    }
  }
}

/**
 * How far the log is.
 * @param lag how far archiving is behind, in words, for a task that waits for it; null where that is not known
 */
export function logLines(
  progress: TaskProgress,
  lag: string | null,
  columns: number,
  theme: Theme,
): string[] {
  const { log, task } = progress;
  const { log: words, panel } = theme.words.screens;
  const label = panel.labels.log;
  const textLines = (text: string, role: 'faint' | 'good' | null = null) =>
    labelledLines(label, text, columns, theme, role);
  switch (log.state) {
    case 'not_requested':
      return textLines(words.notRequested, 'faint');
    case 'unknown_request':
      return textLines(words.unknownRequest, 'faint');
    case 'waiting':
      if (!waitsForArchive(task)) return textLines(words.later, 'faint');
      return textLines(lag === null ? words.waiting : `${words.waiting} (${lag})`);
    case 'uncounted':
      return textLines(lag === null ? words.uncounted : `${words.waitingUncounted} (${lag})`);
    case 'nothing_to_copy':
      return textLines(words.nothingToCopy);
    case 'running': {
      const draw = (cells: number) =>
        theme.style('running', bar(log.hundredths, { cells, ascii: theme.ascii }));
      const files = words.filesOf(count(log.files.finished), count(log.files.total));
      return barLines(label, draw, [percent(log.hundredths), files], columns, theme);
    }
    case 'done':
      return textLines(words.done, 'good');
    case 'ended':
      return textLines(words.ended, 'faint');
  }
}

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
    return labelledLines('', [files, last].filter(part => part !== '').join('   '), columns, theme);
  }
  // Drawn up to the last step: until the next one nothing new is known, and nothing is drawn anew.
  const end = throughput.steps.at(-1)?.at ?? now;
  const measured = Number(end - (throughput.steps[0]?.at ?? end)) / 1e6;
  const span = Math.min(longestSpark, Math.max(shortestSpark, measured));
  const past = throughputSeries(throughput, end, sparkCells, span);
  const drawn = past === null ? '' : sparkline(past);
  const written = words.writes(rate(known.bytesPerSecond));
  const line = longestFitting(
    [
      [written, drawn, timeLeft(progress, now, theme) ?? '', last],
      [written, drawn, last],
      [written, last],
    ],
    factRoom(columns),
  );
  return [labelledLine('', line, theme)];
}

/** The first of the lines that fits; the last step is in all of them, as nothing else tells that it still goes. */
function longestFitting(lines: readonly (readonly string[])[], cells: number): string {
  const joined = lines.map(parts => parts.filter(part => part !== '').join('   '));
  return joined.find(line => cellWidth(line) <= cells) ?? cut(joined.at(-1) ?? '', cells);
}

/** The time left as the headline has it, with the clock time of the end once enough was seen; null where it cannot be told. */
export function timeLeft(progress: TaskProgress, now: Instant | null, theme: Theme): string | null {
  if (progress.eta === null || now === null) return null;
  const { throughput: words } = theme.words.screens;
  const length = about(progress.eta, theme.words.time);
  if (progress.rough) return words.leftRoughly(length);
  const end = now + BigInt(Math.round(progress.eta)) * 1_000_000n;
  return words.left(length, theme.zone.clock(end).slice(0, 5));
}
