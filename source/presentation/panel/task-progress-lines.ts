import type { Instant } from '../../backup/row.ts';
import { sinceLastStep, speed, throughput } from '../../backup/throughput.ts';
import { bar, sparkline, unknownBar } from '../../text/bar.ts';
import { about, ago } from '../../text/duration.ts';
import { count, percent, rate } from '../../text/number.ts';
import { cellWidth, cut } from '../../text/width.ts';
import { endedText, outcomeRoles, type TaskProgress, waitsForArchive } from '../progress-text.ts';
import type { Look } from '../theme.ts';
import { fact, factRoom, labelled } from './labelled-line.ts';

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
  look: Look,
) {
  const room = factRoom(columns);
  const [first = '', ...rest] = tail;
  const beside = tail.filter(part => part !== '').join('   ');
  const wide = room - cellWidth(beside) - 2;
  if (wide >= shortestBar * 2) {
    return [labelled(label, `${drawn(Math.min(longestBar, wide))}  ${beside}`, look)];
  }
  const below = rest.join('   ');
  const cells = Math.max(shortestBar, Math.min(longestBar, room - cellWidth(first) - 2));
  return [labelled(label, `${drawn(cells)}  ${first}`, look), labelled('', cut(below, room), look)];
}

/** How far the data is. Each state has words of its own: not known is not 0 %. */
export function dataLines(progress: TaskProgress, columns: number, look: Look): string[] {
  const { data, task, seen } = progress;
  const say = look.say.screens;
  const label = say.panel.labels.data;
  const painted = (draw: (cells: number) => string) => (cells: number) => look.paint('running', draw(cells));
  const known = (hundredths: number) => painted(cells => bar(hundredths, { cells, ascii: look.ascii }));
  switch (data.state) {
    case 'not_begun':
      return fact(label, say.data.notBegun, columns, look, 'faint');
    case 'counting':
      return fact(
        label,
        say.data.counting(count(task.tablets.total), count(data.blocks.total)),
        columns,
        look,
      );
    case 'unknowable': {
      const draw = painted(cells => unknownBar({ cells, ascii: look.ascii }));
      const lines = barLines(label, draw, [say.data.blocks(count(data.finished))], columns, look);
      return [...lines, ...fact('', say.data.why[data.why], columns, look, 'faint')];
    }
    case 'running': {
      const counters = say.data.blocksOf(count(data.blocks.finished), count(data.blocks.total));
      return barLines(label, known(data.hundredths), [percent(data.hundredths), counters], columns, look);
    }
    case 'finished': {
      const counters = say.data.blocks(count(data.blocks.finished));
      if (data.hundredths === null) return fact(label, `${say.data.over} · ${counters}`, columns, look);
      return barLines(
        label,
        known(data.hundredths),
        [percent(data.hundredths), say.data.over, counters],
        columns,
        look,
      );
    }
    case 'ended': {
      const text = endedText(data.outcome, seen, look);
      if (data.outcome !== 'completed') {
        const last = seen === null ? '' : ` · ${say.data.lastIn(seen.statusText)}`;
        return fact(label, text + last, columns, look, outcomeRoles[data.outcome]);
      }
      const full = (cells: number) => look.paint('good', bar(10_000, { cells, ascii: look.ascii }));
      return barLines(label, full, [text, say.data.blocks(count(task.macroBlocks.finished))], columns, look);
    }
  }
}

/**
 * How far the log is.
 * @param lag how far archiving is behind, in words, for a task that waits for it; null where that is not known
 */
export function logLines(progress: TaskProgress, lag: string | null, columns: number, look: Look): string[] {
  const { log, task } = progress;
  const { log: say, panel } = look.say.screens;
  const label = panel.labels.log;
  const words = (text: string, role: 'faint' | 'good' | null = null) =>
    fact(label, text, columns, look, role);
  switch (log.state) {
    case 'not_requested':
      return words(say.notRequested, 'faint');
    case 'unknown_request':
      return words(say.unknownRequest, 'faint');
    case 'waiting':
      if (!waitsForArchive(task)) return words(say.later, 'faint');
      return words(lag === null ? say.waiting : `${say.waiting} (${lag})`);
    case 'uncounted':
      return words(lag === null ? say.uncounted : `${say.waitingUncounted} (${lag})`);
    case 'nothing_to_copy':
      return words(say.nothingToCopy);
    case 'running': {
      const draw = (cells: number) =>
        look.paint('running', bar(log.hundredths, { cells, ascii: look.ascii }));
      const files = say.filesOf(count(log.files.finished), count(log.files.total));
      return barLines(label, draw, [percent(log.hundredths), files], columns, look);
    }
    case 'done':
      return words(say.done, 'good');
    case 'ended':
      return words(say.ended, 'faint');
  }
}

/** Speed, its last ten minutes, and when the counters last moved; nothing for a task that moves none. */
export function paceLines(
  progress: TaskProgress,
  now: Instant | null,
  columns: number,
  look: Look,
): string[] {
  const { task, seen } = progress;
  const say = look.say.screens.pace;
  const pace = seen?.pace ?? null;
  if (task.status.kind === 'ended' || pace === null || now === null) return [];
  const known = speed(pace, now);
  const step = sinceLastStep(pace, now);
  const last = step === null ? '' : say.lastStep(ago(step, look.say.time));
  if (known === null)
    return fact('', [say.noSpeed, last].filter(part => part !== '').join(' · '), columns, look);
  if (seen?.unit === 'files') {
    const files = say.filesAMinute(count(BigInt(Math.round(known.unitsPerSecond * 60))));
    return fact('', [files, last].filter(part => part !== '').join('   '), columns, look);
  }
  // Drawn up to the last step: until the next one nothing new is known, and nothing is drawn anew.
  const end = pace.steps.at(-1)?.at ?? now;
  const measured = Number(end - (pace.steps[0]?.at ?? end)) / 1e6;
  const span = Math.min(longestSpark, Math.max(shortestSpark, measured));
  const past = throughput(pace, end, sparkCells, span);
  const drawn = past === null ? '' : sparkline(past);
  const written = say.writes(rate(known.bytesPerSecond));
  const line = longestFitting(
    [
      [written, drawn, timeLeft(progress, now, look) ?? '', last],
      [written, drawn, last],
      [written, last],
    ],
    factRoom(columns),
  );
  return [labelled('', line, look)];
}

/** The first of the lines that fits; the last step is in all of them, as nothing else tells that it still goes. */
function longestFitting(lines: readonly (readonly string[])[], cells: number): string {
  const joined = lines.map(parts => parts.filter(part => part !== '').join('   '));
  return joined.find(line => cellWidth(line) <= cells) ?? cut(joined.at(-1) ?? '', cells);
}

/** The time left as the headline has it, with the clock time of the end once enough was seen; null where it cannot be told. */
export function timeLeft(progress: TaskProgress, now: Instant | null, look: Look): string | null {
  if (progress.eta === null || now === null) return null;
  const { pace: say } = look.say.screens;
  const length = about(progress.eta, look.say.time);
  if (progress.rough) return say.leftRoughly(length);
  const end = now + BigInt(Math.round(progress.eta)) * 1_000_000n;
  return say.left(length, look.zone.clock(end).slice(0, 5));
}
