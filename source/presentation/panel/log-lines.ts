import type { TaskProgress } from '../../backup/task-progress.ts';
import { count } from '../../text/number.ts';
import { percentText } from '../percent-text.ts';
import type { Theme } from '../theme.ts';
import { barLines } from './bar-lines.ts';
import { paintedBar } from './data-lines.ts';
import { labelledLines } from './labelled-line.ts';

/** How far the log is. */
export function logLines(progress: TaskProgress, columns: number, theme: Theme): string[] {
  const { log, archive, task } = progress;
  const { log: words, panel } = theme.words.screens;
  const label = panel.labels.log;
  const textLines = (text: string, role: 'faint' | 'good' | null = null) =>
    labelledLines(label, text, columns, theme, role);
  const end = task.endScn === 0n ? '' : theme.zone.clock(task.endScn / 1000n);
  switch (log.state) {
    case 'not_requested':
      return textLines(words.notRequested, 'faint');
    case 'unknown_request':
      return textLines(words.unknownRequest, 'faint');
    case 'waiting':
      if (archive.hasPassed) return textLines(words.counting(end));
      return archive.waits ? textLines(words.waiting(end)) : textLines(words.later, 'faint');
    case 'uncounted':
      // Without the archive nobody knows whether the task still waits for it.
      if (archive.archives === null && !archive.waits) return textLines(words.mayWaitUncounted(end));
      return textLines(archive.waits ? words.waitingUncounted(end) : words.uncounted);
    case 'implausible_counters':
      return textLines(words.implausibleCounters);
    case 'nothing_to_copy':
      return textLines(words.nothingToCopy);
    case 'running': {
      const draw = (cells: number) => paintedBar(log.hundredths, cells, 'running', theme);
      const counters = [words.filesOf(count(log.files.finished), count(log.files.total))];
      const of = { percent: percentText(log.hundredths, theme), counters };
      return barLines(label, draw, of, progress, columns, theme);
    }
    case 'done':
      return textLines(words.done, 'good');
    case 'ended':
      return textLines(words.ended, 'faint');
  }
}
