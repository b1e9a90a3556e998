import type { Connection, ConnectionOptions, FieldPacket, QueryError } from 'mysql2';
import { internalsOf } from './driver-internals.ts';
import { textOf } from './driver-options.ts';

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

/** How much an answer may be. A driver holds all of an answer in memory, several times its size on the wire. */
export interface AnswerLimits {
  /** Values of all rows together. */
  readonly values: number;
  readonly bytes: number;
}

/** Of a statement that asks who and what is there: far more than any answer to one. */
const smallAnswer: AnswerLimits = { values: 20_000, bytes: 2_000_000 };

/** An open connection that runs one statement at a time. */
export interface ServerLink {
  readonly tls: boolean;
  /** SHA-256 of the server's certificate; null without TLS. */
  readonly fingerprint: string | null;
  readonly lost: boolean;
  /** @param limits what the statement may bring; past it the connection is cut */
  query(sql: string, limits?: AnswerLimits): Promise<TextResult>;
  /** Says good-bye where nothing is under way, and cuts the connection in any case. */
  close(): Promise<void>;
  /** Cuts the connection; the statement under way fails with this reason. */
  cut(reason: unknown): void;
}

const closeTimeoutMillis = 500;

/** The failure where a server sends more than was asked for. */
export function tooMuch(bytes: number, values = 0): Error {
  const size = bytes < 1_000_000 ? `${values} values` : `${Math.floor(bytes / 1_000_000)} MB`;
  return Object.assign(new Error(size), { code: 'ANSWER_TOO_LARGE' });
}

function noAnswer(): Error {
  return Object.assign(new Error('no answer'), { code: 'ANSWER_TIMEOUT' });
}

/** mysql2's names of the protocol's types by their numbers, which it exports and does not declare. */
type TypeNames = Readonly<Record<number, string>>;

/** Those names, once mysql2 is loaded. */
export async function typeNames(): Promise<TypeNames> {
  const { default: mysql } = await import('mysql2');
  return (mysql as unknown as { readonly Types: TypeNames }).Types;
}

/** A half-closed socket to a server that hangs would keep the program from ending, so it is cut. */
export function dropConnection(connection: Connection): void {
  connection.destroy();
  internalsOf(connection).stream.destroy();
}

/** A link over a connection that is open. */
export class OpenLink implements ServerLink {
  readonly tls: boolean;
  readonly fingerprint: string | null;
  readonly #connection: Connection;
  readonly #answerTimeoutMillis: number;
  readonly #typeNames: TypeNames;
  /** Statements under way; mysql2 says nothing more of them once the connection was cut. */
  readonly #underWay = new Set<(reason: unknown) => void>();
  #lost = false;
  /** Why it was cut, the first reason; what the driver says of a statement sent afterwards is none. */
  #cutFor: unknown = null;
  /** What the statement under way has brought so far. */
  #arrived = { values: 0, bytes: 0, limits: smallAnswer };

  constructor(connection: Connection, timeoutMillis: number, types: TypeNames) {
    this.#connection = connection;
    this.#answerTimeoutMillis = timeoutMillis;
    this.#typeNames = types;
    const { stream } = internalsOf(connection);
    this.tls = stream.encrypted === true;
    this.fingerprint = this.tls ? (stream.getPeerCertificate?.().fingerprint256 ?? 'unknown') : null;
    connection.on('error', error => this.cut(error));
    connection.on('end', () => {
      this.#lost = true;
    });
    // After the driver has read the same bytes, so that their values are counted.
    stream.on('data', data => this.#noteData(data.length));
  }

  get lost(): boolean {
    return this.#lost;
  }

  #noteData(length: number): void {
    const { limits } = this.#arrived;
    this.#arrived.bytes += length;
    const { values, bytes } = this.#arrived;
    if (this.#lost || (values <= limits.values && bytes <= limits.bytes)) return;
    this.cut(tooMuch(bytes, values));
  }

  query(sql: string, limits: AnswerLimits = smallAnswer): Promise<TextResult> {
    if (this.#cutFor !== null) return Promise.reject(this.#cutFor);
    const { promise, resolve, reject } = Promise.withResolvers<TextResult>();
    // The driver's own time limit would keep all rows of a statement that is broken off until it has passed.
    const timer = setTimeout(() => this.cut(noAnswer()), this.#answerTimeoutMillis);
    const giveUp = (reason: unknown) => {
      clearTimeout(timer);
      reject(reason);
    };
    this.#underWay.add(giveUp);
    const arrived = { values: 0, bytes: 0, limits };
    this.#arrived = arrived;
    this.#connection.query(
      { sql, typeCast: countingValues(arrived) },
      (error: QueryError | null, rows: unknown, fields?: FieldPacket[]) => {
        this.#underWay.delete(giveUp);
        clearTimeout(timer);
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
    this.#cutFor ??= reason;
    dropConnection(this.#connection);
    for (const giveUp of this.#underWay) giveUp(reason);
    this.#underWay.clear();
  }
}

/**
 * Reads values as text and counts them. It can reach nothing else: the driver keeps the first of them for each set of
 * columns, and with it what it reaches, which inside `query` would be the whole answer and its connection.
 */
function countingValues(arrived: { values: number }): NonNullable<ConnectionOptions['typeCast']> {
  return field => {
    arrived.values += 1;
    return textOf(field);
  };
}

function isFatal(error: QueryError): boolean {
  return error.fatal === true || error.errno === undefined;
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
