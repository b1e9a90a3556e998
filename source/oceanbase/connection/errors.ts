import { SourceError, type SourceErrorKind } from '../../backup/source.ts';
import { sanitise } from '../../text/sanitise.ts';
import { clientErrors, serverErrors } from './error-numbers.ts';

/** Who asked whom, for the sentences. */
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

/** The server's words, or the driver's. */
function saidBy({ sqlMessage, message }: DriverError): string {
  const said = [sqlMessage, message].find(text => typeof text === 'string' && text !== '');
  return typeof said === 'string' ? sanitise(said) : 'no reason given';
}

/** The server's number of a failure, or null where no server spoke. */
export function serverNumber(error: unknown): number | null {
  const driver = asDriverError(error);
  return fromServer(driver) ? innerNumber(driver.errno as number, saidBy(driver)) : null;
}

function fill(sentence: string, label: ConnectionLabel, said: string): string {
  const words: Readonly<Record<string, string>> = { user: label.user, where: label.where, said };
  return sanitise(sentence.replace(/\{(user|where|said)\}/g, (_, name: string) => words[name] ?? ''));
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
 * Any failure of the driver as one sentence with the server's number.
 * @param phase while connecting a lost connection means that there never was one
 */
export function toSourceError(
  error: unknown,
  label: ConnectionLabel,
  phase: 'connecting' | 'reading',
): SourceError {
  if (error instanceof SourceError) return error;
  const driver = asDriverError(error);
  const said = saidBy(driver);
  const number = serverNumber(error);
  if (number !== null) {
    const meaning = serverErrors[number];
    if (meaning !== undefined) {
      return new SourceError(
        meaning.kind,
        `${fill(meaning.sentence, label, said)} (server error ${number}: ${said})`,
        number,
      );
    }
    const kind = phase === 'connecting' ? 'cannot_connect' : 'server_error';
    return new SourceError(kind, `${label.where} answered with error ${number}: ${said}`, number);
  }
  const code = typeof driver.code === 'string' ? driver.code : '';
  const meaning = clientErrors.get(code);
  if (meaning !== undefined) {
    const lost = phase === 'connecting' && meaning.kind === 'connection_lost';
    const kind = lost ? 'cannot_connect' : meaning.kind;
    return new SourceError(kind, fill(meaning.sentence, label, said));
  }
  const kind = phase === 'connecting' ? 'cannot_connect' : 'connection_lost';
  const sentence =
    phase === 'connecting'
      ? `Cannot connect to ${label.where}: ${said}`
      : `The connection to ${label.where} was lost: ${said}`;
  return new SourceError(kind, sentence);
}
