import { elapsedSeconds, type Job, jobKeyText } from '../backup/job.ts';
import { phaseOf } from '../backup/phase.ts';
import { type Picture, tasksOf } from '../backup/picture.ts';
import { knownDataPercent, knownLogPercent } from '../backup/progress.ts';
import type { Column, Instant } from '../backup/row.ts';
import { knownAmount } from '../backup/task.ts';
import { progressOf, type TaskEvidence } from '../backup/task-progress.ts';
import { storedName, type Tenant } from '../backup/tenant.ts';
import { lagWhenRead } from '../backup/tenant-archive.ts';
import type { TenantVerdict } from '../backup/tenant-verdict.ts';
import { isoInstant } from './json-values.ts';
import { logState } from './log-state.ts';
import type { TableCell, TableRow } from './table.ts';

/** A column of a view as it is in JSON: under its name in lower case, times in UTC. */
function ofView({ name, kind, raw, instant }: Column): TableCell {
  const text =
    kind === 'time' && raw !== null && instant !== undefined
      ? isoInstant(instant, raw.split('.')[1]?.length ?? 0)
      : raw;
  return { name: name.toLowerCase(), text, isFree: kind === 'text' };
}

function figure(name: string, value: number | bigint | null): TableCell {
  return { name, text: value === null ? null : String(value) };
}

function moment(name: string, at: Instant | null): TableCell {
  return { name, text: at === null ? null : isoInstant(at) };
}

function percent(hundredths: number | null): number | null {
  return hundredths === null ? null : hundredths / 100;
}

/** What the jobs of a list are made from. */
export interface JobsOf {
  readonly picture: Picture;
  readonly tenants: readonly Tenant[];
  readonly tasks: TaskEvidence;
}

function jobRow(job: Job, { picture, tenants, tasks }: JobsOf): TableRow {
  const tenant = tenants.find(({ id }) => id === job.key.tenantId);
  const [task] = tasksOf(picture, job.key);
  const progress = task === undefined ? null : progressOf(task, job, tasks);
  const elapsed = elapsedSeconds(job, picture.readAt);
  return [
    { name: 'tenant_name', text: tenant === undefined ? null : storedName(tenant), isFree: true },
    ...job.row.map(ofView),
    figure('elapsed_seconds', elapsed === null ? null : Math.floor(elapsed)),
    { name: 'task_status', text: task?.status.text ?? null },
    { name: 'phase', text: task?.status.kind === 'running' ? phaseOf(task.status.text) : null },
    figure('data_percent', percent(progress === null ? null : knownDataPercent(progress.data))),
    figure('log_percent', percent(progress === null ? null : knownLogPercent(progress.log))),
    { name: 'log_state', text: progress === null ? null : logState(progress) },
    figure('input_bytes', task === undefined ? null : knownAmount(task.inputBytes)),
    figure('output_bytes', task === undefined ? null : knownAmount(task.outputBytes)),
  ];
}

/** The jobs of a picture: what the views say of each, and of its task how far it is. */
export function jobTable(of: JobsOf): readonly TableRow[] {
  const seen = new Set<string>();
  return of.picture.jobs.flatMap(job => {
    const key = jobKeyText(job.key);
    if (seen.has(key)) return [];
    seen.add(key);
    return [jobRow(job, of)];
  });
}

/** The names of columns that stand in the first line also where there is no row. */
export const jobTableColumns = ['tenant_name', 'tenant_id', 'job_id'] as const;
export const tenantTableColumns = ['tenant_id', 'tenant_name'] as const;

/** The tenants with the verdict on each. */
export function tenantTable(verdicts: readonly TenantVerdict[]): readonly TableRow[] {
  return verdicts.map(({ tenant, activity, lastGood, goodAge, isOverdue, archive, needs }) => {
    const good = typeof lastGood === 'string' ? null : lastGood;
    const lag = archive === null ? null : lagWhenRead(archive);
    return [
      figure('tenant_id', tenant.id),
      { name: 'tenant_name', text: storedName(tenant), isFree: true },
      { name: 'compatibility_mode', text: tenant.mode },
      { name: 'archivelog', text: tenant.archivesLog === null ? null : tenant.archivesLog ? 'on' : 'off' },
      figure('jobs_running', activity.running.length),
      moment('last_good_at', good?.endedAt ?? null),
      { name: 'last_good_type', text: good?.type.text ?? null },
      figure('last_good_job_id', good?.jobId ?? null),
      figure('last_good_age_seconds', goodAge === null ? null : Math.floor(goodAge)),
      { name: 'overdue', text: isOverdue === null ? null : String(isOverdue) },
      { name: 'archive_status', text: archive?.status ?? null },
      figure('archive_lag_seconds', lag === null ? null : Math.round(lag)),
      { name: 'needs', text: needs.map(({ kind }) => kind).join(' ') },
    ];
  });
}
