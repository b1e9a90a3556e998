import { type Release, type Traits, traitsOf } from '../releases.ts';
import { Store } from '../store.ts';
import { type ArchiveStatus, Archives } from './archive.ts';
import type { BackupSpec } from './backup.ts';
import { planClusterJob } from './cluster-job.ts';
import { traceId } from './comments.ts';
import { childRefusedEvent, compatibleNotMatchEvent, startEvent } from './events.ts';
import { parameterRows } from './parameters.ts';
import { finishedBackup, type Past } from './past.ts';
import { type Plan, planBackup, type Start } from './plan.ts';
import { type Random, random } from './random.ts';
import { Retention } from './retention.ts';
import { type Micros, second } from './rows.ts';
import { type Run, Running } from './running.ts';
import { applyStep, StepQueue } from './script.ts';
import { Sequences } from './sequences.ts';
import { type TenantSpec, tenantRows } from './tenants.ts';

/** What a scenario does at a moment. */
export interface ScenarioAction {
  at: Micros;
  /** Skipped when it is overdue by more than this, so that little is left to do after the machine slept. */
  skippedAfter?: Micros;
  begin(cluster: Cluster): void;
}

interface Initiator {
  tenantId: number;
  jobId: number;
}

/** The backups of an OceanBase cluster: what is running, what is planned, and the time it is. */
export class Cluster {
  readonly store = new Store();
  readonly traits: Traits;
  readonly random: Random;
  readonly tenants: readonly TenantSpec[];
  readonly #steps = new StepQueue();
  readonly #sequences = new Sequences();
  readonly #running: Running;
  readonly #archives: Archives;
  /** The data version of a tenant that was upgraded. */
  readonly #versions = new Map<number, string>();
  readonly #retention = new Retention(this.store);
  #actions: Iterator<ScenarioAction> | null = null;
  #nextAction: ScenarioAction | null = null;
  #now: Micros;
  #stopped = false;
  #lastEvent = 0;

  constructor(release: Release, tenants: readonly TenantSpec[], now: Micros, seed: string) {
    this.traits = traitsOf(release);
    this.tenants = tenants;
    this.random = random(seed);
    this.#now = now;
    this.#running = new Running(this.#steps, this.traits);
    const started = now - 430 * 86_400 * second;
    this.#archives = new Archives(tenants, this.traits, started);
    for (const row of tenantRows(tenants, started, this.traits.version)) {
      this.store.replace('TENANTS', Number(row.TENANT_ID), row);
    }
    for (const { tenantId, row } of parameterRows(tenants, this.traits)) {
      this.store.replace('PARAMETERS', tenantId, row);
    }
    this.#archives.write(this.store, now);
  }

  get now(): Micros {
    return this.#now;
  }

  path(tenantId: number): string {
    return `file:///data/nfs/backup/data/${tenantId}`;
  }

  /** Whether a tenant has a job at this time. */
  isBusy(tenantId: number, at: Micros): boolean {
    return this.#running.endsAt(tenantId) > at;
  }

  /** Starts a tenant's backup. Null where it is refused: then there is only an event. */
  begin(spec: BackupSpec, at: Micros): Plan | null {
    const refusal = this.#refusalOf(spec);
    this.#steps.add([startEvent(this.#eventTime(at), spec.tenantId, refusal)]);
    return refusal === 0 ? this.#beginRun(spec, at, null).plan : null;
  }

