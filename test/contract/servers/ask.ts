import { createConnection, type RowDataPacket } from 'mysql2/promise';
import type { Account, Stage } from './stage.ts';

/** Rows of one statement on a connection of its own, in UTC, every value as the server's text. */
export async function ask(stage: Stage, sql: string, as: Account = 'root'): Promise<RowDataPacket[]> {
  const exact = { supportBigNumbers: true, bigNumberStrings: true, dateStrings: true };
  const connection = await createConnection({ ...stage.connection(as), ...exact });
  try {
    await connection.query("SET time_zone = '+00:00'");
    const [rows] = await connection.query<RowDataPacket[]>(sql);
    return rows;
  } finally {
    connection.destroy();
  }
}
