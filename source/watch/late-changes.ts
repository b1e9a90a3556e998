import type { Change } from '../backup/change.ts';
import { isClusterJob, type Job, jobKeyText } from '../backup/job.ts';
import { lastLengthIn, longRun } from '../backup/long-run.ts';
import { type Picture, tasksOf } from '../backup/picture.ts';
import type { TaskEvidence } from '../backup/task-progress.ts';
import { tenantVerdicts } from '../backup/tenant-verdict.ts';

/** From when on something is late, in seconds. */
export interface LateLimits {
  /** A COMPLETED backup that is older does not count as a good one any more. */
  readonly maxAge: number;
  /** How long a backup may run; null: measured by the last one of its type. */
  readonly maxRun: number | null;
}

/** Finds in pictures that something has become late: that a backup runs for long, that a tenant has no good one. */
export interface LateChanges {
  take(picture: Picture, tasks: TaskEvidence): readonly Change[];
}

/** Watches for what is late by these limits. What was late at its first sight is no change, as nobody saw it become so. */
export function createLateChanges({ maxAge, maxRun }: LateLimits): LateChanges {
  /** Whether each running job was long at its last sight, by `jobKeyText`. */
  const wasLong = new Map<string, boolean>();
  /** Whether each tenant had no good backup at its last sight. */
  const wasOverdue = new Map<string, boolean>();

  /** Whether something is so now and was not at its last sight. */
  const hasBecome = (before: Map<string, boolean>, key: string, isNow: boolean): boolean => {
    const was = before.get(key);
    before.set(key, isNow);
    return isNow && was === false;
  };

  const lastLength = (job: Job, picture: Picture, { seen, previousRun }: TaskEvidence): number | null => {
    const [task] = tasksOf(picture, job.key);
    const past = task === undefined ? null : (seen.of(task)?.timeLeft?.past ?? null);
    return past?.seconds ?? previousRun?.seconds ?? lastLengthIn(picture, job);
  };

  const longRuns = (picture: Picture, tasks: TaskEvidence): Change[] =>
    picture.jobs.flatMap(job => {
      if (job.status.kind === 'ended' && wasLong.size > 0) wasLong.delete(jobKeyText(job.key));
      if (job.status.kind === 'ended' || isClusterJob(job)) return [];
      const key = jobKeyText(job.key);
      const run = longRun(job, lastLength(job, picture, tasks), picture.readAt, maxRun);
      if (!hasBecome(wasLong, key, run !== null) || run === null) return [];
      return [
        {
          kind: 'long_running',
          at: picture.readAt,
          tenantId: job.key.tenantId,
          job: job.key,
          type: job.type.text,
          result: 0n,
          seconds: run.seconds,
        },
      ];
    });

  const withoutGood = (picture: Picture, tasks: TaskEvidence): Change[] => {
    if (picture.records === undefined) return [];
    const verdicts = tenantVerdicts({ picture, tasks, refusals: picture.refusals ?? [], maxAge });
    return verdicts.flatMap(({ tenant, isOverdue, goodAge }) => {
      if (isOverdue === null || !hasBecome(wasOverdue, String(tenant.id), isOverdue)) return [];
      return [
        {
          kind: 'no_good_backup',
          at: picture.readAt,
          tenantId: tenant.id,
          job: null,
          type: '',
          result: 0n,
          seconds: goodAge,
        } as const,
      ];
    });
  };

  return { take: (picture, tasks) => [...longRuns(picture, tasks), ...withoutGood(picture, tasks)] };
}
