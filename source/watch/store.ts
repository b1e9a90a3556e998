import { isDeepStrictEqual } from 'node:util';
import type { Picture } from '../backup/picture.ts';
import type { Server } from '../backup/server.ts';
import type { BackupSource, SourceError } from '../backup/source.ts';
import { taskKeyText } from '../backup/task.ts';
import { evidenceFrom, progressOf, type TaskEvidence } from '../backup/task-progress.ts';
import { type Answer, isBusy, standInOf, type View, viewKey, type WithElsewhere } from '../backup/view.ts';
import { createAfterRest } from './after-rest.ts';
import { createChangeLog, type LoggedChange, type SeenJobs } from './change-log.ts';
import type { Clock } from './clock.ts';
import { createEndedTasks } from './ended-tasks.ts';
import { asSourceError, type Failure, fatalKinds, needsUser, reconnectKinds } from './failure.ts';
import { createClusterKnowledge } from './known-cluster.ts';
import { createLateChanges, type LateLimits } from './late-changes.ts';
import { createPoller, idleInterval, type PollerState, type ReadResult } from './poller.ts';
import { createPublished } from './published.ts';
import { createServerClock } from './server-clock.ts';
import type { PollStatus, WatchState } from './state.ts';
import { createTaskTracker } from './task-tracker.ts';
import { type JobLocation, locateJob } from './tracked-job.ts';
import { type CachedView, createViewCache, sameAnswer } from './view-cache.ts';

/** What a store reads from, and who hears of what. */
export interface StoreOptions {
  readonly source: BackupSource;
  readonly clock: Clock;
  readonly intervalSeconds: number;
  /** As `PollerOptions` takes it. */
  readonly random: () => number;
  readonly firstView: View;
  /** What to show first on this server in its place, if anything. */
  readonly firstViewOn?: (server: Server) => View | null;
  /** The first connection failed and waiting will not help. */
  readonly onFatal: (error: SourceError) => void;
  /** From when on something is late; absent where no such changes are wanted. */
  readonly lateLimits?: LateLimits;
  /** What has happened since the last picture, in its order; before the listeners are called. */
  readonly onChanges?: (changes: readonly LoggedChange[]) => void;
}

/** The current answer to the view on the screen, and what can be asked of it. */
export interface Store {
  subscribe(listener: () => void): () => void;
  state(): WatchState;
  pollStatus(): PollStatus;
  /** All that has happened since the start, newest first, bounded. */
  changes(): readonly LoggedChange[];
  start(): void;
  /** Brings a view to the screen: its last picture at once, then a new one. */
  show(view: View): void;
  /** The same view with another row chosen, of which more is read: once no other one has been chosen for a moment. */
  aim(view: View): void;
  /** Reads the view again; not where only the user may repeat what failed. */
  refresh(): void;
  /** Reads the view again, whatever failed before. */
  retry(): void;
  touch(): void;
  togglePause(): void;
  setInterval(seconds: number): void;
  stop(): void;
}

/**
 * Keeps the picture of the view on the screen current, and the last ones of the others. A failed read keeps
 * the picture and reports the failure next to it.
 */
