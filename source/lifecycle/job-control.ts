import type { EventEmitter } from 'node:events';

export interface JobControlOptions {
  /** SIGTSTP from outside: the terminal is to be given back, then `stop` called. */
  readonly onStop: () => void;
  /** The process continues after a stop that it could not see coming (SIGSTOP). */
  readonly onContinue: () => void;
}

/** Stopping with Ctrl-Z, and what has to be done around it. */
export interface JobControl {
  /** Stops the process group, as a terminal does on Ctrl-Z: a parent like npm has to stop too. Returns when it continues. */
  stop(): void;
  close(): void;
}

/** How long after a stop of our own its SIGCONT may be reported. */
const ownContinueMillis = 250;

/** Watches SIGTSTP and SIGCONT. */
export function watchJobControl(
  watched: EventEmitter & Pick<NodeJS.Process, 'kill'>,
  { onStop, onContinue }: JobControlOptions,
): JobControl {
  let stoppedByUs = false;
  const goOn = () => {
    if (!stoppedByUs) onContinue();
  };
  watched.on('SIGTSTP', onStop);
  watched.on('SIGCONT', goOn);
  return {
    stop() {
      stoppedByUs = true;
      // Without a listener the signal does what it does by default.
      watched.off('SIGTSTP', onStop);
      watched.kill(0, 'SIGTSTP');
      watched.on('SIGTSTP', onStop);
      setTimeout(() => {
        stoppedByUs = false;
      }, ownContinueMillis).unref();
    },
    close() {
      watched.off('SIGTSTP', onStop);
      watched.off('SIGCONT', goOn);
    },
  };
}
