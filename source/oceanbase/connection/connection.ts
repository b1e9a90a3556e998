import type { Connection, ConnectionOptions, FieldPacket, QueryError, SslOptions } from 'mysql2';
import { serverTimeLimitMicros } from '../statement/statement.ts';
import { guardGreeting, refusedPlugins } from './authentication.ts';
import { type ConnectionLabel, toSourceError } from './errors.ts';
import type { KnownPeer } from './known-peer.ts';
import { type SslMode, tlsOptions, verifies } from './tls.ts';

export type { SslMode } from './tls.ts';

/** Where to log in, and as whom. */
export interface ConnectSettings {
  readonly host: string;
  readonly port: number;
  readonly socket: string | null;
  /** As it is sent: user@tenant or user@tenant#cluster. */
  readonly user: string;
  readonly password: string;
  /** `ca`: a PEM text. */
  readonly ssl: { readonly mode: SslMode; readonly ca: string | null };
  /** How long to wait for the greeting and the login; 10 s. */
  readonly connectTimeoutMillis?: number;
  /** How long to wait for an answer; 15 s, longer than the server's own limit, so that it can say 4012 itself. */
  readonly answerTimeoutMillis?: number;
}

/** A result with every value as the text the server sent. */
export interface TextResult {
  readonly fields: readonly {
    readonly name: string;
    readonly table: string;
    /** The protocol's type by mysql2's name for it: LONGLONG, NEWDECIMAL, … */
    readonly type: string | undefined;
  }[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** An open connection that runs one statement at a time. */
export interface Link {
  readonly tls: boolean;
  /** SHA-256 of the server's certificate; null without TLS. */
  readonly fingerprint: string | null;
  readonly lost: boolean;
  query(sql: string): Promise<TextResult>;
  /** Says good-bye where nothing is under way, and cuts the connection in any case. */
  close(): Promise<void>;
  /** Cuts the connection; the statement under way fails with this reason. */
  cut(reason: unknown): void;
}

const connectTimeoutMillis = 10_000;
const answerTimeoutMillis = serverTimeLimitMicros / 1000 + 5_000;
const closeTimeoutMillis = 500;

/** CLIENT_QUERY_ATTRIBUTES: capability bit 27. */
const queryAttributesBit = 0x08000000;

/** What mysql2 has and does not declare. */
interface Internals {
  serverCapabilityFlags: number;
  readonly stream: {
    encrypted?: boolean;
    _host?: string;
    destroy(): void;
    getPeerCertificate?(): { readonly fingerprint256?: string };
  };
}

/** mysql2's names of the protocol's types by their numbers, which it exports and does not declare. */
type TypeNames = Readonly<Record<number, string>>;

async function typeNames(): Promise<TypeNames> {
  const { default: mysql } = await import('mysql2');
  return (mysql as unknown as { readonly Types: TypeNames }).Types;
}

function internalsOf(connection: Connection): Internals {
  return connection as unknown as Internals;
}

function options(settings: ConnectSettings, ssl: SslOptions | null): ConnectionOptions {
  const target =
    settings.socket === null ? { host: settings.host, port: settings.port } : { socketPath: settings.socket };
  return {
    ...target,
    user: settings.user,
    password: settings.password,
    ...(ssl === null ? {} : { ssl }),
    ...refusedPlugins(verifies(settings.ssl.mode)),
    charset: 'utf8mb4',
    connectTimeout: settings.connectTimeoutMillis ?? connectTimeoutMillis,
    enableKeepAlive: true,
    rowsAsArray: true,
    // Every value as the text the server sent: what it means is decided in one place, by the column's name.
    typeCast: field => field.string('utf8'),
  };
}

/** A half-closed socket to a server that hangs would keep the program from ending, so it is cut. */
function cut(connection: Connection): void {
  connection.destroy();
  internalsOf(connection).stream.destroy();
}

/** Opens one connection and logs in; `signal` breaks it off. */
async function open(
  settings: ConnectSettings,
  ssl: SslOptions | null,
  signal: AbortSignal,
): Promise<Connection> {
  // mysql2 takes a while to load; the first frame is on the screen before.
  const mysql = await import('mysql2');
  signal.throwIfAborted();
  const connection = mysql.createConnection(options(settings, ssl));
  if (!verifies(settings.ssl.mode)) guardGreeting(connection);
  // For an address mysql2 names no host to TLS, and the certificate would be held against 'localhost'.
  if (settings.socket === null) internalsOf(connection).stream._host = settings.host;
  // What comes after the first failure is of no interest, and must not end the program.
  connection.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    const breakOff = () => {
      cut(connection);
      reject(signal.reason);
    };
    signal.addEventListener('abort', breakOff, { once: true });
    const settled = () => signal.removeEventListener('abort', breakOff);
    connection.once('connect', () => {
      settled();
      resolve(connection);
    });
    connection.once('error', error => {
      settled();
      cut(connection);
      reject(error);
    });
  });
}

