import { isAdvancing } from '../../backup/archive.ts';
import type { ArchiveOfTask } from '../../backup/archive-wait.ts';
import type { Instant } from '../../backup/row.ts';
import type { TaskProgress } from '../../backup/task-progress.ts';
import { spoken } from '../../text/duration.ts';
import type { Theme } from '../theme.ts';
import { labelledLines } from './labelled-line.ts';

function archiveText(of: ArchiveOfTask, now: Instant, theme: Theme): string {
  const words = theme.words.screens.archive;
  const { archive, lag, stillToGo, pace, waits } = of;
  const length = (seconds: number) => spoken(seconds, theme.words.time);
  const moment = theme.zone.date(archive.checkpointScn / 1000n, now);
  // What is left reads as nearly done: where archiving is behind, that must be seen first.
  if (lag !== null && pace !== 'with_log') {
    return `${archive.status} · ${words.behind[pace](length(lag), moment)}`;
  }
  const parts = [
    archive.status,
    lag === null ? words.noCheckpoint : words.upTo(moment, length(lag)),
    stillToGo === null || !waits
      ? ''
      : stillToGo === 0
        ? words.passed
        : words.stillToGo(stillToGo < 1 ? words.lessThan(length(1)) : length(stillToGo)),
  ];
  return parts.filter(part => part !== '').join(' · ');
}

/**
 * How far the log of a task's tenant is archived (…_OB_ARCHIVELOG): shown while the task waits for it, and before
 * that only where archiving has stopped, for then the task will wait forever.
 */
export function archiveLines(
  { log, archive, stuck }: TaskProgress,
  now: Instant | null,
  columns: number,
  theme: Theme,
): string[] {
  const { archives } = archive;
  if (archives === null || now === null || !(log.state === 'waiting' || log.state === 'uncounted')) return [];
  const { archive: words, panel } = theme.words.screens;
  const label = panel.labels.archive;
  if (archives.length === 0) return labelledLines(label, words.none, columns, theme, 'warning');
  return archives.flatMap(of => {
    const stopped = !isAdvancing(of.archive);
    if (!of.waits && (!stopped || log.state === 'uncounted')) return [];
    const role = stopped || of.pace !== 'with_log' || stuck !== null ? 'warning' : null;
    const { comment } = of.archive;
    return [
      ...labelledLines(label, archiveText(of, now, theme), columns, theme, role),
      ...(stopped ? labelledLines('', words.stopped, columns, theme, 'warning') : []),
      ...(comment === '' ? [] : labelledLines('', comment, columns, theme, role)),
    ];
  });
}
