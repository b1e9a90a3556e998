import { isDeepStrictEqual } from 'node:util';
import type { EventsPicture, Refusal } from '../backup/event.ts';
import type { LogStreamsPicture } from '../backup/log-stream.ts';
import type { Picture } from '../backup/picture.ts';
import type { Instant } from '../backup/row.ts';
import type { Server } from '../backup/server.ts';
import { type BackupSource, SourceError } from '../backup/source.ts';
import type { Tenant } from '../backup/tenant.ts';
import { createChangeLog, type LoggedChange } from './change-log.ts';
import type { Clock } from './clock.ts';
import { asSourceError, fatalKinds, reconnectKinds } from './failure-kinds.ts';
import { knownRefusals } from './known-refusals.ts';
import { createPoller, type PollerState, type ReadResult } from './poller.ts';
import { samePicture, sameRows } from './same-picture.ts';
import { shallowEqual } from './same-state.ts';
import { createTaskTracker, stuckSeen, type TaskTracker } from './task-tracker.ts';
import { type JobLocation, locateJob } from './tracked-job.ts';
import { type Answer, readView, type View, viewKey } from './view.ts';
import { createViewCache } from './view-cache.ts';

/** Reads that have been failing. */
export interface Failure {
  readonly error: SourceError;
  /** When the first of them failed, and when the next try starts by itself: the clock's milliseconds. */
  readonly since: number;
  readonly nextTryAt: number | null;
  readonly attempts: number;
}

/** What the body of a screen is drawn from. Keeps its identity while nothing of it changes. */
export interface WatchState {
  readonly server: Server | null;
  readonly view: View;
  /** The tenants as last listed: only the tenants' view reads them, all screens name them. */
  readonly tenants: readonly Tenant[];
  /** The last picture of the view, or null before its first. */
  readonly picture: Picture | null;
  /** The last answer of the view where it is one of log streams, or of events. */
  readonly logStreams: LogStreamsPicture | null;
  readonly events: EventsPicture | null;
  /** The backups refused at their start as last read: not every view reads them. */
  readonly refusals: readonly Refusal[];
  /** For the view of one job: where the job is. */
  readonly location: JobLocation | null;
  /** The server's clock that ages are told by: moves on with the picture, else in steps of ten seconds. */
  readonly now: Instant | null;
  readonly failure: Failure | null;
  readonly paused: boolean;
}

/** What the header is drawn from: it changes with each read. */
export interface PollStatus {
  readonly reading: boolean;
  readonly paused: boolean;
  readonly failing: boolean;
  /** When the view's picture arrived, in the clock's milliseconds. */
  readonly pictureAt: number | null;
  /** What to add to the clock's microseconds to have the server's. */
  readonly serverAhead: bigint | null;
  readonly intervalSeconds: number;
  readonly realSeconds: number;
}

export interface StoreOptions {
  readonly source: BackupSource;
  readonly clock: Clock;
  readonly intervalSeconds: number;
  readonly firstView: View;
  /** The first connection failed in a way that waiting does not mend. */
  readonly onFatal: (error: SourceError) => void;
  /** What has happened since the last picture, in its order; before the listeners are called. */
  readonly onChanges?: (changes: readonly LoggedChange[]) => void;
}

export interface Store {
  readonly seen: Pick<TaskTracker, 'of'>;
  subscribe(listener: () => void): () => void;
  state(): WatchState;
  pollStatus(): PollStatus;
  /** All that has happened since the start, newest first, bounded. */
  changes(): readonly LoggedChange[];
  start(): void;
  /** Brings a view to the screen: its last picture at once, then a new one. */
  show(view: View): void;
  refresh(): void;
  touch(): void;
  togglePause(): void;
  setInterval(seconds: number): void;
  stop(): void;
}

/** Ages on an unchanged screen move on in steps of this, so that a refresh that brought nothing draws nothing. */
const ageStep = 10_000_000n;

/**
 * Keeps the picture of the view on the screen current, and the last ones of the others. A failed read keeps
 * the picture and tells the failure beside it.
 */
