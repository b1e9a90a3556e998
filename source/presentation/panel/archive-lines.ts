import {
  type Archive,
  type ArchiveThroughput,
  archiveLag,
  archiveStillToGo,
  archiveThroughput,
  isAdvancing,
} from '../../backup/archive.ts';
import { phaseOf } from '../../backup/phase.ts';
import type { Instant } from '../../backup/row.ts';
import type { Task } from '../../backup/task.ts';
import { spoken } from '../../text/duration.ts';
import type { TaskProgress } from '../progress-text.ts';
import type { Theme } from '../theme.ts';
import { labelledLines } from './labelled-line.ts';

/** The archive rows of a task's tenant; rows of a tenant's own view carry no number. */
export function archivesFor(task: Task, archives: readonly Archive[] | undefined): readonly Archive[] | null {
  if (archives === undefined) return null;
  return archives.filter(({ tenantId }) => tenantId === null || tenantId === task.job.tenantId);
}

/**
 * Whether a task waits for this archive now. Releases that count no log files (before 4.3.1) have no status for
 * it: they wait in BACKUP_LOG until the archive has passed END_SCN.
 */
function waitsFor({ task, log }: TaskProgress, archive: Archive): boolean {
  if (log.state === 'uncounted') return (archiveStillToGo(archive, task.endScn) ?? 0) > 0;
  return log.state === 'waiting' && phaseOf(task.status.text) === 'wait_archive';
}

/** "archive lag 4 s" of the archive that is furthest behind, for the log line; null where none is waited for. */
export function lagText(
  progress: TaskProgress,
  archives: readonly Archive[] | undefined,
  now: Instant | null,
  theme: Theme,
): string | null {
  if (now === null) return null;
  const waited = (archivesFor(progress.task, archives) ?? []).filter(archive => waitsFor(progress, archive));
  const lags = waited.flatMap(archive => archiveLag(archive, now) ?? []);
  return lags.length === 0
    ? null
    : theme.words.screens.archive.lag(spoken(Math.max(...lags), theme.words.time));
}

/** How an archive that is waited for is doing; one that is not waited for is told as it is. */
function paceOf(archive: Archive, progress: TaskProgress, now: Instant): ArchiveThroughput {
  const left = archiveStillToGo(archive, progress.task.endScn);
  if (left === 0 || !waitsFor(progress, archive)) return 'with_log';
  return archiveThroughput(archive, progress.seen?.archive ?? null, now);
}

function oneArchive(archive: Archive, progress: TaskProgress, now: Instant, theme: Theme): string {
  const words = theme.words.screens.archive;
  const lag = archiveLag(archive, now);
  const left = archiveStillToGo(archive, progress.task.endScn);
  const length = (seconds: number) => spoken(seconds, theme.words.time);
  const moment = theme.zone.date(archive.checkpointScn / 1000n, now);
  const throughput = paceOf(archive, progress, now);
  // What is left reads as nearly done: where archiving is behind, that is what must be seen first.
  const parts =
    lag !== null && throughput !== 'with_log'
      ? [archive.status, words.behind[throughput](length(lag), moment)]
      : [
          archive.status,
          lag === null ? words.noCheckpoint : words.upTo(moment, length(lag)),
          left === null || !waitsFor(progress, archive)
            ? ''
            : left === 0
              ? words.passed
              : words.stillToGo(left < 1 ? words.lessThan(length(1)) : length(left)),
        ];
  return parts.filter(part => part !== '').join(' · ');
}

/**
 * How far the log of a task's tenant is archived (…_OB_ARCHIVELOG): told while the task waits for it, and before
 * that only where archiving has stopped, for then the task will wait for ever.
 */
export function archiveLines(
  progress: TaskProgress,
  archives: readonly Archive[] | undefined,
  now: Instant | null,
  columns: number,
  theme: Theme,
): string[] {
  const { task, log, stuck } = progress;
  const rows = archivesFor(task, archives);
  if (rows === null || now === null || !(log.state === 'waiting' || log.state === 'uncounted')) return [];
  const { archive: words, panel } = theme.words.screens;
  const label = panel.labels.archive;
  if (rows.length === 0) return labelledLines(label, words.none, columns, theme, 'warning');
  return rows.flatMap(archive => {
    const stands = !isAdvancing(archive);
    const waits = waitsFor(progress, archive);
    if (!waits && (!stands || log.state === 'uncounted')) return [];
    const behind = paceOf(archive, progress, now) !== 'with_log';
    const role = stands || behind || stuck !== null ? 'warning' : null;
    return [
      ...labelledLines(label, oneArchive(archive, progress, now, theme), columns, theme, role),
      ...(stands ? labelledLines('', words.stands, columns, theme, 'warning') : []),
      ...(archive.comment === '' ? [] : labelledLines('', archive.comment, columns, theme, role)),
    ];
  });
}
