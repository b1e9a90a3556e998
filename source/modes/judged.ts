import { isClusterJob, type Job } from '../backup/job.ts';
import type { Picture } from '../backup/picture.ts';
import type { BackupSource } from '../backup/source.ts';
import { evidenceFrom, type TaskEvidence } from '../backup/task-progress.ts';
import { type TenantVerdict, tenantVerdict, tenantVerdicts } from '../backup/tenant-verdict.ts';
import { nothingSeen, type TasksSeen } from '../backup/tracked-task.ts';
import { isExcludedBy } from '../report/excluded.ts';
import { scopeIn } from '../report/scope.ts';
import type { Settings } from '../settings/settings.ts';

/** The verdicts on the tenants that the settings ask for, and what they are made from. */
export interface JudgedTenants {
  readonly picture: Picture;
  readonly tasks: TaskEvidence;
  readonly verdicts: readonly TenantVerdict[];
}

/**
 * Reads the tenants and judges those that are asked for and not excluded.
 * @param seenOf what was seen of the tasks of running jobs; without it nothing was
 */
export async function judgeTenants(
  source: BackupSource,
  settings: Settings,
  seenOf: (running: readonly Job[]) => Promise<TasksSeen> = async () => nothingSeen,
): Promise<JudgedTenants> {
  const picture = await source.read({ kind: 'tenants' });
  const server = await source.identify();
  const scope = scopeIn(picture.tenants, settings.tenant, server);
  const isExcluded = isExcludedBy(settings.exclude);
  const tenants = picture.tenants.filter(
    tenant => !isExcluded(tenant) && (scope.kind === 'all' || tenant.id === scope.tenantId),
  );
  const isWanted = (job: Job) => tenants.some(({ id }) => id === job.key.tenantId);
  const running = picture.jobs.filter(
    job => job.status.kind === 'running' && !isClusterJob(job) && isWanted(job),
  );
  const { capabilities } = server;
  const seen = await seenOf(running);
  const tasks = evidenceFrom(null, { capabilities, seen, now: picture.readAt });
  const refusals = picture.refusals ?? [];
  const evidence = { picture: { ...picture, tenants }, tasks, refusals, maxAge: settings.maxAgeSeconds };
  // A login to one tenant sees that one, whichever it is.
  const verdicts =
    server.sees === 'own_tenant'
      ? tenants.map(tenant => tenantVerdict(tenant, evidence))
      : tenantVerdicts(evidence);
  return { picture, tasks, verdicts };
}
