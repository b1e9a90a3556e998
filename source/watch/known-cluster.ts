import { isDeepStrictEqual } from 'node:util';
import type { JobSighting } from '../backup/elsewhere.ts';
import type { JobKey } from '../backup/job.ts';
import type { Picture } from '../backup/picture.ts';
import type { Refusal } from '../backup/refusal.ts';
import type { Tenant } from '../backup/tenant.ts';
import type { View } from '../backup/view.ts';
import { knownRunning } from './known-running.ts';

/**
 * What every screen knows of the cluster, though not every view reads it. Each list keeps its identity while nothing in
 * it changes.
 */
export interface KnownCluster {
  /** As last listed: only the tenants' view reads them, all screens name them. */
  readonly tenants: readonly Tenant[];
  /** The backups refused at their start, as last read. */
  readonly refusals: readonly Refusal[];
  /** The running jobs as last read, by tenant and JOB_ID, without cluster jobs. */
  readonly running: readonly JobKey[];
}

/** Keeps what is known of the cluster up to date, answer by answer. */
export interface ClusterKnowledge {
  known(): KnownCluster;
  /** An empty list says nothing: not every view reads the tenants. */
  noteTenants(listed: readonly Tenant[]): void;
  /**
   * Takes in one answer to a view.
   * @param picture null where the answer is not about jobs
   * @param elsewhere running jobs that were read with it, of tenants that the view does not show
   */
  take(asked: View, picture: Picture | null, elsewhere: readonly JobSighting[]): void;
}

/** Knows nothing of the cluster yet. */
export function createClusterKnowledge(): ClusterKnowledge {
  let tenants: readonly Tenant[] = [];
  let refusals: readonly Refusal[] = [];
  let running: readonly JobKey[] = [];
  const noteTenants = (listed: readonly Tenant[]) => {
    if (listed.length > 0 && !isDeepStrictEqual(listed, tenants)) tenants = listed;
  };
  return {
    known: () => ({ tenants, refusals, running }),
    noteTenants,
    take(asked, picture, elsewhere) {
      if (picture !== null) {
        noteTenants(picture.tenants);
        // Enough to name it, until the list is read.
        if (tenants.length === 0 && picture.owner !== undefined) noteTenants([picture.owner]);
        refusals = knownRefusals(refusals, asked, picture.refusals);
      }
      running = knownRunning(running, asked, picture?.jobs ?? null, elsewhere);
    },
  };
}

/** @param listed the refusals in the picture; undefined where it did not read them */
function knownRefusals(
  before: readonly Refusal[],
  asked: View,
  listed: readonly Refusal[] | undefined,
): readonly Refusal[] {
  if (listed === undefined) return before;
  const scope = asked.kind === 'jobs' ? asked.scope : ({ kind: 'all' } as const);
  // A view of a single tenant says nothing about the others.
  const others = scope.kind === 'all' ? [] : before.filter(({ tenantId }) => tenantId !== scope.tenantId);
  const next = [...others, ...listed];
  return isDeepStrictEqual(next, before) ? before : next;
}
