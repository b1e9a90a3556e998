import { isClusterJob, type JobKey, jobKeyText } from '../backup/job.ts';
import type { Picture } from '../backup/picture.ts';
import type { Instant } from '../backup/row.ts';
import type { BackupSource, SourceError } from '../backup/source.ts';
import type { TaskEvidence } from '../backup/task-progress.ts';
import type { Tenant } from '../backup/tenant.ts';
import { isSameRequest, type View, viewKey } from '../backup/view.ts';
import type { LoggedChange } from './change-log.ts';
import type { Clock } from './clock.ts';
import type { Failure } from './failure.ts';
import type { LateLimits } from './late-changes.ts';
import { createStore } from './store.ts';
import type { JobLocation } from './tracked-job.ts';

/** An answer with jobs, and all that is said of it. */
export interface FollowedPicture {
  readonly view: View;
  readonly picture: Picture;
  readonly location: JobLocation | null;
  readonly evidence: TaskEvidence;
  readonly tenants: readonly Tenant[];
  /** The server's clock when it was read, also where it shows what the one before did. */
  readonly readAt: Instant;
  /** Whether it is of the main view, and nothing else is read before its next one. */
  readonly isWhole: boolean;
}

export interface FollowOptions {
  readonly source: BackupSource;
  readonly clock: Clock;
  /** A number from 0 up to 1: spreads the tries after a failure. */
  readonly random: () => number;
  readonly intervalSeconds: number;
  /** From when on something is late. */
  readonly lateLimits: LateLimits;
  /** The tenants as they are known before the first answer. */
  readonly tenants: readonly Tenant[];
  /** What is read again and again. */
  readonly main: View;
  /** Which running jobs are also read once by themselves: lists do not have how the last backup went. */
  readonly readsAlone: (job: JobKey) => boolean;
  /** What has happened, in its order, with the names of tenants. */
  readonly onChanges: (changes: readonly LoggedChange[]) => void;
  /** Each answer; it may ask for another view, which is then read once. */
  readonly onPicture: (seen: FollowedPicture) => View | null;
  /** Reads have begun to fail, and are tried again. */
  readonly onFailure: (failure: Failure) => void;
  /** Reading works again, after this many milliseconds. */
  readonly onRecovery: (milliseconds: number) => void;
  /** Nothing more can be read: the first connection failed, or a later login was refused, which is not repeated. */
  readonly onFatal: (error: SourceError) => void;
}

/** At most this many are read alone before the main view is read again; the others after it. */
const mostReadAlone = 20;

/** Milliseconds after which the list of tenants is read again where all are followed: new ones have a name then. */
const tenantsFreshFor = 300_000;

/** Follows a cluster without anybody at the keys: one view, and in between those that say more. Returns how to stop. */
export function follow(options: FollowOptions): () => void {
  const { clock, main } = options;
  const followsAll = main.kind !== 'job' && !('scope' in main && main.scope.kind === 'tenant');
  /** Views to be read, once each, before the main one. */
  const planned: View[] = [];
  /** When the last answer to each view came, by `viewKey`. */
  const answeredAt = new Map<string, number>();
  /** Jobs that were read by themselves. */
  const readAlone = new Set<string>();
  let tenantsAskedAt = clock.now();
  let failing: Failure | null = null;
  let ended = false;

  const end = (error: SourceError) => {
    if (ended) return;
    stop();
    options.onFatal(error);
  };
  const store = createStore({
    source: options.source,
    clock,
    random: options.random,
    intervalSeconds: options.intervalSeconds,
    firstView: main,
    lateLimits: options.lateLimits,
    onFatal: end,
    onChanges: changes => {
      noteRecovery();
      options.onChanges(changes.map(withTenant));
    },
  });
  const tenantsNow = () => {
    const { tenants } = store.state();
    return tenants.length > 0 ? tenants : options.tenants;
  };
  const withTenant = (change: LoggedChange): LoggedChange => ({
    ...change,
    tenant: change.tenant ?? tenantsNow().find(({ id }) => id === change.tenantId) ?? null,
  });

  /** Notes which jobs are to be read alone before the main view is read again. */
  const planReadingAlone = ({ jobs }: Picture) => {
    const running = jobs.filter(
      job => job.status.kind === 'running' && !isClusterJob(job) && options.readsAlone(job.key),
    );
    const names = new Set(running.map(({ key }) => jobKeyText(key)));
    for (const name of readAlone) if (!names.has(name)) readAlone.delete(name);
    const fresh = running.filter(({ key }) => !readAlone.has(jobKeyText(key)));
    for (const { key } of fresh.slice(0, mostReadAlone)) {
      readAlone.add(jobKeyText(key));
      planned.push({ kind: 'job', key });
    }
  };

  const planTenants = () => {
    if (!followsAll || clock.now() - tenantsAskedAt < tenantsFreshFor) return;
    tenantsAskedAt = clock.now();
    planned.push({ kind: 'tenants' });
  };

  const next = (seen: Omit<FollowedPicture, 'isWhole'>): View => {
    const isMain = isSameRequest(seen.view, main);
    if (isMain && main.kind !== 'job') planReadingAlone(seen.picture);
    if (isMain) planTenants();
    const asked = options.onPicture({ ...seen, isWhole: isMain && planned.length === 0 });
    return asked ?? planned.shift() ?? main;
  };

  const noteRecovery = () => {
    if (failing === null) return;
    const { since } = failing;
    failing = null;
    options.onRecovery(clock.now() - since);
  };

  const noteFailure = () => {
    const { failure, view } = store.state();
    // What was only to be read once must not keep the rest from being read.
    if (failure !== null && !isSameRequest(view, main)) {
      planned.length = 0;
      queueMicrotask(() => store.show(main));
    }
    if (failure?.waitsForUser === true) {
      end(failure.error);
    } else if (failure !== null && failing === null) {
      failing = failure;
      options.onFailure(failure);
    } else if (failure === null) {
      noteRecovery();
    }
  };

  store.subscribe(() => {
    if (ended) return;
    const { view, answer, location, evidence } = store.state();
    const { reading, pictureAt, serverAhead } = store.pollStatus();
    // While it reads, a failure still stands until it is known how that ended.
    if (!reading) noteFailure();
    if (ended || pictureAt === null || answeredAt.get(viewKey(view)) === pictureAt) return;
    answeredAt.set(viewKey(view), pictureAt);
    if (answer === null || evidence === null || !('jobs' in answer)) return;
    const readAt = BigInt(Math.round(pictureAt)) * 1000n + (serverAhead ?? 0n);
    const wanted = next({ view, picture: answer, location, evidence, tenants: tenantsNow(), readAt });
    if (!isSameRequest(wanted, view)) queueMicrotask(() => store.show(wanted));
  });
  const stop = () => {
    ended = true;
    store.stop();
  };
  store.start();
  return stop;
}
