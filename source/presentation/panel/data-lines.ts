import type { LastRead } from '../../backup/last-seen.ts';
import type { TaskProgress } from '../../backup/task-progress.ts';
import { bar, unknownBar } from '../../text/bar.ts';
import { spoken } from '../../text/duration.ts';
import { count, percent } from '../../text/number.ts';
import { endedText, outcomeRoles } from '../progress-text.ts';
import type { Theme } from '../theme.ts';
import { barLines } from './bar-lines.ts';
import { labelledLines } from './labelled-line.ts';

/** The STATUS in which a task was last seen running. */
function statusText({ value, before }: LastRead<string>, theme: Theme): string {
  const { data } = theme.words.screens;
  return before === 0 ? data.lastIn(value) : data.lastInBefore(value, spoken(before, theme.words.time));
}

/** How far the data is. Each state has words of its own: not known is not 0 %. */
export function dataLines(progress: TaskProgress, columns: number, theme: Theme): string[] {
  const { data, task, lastSeen } = progress;
  const words = theme.words.screens;
  const label = words.panel.labels.data;
  const painted = (draw: (cells: number) => string) => (cells: number) => theme.style('running', draw(cells));
  const known = (hundredths: number) => painted(cells => bar(hundredths, { cells, ascii: theme.ascii }));
  switch (data.state) {
    case 'not_begun':
      return labelledLines(label, words.data.notStarted, columns, theme, 'faint');
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
      const text = endedText(data.outcome, lastSeen, theme);
      if (data.outcome !== 'completed') {
        const last = lastSeen === null ? '' : ` · ${statusText(lastSeen.statusText, theme)}`;
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