async function openWithOrWithoutTls(
  settings: ConnectSettings,
  peer: KnownPeer,
  signal: AbortSignal,
): Promise<Connection> {
  const { mode, ca } = settings.ssl;
  const ssl = tlsOptions(mode, ca, settings.socket !== null);
  try {
    return await open(settings, ssl, signal);
  } catch (error) {
    const hasNone = (error as { code?: string }).code === 'HANDSHAKE_NO_SSL_SUPPORT';
    if (mode !== 'preferred' || !hasNone) throw error;
    // Whoever stands between us and the server could take TLS away: what was encrypted once stays so.
    if (peer.hadTls) throw Object.assign(new Error('TLS withdrawn'), { code: 'TLS_WITHDRAWN' });
    return await open(settings, null, signal);
  }
}

/**
 * Logs in.
 * @param peer what earlier connections of this program showed of the server
 * @param signal breaks it off
 * @throws SourceError cannot_connect or login_refused, with a sentence
 */
export async function connect(
  settings: ConnectSettings,
  label: ConnectionLabel,
  peer: KnownPeer,
  signal: AbortSignal,
): Promise<Link> {
  try {
    const connection = await openWithOrWithoutTls(settings, peer, signal);
    // An Oracle tenant lets in only clients with bit 27 set in the handshake (kernel: obmp_connect.cpp). mysql2
    // sets it, and would frame queries with attributes if the server offered them; no OceanBase reads those.
    internalsOf(connection).serverCapabilityFlags &= ~queryAttributesBit;
    const timeout = settings.answerTimeoutMillis ?? answerTimeoutMillis;
    const link = new OpenLink(connection, timeout, await typeNames());
    peer.note(link.fingerprint);
    return link;
  } catch (error) {
    throw toSourceError(error, label, 'connecting');
  }
}

class OpenLink implements Link {
  readonly tls: boolean;
  readonly fingerprint: string | null;
  readonly #connection: Connection;
  readonly #answerTimeoutMillis: number;
  readonly #typeNames: TypeNames;
  /** Statements under way; mysql2 says nothing more of them once the connection was cut. */
  readonly #underWay = new Set<(reason: unknown) => void>();
  #lost = false;

  constructor(connection: Connection, timeoutMillis: number, types: TypeNames) {
    this.#connection = connection;
    this.#answerTimeoutMillis = timeoutMillis;
    this.#typeNames = types;
    const { stream } = internalsOf(connection);
    this.tls = stream.encrypted === true;
    this.fingerprint = this.tls ? (stream.getPeerCertificate?.().fingerprint256 ?? 'unknown') : null;
    const lose = () => {
      this.#lost = true;
    };
    connection.on('error', lose);
    connection.on('end', lose);
  }

  get lost(): boolean {
    return this.#lost;
  }

  query(sql: string): Promise<TextResult> {
    const { promise, resolve, reject } = Promise.withResolvers<TextResult>();
    this.#underWay.add(reject);
    const timeout = this.#answerTimeoutMillis;
    this.#connection.query(
      { sql, timeout },
      (error: QueryError | null, rows: unknown, fields?: FieldPacket[]) => {
        this.#underWay.delete(reject);
        if (error === null) return resolve(toTextResult(rows, fields, this.#typeNames));
        // A reply may still come on a connection that was given up on, so it is not used again.
        if (isFatal(error)) this.cut(error);
        reject(error);
      },
    );
    return promise;
  }

  async close(): Promise<void> {
    const idle = this.#underWay.size === 0 && !this.#lost;
    this.#lost = true;
    if (idle) {
      const { promise: gone, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, closeTimeoutMillis);
      this.#connection.end(() => resolve());
      await gone;
      clearTimeout(timer);
    }
    this.cut(Object.assign(new Error('closed'), { code: 'PROTOCOL_CONNECTION_LOST' }));
  }

  cut(reason: unknown): void {
    this.#lost = true;
    cut(this.#connection);
    for (const giveUp of this.#underWay) giveUp(reason);
    this.#underWay.clear();
  }
}

function isFatal(error: QueryError): boolean {
  return error.fatal === true || error.code === 'PROTOCOL_SEQUENCE_TIMEOUT' || error.errno === undefined;
}

function toTextResult(rows: unknown, fields: FieldPacket[] | undefined, types: TypeNames): TextResult {
  // SET and its like answer without rows.
  if (!Array.isArray(rows) || fields === undefined) return { fields: [], rows: [] };
  return {
    fields: fields.map(field => ({
      name: field.name,
      table: field.table,
      type: types[field.columnType ?? field.type ?? -1],
    })),
    rows: rows as (string | null)[][],
  };
}
