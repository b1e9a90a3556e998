import type { FailureReason } from './failure-reason.ts';
import type { Server } from './server.ts';
import type { Tenant } from './tenant.ts';
import type { AnswerTo, View } from './view.ts';

/**
 * Where answers come from: a cluster, or a recording. The one seam between those who read and those who show.
 * Every call may fail with a SourceError; a call after a failure starts over.
 */
export interface BackupSource {
  /** Which cluster and tenant this is, and what its views provide. */
  identify(): Promise<Server>;
  /** @param early given what is known already where the whole answer takes more questions to the cluster */
  read<V extends View>(view: V, early?: (answer: AnswerTo<V>) => void): Promise<AnswerTo<V>>;
  /** The statement that a view was last read with, or is being read with; null before the first, absent where none is. */
  statement?(view: View): string | null;
  close(): Promise<void>;
}

/** What went wrong, in the terms in which the program decides what to do. */
export type SourceErrorKind =
  | 'cannot_connect'
  | 'login_refused'
  | 'views_missing'
  | 'views_unreadable'
  | 'connection_lost'
  | 'timed_out'
  | 'server_busy'
  | 'server_error';

/** A failed call: its kind is for the program, its reason for people. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly kind: SourceErrorKind;
  readonly reason: FailureReason;
  /** Where what runs could not be read but the tenants could: those to choose from. */
  readonly tenants: readonly Tenant[] | null;

  constructor(kind: SourceErrorKind, reason: FailureReason, tenants: readonly Tenant[] | null = null) {
    super('number' in reason ? `${reason.id} (server error ${reason.number})` : reason.id);
    this.kind = kind;
    this.reason = reason;
    this.tenants = tenants;
  }

  /** The server's error number, or null where no server answered. */
  get serverNumber(): number | null {
    return 'number' in this.reason ? this.reason.number : null;
  }
}
