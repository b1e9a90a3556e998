/** Something to undo before the process ends: restore the terminal, close a connection, remove a file. */
interface Cleanup {
  readonly name: string;
  readonly undo: () => unknown;
}

/** A cleanup that threw, or was not done in time. */
export interface CleanupFault {
  readonly name: string;
  readonly reason: string;
}

/** What has to be undone before the process ends. */
export interface Cleanups {
  /**
   * Registers something to undo at the end; `name` is for messages. Returns how to unregister it, for when
   * it was undone earlier; calling that twice is no error.
   */
  readonly onEnd: (name: string, undo: () => unknown) => () => void;
  /**
   * Runs all that is registered, each once, the last registered first. Never rejects: what failed comes
   * back. Called during a run, it returns that run; what is registered during a run is part of it.
   */
  readonly runCleanups: () => Promise<readonly CleanupFault[]>;
}

/** A server that does not answer must not keep a user from their shell for longer. */
const usualLimitMillis = 1000;

async function within({ name, undo }: Cleanup, limitMillis: number): Promise<CleanupFault | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<CleanupFault>(resolve => {
    timer = setTimeout(() => resolve({ name, reason: `not done within ${limitMillis} ms` }), limitMillis);
  });
  // Starts at once and not a tick later, so that the terminal is restored even if the process is dying.
  const done = (async () => {
    await undo();
    return null;
  })().catch((error: unknown) => ({ name, reason: String(error) }));
  try {
    return await Promise.race([done, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

/** A registry of its own, for tests; the program uses the one below. */
export function makeCleanups(limitMillis: number = usualLimitMillis): Cleanups {
  const registered: Cleanup[] = [];
  let running: Promise<readonly CleanupFault[]> | undefined;

  const runAll = async (): Promise<readonly CleanupFault[]> => {
    const faults: CleanupFault[] = [];
    for (let next = registered.pop(); next !== undefined; next = registered.pop()) {
      const fault = await within(next, limitMillis);
      if (fault !== null) faults.push(fault);
    }
    return faults;
  };

  return {
    onEnd: (name, undo) => {
      const cleanup: Cleanup = { name, undo };
      registered.push(cleanup);
      return () => {
        const at = registered.indexOf(cleanup);
        if (at !== -1) registered.splice(at, 1);
      };
    },
    runCleanups: () => {
      if (running !== undefined) return running;
      const { promise, resolve } = Promise.withResolvers<readonly CleanupFault[]>();
      // Set before the first cleanup starts: it may itself ask for the run.
      running = promise;
      void runAll().then(faults => {
        running = undefined;
        resolve(faults);
      });
      return promise;
    },
  };
}

/** The one registry of this process. */
export const { onEnd, runCleanups } = makeCleanups();
