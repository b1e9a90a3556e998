import { isDoing } from '../backup/archive.ts';
import type { Job } from '../backup/job.ts';
import { type Picture, tasksOf } from '../backup/picture.ts';
import { knownDataPercent, knownLogPercent } from '../backup/progress.ts';
import type { Instant } from '../backup/row.ts';
import { knownAmount } from '../backup/task.ts';
import { progressOf, type TaskEvidence } from '../backup/task-progress.ts';
import { sysTenantId } from '../backup/tenant.ts';
import { lagWhenRead } from '../backup/tenant-archive.ts';
import type { Need, TenantVerdict } from '../backup/tenant-verdict.ts';
import { metricHelp } from '../text/en/metrics.ts';

type Labels = Readonly<Record<string, string>>;
type MetricName = keyof typeof metricHelp;

/** One value of a metric; those that are not known are left out, never 0. */
interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

/** What the metrics are made from. */
export interface MetricsOf {
  readonly verdicts: readonly TenantVerdict[];
  readonly picture: Picture;
  /** Of the tasks of the picture. */
  readonly tasks: TaskEvidence;
}

const prefix = 'oceanbase_backup_';

/** The unit of a metric is the end of its name. A ratio is a unit too. */
const units = ['seconds', 'bytes', 'ratio'] as const;

function unitOf(name: string): string | null {
  return units.find(unit => name.endsWith(`_${unit}`)) ?? null;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function line(name: string, { labels, value }: Sample): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`;
}

/** A metric with its samples; nothing where it has none. All are gauges: nothing here only grows. */
function family(name: MetricName, samples: readonly Sample[]): string[] {
  if (samples.length === 0) return [];
  const whole = prefix + name;
  const unit = unitOf(name);
  return [
    `# TYPE ${whole} gauge`,
    ...(unit === null ? [] : [`# UNIT ${whole} ${unit}`]),
    `# HELP ${whole} ${escaped(metricHelp[name])}`,
    ...samples.map(sample => line(whole, sample)),
  ];
}

function secondsOf(instant: Instant): number {
  return Number(instant) / 1e6;
}

function labelsOf({ tenant }: TenantVerdict): Labels {
  return { tenant_id: String(tenant.id ?? ''), tenant: tenant.name };
}

/** A tenant has at most one running job of its own and one that a cluster job started, so a number is not needed. */
function jobLabels(verdict: TenantVerdict, job: Job): Labels {
  const initiator = job.initiatorTenantId === sysTenantId ? 'sys' : 'tenant';
  return { ...labelsOf(verdict), type: job.type.text, initiator };
}

const needKinds: readonly Need['kind'][] = ['failed', 'could_not_start', 'stuck', 'overdue', 'never'];

function needSamples(verdict: TenantVerdict): Sample[] {
  const isKnown = (kind: Need['kind']) =>
    (kind !== 'overdue' && kind !== 'never') || verdict.isOverdue !== null;
  return needKinds.filter(isKnown).map(kind => ({
    labels: { ...labelsOf(verdict), need: kind },
    value: Number(verdict.needs.some(need => need.kind === kind)),
  }));
}

function sample(labels: Labels, value: number | null): Sample[] {
  return value === null ? [] : [{ labels, value }];
}

function bytesOf(bytes: bigint): number | null {
  const known = knownAmount(bytes);
  return known === null ? null : Number(known);
}

function ofTasks(
  { picture, tasks, verdicts }: MetricsOf,
  value: (progress: ReturnType<typeof progressOf>) => number | null,
): Sample[] {
  return verdicts.flatMap(verdict =>
    verdict.activity.running.flatMap(job => {
      const [task] = tasksOf(picture, job.key);
      return task === undefined ? [] : sample(jobLabels(verdict, job), value(progressOf(task, job, tasks)));
    }),
  );
}

function ratio(hundredths: number | null): number | null {
  return hundredths === null ? null : hundredths / 10_000;
}

/**
 * The present state in the text format of OpenMetrics 1.0, which the older one of Prometheus reads too: gauges with names and
 * units by Prometheus' conventions.
 */
export function metricsText(of: MetricsOf): string {
  const { verdicts, picture } = of;
  const each = (value: (verdict: TenantVerdict) => number | null): Sample[] =>
    verdicts.flatMap(verdict => sample(labelsOf(verdict), value(verdict)));
  const lines = [
    ...family('read_timestamp_seconds', [{ labels: {}, value: secondsOf(picture.readAt) }]),
    ...family(
      'last_good_timestamp_seconds',
      verdicts.flatMap(verdict => {
        const { lastGood } = verdict;
        if (typeof lastGood === 'string') return [];
        return [
          {
            labels: { ...labelsOf(verdict), type: lastGood.type.text },
            value: secondsOf(lastGood.endedAt),
          },
        ];
      }),
    ),
    ...family('needs', verdicts.flatMap(needSamples)),
    ...family(
      'jobs_running',
      each(({ activity }) => activity.running.length),
    ),
    ...family(
      'archivelog_enabled',
      each(({ tenant }) => (tenant.archivesLog === null ? null : Number(tenant.archivesLog))),
    ),
    ...family(
      'archive_doing',
      each(({ archive }) => (archive === null ? null : Number(isDoing(archive)))),
    ),
    ...family(
      'archive_checkpoint_timestamp_seconds',
      each(({ archive }) =>
        archive === null || archive.checkpointScn === 0n ? null : secondsOf(archive.checkpointScn / 1000n),
      ),
    ),
    ...family(
      'archive_lag_seconds',
      each(({ archive }) => (archive === null ? null : lagWhenRead(archive))),
    ),
    ...family(
      'job_start_timestamp_seconds',
      verdicts.flatMap(verdict =>
        verdict.activity.running.flatMap(job =>
          sample(jobLabels(verdict, job), job.startedAt === null ? null : secondsOf(job.startedAt)),
        ),
      ),
    ),
    ...family(
      'job_data_ratio',
      ofTasks(of, ({ data }) => ratio(knownDataPercent(data))),
    ),
    ...family(
      'job_log_ratio',
      ofTasks(of, ({ log }) => ratio(knownLogPercent(log))),
    ),
    ...family(
      'job_input_bytes',
      ofTasks(of, ({ task }) => bytesOf(task.inputBytes)),
    ),
    ...family(
      'job_output_bytes',
      ofTasks(of, ({ task }) => bytesOf(task.outputBytes)),
    ),
    '# EOF',
  ];
  return `${lines.join('\n')}\n`;
}
