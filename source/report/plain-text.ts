import { activityOf, recentJobs } from '../backup/activity.ts';
import { type Change, endOf } from '../backup/change.ts';
import { jobKeyText } from '../backup/job.ts';
import { openRefusal } from '../backup/refusal.ts';
import type { Server } from '../backup/server.ts';
import { evidenceFrom } from '../backup/task-progress.ts';
import type { Tenant } from '../backup/tenant.ts';
import { nothingSeen } from '../backup/tracked-task.ts';
import { changeText } from '../presentation/change-text.ts';
import { remarkText } from '../presentation/error-text.ts';
import { jobProgressText } from '../presentation/job-progress-text.ts';
import type { Theme } from '../presentation/theme.ts';
import { ago } from '../text/duration.ts';
import { headerFacts } from './header-text.ts';
import type { Snapshot } from './snapshot.ts';

/** How the last backup of a tenant went, or that none could start: the same sentence as when it happened. */
function lastOf(tenant: Tenant, { overview, picture }: Snapshot, theme: Theme): string {
  const activity = activityOf(overview, tenant.id);
  const refusal = openRefusal(overview.refusals ?? [], tenant.id, recentJobs(activity));
  const refused: Change | null =
    refusal === null ? null : { ...refusal, kind: 'refused', job: null, type: '', seconds: null };
  const change = refused ?? (activity.last === null ? null : endOf(activity.last, picture.readAt));
  if (change === null) return theme.words.plain.never(tenant.name);
  const seconds = Number(picture.readAt - change.at) / 1e6;
  const sentence = changeText({ ...change, seenAt: picture.readAt, tenant }, theme);
  return theme.words.plain.ago(sentence, ago(seconds, theme.words.time));
}

/**
 * The present state as sentences, one a line: what runs, then how the last backup of each tenant went. Nothing in it is
 * drawn or set in columns, so that it can be read aloud.
 */
export function plainText(server: Server, read: Snapshot, theme: Theme): string {
  const { picture, jobExtras } = read;
  const { capabilities } = server;
  const running = picture.jobs
    .filter(job => job.status.kind === 'running')
    .map(job => {
      const extras = jobExtras?.get(jobKeyText(job.key)) ?? null;
      const evidence = evidenceFrom(extras, { capabilities, seen: nothingSeen, now: picture.readAt });
      return jobProgressText(job, picture, picture.tenants, { ...evidence, theme });
    });
  const remarks = [...server.remarks, ...(read.remarks ?? [])];
  const lines = [
    theme.words.plain.header(headerFacts(server, picture.readAt, theme)),
    ...new Set(remarks.map(remark => remarkText(remark, theme.words))),
    ...running,
    ...picture.tenants.map(tenant => lastOf(tenant, read, theme)),
  ];
  return `${lines.map(line => theme.toTerminal(line)).join('\n')}\n`;
}
