import type { Instant } from '../backup/row.ts';
import type { Session } from './session/session.ts';
import type { StatementRows } from './statement/run-statement.ts';
import type { Branch } from './views/view.ts';

/** What a reader asks with: a session, and the server's clock. */
export interface ReaderContext {
  readonly session: Session;
  /** The server's clock as it was last read. */
  readonly now: Instant;
  /** Sends one statement; throws a SourceError. */
  ask(purpose: string, branches: readonly Branch[]): Promise<StatementRows>;
}
