import { type Release, type Traits, traitsOf } from '../releases.ts';
import { Store } from '../store.ts';
import type { BackupSpec } from './backup.ts';
import { type Child, planClusterJob } from './cluster-job.ts';
import { traceId } from './comments.ts';
import { childRefusedEvent, startEvent } from './events.ts';
import { finishedBackup, type Past } from './past.ts';
import { type Plan, planBackup, type Start } from './plan.ts';
import { type Random, random } from './random.ts';
import { type Ids, type Micros, second } from './rows.ts';
import { applyStep, StepQueue } from './script.ts';
import { archivelogRow, type TenantSpec, tenantRows } from './tenants.ts';

/** The next ids of a tenant; each is a sequence of its own. */
interface Sequences {
  job: number;
  task: number;
  set: number;
  /** The sets that the next incremental builds on; 0 for none. */
  lastFull: number;
  lastGood: number;
}

/** What a scenario does at a moment. */
export interface ScenarioAction {
  at: Micros;
  /** Skipped when it is overdue by more than this, so that little is left to do after the machine slept. */
  skippedAfter?: Micros;
  begin(cluster: Cluster): void;
}

const archiveTick = 2 * second;
/** Jobs of a tenant kept in history, as the demonstration never ends; a real cluster purges none. */
const historyKept = 600;
/** Events kept; a real cluster drops them after a week (ob_event_history_recycle_interval). */
const eventsKept = 2000;

/** The backups of an OceanBase cluster: what is running, what is planned, and the time it is. */
export class Cluster {
  readonly store = new Store();
  readonly traits: Traits;
  readonly random: Random;
  readonly tenants: readonly TenantSpec[];
  readonly #steps = new StepQueue();
  readonly #sequences = new Map<number, Sequences>();
  readonly #busy = new Map<number, Micros>();
  readonly #archiveHeld = new Map<number, { from: Micros; until: Micros }[]>();
  #actions: Iterator<ScenarioAction> | null = null;
  #nextAction: ScenarioAction | null = null;
  #now: Micros;
  readonly #started: Micros;
  #stopped = false;
  #lastEvent = 0;

  constructor(release: Release, tenants: readonly TenantSpec[], now: Micros, seed: string) {
    this.traits = traitsOf(release);
    this.tenants = tenants;
    this.random = random(seed);
    this.#now = now;
    this.#started = now - 430 * 86_400 * second;
    for (const row of tenantRows(tenants, this.#started, this.traits.version)) {
      this.store.replace('TENANTS', Number(row.TENANT_ID), row);
    }
    this.#archive();
  }

  get now(): Micros {
    return this.#now;
  }

  #sequencesOf(tenantId: number): Sequences {
    const known = this.#sequences.get(tenantId);
    if (known !== undefined) return known;
    const fresh = { job: 1, task: 1, set: 1, lastFull: 0, lastGood: 0 };
    this.#sequences.set(tenantId, fresh);
    return fresh;
  }

