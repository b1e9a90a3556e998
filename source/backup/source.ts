import type { EventsPicture } from './event.ts';
import type { JobKey } from './job.ts';
import type { LogStreamsPicture } from './log-stream.ts';
import type { Picture } from './picture.ts';
import type { Server } from './server.ts';
import type { Tenant } from './tenant.ts';

/** Which tenants' jobs: all of the cluster, or one (null: the own tenant where its number is not told). */
export type Scope = { readonly kind: 'all' } | { readonly kind: 'tenant'; readonly tenantId: bigint | null };

/** What a list of jobs needs. */
export interface JobsQuery {
  readonly scope: Scope;
  /** How many pages of history, newest first. */
  readonly pages: number;
  /** 'list': the columns lists and bars need; 'full': every column but PASSWD. */
  readonly columns: 'list' | 'full';
}

/** Rows of history in one page. */
export const historyPage = 50;

/**
 * Where pictures come from: a cluster, or a recording. The one seam between those who read and those who
 * show. Every call may fail with a SourceError; a call after a failure tries anew.
 */
export interface BackupSource {
  identify(): Promise<Server>;
  /** Tenants, what runs in each, and the last ended job of each. */
  tenants(): Promise<Picture>;
  jobs(query: JobsQuery): Promise<Picture>;
  /**
   * One job with all columns, its tasks, where it is a cluster job its children, and once it has ended its
   * backup set. Empty where it is nowhere.
   */
  task(key: JobKey): Promise<Picture>;
  /** The log streams a job's task works on, of a cluster job those of all its children. Sys only. */
  logStreams(key: JobKey): Promise<LogStreamsPicture>;
  /** What the root service did for backups, newest first, bounded. For a tenant its own and those that name none. Sys only. */
  events(scope: Scope): Promise<EventsPicture>;
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