export function createStore({
  source,
  clock,
  intervalSeconds,
  random,
  firstView,
  firstViewOn,
  onFatal,
  lateLimits,
  onChanges,
}: StoreOptions): Store {
  const tracker = createTaskTracker(() => polled?.intervalSeconds ?? intervalSeconds);
  const endedTasks = createEndedTasks();
  const changes = createChangeLog();
  const late = lateLimits === undefined ? null : createLateChanges(lateLimits);
  const cache = createViewCache();
  const cluster = createClusterKnowledge();
  const serverClock = createServerClock(clock);
  let view = firstView;
  let server: Server | null = null;
  let identified = false;
  let answered = false;
  let stopped = false;
  let failure: Omit<Failure, 'nextTryAt' | 'waitsForUser'> | null = null;
  let polled: PollerState | null = null;
  /** The evidence of a view without an answer yet: of a server, with no task seen. */
  let beforeAnswer: TaskEvidence | null = null;

  /** The last answer to a view, or the one that stands in for it until its own arrives. */
  const shownOf = (of: View): CachedView | undefined => {
    const standIn = standInOf(of);
    return cache.get(viewKey(of)) ?? (standIn === null ? undefined : cache.get(viewKey(standIn)));
  };
  const build = (): WatchState => {
    const cached = shownOf(view);
    return {
      server,
      view,
      answer: cached?.answer ?? null,
      location: cached?.location ?? null,
      evidence: cached?.evidence ?? beforeAnswer,
      ...cluster.known(),
      now: serverClock.now(),
      failure:
        failure === null
          ? null
          : {
              ...failure,
              nextTryAt: polled?.nextAt ?? null,
              waitsForUser: polled?.waitsForUser ?? false,
            },
      paused: polled?.paused ?? false,
    };
  };
  const buildPollStatus = (): PollStatus => ({
    reading: polled?.reading ?? false,
    paused: polled?.paused ?? false,
    failing: failure !== null,
    reads: shownOf(view)?.at !== null,
    pictureAt: shownOf(view)?.at ?? null,
    serverAhead: serverClock.ahead(),
    intervalSeconds: polled?.intervalSeconds ?? intervalSeconds,
    effectiveSeconds: polled?.effectiveSeconds ?? intervalSeconds,
  });

  const published = createPublished(build, buildPollStatus);
  const { publish } = published;

  /** What is known of a picture's tasks, and of those of the last picture that had the job. */
  const evidenceOf = (
    picture: Picture | null,
    location: JobLocation | null,
    { capabilities }: Server,
  ): TaskEvidence => {
    const tracked = tracker.among([...(picture?.tasks ?? []), ...(location?.picture?.tasks ?? [])]);
    return evidenceFrom(location?.picture ?? picture, {
      capabilities,
      seen: {
        of: task => tracked.get(taskKeyText(task)) ?? null,
        // Of a job that has ended nothing changes any more.
        ofJob: key => tracker.ofJob(key),
      },
      now: serverClock.now(),
    });
  };

  const noteChanges = (seen: SeenJobs, evidence: TaskEvidence) => {
    const fresh = changes.take(seen, {
      tenants: cluster.known().tenants,
      noticedAt: clock.now(),
      paceSeconds: Math.max(polled?.intervalSeconds ?? intervalSeconds, idleInterval),
      stuckOf: (task, job) => progressOf(task, job, evidence).stuck,
      ...(late === null ? {} : { lateIn: picture => late.take(picture, evidence) }),
    });
    if (fresh.length > 0) onChanges?.(fresh);
  };

  const take = (
    asked: View,
    received: Answer & WithElsewhere,
    askedAt: number,
    knownServer: Server,
  ): ReadResult => {
    const { elsewhere = null, ...read } = received;
    const answer = 'jobs' in read ? endedTasks.completed(read) : read;
    answered = true;
    failure = null;
    const key = viewKey(asked);
    const before = cache.get(key);
    const picture = 'jobs' in answer ? answer : null;
    cluster.take(asked, picture, elsewhere?.jobs ?? []);
    if (picture !== null) tracker.take(picture, knownServer.capabilities);
    const same = before !== undefined && sameAnswer(before.answer, answer);
    const givenAt = answer.readAt === null ? null : serverClock.note(answer.readAt, askedAt, same);
    const found =
      asked.kind === 'job' && picture !== null
        ? locateJob(before?.location ?? null, picture, asked.key)
        : null;
    const stays = same && before.location?.state === found?.state && found?.state !== 'moving';
    const location = stays ? before.location : found;
    // By the clock and not by whether this answer has moved it: that may have been the answer to another view.
    const isCurrent = stays && before.evidence.now === serverClock.now();
    const evidence = isCurrent ? before.evidence : evidenceOf(picture, location, knownServer);
    // The rows of before where they are the same: verdicts are kept for each task that evidence has judged.
    const shown =
      picture !== null && same && 'jobs' in before.answer
        ? { ...before.answer, readAt: picture.readAt }
        : picture;
    noteChanges({ picture: shown, elsewhere }, evidence);
    cache.set(key, {
      answer: same ? before.answer : answer,
      at: givenAt,
      location,
      evidence,
    });
    return { busy: found?.state === 'moving' || isBusy(answer) };
  };

  const fail = (error: SourceError) => {
    if (!answered && fatalKinds.has(error.kind)) {
      onFatal(error);
      return;
    }
    if (reconnectKinds.has(error.kind)) identified = false;
    cluster.noteTenants(error.tenants ?? []);
    failure = {
      error,
      since: failure?.since ?? clock.now(),
      attempts: (failure?.attempts ?? 0) + 1,
    };
  };

  const read = async (): Promise<ReadResult> => {
    try {
      if (!identified || server === null) {
        const identifiedFrom = clock.now();
        const found = await source.identify();
        if (server === null) view = firstViewOn?.(found) ?? view;
        server = found;
        identified = true;
        serverClock.note(found.clock, identifiedFrom, true);
        beforeAnswer = evidenceOf(null, null, found);
        publish();
      }
      // The view of now, not of when the connection was asked for.
      const asked = view;
      const askedAt = clock.now();
      const knownServer = server;
      const early = (part: Answer) => {
        if (stopped || viewKey(asked) !== viewKey(view)) return;
        take(asked, part, askedAt, knownServer);
        publish();
      };
      const answer = await source.read(asked, early);
      return stopped ? { busy: false } : take(asked, answer, askedAt, knownServer);
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
    needsUser,
    random,
    onChange: next => {
      polled = next;
      publish();
    },
  });

  /** Reads more of a row that was chosen. */
  const afterRest = createAfterRest(clock, () => {
    if (!stopped && failure === null && !poller.state().paused) poller.refreshNow();
  });

  return {
    subscribe: published.subscribe,
    state: published.state,
    pollStatus: published.pollStatus,
    changes: changes.all,
    start: () => poller.start(),
    show(next) {
      view = next;
      publish();
      // A pause keeps what is shown; a screen that never had a picture has nothing to keep.
      if (!poller.state().paused || cache.get(viewKey(next)) === undefined) poller.refreshNow();
    },
    aim(next) {
      if (viewKey(next) !== viewKey(view) || isDeepStrictEqual(next, view)) return;
      view = next;
      afterRest.chosen();
    },
    refresh: () => poller.refreshNow(),
    retry: () => poller.retry(),
    touch: () => poller.touch(),
    togglePause: () => (poller.state().paused ? poller.resume() : poller.pause()),
    setInterval: seconds => poller.setInterval(seconds),
    stop() {
      stopped = true;
      afterRest.stop();
      poller.stop();
      published.stop();
    },
  };
}
