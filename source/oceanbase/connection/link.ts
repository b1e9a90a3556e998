import type { Connection, FieldPacket, QueryError } from 'mysql2';
import { internalsOf } from './driver-internals.ts';

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

const closeTimeoutMillis = 500;

/** mysql2's names of the protocol's types by their numbers, which it exports and does not declare. */
type TypeNames = Readonly<Record<number, string>>;

/** Those names, once mysql2 is loaded. */
export async function typeNames(): Promise<TypeNames> {
  const { default: mysql } = await import('mysql2');
  return (mysql as unknown as { readonly Types: TypeNames }).Types;
}

/** A half-closed socket to a server that hangs would keep the program from ending, so it is cut. */
export function cut(connection: Connection): void {
  connection.destroy();
  internalsOf(connection).stream.destroy();
}

/** A link over a connection that is open. */
export class OpenLink implements Link {
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
