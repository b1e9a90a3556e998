import { mysqlErrors, SqlError } from '../sql/errors.ts';
import type { SqlValue } from '../sql/functions.ts';
import { type Field, field } from '../sql/result.ts';
import { readParameters } from './binary.ts';
import { Cursor } from './cursor.ts';
import { columnPacket, eofPacket, int } from './packets.ts';
import { readOnlyCursor, reply } from './protocol.ts';

interface Prepared {
  sql: string;
  parameters: number;
  /** Type and sign of each parameter, as last bound. */
  types: (readonly [number, number])[];
  long: Map<number, Buffer>;
}

/** Prepared statements that a connection may hold. */
const mostStatements = 10_000;
/** The protocol counts them in two bytes. */
const mostParameters = 2 ** 16 - 1;
/** Bytes that COM_STMT_SEND_LONG_DATA may add up to for one parameter. */
const mostBytes = 16 * 1024 * 1024;

/** Bytes of the iteration count in a COM_STMT_EXECUTE. */
const iterations = 4;

/** A statement to be run. */
export interface Bound {
  readonly id: number;
  readonly sql: string;
  readonly values: SqlValue[];
  /** Whether the client will fetch the rows piece by piece. */
  readonly wantsCursor: boolean;
}

/** The prepared statements of one connection. */
export class PreparedStatements {
  readonly #statements = new Map<number, Prepared>();
  #next = 1;

  /** Stores a statement; returns the packets that answer COM_STMT_PREPARE. Throws 1461 or 1390 at a limit. */
  add(sql: string, parameters: number, fields: readonly Field[]): Buffer[] {
    if (this.#statements.size >= mostStatements) {
      throw new SqlError(
        1461,
        '42000',
        `Can't create more than max_prepared_stmt_count statements (current value: ${mostStatements})`,
      );
    }
    if (parameters > mostParameters) {
      throw new SqlError(1390, 'HY000', 'Prepared statement contains too many placeholders');
    }
    const id = this.#next++;
    this.#statements.set(id, { sql, parameters, types: [], long: new Map() });
    const [filler, warnings] = [int(0, 1), int(0, 2)];
    const head = [int(reply.ok, 1), int(id, 4), int(fields.length, 2), int(parameters, 2), filler, warnings];
    const parameter = columnPacket(field('?', 'varchar(4096)'));
    return [
      Buffer.concat(head),
      ...(parameters > 0 ? [...Array.from({ length: parameters }, () => parameter), eofPacket()] : []),
      ...(fields.length > 0 ? [...fields.map(columnPacket), eofPacket()] : []),
    ];
  }

  /** The statement and values of a COM_STMT_EXECUTE. Throws 1243 for an unknown id. */
  bound(payload: Buffer): Bound {
    const cursor = new Cursor(payload);
    const id = cursor.int(4);
    const wantsCursor = (cursor.int(1) & readOnlyCursor) !== 0;
    cursor.bytes(iterations);
    const statement = this.#statements.get(id);
    if (statement === undefined) throw mysqlErrors.unknownStatement(String(id));
    const { values, types } = readParameters(cursor, statement.parameters, statement.types, statement.long);
    statement.types = types;
    statement.long.clear();
    return { id, sql: statement.sql, values, wantsCursor };
  }

  longData(payload: Buffer): void {
    const cursor = new Cursor(payload);
    const statement = this.#statements.get(cursor.int(4));
    const parameter = cursor.int(2);
    const known = statement?.long.get(parameter) ?? Buffer.alloc(0);
    if (known.length < mostBytes) statement?.long.set(parameter, Buffer.concat([known, cursor.rest()]));
  }

  close(payload: Buffer): void {
    this.#statements.delete(new Cursor(payload).int(4));
  }

  clear(): void {
    this.#statements.clear();
  }
}
