import type { Row } from '../../backup/row.ts';
import type { SourceError } from '../../backup/source.ts';
import { type ConnectionLabel, toSourceError } from '../connection/errors.ts';
import type { ServerLink } from '../connection/link.ts';
import type { Session } from '../session/session.ts';
import type { Branch, ServerView, StatementRows } from '../views/view.ts';
import { KeptRows } from './kept-rows.ts';
import { takeApart, unionOf } from './statement.ts';

/** Unknown column: what was found out about the views no longer holds, as after an upgrade. */
const unknownColumn: ReadonlySet<number | null> = new Set([1054, 904]);

/**
 * Whether the next read has to connect again. After KILL the server closes the connection a moment after its
 * last word. Where rights or columns have gone since they were asked for, a new connection finds out what is
 * left: else one view that is only wanted would keep all others from being read.
 */
function reconnectsAfter({ kind, serverNumber }: SourceError): boolean {
  const lost = kind === 'connection_lost' || kind === 'views_unreadable' || kind === 'views_missing';
  return lost || unknownColumn.has(serverNumber);
}

const keptRows = new WeakMap<ServerLink, KeptRows>();

/** The rows of the last answer on a connection. */
function keptOf(link: ServerLink): KeptRows {
  const kept = keptRows.get(link) ?? new KeptRows();
  keptRows.set(link, kept);
  return kept;
}

/**
 * Sends one statement.
 * @param purpose what it is for, in the comment that a DBA sees in a process list
 * @param note takes the statement as it is sent
 * @throws SourceError
 */
export async function runStatement(
  session: Session,
  label: ConnectionLabel,
  purpose: string,
  branches: readonly Branch[],
  note: (sql: string) => void = () => undefined,
): Promise<StatementRows> {
  const { server, link } = session;
  const statement = unionOf(purpose, branches, session);
  note(statement.sql);
  try {
    const kept = keptOf(link);
    const { readAt, rows } = takeApart(
      statement,
      (await link.query(statement.sql, statement.limits)).rows,
      session,
      kept,
    );
    const typed = new Map<string, unknown[]>();
    return {
      readAt,
      of: <T>(view: ServerView<T>, source = view.id) => {
        const toRow = (row: Row, nth: number) =>
          kept.typed(source, nth, row, view, () => view.toRow(row, server.tenantId));
        const made =
          (typed.get(source) as T[] | undefined) ??
          (rows.get(source) ?? []).map(toRow).filter(row => row !== null);
        typed.set(source, made);
        return [...made];
      },
    };
  } catch (thrown) {
    const error = toSourceError(thrown, label, 'reading');
    if (reconnectsAfter(error)) await link.close();
    throw error;
  }
}
