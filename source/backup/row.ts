/**
 * A point in time: microseconds since 1970-01-01 UTC. OceanBase's TIMESTAMP(6) carries no more digits,
 * and a bigint keeps all of them.
 */
export type Instant = bigint;

/** What a column holds, so that JSON and screens know how to write it without knowing its name. */
export type ColumnKind = 'integer' | 'decimal' | 'scn' | 'time' | 'text';

/** One column of a row as the server sent it, every digit kept. */
export interface Column {
  /** The view's column name, upper case. */
  readonly name: string;
  readonly kind: ColumnKind;
  /** What the server stored, secrets masked; for JSON, which escapes control characters itself. Never drawn. */
  readonly raw: string | null;
  /** The same made safe for one line of a terminal. */
  readonly text: string | null;
  /** For a time that could be read: the instant. */
  readonly instant?: Instant;
  /** Whether a secret in it was masked; absent where there was none. */
  readonly isMasked?: true;
}

/** A row's columns in the order of the view. PASSWD is never among them: it is never selected. */
export type Row = readonly Column[];

/** Whether a row came from the live view or from the history view. */
export type RowOrigin = 'live' | 'history';
