import { bar } from '../../text/bar.ts';
import { count, percent } from '../../text/number.ts';
import { type TaskProgress, waitsForArchive } from '../progress-text.ts';
import type { Theme } from '../theme.ts';
import { barLines } from './bar-lines.ts';
import { labelledLines } from './labelled-line.ts';

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
