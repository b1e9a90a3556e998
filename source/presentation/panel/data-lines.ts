import type { LastRead } from '../../backup/last-seen.ts';
import type { TaskProgress } from '../../backup/task-progress.ts';
import { barParts, unknownBar } from '../../text/bar.ts';
import { spoken } from '../../text/duration.ts';
import { count } from '../../text/number.ts';
import { percentText } from '../percent-text.ts';
import { endedText, outcomeRoles } from '../progress-text.ts';
import type { Role, Theme } from '../theme.ts';
import { barLines } from './bar-lines.ts';
import { labelledLines } from './labelled-line.ts';

/** The STATUS in which a task was last seen running. */
function statusText({ value, before }: LastRead<string>, theme: Theme): string {
  const { data } = theme.words.screens;
  return before === 0 ? data.lastIn(value) : data.lastInBefore(value, spoken(before, theme.words.time));
}

/** A bar whose part that is done has the colour of this role. */
export function paintedBar(hundredths: number, cells: number, role: Role, theme: Theme): string {
  const { done, left } = barParts(hundredths, { cells, ascii: theme.ascii });
  return theme.style(role, done) + theme.style('faint', left);
}

/** How far the data is. Each state has words of its own: not known is not 0 %. */
export function dataLines(progress: TaskProgress, columns: number, theme: Theme): string[] {
  const { data, task, lastSeen } = progress;
  const words = theme.words.screens;
  const label = words.panel.labels.data;
  const known = (hundredths: number) => (cells: number) => paintedBar(hundredths, cells, 'running', theme);
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
      const draw = (cells: number) => theme.style('running', unknownBar({ cells, ascii: theme.ascii }));
      const counters = [words.data.blocks(count(data.finished))];
      return [
        ...barLines(label, draw, { percent: null, counters }, progress, columns, theme),
        ...labelledLines('', words.data.why[data.why], columns, theme, 'faint'),
      ];
    }
    case 'running': {
      const counters = [words.data.blocksOf(count(data.blocks.finished), count(data.blocks.total))];
      const of = { percent: percentText(data.hundredths, theme), counters };
      return barLines(label, known(data.hundredths), of, progress, columns, theme);
    }
    case 'finished': {
      const blocks = words.data.blocks(count(data.blocks.finished));
      if (data.hundredths === null)
        return labelledLines(label, `${words.data.over} · ${blocks}`, columns, theme);
      const of = { percent: percentText(data.hundredths, theme), counters: [words.data.over, blocks] };
      return barLines(label, known(data.hundredths), of, progress, columns, theme);
    }
    case 'ended': {
      const text = endedText(data.outcome, lastSeen, theme);
      if (data.outcome !== 'completed') {
        const last = lastSeen === null ? '' : ` · ${statusText(lastSeen.statusText, theme)}`;
        return labelledLines(label, text + last, columns, theme, outcomeRoles[data.outcome]);
      }
      const full = (cells: number) => paintedBar(10_000, cells, 'good', theme);
      const counters = [text, words.data.blocks(count(task.macroBlocks.finished))];
      return barLines(label, full, { percent: null, counters }, progress, columns, theme);
    }
  }
}