  #idsFor(tenantId: number): Ids {
    const next = this.#sequencesOf(tenantId);
    return { tenantId, jobId: next.job++, taskId: next.task++, setId: next.set++ };
  }

  path(tenantId: number): string {
    return `file:///data/nfs/backup/data/${tenantId}`;
  }

  /** Whether a tenant has a job at this time. */
  isBusy(tenantId: number, at: Micros): boolean {
    return (this.#busy.get(tenantId) ?? 0) > at;
  }

  /** Starts a tenant's backup; an INC becomes FULL where there is no set to build on. */
  begin(spec: BackupSpec, at: Micros, initiator: { tenantId: number; jobId: number } | null = null): Plan {
    const { tenantId } = spec;
    const next = this.#sequencesOf(tenantId);
    const start: Start = {
      // A real backup does not start on a whole millisecond.
      at: Math.round(at) + this.random.whole(1, 999),
      ids: this.#idsFor(tenantId),
      initiatorTenantId: initiator?.tenantId ?? tenantId,
      initiatorJobId: initiator?.jobId ?? 0,
      path: this.path(tenantId),
      previousFull: spec.type === 'INC' ? next.lastFull : 0,
      previousInc: spec.type === 'INC' ? next.lastGood : 0,
      traits: this.traits,
    };
    const ordered = next.lastFull === 0 ? ({ ...spec, type: 'FULL' } as const) : spec;
    const plan = planBackup(ordered, start, this.random);
    this.#noteSet(start.ids, ordered.type, plan.outcome === 'COMPLETED');
    this.#steps.add(plan.steps);
    this.#steps.add([startEvent(this.#eventTime(at), tenantId, 0)]);
    this.#busy.set(tenantId, Math.max(plan.endsAt, this.#busy.get(tenantId) ?? 0));
    if (plan.archiveHeld !== null) {
      const held = this.#archiveHeld.get(tenantId) ?? [];
      this.#archiveHeld.set(tenantId, [...held.filter(({ until }) => until > at), plan.archiveHeld]);
    }
    return plan;
  }

  /** Records a set that a later incremental can build on. */
  #noteSet(ids: Ids, type: 'FULL' | 'INC', good: boolean): void {
    if (!good) return;
    const next = this.#sequencesOf(ids.tenantId);
    if (type === 'FULL') next.lastFull = ids.setId;
    next.lastGood = ids.setId;
  }

  /** The time of a root service event is part of its key, so no two are the same. */
  #eventTime(at: Micros): Micros {
    this.#lastEvent = Math.max(Math.round(at), this.#lastEvent + 1);
    return this.#lastEvent;
  }

  /** Starts a job in sys with one child for each spec; a `refused` tenant cannot start and leaves only an event. */
  beginClusterJob(specs: readonly BackupSpec[], at: Micros, refused: readonly number[] = []): void {
    const [first] = specs;
    if (first === undefined) return;
    const jobId = this.#sequencesOf(1).job++;
    const offset = Math.round(first.pace.scheduler * second);
    this.#steps.add([startEvent(this.#eventTime(at), 1, 0)]);
    const children: Child[] = specs.map(spec => {
      const plan = this.begin(spec, at + offset, { tenantId: 1, jobId });
      return { endsAt: plan.endsAt, outcome: plan.outcome, result: plan.result };
    });
    const executors = [...specs.map(spec => spec.tenantId), ...refused].sort((a, b) => a - b);
    const { steps, endsAt } = planClusterJob(
      {
        jobId,
        at,
        executors,
        type: first.type,
        plusArchivelog: specs.some(spec => spec.plusArchivelog),
        description: first.description,
        scheduler: first.pace.scheduler,
      },
      children,
      this.traits,
    );
    this.#steps.add(steps);
    this.#busy.set(1, endsAt);
    for (const tenantId of refused) {
      const trace = traceId(this.random);
      this.#steps.add([
        startEvent(this.#eventTime(at + offset), tenantId, -9040),
        childRefusedEvent(this.#eventTime(at + offset), tenantId, -9040, trace),
      ]);
    }
  }

  /** Puts a backup of the past into history. To be called in order of time. */
  addPast(past: Past, initiator: { tenantId: number; jobId: number } | null = null): void {
    const next = this.#sequencesOf(past.tenantId);
    const type = next.lastFull === 0 ? 'FULL' : past.type;
    const ids = this.#idsFor(past.tenantId);
    const rows = finishedBackup({ ...past, type }, ids, {
      initiatorTenantId: initiator?.tenantId ?? past.tenantId,
      initiatorJobId: initiator?.jobId ?? 0,
      path: this.path(past.tenantId),
      previousFull: type === 'INC' ? next.lastFull : 0,
      previousInc: type === 'INC' ? next.lastGood : 0,
      traits: this.traits,
      random: this.random,
    });
    for (const [table, row] of rows) this.store.replace(table, past.tenantId, row);
    this.#noteSet(ids, type, past.outcome === 'COMPLETED');
  }

  /** Puts a cluster job of the past into history, with its children. */
  addPastClusterJob(children: readonly Past[]): void {
    const [first] = children;
    if (first === undefined) return;
    const jobId = this.#sequencesOf(1).job++;
    for (const child of children) this.addPast(child, { tenantId: 1, jobId });
    const { steps } = planClusterJob(
      {
        jobId,
        at: first.at - second,
        executors: children.map(child => child.tenantId),
        type: first.type,
        plusArchivelog: children.some(child => child.plusArchivelog),
        description: '',
        scheduler: 1,
      },
      children.map(child => ({
        endsAt: child.at + child.seconds * second,
        outcome: child.outcome,
        result: child.result,
      })),
      this.traits,
    );
    for (const step of steps) applyStep(step, this.store);
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
    this.#archive();
  }

  #applySteps(until: Micros): void {
    const steps = this.#steps.due(until);
    for (const step of steps) applyStep(step, this.store);
    if (steps.some(step => step.table === 'JOB_HISTORY')) this.#trimHistory();
  }

  /** Bounds the memory of an endless demonstration. */
  #trimHistory(): void {
    for (const [tenantId, next] of this.#sequences) {
      const old = next.job - historyKept;
      if (old < 1) continue;
      const job = this.store.row('JOB_HISTORY', tenantId, { JOB_ID: old });
      if (job === undefined) continue;
      this.store.remove('JOB_HISTORY', tenantId, { JOB_ID: old });
      this.store.remove('TASK_HISTORY', tenantId, { TASK_ID: old });
      this.store.remove('SET_FILES', tenantId, { BACKUP_SET_ID: old, DEST_ID: 1002 });
    }
    const events = [...this.store.rows('ROOTSERVICE_EVENT_HISTORY')];
    for (const { row } of events.slice(0, Math.max(0, events.length - eventsKept))) {
      this.store.remove('ROOTSERVICE_EVENT_HISTORY', 1, row);
    }
  }

  /** Archiving advances in ticks, with a small lag; while a backup waits for it, it stays before the end of the data. */
  #archive(): void {
    const tick = Math.floor(this.#now / archiveTick) * archiveTick;
    for (const tenant of this.tenants) {
      if (!tenant.archiving || tenant.recycled) continue;
      const lag = (1 + ((tenant.id * 7) % 3)) * second;
      const held = (this.#archiveHeld.get(tenant.id) ?? []).find(
        ({ from, until }) => from <= this.#now && this.#now < until,
      );
      const checkpoint = Math.min(tick - lag, held?.from ?? Number.POSITIVE_INFINITY);
      const row = archivelogRow(tenant.id, this.#started, checkpoint);
      const known = this.store.row('ARCHIVELOG', tenant.id, { DEST_NO: 0 });
      if (known?.CHECKPOINT_SCN !== row.CHECKPOINT_SCN) this.store.replace('ARCHIVELOG', tenant.id, row);
    }
  }

  /** Puts an event of the root service, at a time that no other has. */
  event(step: (at: Micros) => Parameters<typeof applyStep>[0], at: Micros): void {
    applyStep(step(this.#eventTime(at)), this.store);
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
