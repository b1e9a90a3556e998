import type { Picture } from '../backup/picture.ts';
import type { BackupSource } from '../backup/source.ts';
import { evidenceFrom, type TaskEvidence } from '../backup/task-progress.ts';
import { type TenantVerdict, tenantVerdict, tenantVerdicts } from '../backup/tenant-verdict.ts';
import { nothingSeen } from '../backup/tracked-task.ts';
import { isExcludedBy } from '../report/excluded.ts';
import { scopeIn } from '../report/scope.ts';
import type { Settings } from '../settings/settings.ts';

/** The verdicts on the tenants that the settings ask for, and what they are made from. */
export interface JudgedTenants {
  readonly picture: Picture;
  readonly tasks: TaskEvidence;
  readonly verdicts: readonly TenantVerdict[];
}

/** Reads the tenants and judges those that are asked for and not excluded. */
export async function judgeTenants(source: BackupSource, settings: Settings): Promise<JudgedTenants> {
  const picture = await source.read({ kind: 'tenants' });
  const server = await source.identify();
  const scope = scopeIn(picture.tenants, settings.tenant, server);
  const { capabilities } = server;
  const tasks = evidenceFrom(null, { capabilities, seen: nothingSeen, now: picture.readAt });
  const evidence = {
    picture,
    tasks,
    refusals: picture.refusals ?? [],
    maxAge: settings.maxAgeSeconds,
  };
  const isExcluded = isExcludedBy(settings.exclude);
  const verdicts =
    scope.kind === 'all'
      ? tenantVerdicts(evidence)
      : picture.tenants
          .filter(({ id }) => id === scope.tenantId)
          .map(tenant => tenantVerdict(tenant, evidence));
  return { picture, tasks, verdicts: verdicts.filter(({ tenant }) => !isExcluded(tenant)) };
}
