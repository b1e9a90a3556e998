import type { Server } from './server.ts';
import type { Tenant } from './tenant.ts';
import type { AnswerTo, View } from './view.ts';

/**
 * Where answers come from: a cluster, or a recording. The one seam between those who read and those who show.
 * Every call may fail with a SourceError; a call after a failure starts over.
 */
export interface BackupSource {
  /** Which cluster and tenant this is, and what its views can tell. */
  identify(): Promise<Server>;
  read<V extends View>(view: V): Promise<AnswerTo<V>>;
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

/** A failure told as one sentence for people: what happened, the server's number, what to try. */
export class SourceError extends Error {
  readonly kind: SourceErrorKind;
  /** The server's error number, or null where no server answered. */
  readonly serverNumber: number | null;
  /** Where what runs could not be read but the tenants could: those to choose from. */
  tenants?: readonly Tenant[];
  constructor(kind: SourceErrorKind, sentence: string, serverNumber: number | null = null) {
    super(sentence);
    this.name = 'SourceError';
    this.kind = kind;
    this.serverNumber = serverNumber;
  }
}
