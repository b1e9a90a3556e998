import type { ConnectionObserver, EndedStatement } from './connection-observer.ts';
import type { AnswerLimits, ServerLink, TextResult } from './link.ts';

/** What a failure is to be logged as: numbers below 0 are the system's, which has a name for each. */
export function errorMark(error: unknown): number | string {
  const { errno, code } = error as { errno?: unknown; code?: unknown };
  if (typeof errno === 'number' && errno > 0) return errno;
  return typeof code === 'string' ? code : 'unknown';
}

/** A link that reports each statement to an observer. */
export class ObservedLink implements ServerLink {
  readonly #link: ServerLink;
  readonly #observer: ConnectionObserver;

  constructor(link: ServerLink, observer: ConnectionObserver) {
    this.#link = link;
    this.#observer = observer;
  }

  get tls(): boolean {
    return this.#link.tls;
  }

  get fingerprint(): string | null {
    return this.#link.fingerprint;
  }

  get lost(): boolean {
    return this.#link.lost;
  }

  async query(sql: string, limits?: AnswerLimits): Promise<TextResult> {
    const start = performance.now();
    const note = (rows: number | null, error: EndedStatement['error']) =>
      this.#observer.statement({ sql, milliseconds: performance.now() - start, rows, error });
    try {
      const result = await this.#link.query(sql, limits);
      note(result.rows.length, null);
      return result;
    } catch (error) {
      note(null, errorMark(error));
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#link.close();
  }

  cut(reason: unknown): void {
    this.#link.cut(reason);
  }
}
