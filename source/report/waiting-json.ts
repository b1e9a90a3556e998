import { type Archive, archiveLag, archiveStillToGo } from '../backup/archive.ts';
import type { Picture } from '../backup/picture.ts';
import { projectedTotal, remainingByPreviousRun } from '../backup/previous-run.ts';
import type { LogProgress } from '../backup/progress.ts';
import type { Instant } from '../backup/row.ts';
import type { Task } from '../backup/task.ts';
import { type Json, rawJson } from './json-values.ts';

type JobExtras = Pick<Picture, 'archives' | 'past'> | undefined;

/** The archives of a task's tenant; rows of a tenant's own view carry no number. */
function archivesOf(task: Task, beside: JobExtras): readonly Archive[] | undefined {
  return beside?.archives?.filter(({ tenantId }) => tenantId === null || tenantId === task.job.tenantId);
}

/**
 * Whether a task whose release counts no log files still waits for its archive: before 4.3.1 there is no STATUS
 * for that, it waits in BACKUP_LOG.
 */
export function waitsForArchive(task: Task, log: LogProgress, beside: JobExtras): boolean {
  const behind = (archive: Archive) => (archiveStillToGo(archive, task.endScn) ?? 0) > 0;
  return log.state === 'uncounted' && (archivesOf(task, beside) ?? []).some(behind);
}

function whole(seconds: number | null): number | null {
  return seconds === null ? null : Math.round(seconds);
}

/**
 * What a task waits for and what it is measured against: null where it was not read or does not apply, seconds of
 * an archive null where no checkpoint or no END_SCN is set.
 * @param eta seconds left, or null: one picture alone tells no speed
 */
export function waitingJson(
  task: Task,
  beside: JobExtras,
  now: Instant,
  eta: number | null,
): { [key: string]: Json } {
  const running = task.status.kind === 'running';
  const past = beside?.past ?? null;
  const rows = archivesOf(task, beside);
  return {
    archives:
      rows === undefined || !running
        ? null
        : rows.map(archive => ({
            status: archive.status,
            checkpoint_scn: archive.checkpointScn.toString(),
            lag_seconds: whole(archiveLag(archive, now)),
            still_to_go_seconds: whole(archiveStillToGo(archive, task.endScn)),
          })),
    past:
      past === null
        ? null
        : {
            job_id: rawJson(past.jobId.toString()),
            type: past.type === 'full' ? 'FULL' : 'INC',
            seconds: past.seconds,
          },
    on_course_seconds: running ? whole(projectedTotal(task.startedAt, now, eta)) : null,
    left_as_last_time_seconds: running ? whole(remainingByPreviousRun(task.startedAt, now, past)) : null,
  };
}
