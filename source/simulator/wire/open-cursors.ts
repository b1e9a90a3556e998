import { mysqlErrors, oracleErrors } from '../sql/errors.ts';
import type { Rows } from '../sql/result.ts';
import { binaryRow } from './binary.ts';
import { Cursor } from './cursor.ts';
import { eofPacket, type PacketWriter, writeHead } from './packets.ts';
import { serverStatus } from './protocol.ts';

interface OpenCursor {
  readonly result: Pick<Rows, 'fields' | 'rows'>;
  /** The row to send next. */
  next: number;
}

/** The results of prepared statements that a client fetches piece by piece; one for each statement. */
export class OpenCursors {
  readonly #cursors = new Map<number, OpenCursor>();

  /** Answers COM_STMT_EXECUTE where a cursor was asked for: the columns, and none of the rows. */
  open(statement: number, result: OpenCursor['result'], writer: PacketWriter): void {
    this.#cursors.set(statement, { result, next: 0 });
    writeHead(writer, result.fields, serverStatus.cursorExists);
  }

  /**
   * Answers COM_STMT_FETCH with the next rows. In Oracle mode the columns come before them each time (kernel:
   * ObMPStmtFetch::response_result).
   * @throws SqlError 1421, in Oracle mode 1002, where there is none to fetch from
   */
  fetch(payload: Buffer, mode: 'mysql' | 'oracle', writer: PacketWriter): void {
    const request = new Cursor(payload);
    const [statement, count] = [request.int(4), request.int(4)];
    const cursor = this.#cursors.get(statement);
    if (cursor === undefined) {
      throw mode === 'oracle'
        ? oracleErrors.fetchOutOfSequence()
        : mysqlErrors.noOpenCursor(String(statement));
    }
    const { fields, rows } = cursor.result;
    if (mode === 'oracle') writeHead(writer, fields, serverStatus.cursorExists);
    const end = Math.min(rows.length, cursor.next + count);
    for (const row of rows.slice(cursor.next, end)) writer.add(binaryRow(row, fields));
    cursor.next = end;
    const { cursorExists, lastRowSent } = serverStatus;
    writer.add(eofPacket(end === rows.length ? cursorExists | lastRowSent : cursorExists));
  }

  close(statement: number): void {
    this.#cursors.delete(statement);
  }

  clear(): void {
    this.#cursors.clear();
  }
}