  /** Why a backup cannot start: -4007 where PLUS ARCHIVELOG does not exist, -9040 without an archive that is DOING. */
  #refusalOf({ tenantId, plusArchivelog }: BackupSpec): number {
    if (plusArchivelog && !this.traits.plusArchivelog) return -4007;
    return this.#archives.statusOf(tenantId) === 'DOING' ? 0 : -9040;
  }

  #versionOf(tenantId: number): string {
    return this.#versions.get(tenantId) ?? this.traits.version;
  }

  /** An incremental becomes full where there is no set to build on, or, in later releases, one of another data version. */
  #typeOf({ tenantId, type }: Pick<BackupSpec, 'tenantId' | 'type'>, at: Micros): 'FULL' | 'INC' {
    if (type === 'FULL') return 'FULL';
    const base = this.#sequences.baseVersion(tenantId);
    if (base === null) return 'FULL';
    const version = this.#versionOf(tenantId);
    if (!this.traits.newVersionMakesFull || base === version) return 'INC';
    this.#steps.add([compatibleNotMatchEvent(this.#eventTime(at), tenantId, version, base)]);
    return 'FULL';
  }

  #beginRun(spec: BackupSpec, at: Micros, initiator: Initiator | null): Run {
    const { tenantId } = spec;
    const type = this.#typeOf(spec, at);
    const start: Start = {
      // A real backup does not start on a whole millisecond.
      at: Math.round(at) + this.random.whole(1, 999),
      ids: this.#sequences.idsFor(tenantId),
      initiatorTenantId: initiator?.tenantId ?? tenantId,
      initiatorJobId: initiator?.jobId ?? 0,
      path: this.path(tenantId),
      ...this.#sequences.baseOf(tenantId, type),
      compatible: this.#versionOf(tenantId),
      archive: this.#archives.paceOf(tenantId),
      traits: this.traits,
    };
    const plan = planBackup({ ...spec, type }, start, this.random);
    if (plan.outcome === 'COMPLETED') this.#sequences.completed(start.ids, type, start.compatible);
    if (plan.archiveHeld !== null) this.#archives.hold(tenantId, plan.archiveHeld, at);
    return this.#running.add(tenantId, plan);
  }

  /** The time of a root service event is part of its key, so no two are the same. */
  #eventTime(at: Micros): Micros {
    this.#lastEvent = Math.max(Math.round(at), this.#lastEvent + 1);
    return this.#lastEvent;
  }

  /** Starts a job in sys with one child for each spec; a tenant that cannot start leaves only an event, as those in `refused`. */
  beginClusterJob(specs: readonly BackupSpec[], at: Micros, refused: readonly number[] = []): void {
    const [first] = specs;
    if (first === undefined) return;
    const wanted = specs.some(spec => spec.plusArchivelog);
    this.#steps.add([startEvent(this.#eventTime(at), 1, wanted && !this.traits.plusArchivelog ? -4007 : 0)]);
    if (wanted && !this.traits.plusArchivelog) return;
    const jobId = this.#sequences.clusterJobId();
    const offset = Math.round(first.pace.scheduler * second);
    const able = specs.filter(spec => this.#refusalOf(spec) === 0);
    const children = able.map(spec => {
      this.#steps.add([startEvent(this.#eventTime(at + offset), spec.tenantId, 0)]);
      return this.#beginRun(spec, at + offset, { tenantId: 1, jobId });
    });
    this.#running.addParent(
      {
        jobId,
        at,
        executors: [...specs.map(spec => spec.tenantId), ...refused].sort((a, b) => a - b),
        type: first.type,
        plusArchivelog: wanted,
        description: first.description,
        scheduler: first.pace.scheduler,
        canceledAt: null,
      },
      children,
    );
    const unable = specs.filter(spec => !able.includes(spec)).map(spec => spec.tenantId);
    for (const tenantId of [...refused, ...unable]) {
      const trace = traceId(this.random);
      this.#steps.add([startEvent(this.#eventTime(at + offset), tenantId, -9040)]);
      if (this.traits.refusalEvents)
        this.#steps.add([childRefusedEvent(this.#eventTime(at + offset), tenantId, -9040, trace)]);
    }
  }

  /** ALTER SYSTEM CANCEL BACKUP in a tenant; in sys (1) it cancels the cluster job and its children. */
  cancel(tenantId: number, at: Micros = this.#now): void {
    this.#running.cancel(tenantId, at);
  }

  /** Sets STATUS of a tenant's log archive. One that is not DOING ends the tenant's backups. */
  setArchive(tenantId: number, status: ArchiveStatus, comment = '', at: Micros = this.#now): void {
    const isNewRound = this.#archives.set(tenantId, status, comment, at);
    this.#running.archiveIs(tenantId, status, isNewRound, at);
    this.#archives.write(this.store, at);
  }

  /** All archives are DOING again. */
  resumeArchives(): void {
    for (const tenantId of this.#archives.notDoing()) this.setArchive(tenantId, 'DOING');
  }

  /** Raises the data version of a tenant, as the upgrade of a cluster does. */
  raiseDataVersion(tenantId: number, version: string): void {
    this.#versions.set(tenantId, version);
    const known = this.store.row('TENANTS', tenantId, {});
    if (known !== undefined) this.store.replace('TENANTS', tenantId, { ...known, COMPATIBLE: version });
  }

  /** Puts a backup of the past into history. To be called in order of time. */
  addPast(past: Past, initiator: Initiator | null = null): void {
    const { tenantId } = past;
    const type = this.#sequences.baseVersion(tenantId) === null ? 'FULL' : past.type;
    const plusArchivelog = past.plusArchivelog && this.traits.plusArchivelog;
    const ids = this.#sequences.idsFor(tenantId);
    const steps = finishedBackup({ ...past, type, plusArchivelog }, ids, {
      initiatorTenantId: initiator?.tenantId ?? tenantId,
      initiatorJobId: initiator?.jobId ?? 0,
      path: this.path(tenantId),
      ...this.#sequences.baseOf(tenantId, type),
      eventsFrom: this.#now - 7 * 86_400 * second,
      traits: this.traits,
      random: this.random,
    });
    for (const step of steps) applyStep(step, this.store);
    if (past.outcome === 'COMPLETED') this.#sequences.completed(ids, type, this.traits.version);
  }

  /** Puts a cluster job of the past into history, with its children. */
  addPastClusterJob(children: readonly Past[]): void {
    const [first] = children;
    if (first === undefined) return;
    const jobId = this.#sequences.clusterJobId();
    for (const child of children) this.addPast(child, { tenantId: 1, jobId });
    const { steps } = planClusterJob(
      {
        jobId,
        at: first.at - second,
        executors: children.map(child => child.tenantId),
        type: first.type,
        plusArchivelog: children.some(child => child.plusArchivelog) && this.traits.plusArchivelog,
        description: '',
        scheduler: 1,
        canceledAt: null,
      },
      children.map(child => ({
        endsAt: child.at + child.seconds * second,
        outcome: child.outcome,
        result: child.result,
      })),
      this.traits,
    );
    for (const step of steps.toSorted((a, b) => a.at - b.at)) applyStep(step, this.store);
  }

  /** Sets what happens from now on: actions in order of time, which may be endless. */
  follow(actions: Iterable<ScenarioAction>): void {
    this.#actions = actions[Symbol.iterator]();
    this.#nextAction = this.#actions.next().value ?? null;
  }

  /** Moves the cluster to a moment; an earlier one than before changes nothing. */
  moveTo(now: Micros): void {
    if (this.#stopped || now < this.#now) return;
    while (this.#nextAction !== null && this.#nextAction.at <= now) {
      const action = this.#nextAction;
      if (now - action.at <= (action.skippedAfter ?? Number.POSITIVE_INFINITY)) {
        // Steps that are due before an action come first: the action depends on their rows.
        this.#applySteps(action.at);
        action.begin(this);
      }
      this.#nextAction = this.#actions?.next().value ?? null;
    }
    this.#applySteps(now);
    this.#now = now;
    this.#archives.write(this.store, now);
  }

  #applySteps(until: Micros): void {
    const steps = this.#steps.due(until);
    for (const step of steps) applyStep(step, this.store);
    if (steps.some(step => step.table === 'JOB_HISTORY')) this.#retention.trim();
  }

  /** Stops the model and removes every row. */
  stop(): void {
    this.#stopped = true;
    this.#steps.clear();
    this.#actions = null;
    this.#nextAction = null;
    this.store.clear();
  }

  /** Stops the model; the rows stay. */
  freeze(): void {
    this.#stopped = true;
  }
}
