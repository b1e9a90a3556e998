import {
  type Archive,
  type ArchivePace,
  archiveLag,
  archivePace,
  archiveStillToGo,
  isAdvancing,
} from '../../backup/archive.ts';
import { phaseOf } from '../../backup/phase.ts';
import type { Instant } from '../../backup/row.ts';
import type { Task } from '../../backup/task.ts';
import { spoken } from '../../text/duration.ts';
import type { TaskProgress } from '../progress-text.ts';
import type { Look } from '../theme.ts';
import { fact } from './labelled-line.ts';

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
  look: Look,
): string | null {
  if (now === null) return null;
  const waited = (archivesFor(progress.task, archives) ?? []).filter(archive => waitsFor(progress, archive));
  const lags = waited.flatMap(archive => archiveLag(archive, now) ?? []);
  return lags.length === 0 ? null : look.say.screens.archive.lag(spoken(Math.max(...lags), look.say.time));
}

/** How an archive that is waited for is doing; one that is not waited for is told as it is. */
function paceOf(archive: Archive, progress: TaskProgress, now: Instant): ArchivePace {
  const left = archiveStillToGo(archive, progress.task.endScn);
  if (left === 0 || !waitsFor(progress, archive)) return 'with_log';
  return archivePace(archive, progress.seen?.archive ?? null, now);
}

function oneArchive(archive: Archive, progress: TaskProgress, now: Instant, look: Look): string {
  const say = look.say.screens.archive;
  const lag = archiveLag(archive, now);
  const left = archiveStillToGo(archive, progress.task.endScn);
  const length = (seconds: number) => spoken(seconds, look.say.time);
  const moment = look.zone.date(archive.checkpointScn / 1000n, now);
  const pace = paceOf(archive, progress, now);
  // What is left reads as nearly done: where archiving is behind, that is what must be seen first.
  const parts =
    lag !== null && pace !== 'with_log'
      ? [archive.status, say.behind[pace](length(lag), moment)]
      : [
          archive.status,
          lag === null ? say.noCheckpoint : say.upTo(moment, length(lag)),
          left === null || !waitsFor(progress, archive)
            ? ''
            : left === 0
              ? say.passed
              : say.stillToGo(left < 1 ? say.lessThan(length(1)) : length(left)),
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
  look: Look,
): string[] {
  const { task, log, stuck } = progress;
  const rows = archivesFor(task, archives);
  if (rows === null || now === null || !(log.state === 'waiting' || log.state === 'uncounted')) return [];
  const { archive: say, panel } = look.say.screens;
  const label = panel.labels.archive;
  if (rows.length === 0) return fact(label, say.none, columns, look, 'warning');
  return rows.flatMap(archive => {
    const stands = !isAdvancing(archive);
    const waits = waitsFor(progress, archive);
    if (!waits && (!stands || log.state === 'uncounted')) return [];
    const behind = paceOf(archive, progress, now) !== 'with_log';
    const role = stands || behind || stuck !== null ? 'warning' : null;
    return [
      ...fact(label, oneArchive(archive, progress, now, look), columns, look, role),
      ...(stands ? fact('', say.stands, columns, look, 'warning') : []),
      ...(archive.comment === '' ? [] : fact('', archive.comment, columns, look, role)),
    ];
  });
}
