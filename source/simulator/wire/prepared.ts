import { mysqlErrors, SqlError } from '../sql/errors.ts';
import type { SqlValue } from '../sql/functions.ts';
import { type Field, field } from '../sql/result.ts';
import { readParameters } from './binary.ts';
import { Cursor } from './cursor.ts';
import { columnPacket, eofPacket, int } from './packets.ts';

interface Prepared {
  sql: string;
  parameters: number;
  /** Type and sign of each parameter, as the last execution bound them. */
  types: (readonly [number, number])[];
  long: Map<number, Buffer>;
}

/** Prepared statements a session may hold at once. */
const mostStatements = 10_000;
/** Bytes one parameter may gather by COM_STMT_SEND_LONG_DATA. */
const mostBytes = 16 * 1024 * 1024;

/** The prepared statements of one connection. */
export class PreparedStatements {
  readonly #statements = new Map<number, Prepared>();
  #next = 1;

  /** Keeps a statement; gives the packets that answer COM_STMT_PREPARE. Throws 1461 or 1390 when there are too many. */
  add(sql: string, parameters: number, fields: readonly Field[]): Buffer[] {
    if (this.#statements.size >= mostStatements) {
      throw new SqlError(
        1461,
        '42000',
        `Can't create more than max_prepared_stmt_count statements (current value: ${mostStatements})`,
      );
    }
    if (parameters > 0xffff) {
      throw new SqlError(1390, 'HY000', 'Prepared statement contains too many placeholders');
    }
    const id = this.#next++;
    this.#statements.set(id, { sql, parameters, types: [], long: new Map() });
    const head = [int(0, 1), int(id, 4), int(fields.length, 2), int(parameters, 2), int(0, 1), int(0, 2)];
    const parameter = columnPacket(field('?', 'varchar(4096)'));
    return [
      Buffer.concat(head),
      ...(parameters > 0 ? [...Array.from({ length: parameters }, () => parameter), eofPacket()] : []),
      ...(fields.length > 0 ? [...fields.map(columnPacket), eofPacket()] : []),
    ];
  }

  /** The statement and values of a COM_STMT_EXECUTE. Throws 1243 for an id there is none of. */
  bound(payload: Buffer): { sql: string; values: SqlValue[] } {
    const cursor = new Cursor(payload);
    const id = cursor.int(4);
    cursor.bytes(5);
    const statement = this.#statements.get(id);
    if (statement === undefined) throw mysqlErrors.unknownStatement(String(id));
    const { values, types } = readParameters(cursor, statement.parameters, statement.types, statement.long);
    statement.types = types;
    statement.long.clear();
    return { sql: statement.sql, values };
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
