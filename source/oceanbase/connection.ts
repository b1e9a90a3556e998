import type { Connection, ConnectionOptions, FieldPacket, SslOptions } from 'mysql2/promise';
import { type Asker, toSourceError } from './errors.ts';
import { serverTimeLimitMicros } from './statement.ts';

/** How TLS is used, with the meanings of the mysql client. */
export type SslMode = 'disabled' | 'preferred' | 'required' | 'verify_ca' | 'verify_identity';

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
}

/** A result with every value as the text the server sent. */
export interface TextResult {
  readonly fields: readonly {
    readonly name: string;
    readonly table: string;
    readonly type: number | undefined;
  }[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** An open connection that runs one statement at a time. */
export interface Link {
  readonly tls: boolean;
  readonly lost: boolean;
  query(sql: string): Promise<TextResult>;
  close(): Promise<void>;
}

const connectTimeoutMillis = 10_000;
/** Longer than the server's own limit, so that a living server gets to say 4012 itself. */
const answerTimeoutMillis = serverTimeLimitMicros / 1000 + 5_000;
const closeTimeoutMillis = 1_000;

/** CLIENT_QUERY_ATTRIBUTES: capability bit 27. */
const queryAttributesBit = 0x08000000;

const sslOptions: Readonly<Record<SslMode, (ca: string | null) => SslOptions | null>> = {
  disabled: () => null,
  preferred: () => ({ rejectUnauthorized: false }),
  required: () => ({ rejectUnauthorized: false }),
  verify_ca: ca => ({ rejectUnauthorized: true, ...(ca === null ? {} : { ca }) }),
  verify_identity: ca => ({ rejectUnauthorized: true, verifyIdentity: true, ...(ca === null ? {} : { ca }) }),
};

function options(settings: ConnectSettings, ssl: SslOptions | null): ConnectionOptions {
  const target =
    settings.socket === null ? { host: settings.host, port: settings.port } : { socketPath: settings.socket };
  return {
    ...target,
    user: settings.user,
    password: settings.password,
    ...(ssl === null ? {} : { ssl }),
    charset: 'utf8mb4',
    connectTimeout: connectTimeoutMillis,
    enableKeepAlive: true,
    rowsAsArray: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
    // Every value as the text the server sent: what it means is decided in one place, by the column's name.
    typeCast: field => field.string('utf8'),
  };
}

/**
 * An Oracle tenant lets in only clients with bit 27 set in the handshake (kernel: obmp_connect.cpp). mysql2
 * sets it, and would then frame queries with attributes if the server offered them; no OceanBase reads those.
 */
function sendPlainQueries(connection: Connection): void {
  const core = (connection as unknown as { connection: { serverCapabilityFlags: number } }).connection;
  core.serverCapabilityFlags &= ~queryAttributesBit;
}

/** What mysql2 does with the socket and never says in its types. */
function isOverTls(connection: Connection): boolean {
  const core = (
    connection as unknown as { connection: { stream?: { encrypted?: boolean }; _secureStream?: unknown } }
  ).connection;
  return core.stream?.encrypted === true || core._secureStream !== undefined;
}

async function open(settings: ConnectSettings): Promise<Connection> {
  // mysql2 takes a while to load; the first frame is on the screen before.
  const mysql = await import('mysql2/promise');
  const ssl = settings.socket === null ? sslOptions[settings.ssl.mode](settings.ssl.ca) : null;
  try {
    return await mysql.createConnection(options(settings, ssl));
  } catch (error) {
    if (settings.ssl.mode !== 'preferred' || (error as { code?: string }).code !== 'HANDSHAKE_NO_SSL_SUPPORT')
      throw error;
    return await mysql.createConnection(options(settings, null));
  }
}

/**
 * Logs in.
 * @throws SourceError cannot_connect or login_refused, with a sentence
 */
export async function connect(settings: ConnectSettings, asker: Asker): Promise<Link> {
  let connection: Connection;
  try {
    connection = await open(settings);
  } catch (error) {
    throw toSourceError(error, asker, 'connecting');
  }
  sendPlainQueries(connection);
  let lost = false;
  const lose = () => {
    lost = true;
  };
  connection.on('error', lose);
  connection.on('end', lose);
  return {
    tls: isOverTls(connection),
    get lost() {
      return lost;
    },
    async query(sql) {
      try {
        const [rows, fields] = await connection.query({ sql, timeout: answerTimeoutMillis });
        return toTextResult(rows, fields);
      } catch (error) {
        // A reply may still come on a connection that was given up on, so it is not used again.
        if (isFatal(error)) {
          lost = true;
          connection.destroy();
        }
        throw error;
      }
    },
    async close() {
      lost = true;
      const gone = new Promise<void>(resolve => setTimeout(resolve, closeTimeoutMillis).unref());
      await Promise.race([connection.end().catch(() => undefined), gone]);
      connection.destroy();
    },
  };
}

function isFatal(error: unknown): boolean {
  const { fatal, code, sqlState } = error as { fatal?: boolean; code?: string; sqlState?: string };
  return fatal === true || code === 'PROTOCOL_SEQUENCE_TIMEOUT' || sqlState === undefined;
}

function toTextResult(rows: unknown, fields: FieldPacket[] | undefined): TextResult {
  // SET and its like answer without rows.
  if (!Array.isArray(rows) || fields === undefined) return { fields: [], rows: [] };
  return {
    fields: fields.map(field => ({
      name: field.name,
      table: field.table,
      type: field.columnType ?? field.type,
    })),
    rows: rows as (string | null)[][],
  };
}
