import { SourceError, type SourceErrorKind } from '../backup/source.ts';

/** Reads that have been failing. */
export interface Failure {
  readonly error: SourceError;
  /** When the first of them failed, and when the next try starts by itself: the clock's milliseconds. */
  readonly since: number;
  readonly nextTryAt: number | null;
  readonly attempts: number;
}

/** A first connection that fails like this ends the program. */
export const fatalKinds: ReadonlySet<SourceErrorKind> = new Set([
  'cannot_connect',
  'login_refused',
  'views_missing',
  'views_unreadable',
]);
/** After these the server may be another one, or the same in another release. */
export const reconnectKinds: ReadonlySet<SourceErrorKind> = new Set([
  'cannot_connect',
  'connection_lost',
  'login_refused',
]);

/** What was thrown as a failure of the source. */
export function asSourceError(error: unknown): SourceError {
  if (error instanceof SourceError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new SourceError('server_error', { id: 'unforeseen', detail });
}
