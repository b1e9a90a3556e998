import type { Job } from './job.ts';
import type { Refusal } from './refusal.ts';
import type { Instant } from './row.ts';

/** The part of a job's row that shows that it started, and how it ended. */
export type JobSighting = Pick<Job, 'key' | 'type' | 'startedAt' | 'endedAt' | 'status' | 'result'>;

/**
 * Jobs of all tenants, and backups that could not start, read with a view that does not show them, so that their changes are
 * known on every screen.
 */
export interface Elsewhere {
  /** The server's clock when they were read. */
  readonly readAt: Instant;
  readonly jobs: readonly JobSighting[];
  /** The last refusal of each tenant, whatever has followed; absent where they were not read. */
  readonly refusals?: readonly Refusal[];
}
