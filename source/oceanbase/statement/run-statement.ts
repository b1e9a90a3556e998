import type { Archive } from '../../backup/archive.ts';
import type { BackupSet } from '../../backup/backup-set.ts';
import { type BackupEvent, newestEventFirst } from '../../backup/event.ts';
import type { Job } from '../../backup/job.ts';
import type { LogStreamTask } from '../../backup/log-stream.ts';
import type { Place } from '../../backup/row.ts';
import type { SourceError } from '../../backup/source.ts';
import type { Task } from '../../backup/task.ts';
import type { Tenant } from '../../backup/tenant.ts';
import { type ConnectionLabel, toSourceError } from '../connection/errors.ts';
import type { Read } from '../history-cache.ts';
import { pastJobs, pastTasks } from '../neighbour-queries.ts';
import { toArchive, toEvent, toLogStreams } from '../neighbour-rows.ts';
import { otherJobs } from '../queries.ts';
import { toBackupSet, toJob, toTask, toTenant } from '../rows.ts';
import type { Session } from '../session/session.ts';
import { type Branch, takeApart, unionOf } from './statement.ts';

/** All that one statement brought. */
export interface StatementRows extends Read {
  readonly tenants: readonly Tenant[];
  readonly sets: readonly BackupSet[];
  readonly archives: readonly Archive[];
  readonly past: { readonly jobs: readonly Job[]; readonly tasks: readonly Task[] };
  readonly events: readonly BackupEvent[];
  readonly logStreams: readonly LogStreamTask[];
}

/** Unknown column: what was found out about the views no longer holds, as after an upgrade. */
const unknownColumn: ReadonlySet<number | null> = new Set([1054, 904]);

/**
 * Whether the next read has to connect anew. After KILL the server closes the connection a moment after its
 * last word. Where rights or columns have gone since they were asked for, a new connection finds out what is
 * left: else one view that is only wanted would keep all others from being read.
 */
function opensAnew({ kind, serverNumber }: SourceError): boolean {
  const lost = kind === 'connection_lost' || kind === 'views_unreadable' || kind === 'views_missing';
  return lost || unknownColumn.has(serverNumber);
}

/**
 * Sends one statement and types its rows.
 * @param order of the page of history, where one is among the branches
 * @throws SourceError
 */
export async function read(
  session: Session,
  label: ConnectionLabel,
  purpose: string,
  branches: readonly Branch[],
  order?: (a: Job, b: Job) => number,
): Promise<StatementRows> {
  const { family, shapes, server, link } = session;
  const statement = unionOf(purpose, branches, shapes, family);
  try {
    const answer = takeApart(statement, (await link.query(statement.sql)).rows, shapes, family);
    const rows = (source: string) => answer.rows.get(source) ?? [];
    const jobs = (source: string, place: Place) =>
      rows(source).map(row => toJob(row, place, server.tenantId));
    const tasks = (source: string, place: Place) =>
      rows(source).map(row => toTask(row, place, server.tenantId));
    return {
      readAt: answer.readAt ?? server.clock,
      tenants: rows('tenants').map(toTenant),
      sets: rows('set_files').map(row => toBackupSet(row, server.tenantId)),
      archives: rows('archivelog').map(row => toArchive(row, server.tenantId)),
      past: { jobs: jobs(pastJobs, 'history'), tasks: tasks(pastTasks, 'history') },
      events: rows('events')
        .map(toEvent)
        .filter(event => event !== null)
        .sort(newestEventFirst),
      logStreams: toLogStreams(rows('ls_tasks'), rows('schedule_tasks')),
      live: { jobs: jobs('jobs', 'live'), tasks: tasks('tasks', 'live') },
      history: {
        page: jobs('job_history', 'history').sort(order),
        others: [...jobs('last_jobs', 'history'), ...jobs(otherJobs, 'history')],
        tasks: tasks('task_history', 'history'),
      },
    };
  } catch (error) {
    const told = toSourceError(error, label, 'reading');
    if (opensAnew(told)) await link.close();
    throw told;
  }
}
