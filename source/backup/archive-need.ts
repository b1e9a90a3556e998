import { isClusterJob } from './job.ts';
import { canceling, phaseOf } from './phase.ts';
import { type Picture, tasksOf } from './picture.ts';
import type { Task } from './task.ts';

/** Releases that count no log files (before 4.3.1) have no status for the wait: they wait in BACKUP_LOG. */
function mayWaitForIt({ status, logFiles }: Task): boolean {
  if (status.kind !== 'running' || status.text === canceling) return false;
  return phaseOf(status.text) !== 'log' || logFiles === null;
}

/**
 * The tenants whose archiving decides when a backup in this picture can go on: those with a running job with
 * PLUS_ARCHIVELOG ON whose log is not being copied yet. Before it is, the kernel waits until the archive's
 * checkpoint has passed END_SCN (ob_backup_data_set_task_mgr.cpp).
 */
export function tenantsInNeedOfArchive(picture: Picture): (bigint | null)[] {
  const waiting = picture.jobs.filter(job => {
    if (job.status.kind !== 'running' || job.status.text === canceling) return false;
    if (isClusterJob(job) || job.plusArchivelog !== true) return false;
    const tasks = tasksOf(picture, job.key);
    return tasks.length === 0 || tasks.some(mayWaitForIt);
  });
  return [...new Set(waiting.map(job => job.key.tenantId))];
}
