import { isClusterJob, type Job } from '../backup/job.ts';
import { lastLengthIn } from '../backup/long-run.ts';
import type { Picture } from '../backup/picture.ts';
import { lagWhenRead } from '../backup/tenant-archive.ts';
import {
  type Finding,
  type HealthLimits,
  type Judged,
  type Level,
  tenantHealth,
  worstOf,
} from '../backup/tenant-health.ts';
import { type Need, oldestGood, type TenantVerdict } from '../backup/tenant-verdict.ts';
import { refusalReasons } from '../presentation/refusal-text.ts';
import { resultText } from '../presentation/result-text.ts';
import type { Theme } from '../presentation/theme.ts';
import { spoken } from '../text/duration.ts';
import { perfdata } from './perfdata.ts';

/** What a check judges by, in seconds. */
export interface CheckLimits extends HealthLimits {
  readonly maxAge: number;
}

/** What a check has come to. */
export interface CheckResult {
  readonly level: Level;
  /** One line, without its end. */
  readonly line: string;
}

/** A tenant with all that there is to find about it. */
interface JudgedTenant {
  readonly verdict: TenantVerdict;
  readonly judged: readonly Judged[];
}

/** Tenants that are named in the line; the others are counted. */
const namedTenants = 8;

/** The states as monitoring plugins write them. */
export const stateNames: Readonly<Record<Level, string>> = {
  ok: 'OK',
  warning: 'WARNING',
  critical: 'CRITICAL',
  unknown: 'UNKNOWN',
};

/** A line of a check: of the signs that plugins may not write, the bar begins the performance data. */
export function checkLine(level: Level, text: string, theme: Theme): string {
  return theme.toTerminal(theme.words.check.line(stateNames[level], text)).replaceAll('|', '/');
}

function needText(need: Need, { tenant }: TenantVerdict, { maxAge }: CheckLimits, theme: Theme): string {
  const { findings: words } = theme.words.check;
  const length = (seconds: number) => spoken(seconds, theme.words.time);
  switch (need.kind) {
    case 'failed':
      return words.failed(
        need.job.key.jobId.toString(),
        resultText(need.job.result, need.job.comment, theme),
      );
    case 'could_not_start':
      return words.couldNotStart(refusalReasons(need.refusal, tenant, theme)[0]);
    case 'stuck':
      return words.stuck(need.job.key.jobId.toString(), length(need.stuck.seconds));
    case 'never':
      return need.isRunning ? words.neverRunning : words.never;
    case 'overdue':
      return (need.isRunning ? words.overdueRunning : words.overdue)(length(need.age), length(maxAge));
  }
}

function findingText(finding: Finding, verdict: TenantVerdict, limits: CheckLimits, theme: Theme): string {
  const { findings: words } = theme.words.check;
  const length = (seconds: number) => spoken(seconds, theme.words.time);
  switch (finding.kind) {
    case 'need':
      return needText(finding.need, verdict, limits, theme);
    case 'long_run': {
      const { job, run } = finding;
      const id = job.key.jobId.toString();
      if (run.last === null) return words.longRun(id, length(run.seconds));
      return words.longRunThan(id, length(run.seconds), length(run.last));
    }
    case 'no_archivelog':
      return words.noArchivelog;
    case 'archive_not_doing':
      return words.archiveNotDoing(finding.status);
    case 'archive_lag':
      return words.archiveLag(length(finding.seconds), length(limits.maxLag ?? 0));
    case 'archive_behind':
      return words.archiveBehind(length(finding.seconds), length(finding.normal));
    case 'unknown_good':
      return words.unknownGood;
  }
}

function troubleTexts(troubled: readonly JudgedTenant[], limits: CheckLimits, theme: Theme): string[] {
  const { check: words } = theme.words;
  const named = troubled.slice(0, namedTenants).map(({ verdict, judged }) =>
    words.ofTenant(
      verdict.tenant.name,
      judged.map(({ finding }) => findingText(finding, verdict, limits, theme)),
    ),
  );
  const rest = troubled.length - named.length;
  return rest === 0 ? named : [...named, words.more(String(rest))];
}

/** What is said where all is well, and after what is not. */
function fineTexts(all: readonly JudgedTenant[], fine: number, theme: Theme): string[] {
  const { check: words } = theme.words;
  const oldest = oldestGood(all.map(({ verdict }) => verdict));
  const running = all.flatMap(({ verdict }) => verdict.activity.running).filter(job => !isClusterJob(job));
  return [
    ...(fine === 0 ? [] : [words.fine(String(fine))]),
    ...(oldest === null || oldest.goodAge === null
      ? []
      : [words.oldest(oldest.tenant.name, spoken(oldest.goodAge, theme.words.time))]),
    ...(running.length === 0 ? [] : [words.running(String(running.length))]),
  ];
}

/**
 * Judges tenants as monitoring plugins do: one line with the state, what is wrong with whom, and performance data.
 * @param lastLength seconds that the last backup of a job's type took, where that was read; null where it is not known
 */
export function checkText(
  verdicts: readonly TenantVerdict[],
  picture: Picture,
  limits: CheckLimits,
  theme: Theme,
  lastLength: (job: Job) => number | null,
): CheckResult {
  if (verdicts.length === 0) {
    return { level: 'unknown', line: checkLine('unknown', theme.words.check.noTenants, theme) };
  }
  const lengthOf = (job: Job) => lastLength(job) ?? lastLengthIn(picture, job);
  const all = verdicts.map(verdict => ({
    verdict,
    judged: tenantHealth(verdict, limits, lengthOf, picture.readAt),
  }));
  const worst = (one: JudgedTenant) => worstOf(one.judged);
  const order: readonly Level[] = ['critical', 'warning', 'unknown'];
  const troubled = order.flatMap(level => all.filter(one => worst(one) === level));
  const level = worstOf(troubled.flatMap(({ judged }) => judged));
  const fine = all.length - troubled.length;
  const text = theme.words.check.all([
    ...troubleTexts(troubled, limits, theme),
    ...fineTexts(all, fine, theme),
  ]);
  const data = perfdata(
    all.map(({ verdict, judged }) => ({
      name: verdict.tenant.name,
      goodAge: verdict.goodAge,
      lag: verdict.archive === null ? null : lagWhenRead(verdict.archive),
      isFine: judged.length === 0,
    })),
    limits,
  );
  return { level, line: `${checkLine(level, text, theme)} | ${data}` };
}
