import { type PollStatus, shallowEqual, type WatchState } from './state.ts';

/** What listeners see of a store. Each of the two keeps its identity while nothing of it changes. */
export interface Published {
  state(): WatchState;
  pollStatus(): PollStatus;
  subscribe(listener: () => void): () => void;
  /** Makes both again and calls the listeners. */
  publish(): void;
  /** Calls no listener from now on. */
  stop(): void;
}

/** @param build makes the state; called at once, and by each `publish` */
export function createPublished(build: () => WatchState, buildPollStatus: () => PollStatus): Published {
  const listeners = new Set<() => void>();
  let state = build();
  let pollStatus = buildPollStatus();
  let isStopped = false;
  return {
    state: () => state,
    pollStatus: () => pollStatus,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    publish() {
      if (isStopped) return;
      const [nextState, nextPollStatus] = [build(), buildPollStatus()];
      if (!shallowEqual(state, nextState)) state = nextState;
      if (!shallowEqual(pollStatus, nextPollStatus)) pollStatus = nextPollStatus;
      for (const listener of listeners) listener();
    },
    stop() {
      isStopped = true;
      listeners.clear();
    },
  };
}
