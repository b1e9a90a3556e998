import type { Clock } from '../watch/clock.ts';

/** How far the terminal is behind: a terminal answers a status request (DSR 5) in its turn. */
export interface TerminalLink {
  /** Whether frames have to wait for an answer. */
  isBusy(): boolean;
  /** Whether an answer may still come, which a shell must not read as keys. */
  isAnswerDue(): boolean;
  /** Whether the terminal has answered in this session. */
  hasAnswered(): boolean;
  /** Notes a frame of that many bytes; returns what to write behind it. */
  sent(bytes: number): string;
  /** The terminal has answered. */
  answered(): void;
  /** Whether a frame of that many bytes gets through in less than that time, as far as is known. */
  takes(bytes: number, millis: number): boolean;
  /** Forgets a request under way. */
  reset(): void;
}

export interface TerminalLinkOptions {
  readonly clock: Clock;
  /** Called when frames need not wait any longer. */
  readonly onFree: () => void;
}

const statusRequest = '\x1b[5n';
/** Bytes that are sent without asking whether they have arrived. */
const unasked = 200;
const mostUnasked = 400;
/** How long an answer may take, not counting the bytes before it. */
const patienceMillis = 3000;
/** No link is slower than 2400 baud. */
const leastBytesPerMilli = 0.25;

interface Request {
  readonly bytes: number;
  readonly sentAt: number;
  readonly timer: unknown;
}

/**
 * Holds frames back only for a terminal that has answered before. One that keeps silent is asked no more; should its
 * answer come after all, it is asked again.
 */
export function createTerminalLink({ clock, onFree }: TerminalLinkOptions): TerminalLink {
  let request: Request | null = null;
  let hasAnswered = false;
  let isSilent = false;
  let unanswered = 0;
  let leastMillis = Number.POSITIVE_INFINITY;
  let bytesPerMilli = Number.POSITIVE_INFINITY;

  const end = () => {
    if (request !== null) clock.clearTimeout(request.timer);
    request = null;
  };
  return {
    isBusy: () => request !== null && hasAnswered,
    isAnswerDue: () => request !== null,
    hasAnswered: () => hasAnswered,
    sent(bytes) {
      unanswered += bytes;
      const isEnough = bytes > unasked || unanswered > mostUnasked || !hasAnswered;
      if (request !== null || isSilent || !isEnough) return '';
      const limit = patienceMillis + unanswered / leastBytesPerMilli;
      const timer = clock.setTimeout(() => {
        request = null;
        isSilent = true;
        onFree();
      }, limit);
      request = { bytes: unanswered, sentAt: clock.now(), timer };
      unanswered = 0;
      return statusRequest;
    },
    answered() {
      hasAnswered = true;
      isSilent = false;
      if (request === null) return;
      const millis = clock.now() - request.sentAt;
      leastMillis = Math.min(leastMillis, millis);
      bytesPerMilli = request.bytes / Math.max(1, millis - leastMillis);
      end();
      onFree();
    },
    takes: (bytes, millis) => bytes / bytesPerMilli <= millis,
    reset() {
      end();
      unanswered = 0;
    },
  };
}
