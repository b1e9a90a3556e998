import { type ChildNode, countChildren } from '../../backup/cluster-job.ts';
import { isClusterJob, type Job, parentOf } from '../../backup/job.ts';
import { duration, spoken } from '../../text/duration.ts';
import { outcomeRoles } from '../progress-text.ts';
import { resultText } from '../result-text.ts';
import type { Role, Theme } from '../theme.ts';
import type { Cell } from './columns.ts';

/** The colour of a job's STATUS. */
export function statusRole(job: Job): Role {
  return job.status.kind === 'running' ? 'running' : outcomeRoles[job.status.outcome];
}

/** How long a job took; in narrow columns less exactly. */
export function tookCell(seconds: number, theme: Theme): Cell {
  return { text: duration(seconds, theme.words.time), shorter: [spoken(seconds, theme.words.time)] };
}

/** How many of a running cluster job's jobs have ended; of one that has ended only how many tenants it was for. */
export function clusterCell(job: Job, children: readonly ChildNode[], theme: Theme): Cell {
  const { lists } = theme.words.screens;
  const { ended, tenants } = countChildren(job, children);
  return {
    text: ended === null ? lists.tenants(String(tenants)) : lists.children(String(ended), String(tenants)),
  };
}

/** Who started a job, or why it failed; `depth` is 1 below the cluster job that started it. */
export function fromCell(job: Job, depth: number, theme: Theme): Cell {
  if (job.status.kind === 'ended' && job.result !== 0n) {
    return {
      text: resultText(job.result, job.comment, theme),
      shorter: [job.result.toString()],
      role: 'bad',
    };
  }
  const parent = parentOf(job);
  if (parent !== null && depth === 0)
    return { text: theme.words.screens.lists.clusterJob(String(parent.jobId)) };
  // Without its row nobody knows who started it: an empty cell would say that the tenant did.
  if (job.initiatorTenantId === null && !isClusterJob(job)) {
    return { text: theme.words.screens.lists.fromUnknown, role: 'faint' };
  }
  return { text: job.description, role: 'faint' };
}
