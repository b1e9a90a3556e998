import type { Remark, ViewLoss } from '../../backup/remark.ts';
import type { Instant, Row } from '../../backup/row.ts';
import type { Mode } from '../../backup/server.ts';
import type { ViewShape } from './columns.ts';

/** Which family of views is read: CDB_ in the sys tenant, DBA_ in a user tenant of either mode. */
export type Family = 'sys' | 'mysql' | 'oracle';

/** The family of a tenant. */
export function familyOf(mode: Mode, seesAllTenants: boolean): Family {
  if (mode === 'ORACLE') return 'oracle';
  return seesAllTenants ? 'sys' : 'mysql';
}

/** Full names of a view by family; null where a family does not have it. */
export type ViewNames = Readonly<Record<Family, string | null>>;

/** The names of a view that sys has as CDB_… with all tenants, a user tenant as DBA_… with itself. */
export function cdbOrDba(suffix: string): ViewNames {
  return { sys: `oceanbase.CDB_${suffix}`, mysql: `oceanbase.DBA_${suffix}`, oracle: `SYS.DBA_${suffix}` };
}

/**
 * One view or internal table of the server. A file of this folder says all that the program knows of it. Only code that
 * reads its rows needs to name it.
 */
export interface ServerView<T = unknown> {
  /** Its alias in statements, and the label of its rows in an answer. */
  readonly id: string;
  readonly names: ViewNames;
  /** Whether there is nothing to show without it; without another one the program says what is missing. */
  readonly isRequired: boolean;
  /** Whether sys sees rows of several tenants, distinguished by TENANT_ID. */
  readonly hasTenantId: boolean;
  /** Columns without which its rows are of no use: internal tables change from release to release. */
  readonly neededColumns: readonly string[];
  /** The columns that lists and bars need; null: every column. */
  readonly listColumns: readonly string[] | null;
  /** What is lost without it, as the language says it; null where it has a screen of its own that shows it is missing. */
  readonly loss: ViewLoss | null;
  /**
   * A row as a value of the domain; null for one that is of no use.
   * @param ownTenantId the tenant logged in to, whose views have no TENANT_ID
   */
  toRow(row: Row, ownTenantId: bigint | null): T | null;
}

/** The views that can be read on a connection, with their columns. */
export interface ReadableViews {
  readonly family: Family;
  readonly shapes: ReadonlyMap<ServerView, ViewShape>;
  /** What the session was set to, as `sessionSettings` gives it; absent where this is not watched. */
  readonly settings?: string;
}

/** Rows of one view within a statement. `where` and `from` are built from numbers and times only, never from text of users. */
export interface Branch {
  readonly view: ServerView;
  /** The label of its rows in the answer, where the same view is asked for several things; else the view's id. */
  readonly source?: string;
  readonly columns: readonly string[];
  /** What follows FROM where it is not simply the view; its columns are those of the view, alias `v`. */
  readonly from?: string;
  readonly where?: string;
  /**
   * Of a join: the alias that the server has to read first, `v` after it. Where the optimizer takes the history for small,
   * by statistics that are older than its rows, it would work the other side out again for each row of it.
   */
  readonly readFirst?: string;
  /** The most rows it can bring, where it limits them itself; the statement limits all others. */
  readonly maxRows?: number;
}

/** Columns that lists and bars need, or all of them but secrets. */
export type ColumnSet = 'list' | 'full';

/** The view's full name: oceanbase.CDB_OB_BACKUP_JOBS, SYS.DBA_OB_BACKUP_JOBS, … */
export function viewName({ names }: ServerView, family: Family): string {
  return names[family] ?? names.sys ?? '';
}

/** The columns to name in a statement, as far as the view has them; none where it cannot be read. */
export function columnsOf(view: ServerView, which: ColumnSet, { shapes }: ReadableViews): string[] {
  const names = shapes.get(view)?.columns.map(column => column.name) ?? [];
  const { listColumns } = view;
  // The …_DISPLAY columns repeat an SCN in the server's own time zone, some in a type no client knows.
  if (which === 'full' || listColumns === null) return names.filter(name => !name.endsWith('_DISPLAY'));
  const wanted = new Set(listColumns);
  return names.filter(name => wanted.has(name));
}

/** A branch of a statement, or none where the view cannot be read. */
export function branchOf(
  view: ServerView,
  which: ColumnSet,
  readable: ReadableViews,
  parts: Omit<Branch, 'view' | 'columns'>,
): Branch[] {
  const columns = columnsOf(view, which, readable);
  return columns.length === 0 ? [] : [{ view, columns, ...parts }];
}

/** All that one statement brought. */
export interface StatementRows {
  /** The server's clock when it was read. */
  readonly readAt: Instant;
  /**
   * The rows of a view, typed by the view.
   * @param source the label of its branch, where the view was asked for several things
   */
  of<T>(view: ServerView<T>, source?: string): T[];
}

/** What views are read with: a connection whose columns are known, and the server's clock. */
export interface ViewContext<On extends ReadableViews = ReadableSession> {
  readonly session: On;
  /** The server's clock as it was last read. */
  readonly now: Instant;
  /** Sends one statement; throws a SourceError. */
  ask(purpose: string, branches: readonly Branch[]): Promise<StatementRows>;
}

/** A connection on which views that are not asked for at login can be asked for. */
export interface ReadableSession extends ReadableViews {
  /** Asks for the columns of such a view when first called; null, or why it cannot be read. */
  reach(view: ServerView): Promise<Remark | null>;
}
