import type { Job } from '../backup/job.ts';
import type { Instant } from '../backup/row.ts';
import type { Queries } from './queries.ts';
import type { Session } from './session/session.ts';
import type { StatementRows } from './statement/run-statement.ts';
import type { Branch } from './statement/statement.ts';

/** What is asked on: a connection, the statements for its kind of tenant, and the server's clock. */
export interface ReaderContext {
  readonly session: Session;
  readonly queries: Queries;
  /** The server's clock as it was last read. */
  readonly now: Instant;
  /** Sends one statement; throws a SourceError. */
  ask(
    purpose: string,
    branches: readonly Branch[],
    order?: (a: Job, b: Job) => number,
  ): Promise<StatementRows>;
}
