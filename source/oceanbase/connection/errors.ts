import { SourceError, type SourceErrorKind } from '../../backup/source.ts';
import { openSslReason } from '../../text/open-ssl.ts';
import { sanitise } from '../../text/sanitise.ts';
import { clientMeaning, serverErrors } from './error-numbers.ts';
import { withoutSecrets } from './secrets.ts';

/** Who asked whom. */
export interface ConnectionLabel {
  readonly user: string;
  /** host:port or the socket's path. */
  readonly where: string;
}

/** The parts of mysql2's errors that say something. Its `code` names numbers by MySQL's table, wrong for OceanBase's own. */
interface DriverError {
  readonly message?: unknown;
  readonly code?: unknown;
  readonly errno?: unknown;
  readonly sqlMessage?: unknown;
  readonly sqlState?: unknown;
  readonly syscall?: unknown;
}

/** OceanBase's own number inside an Oracle tenant's 600: `ORA-00600: internal error code, arguments: -4012, …`. */
function innerNumber(errno: number, message: string): number {
  const inner = errno === 600 ? /arguments:\s*-(\d+)/.exec(message)?.[1] : undefined;
  return inner === undefined ? errno : Number(inner);
}

/** Whether an error came from the server, so that its number means something. */
function fromServer(error: DriverError): boolean {
  return typeof error.errno === 'number' && error.errno > 0 && typeof error.sqlState === 'string';
}

/** Whatever was thrown, as something that may have a driver's fields. */
function asDriverError(error: unknown): DriverError {
  return typeof error === 'object' && error !== null ? error : { message: error };
}

/** Characters of a message that are kept; OceanBase's have 512 at most. */
const longestMessage = 1000;

/** The server's words, or the driver's; '' where there are none. */
function detailOf({ sqlMessage, message }: DriverError): string {
  const detail = [sqlMessage, message].find(text => typeof text === 'string' && text !== '');
  if (typeof detail !== 'string') return '';
  const kept = detail.length > longestMessage ? `${detail.slice(0, longestMessage)}…` : detail;
  return sanitise(withoutSecrets(openSslReason(kept)));
}

/** The server's number of a failure, or null where no server spoke. */
export function serverNumber(error: unknown): number | null {
  const driver = asDriverError(error);
  return fromServer(driver) ? innerNumber(driver.errno as number, detailOf(driver)) : null;
}

const passing: ReadonlySet<SourceErrorKind> = new Set([
  'cannot_connect',
  'connection_lost',
  'timed_out',
  'server_busy',
]);

/** Whether a failure says nothing about what the server has or allows: asked again, it may answer. */
export function isPassing(error: SourceError): boolean {
  return passing.has(error.kind);
}

/**
 * Any failure of the driver as one of the source.
 * @param phase while connecting a lost connection means that there never was one
 */
export function toSourceError(
  error: unknown,
  label: ConnectionLabel,
  phase: 'connecting' | 'reading',
): SourceError {
  if (error instanceof SourceError) return error;
  const driver = asDriverError(error);
  const what = { where: sanitise(label.where), user: sanitise(label.user), detail: detailOf(driver) };
  const isConnecting = phase === 'connecting';
  const number = serverNumber(error);
  if (number !== null) {
    const { kind, id } = serverErrors[number] ?? {
      kind: isConnecting ? 'cannot_connect' : 'server_error',
      id: 'other_number',
    };
    return new SourceError(kind, { id, number, ...what });
  }
  const code = typeof driver.code === 'string' ? driver.code : '';
  const { kind, id } = clientMeaning(code, typeof driver.syscall === 'string') ?? {
    kind: 'connection_lost',
    id: isConnecting ? 'not_connected' : 'connection_lost_because',
  };
  const neverWas = isConnecting && kind === 'connection_lost';
  return new SourceError(neverWas ? 'cannot_connect' : kind, { id, ...what });
}
