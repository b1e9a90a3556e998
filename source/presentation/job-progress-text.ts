import { isClusterJob, type Job } from '../backup/job.ts';
import { phaseOf } from '../backup/phase.ts';
import { type Picture, tasksOf } from '../backup/picture.ts';
import { progressOf, type TaskProgress } from '../backup/task-progress.ts';
import { sysTenantId, type Tenant } from '../backup/tenant.ts';
import { calmSpeed } from '../backup/throughput.ts';
import { spoken } from '../text/duration.ts';
import { count, rate } from '../text/number.ts';
import { clusterCounts } from './cluster-text.ts';
import { percentText } from './percent-text.ts';
import { type ProgressContext, phaseName, stuckText } from './progress-text.ts';
import type { Theme } from './theme.ts';
import { jobEndText, nextEndText } from './time-left-text.ts';

/** Where a task is: the percentage of its data or log where there is one, else its phase. */
function whereText({ task, data, log, archive }: TaskProgress, { theme }: ProgressContext): string {
  const words = theme.words.screens;
  if (task.status.kind === 'ended') return words.finishing;
  if (archive.waits && log.state !== 'unknown_request') {
    const { waitsForArchive, waitsForArchiveLag } = words.lists;
    return archive.lag === null ? waitsForArchive : waitsForArchiveLag(spoken(archive.lag, theme.words.time));
  }
  if (archive.hasPassed) return words.log.short.countingFiles;
  const phase = phaseOf(task.status.text);
  // What is being canceled, and a status of a later release, are said before any percentage.
  if (phase === null) return task.status.text;
  if (data.state === 'running') return words.progressLine.data(percentText(data.hundredths, theme));
  if (log.state === 'running') return words.progressLine.log(percentText(log.hundredths, theme));
  return phaseName(phase, log.state === 'not_requested', theme);
}

function taskParts(progress: TaskProgress, context: ProgressContext): string[] {
  const { theme, now } = context;
  const throughput = progress.seen?.throughput ?? null;
  const pace = throughput === null || now === null ? null : calmSpeed(throughput, now);
  const ends = [nextEndText(progress, now, theme), jobEndText(progress, now, theme)];
  const { data, archive } = progress;
  return [
    whereText(progress, context),
    ...(archive.failsWith === null ? [] : [theme.words.screens.panel.willFail(archive.failsWith.toString())]),
    // Without a percentage, what is finished shows that it is moving.
    ...(data.state === 'unknowable' ? [theme.words.screens.data.blocks(count(data.finished))] : []),
    ...(progress.stuck === null ? [] : [stuckText(progress.stuck, theme)]),
    ...(pace === null ? [] : [theme.words.screens.throughput.writes(rate(pace.bytesPerSecond))]),
    ...ends.filter(text => text !== null),
  ];
}

/** How a list names a job: "crm_prod job 61 FULL". */
export function jobName({ key, type }: Job, tenants: readonly Tenant[], theme: Theme): string {
  const words = theme.words.screens.changes;
  const id = key.jobId.toString();
  if (key.tenantId === sysTenantId) return words.clusterJob(id, type.text).trimEnd();
  const tenant = tenants.find(one => one.id === key.tenantId);
  // A type is not known where the row of the job is not visible.
  return words.job(tenant?.name ?? String(key.tenantId ?? ''), id, type.text).trimEnd();
}

/** How far a running job is, in one line: "crm_prod job 61 FULL: 23.40 % of the data, writes 17.9 MB/s". */
export function jobProgressText(
  job: Job,
  picture: Picture,
  tenants: readonly Tenant[],
  context: ProgressContext,
): string {
  const words = context.theme.words.screens;
  const parts = isClusterJob(job)
    ? [clusterCounts({ job, picture, refusals: picture.refusals ?? [] }, context)[0]]
    : tasksOf(picture, job.key).flatMap(task => taskParts(progressOf(task, job, context), context));
  const known = parts.length > 0 ? parts : [job.status.text];
  return words.progressLine.of(jobName(job, tenants, context.theme), known);
}
