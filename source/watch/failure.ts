import { SourceError, type SourceErrorKind } from '../backup/source.ts';

/** Reads that have been failing. */
export interface Failure {
  readonly error: SourceError;
  /** When the first of them failed, and when the next try starts by itself: the clock's milliseconds. */
  readonly since: number;
  readonly nextTryAt: number | null;
  /** Whether nothing is tried before the user asks for it. */
  readonly waitsForUser: boolean;
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

/**
 * Whether a failure is repeated only when the user asks: a server may delay
 * or lock an account after several refused logins (connection_control_failed_connections_threshold in MySQL mode,
 * FAILED_LOGIN_ATTEMPTS of the user's profile in Oracle mode).
 */
export function needsUser(error: unknown): boolean {
  return error instanceof SourceError && error.kind === 'login_refused';
}

/** What was thrown as a failure of the source. */
export function asSourceError(error: unknown): SourceError {
  if (error instanceof SourceError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new SourceError('server_error', { id: 'unforeseen', detail });
}
