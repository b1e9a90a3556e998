import type { ArchiveWait } from '../../backup/archive-wait.ts';
import type { TaskProgress } from '../../backup/task-progress.ts';
import { bar } from '../../text/bar.ts';
import { spoken } from '../../text/duration.ts';
import { count, percent } from '../../text/number.ts';
import type { Theme } from '../theme.ts';
import { barLines } from './bar-lines.ts';
import { labelledLines } from './labelled-line.ts';

/** "archive lag 4s", of the archive that is furthest behind; null where none is waited for. */
function lagText({ lag }: ArchiveWait, theme: Theme): string | null {
  return lag === null ? null : theme.words.screens.archive.lag(spoken(lag, theme.words.time));
}

/** How far the log is, and by how much archiving is behind where that is waited for. */
export function logLines({ log, archive }: TaskProgress, columns: number, theme: Theme): string[] {
  const { log: words, panel } = theme.words.screens;
  const lag = lagText(archive, theme);
  const withLag = (text: string) => (lag === null ? text : `${text} (${lag})`);
  const label = panel.labels.log;
  const textLines = (text: string, role: 'faint' | 'good' | null = null) =>
    labelledLines(label, text, columns, theme, role);
  switch (log.state) {
    case 'not_requested':
      return textLines(words.notRequested, 'faint');
    case 'unknown_request':
      return textLines(words.unknownRequest, 'faint');
    case 'waiting':
      return archive.waits ? textLines(withLag(words.waiting)) : textLines(words.later, 'faint');
    case 'uncounted':
      return textLines(archive.waits ? withLag(words.waitingUncounted) : words.uncounted);
    case 'implausible_counters':
      return textLines(words.implausibleCounters);
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
