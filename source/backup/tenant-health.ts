import { isDoing, isInterrupted, isStarting, normalLag } from './archive.ts';
import type { Job } from './job.ts';
import { type LongRun, longRun } from './long-run.ts';
import type { Instant } from './row.ts';
import { lagWhenRead, wasBehind } from './tenant-archive.ts';
import { type Need, needsSomeone, type TenantVerdict } from './tenant-verdict.ts';

/** How bad something is, as monitoring counts: the worst of several decides, and 'unknown' is worse than 'ok' alone. */
export const levels = ['ok', 'unknown', 'warning', 'critical'] as const;
export type Level = (typeof levels)[number];

/** What a check finds about a tenant. */
export type Finding =
  | { readonly kind: 'need'; readonly need: Need }
  | { readonly kind: 'long_run'; readonly job: Job; readonly run: LongRun }
  /** LOG_MODE is NOARCHIVELOG: no backup can start. */
  | { readonly kind: 'no_archivelog' }
  | { readonly kind: 'archive_not_doing'; readonly status: string }
  /** More than the limit of the check. */
  | { readonly kind: 'archive_lag'; readonly seconds: number }
  /** More than is normal for the tenant, where the check has no limit; seconds. */
  | { readonly kind: 'archive_behind'; readonly seconds: number; readonly normal: number }
  /** When its last good backup was could not be read. */
  | { readonly kind: 'unknown_good' };

/** A finding with how bad it is. */
export interface Judged {
  readonly finding: Finding;
  readonly level: Level;
}

/** The limits of a check, in seconds; null for none, and for a lag then what is normal for the tenant. */
export interface HealthLimits {
  readonly maxLag: number | null;
  readonly maxRun: number | null;
}

/** A tenant without a good backup is in danger; that one failed is a warning as long as an earlier one is young enough. */
function levelOf(finding: Finding): Level {
  switch (finding.kind) {
    case 'need':
      if (!needsSomeone(finding.need)) return 'warning';
      return finding.need.kind === 'never' || finding.need.kind === 'overdue' ? 'critical' : 'warning';
    case 'archive_not_doing':
      return isInterrupted(finding) ? 'critical' : 'warning';
    case 'archive_lag':
      return 'critical';
    case 'unknown_good':
      return 'unknown';
    default:
      return 'warning';
  }
}

function archiveFindings({ tenant, archive }: TenantVerdict, { maxLag }: HealthLimits): Finding[] {
  if (tenant.archivesLog === false) return [{ kind: 'no_archivelog' }];
  if (archive === null) return [];
  const { status } = archive;
  const notDoing: Finding[] =
    status === '' || isDoing(archive) || isStarting(archive) ? [] : [{ kind: 'archive_not_doing', status }];
  const seconds = lagWhenRead(archive);
  if (seconds === null) return notDoing;
  if (maxLag !== null) return seconds > maxLag ? [...notDoing, { kind: 'archive_lag', seconds }] : notDoing;
  const normal = normalLag(archive);
  if (normal === null || wasBehind(archive) !== true) return notDoing;
  return [{ kind: 'archive_behind', seconds, normal }];
}

/**
 * What there is to find about a tenant, the worst first.
 * @param lastLength seconds that the last backup of a job's type took; null where it is not known
 */
export function tenantHealth(
  verdict: TenantVerdict,
  limits: HealthLimits,
  lastLength: (job: Job) => number | null,
  now: Instant,
): readonly Judged[] {
  const runs = verdict.activity.running.flatMap((job): Finding[] => {
    const run = longRun(job, lastLength(job), now, limits.maxRun);
    return run === null ? [] : [{ kind: 'long_run', job, run }];
  });
  const findings: Finding[] = [
    ...verdict.needs.map((need): Finding => ({ kind: 'need', need })),
    ...runs,
    ...archiveFindings(verdict, limits),
    ...(verdict.isOverdue === null ? [{ kind: 'unknown_good' } as const] : []),
  ];
  return findings
    .map(finding => ({ finding, level: levelOf(finding) }))
    .sort((a, b) => levels.indexOf(b.level) - levels.indexOf(a.level));
}

/** The worst of these; 'ok' of none. */
export function worstOf(judged: readonly Pick<Judged, 'level'>[]): Level {
  return judged.reduce<Level>(
    (worst, { level }) => (levels.indexOf(level) > levels.indexOf(worst) ? level : worst),
    'ok',
  );
}
