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
import { carryOut, Script } from './script.ts';
import { archivelogRow, type TenantSpec, tenantRows } from './tenants.ts';

/** The ids a tenant will give next; each is a sequence of its own. */
interface Sequences {
  job: number;
  task: number;
  set: number;
  /** The last sets a later incremental can build on; 0 for none. */
  lastFull: number;
  lastGood: number;
}

/** What comes next in a scenario: called again and again, in order of time. */
export interface Act {
  at: Micros;
  /** Left out when nobody looked for longer than this, so that a sleep of the machine is soon made up for. */
  skippedAfter?: Micros;
  begin(cluster: Cluster): void;
}

const archiveTick = 2 * second;
/** History rows the endless demonstration keeps for a tenant; a real cluster purges none. */
const historyKept = 600;
/** Events it keeps; a real cluster drops them after a week (ob_event_history_recycle_interval). */
const eventsKept = 2000;

/** An OceanBase cluster as far as its backups go: what runs, what is planned, and the clock that moves it. */
export class Cluster {
  readonly store = new Store();
  readonly traits: Traits;
  readonly random: Random;
  readonly tenants: readonly TenantSpec[];
  readonly #script = new Script();
  readonly #sequences = new Map<number, Sequences>();
  readonly #busy = new Map<number, Micros>();
  readonly #held = new Map<number, { from: Micros; until: Micros }[]>();
  #programme: Iterator<Act> | null = null;
  #next: Act | null = null;
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

  /** Starts a tenant's backup; INC becomes FULL when there is no set to build on. */
  begin(spec: BackupSpec, at: Micros, initiator: { tenantId: number; jobId: number } | null = null): Plan {
    const { tenantId } = spec;
    const next = this.#sequencesOf(tenantId);
    const start: Start = {
      // Nobody starts a backup on a whole millisecond.
      at: Math.round(at) + this.random.whole(1, 999),
      ids: this.#idsFor(tenantId),
      initiatorTenantId: initiator?.tenantId ?? tenantId,
      initiatorJobId: initiator?.jobId ?? 0,
      path: this.path(tenantId),
      previousFull: spec.type === 'INC' ? next.lastFull : 0,
      previousInc: spec.type === 'INC' ? next.lastGood : 0,
      traits: this.traits,
    };
    const asked = next.lastFull === 0 ? ({ ...spec, type: 'FULL' } as const) : spec;
    const plan = planBackup(asked, start, this.random);
    this.#note(start.ids, asked.type, plan.outcome === 'COMPLETED');
    this.#script.add(plan.steps);
    this.#script.add([startEvent(this.#eventTime(at), tenantId, 0)]);
    this.#busy.set(tenantId, Math.max(plan.endsAt, this.#busy.get(tenantId) ?? 0));
    if (plan.archiveHeld !== null) {
      const held = this.#held.get(tenantId) ?? [];
      this.#held.set(tenantId, [...held.filter(({ until }) => until > at), plan.archiveHeld]);
    }
    return plan;
  }

  #note(ids: Ids, type: 'FULL' | 'INC', good: boolean): void {
    if (!good) return;
    const next = this.#sequencesOf(ids.tenantId);
    if (type === 'FULL') next.lastFull = ids.setId;
    next.lastGood = ids.setId;
  }

  /** Times of root service events are their key: no two are the same. */
  #eventTime(at: Micros): Micros {
    this.#lastEvent = Math.max(Math.round(at), this.#lastEvent + 1);
    return this.#lastEvent;
  }

  /** Starts a job in sys with one child for each spec; `refused` tenants cannot start and leave an event only. */
  beginClusterJob(specs: readonly BackupSpec[], at: Micros, refused: readonly number[] = []): void {
    const [first] = specs;
    if (first === undefined) return;
    const jobId = this.#sequencesOf(1).job++;
    const offset = Math.round(first.pace.scheduler * second);
    this.#script.add([startEvent(this.#eventTime(at), 1, 0)]);
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
    this.#script.add(steps);
    this.#busy.set(1, endsAt);
    for (const tenantId of refused) {
      const trace = traceId(this.random);
      this.#script.add([
        startEvent(this.#eventTime(at + offset), tenantId, -9040),
        childRefusedEvent(this.#eventTime(at + offset), tenantId, -9040, trace),
      ]);
    }
  }

  /** Puts a backup of the past into history. Call in order of time. Returns its job's id. */
  remember(past: Past, initiator: { tenantId: number; jobId: number } | null = null): void {
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
    this.#note(ids, type, past.outcome === 'COMPLETED');
  }

  /** Puts a cluster job of the past into history, with its children. */
  rememberClusterJob(children: readonly Past[]): void {
    const [first] = children;
    if (first === undefined) return;
    const jobId = this.#sequencesOf(1).job++;
    for (const child of children) this.remember(child, { tenantId: 1, jobId });
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
    for (const step of steps) carryOut(step, this.store);
  }

  /** What happens from now on: acts in order of time, as many as there are. */
  follow(programme: Iterable<Act>): void {
    this.#programme = programme[Symbol.iterator]();
    this.#next = this.#programme.next().value ?? null;
  }

  /** Moves the cluster to a moment. Time never goes back. */
  moveTo(now: Micros): void {
    if (this.#stopped || now < this.#now) return;
    while (this.#next !== null && this.#next.at <= now) {
      const act = this.#next;
      if (now - act.at <= (act.skippedAfter ?? Number.POSITIVE_INFINITY)) {
        // Steps due before an act are carried out first: the act looks at what there is.
        this.#carryOut(act.at);
        act.begin(this);
      }
      this.#next = this.#programme?.next().value ?? null;
    }
    this.#carryOut(now);
    this.#now = now;
    this.#archive();
  }

  #carryOut(until: Micros): void {
    const steps = this.#script.due(until);
    for (const step of steps) carryOut(step, this.store);
    if (steps.some(step => step.table === 'JOB_HISTORY')) this.#forget();
  }

  /** An endless demonstration must not grow for ever. */
  #forget(): void {
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

  /** Archiving goes in ticks, a little behind; where a backup waits for it, it stays before the data's end. */
  #archive(): void {
    const tick = Math.floor(this.#now / archiveTick) * archiveTick;
    for (const tenant of this.tenants) {
      if (!tenant.archiving || tenant.recycled) continue;
      const lag = (1 + ((tenant.id * 7) % 3)) * second;
      const held = (this.#held.get(tenant.id) ?? []).find(
        ({ from, until }) => from <= this.#now && this.#now < until,
      );
      const checkpoint = Math.min(tick - lag, held?.from ?? Number.POSITIVE_INFINITY);
      const row = archivelogRow(tenant.id, this.#started, checkpoint);
      const known = this.store.row('ARCHIVELOG', tenant.id, { DEST_NO: 0 });
      if (known?.CHECKPOINT_SCN !== row.CHECKPOINT_SCN) this.store.replace('ARCHIVELOG', tenant.id, row);
    }
  }

  /** Puts an event of the root service, at a time of its own. */
  event(step: (at: Micros) => Parameters<typeof carryOut>[0], at: Micros): void {
    carryOut(step(this.#eventTime(at)), this.store);
  }

  /** Stops the model and takes every row away. */
  stop(): void {
    this.#stopped = true;
    this.#script.clear();
    this.#programme = null;
    this.#next = null;
    this.store.clear();
  }

  /** Stops the model; rows stay as they are. */
  freeze(): void {
    this.#stopped = true;
  }
}
