import type { Traits } from '../releases.ts';
import { type ArchiveStatus, resultWithoutArchive } from './archive.ts';
import { type Child, type ClusterJob, childrenCanceledAt, planClusterJob } from './cluster-job.ts';
import { failedByRootservice } from './ending.ts';
import { cancelBackup, failBackup, isChecked, nextStep, type Plan } from './plan.ts';
import type { Micros } from './rows.ts';
import type { Step, StepQueue } from './script.ts';

/** A running cluster job with its children. */
interface Parent {
  job: ClusterJob;
  children: Run[];
  endsAt: Micros;
}

/** A running backup of a tenant. */
export interface Run {
  tenantId: number;
  /** As it goes while its archive is DOING. */
  ordered: Plan;
  plan: Plan;
  parent: Parent | null;
}

/** The backups that run, whose course an archive's failure or a cancellation changes. */
export class Running {
  readonly #queue: StepQueue;
  readonly #traits: Traits;
  #runs: Run[] = [];

  constructor(queue: StepQueue, traits: Traits) {
    this.#queue = queue;
    this.#traits = traits;
  }

  /** A tenant's backup begins. */
  add(tenantId: number, plan: Plan): Run {
    const run: Run = { tenantId, ordered: plan, plan, parent: null };
    this.#runs.push(run);
    this.#queue.add(plan.steps, run);
    return run;
  }

  /** A cluster job begins, with the runs of its children. Returns when it has left the live view. */
  addParent(job: ClusterJob, children: Run[]): Micros {
    const parent: Parent = { job, children, endsAt: 0 };
    for (const child of children) child.parent = parent;
    this.#planParent(parent, null);
    return parent.endsAt;
  }

  /** Plans a cluster job; after `since`, the steps before being done. */
  #planParent(parent: Parent, since: Micros | null): void {
    const children: Child[] = parent.children.map(({ plan }) => plan);
    const { steps, endsAt } = planClusterJob(parent.job, children, this.#traits);
    this.#replace(parent, steps, since);
    parent.endsAt = endsAt;
  }

  #replace(owner: object, steps: readonly Step[], since: Micros | null): void {
    this.#queue.withdraw(owner);
    this.#queue.add(since === null ? steps : steps.filter(step => step.at > since), owner);
  }

  #change(run: Run, plan: Plan, at: Micros): void {
    if (plan === run.plan) return;
    run.plan = plan;
    this.#replace(run, plan.steps, at);
    if (run.parent !== null) this.#planParent(run.parent, at);
  }

  /** Forgets what has left the live views. */
  #prune(at: Micros): void {
    this.#runs = this.#runs.filter(({ plan, parent }) => Math.max(plan.endsAt, parent?.endsAt ?? 0) > at);
  }

  /**
   * A tenant's archive has another STATUS from this moment on. A backup that began before the round does fails in the end
   * (calculate_start_replay_scn_).
   */
  archiveIs(tenantId: number, status: ArchiveStatus, isNewRound: boolean, at: Micros): void {
    this.#prune(at);
    for (const run of this.#runs) {
      if (run.tenantId !== tenantId) continue;
      if (!isChecked(run.plan, at)) continue;
      if (status === 'DOING') {
        if (isNewRound && run.ordered.outcome === 'COMPLETED') {
          const end = failedByRootservice(run.ordered.end.at, -9027, this.#traits);
          run.ordered = failBackup(run.ordered, end);
        }
        this.#change(run, run.ordered, at);
        continue;
      }
      const step = nextStep(run.ordered, at);
      if (!isChecked(run.ordered, step - 1)) continue;
      const end = failedByRootservice(step, resultWithoutArchive(status), this.#traits);
      this.#change(run, failBackup(run.ordered, end), at);
    }
  }

  /** ALTER SYSTEM CANCEL BACKUP in a tenant; in sys (1) of its cluster jobs, children and all. */
  cancel(tenantId: number, at: Micros): void {
    this.#prune(at);
    const parents = new Set(this.#runs.flatMap(({ parent }) => parent ?? []));
    for (const parent of parents) {
      if (tenantId !== 1 || parent.endsAt <= at || parent.job.canceledAt !== null) continue;
      parent.job = { ...parent.job, canceledAt: at };
      const follow = childrenCanceledAt(parent.job) ?? at;
      for (const child of parent.children) this.#cancelRun(child, follow, at);
      this.#planParent(parent, at - 1);
    }
    for (const run of this.#runs) if (run.tenantId === tenantId) this.#cancelRun(run, at, at - 1);
  }

  #cancelRun(run: Run, from: Micros, since: Micros): void {
    if (!isChecked(run.plan, from)) return;
    run.ordered = cancelBackup(run.ordered, from);
    this.#change(run, run.ordered, since);
  }

  /** When the last of a tenant's running jobs has left the live view; 0 where there is none. */
  endsAt(tenantId: number): Micros {
    const ends = this.#runs.map(({ plan, parent, tenantId: own }) =>
      tenantId === 1 ? (parent?.endsAt ?? 0) : own === tenantId ? plan.endsAt : 0,
    );
    return Math.max(0, ...ends);
  }
}