export function createStore({
  source,
  clock,
  intervalSeconds,
  firstView,
  onFatal,
  onChanges,
}: StoreOptions): Store {
  const listeners = new Set<() => void>();
  const seen = createTaskTracker(() => polled?.intervalSeconds ?? intervalSeconds);
  const changes = createChangeLog();
  const kept = createViewCache();
  let view = firstView;
  let tenants: readonly Tenant[] = [];
  let refusals: readonly Refusal[] = [];
  let server: Server | null = null;
  let identified = false;
  let hadPicture = false;
  let stopped = false;
  let failure: Omit<Failure, 'nextTryAt'> | null = null;
  let serverAhead: bigint | null = null;
  let now: Instant | null = null;
  let polled: PollerState | null = null;

  const build = (): WatchState => {
    const has = kept.get(viewKey(view));
    return {
      server,
      view,
      tenants,
      picture: has?.answer.kind === 'picture' ? has.answer.picture : null,
      logStreams: has?.answer.kind === 'log_streams' ? has.answer.picture : null,
      events: has?.answer.kind === 'events' ? has.answer.picture : null,
      refusals,
      location: has?.location ?? null,
      now,
      failure: failure === null ? null : { ...failure, nextTryAt: polled?.nextAt ?? null },
      paused: polled?.paused ?? false,
    };
  };
  const buildPollStatus = (): PollStatus => ({
    reading: polled?.reading ?? false,
    paused: polled?.paused ?? false,
    failing: failure !== null,
    pictureAt: kept.get(viewKey(view))?.at ?? null,
    serverAhead,
    intervalSeconds: polled?.intervalSeconds ?? intervalSeconds,
    realSeconds: polled?.realSeconds ?? intervalSeconds,
  });

  let state = build();
  let pollStatus = buildPollStatus();

  const publish = () => {
    if (stopped) return;
    const [nextState, nextPulse] = [build(), buildPollStatus()];
    if (!shallowEqual(state, nextState)) state = nextState;
    if (!shallowEqual(pollStatus, nextPulse)) pollStatus = nextPulse;
    for (const listener of listeners) listener();
  };

  const noteClock = (readAt: Instant) => {
    const ahead = readAt - BigInt(Math.round(clock.now())) * 1000n;
    const moved = serverAhead === null ? null : ahead - serverAhead;
    // Answers take now longer, now shorter; a clock that jumped to and fro with that would be no clock.
    if (moved === null || moved > 1_000_000n || moved < -1_000_000n) serverAhead = ahead;
  };

  const noteTenants = (listed: readonly Tenant[]) => {
    if (listed.length > 0 && !isDeepStrictEqual(listed, tenants)) tenants = listed;
  };

  const noteChanges = (picture: Picture) => {
    const fresh = changes.take(picture, {
      tenants,
      noticedAt: clock.now(),
      stuckOf: task => stuckSeen(seen.of(task), task, picture.readAt),
    });
    if (fresh.length > 0) onChanges?.(fresh);
  };

  const takePicture = (asked: View, picture: Picture, knownServer: Server): ReadResult => {
    noteTenants(picture.tenants);
    refusals = knownRefusals(refusals, asked, picture.refusals);
    seen.take(picture, knownServer.capabilities);
    noteChanges(picture);
    const key = viewKey(asked);
    const before = kept.get(key);
    const had = before?.answer.kind === 'picture' ? before.answer : null;
    const same = had !== null && samePicture(had.picture, picture);
    const followed = asked.kind === 'task' ? locateJob(before?.location ?? null, picture, asked.key) : null;
    const sameFollow = before?.location?.state === followed?.state && followed?.state !== 'moving';
    kept.keep(key, {
      answer: same ? had : { kind: 'picture', picture },
      at: clock.now(),
      location: same && sameFollow ? (before?.location ?? null) : followed,
    });
    moveNow(picture.readAt, same);
    return { busy: followed?.state === 'moving' || picture.jobs.some(job => job.status.kind === 'running') };
  };

  const moveNow = (readAt: Instant, same: boolean) => {
    const step = now === null ? null : readAt - now;
    if (!same || step === null || step >= ageStep || step < 0n) now = readAt;
  };

  const take = (asked: View, answer: Answer, knownServer: Server): ReadResult => {
    hadPicture = true;
    failure = null;
    noteClock(answer.picture.readAt);
    if (answer.kind === 'picture') return takePicture(asked, answer.picture, knownServer);
    const key = viewKey(asked);
    const before = kept.get(key)?.answer;
    const same = before !== undefined && sameRows(before, answer);
    kept.keep(key, { answer: same ? before : answer, at: clock.now(), location: null });
    moveNow(answer.picture.readAt, same);
    return { busy: answer.kind === 'log_streams' && answer.picture.logStreams.length > 0 };
  };

  const fail = (error: SourceError) => {
    if (!hadPicture && fatalKinds.has(error.kind)) {
      onFatal(error);
      return;
    }
    if (reconnectKinds.has(error.kind)) identified = false;
    noteTenants(error.tenants ?? []);
    failure = {
      error,
      since: failure?.since ?? clock.now(),
      attempts: (failure?.attempts ?? 0) + 1,
    };
  };

  const read = async (): Promise<ReadResult> => {
    try {
      if (!identified || server === null) {
        const found = await source.identify();
        server = found;
        identified = true;
        noteClock(found.clock);
        now ??= found.clock;
        publish();
      }
      // The view of now, not of when the connection was asked for.
      const asked = view;
      const knownServer = server;
      const answer = await readView(source, asked);
      return stopped ? { busy: false } : take(asked, answer, knownServer);
    } catch (thrown) {
      const error = asSourceError(thrown);
      if (!stopped) fail(error);
      throw error;
    }
  };

  const poller = createPoller({
    clock,
    intervalSeconds,
    read,
    // The password may be put right again; asking often would only lock the account.
    isSlow: error => error instanceof SourceError && error.kind === 'login_refused',
    onChange: next => {
      polled = next;
      publish();
    },
  });

  return {
    seen,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => state,
    pollStatus: () => pollStatus,
    changes: changes.all,
    start: () => poller.start(),
    show(next) {
      view = next;
      publish();
      // A pause keeps what is shown; a screen that never had a picture has nothing to keep.
      if (!poller.state().paused || kept.get(viewKey(next)) === undefined) poller.refreshNow();
    },
    refresh: () => poller.refreshNow(),
    touch: () => poller.touch(),
    togglePause: () => (poller.state().paused ? poller.resume() : poller.pause()),
    setInterval: seconds => poller.setInterval(seconds),
    stop() {
      stopped = true;
      poller.stop();
      listeners.clear();
    },
  };
}
