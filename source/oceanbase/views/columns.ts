import type { ColumnKind } from '../../backup/row.ts';
import { isSecretName } from '../connection/secrets.ts';

/** Kinds by name, for every mode: an Oracle tenant sends ids, SCNs and decimals all as NUMBER. */
const kinds: readonly { readonly kind: ColumnKind; readonly names: RegExp }[] = [
  { kind: 'text', names: /^EXECUTOR_TENANT_ID$|_DISPLAY$/ },
  { kind: 'scn', names: /_SCN$/ },
  { kind: 'time', names: /(^|_)TIMESTAMP$|^(CREATE|MODIFY)_TIME$|^GMT_(CREATE|MODIFIED)$|^READ_AT$/ },
  { kind: 'decimal', names: /_PROGRESS$|_RATE_BYTES$|^ELAPSED_SECONDES$|_RATIO$/ },
  {
    kind: 'integer',
    names: /(?<!TRACE)_ID$|_COUNT$|_BYTES$|^RESULT$|^INCARNATION$|^UNIT_NUM$|_EPOCH$|^BACKUP_COMPATIBLE$/,
  },
];

/** What the protocol's types hold, for columns that this program does not know. */
const kindsOfTypes: ReadonlyMap<string | undefined, ColumnKind> = new Map([
  ['TINY', 'integer'],
  ['SHORT', 'integer'],
  ['INT24', 'integer'],
  ['LONG', 'integer'],
  ['LONGLONG', 'integer'],
  ['TIMESTAMP', 'time'],
  ['DATETIME', 'time'],
  ['DECIMAL', 'decimal'],
  ['NEWDECIMAL', 'decimal'],
]);

const numberTypes: ReadonlySet<string | undefined> = new Set([
  'TINY',
  'SHORT',
  'INT24',
  'LONG',
  'LONGLONG',
  'FLOAT',
  'DOUBLE',
  'DECIMAL',
  'NEWDECIMAL',
]);

/**
 * What a column holds, by its name where that is known, else by its type.
 * @param type the protocol's type by mysql2's name for it: LONGLONG, NEWDECIMAL, …
 */
export function columnKind(name: string, type: string | undefined): ColumnKind {
  return kinds.find(entry => entry.names.test(name))?.kind ?? kindsOfTypes.get(type) ?? 'text';
}

/** One column as this server has it. */
export interface ColumnShape {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Whether the server sends it as a number: a NULL in its place in another branch of a union must be one too. */
  readonly isNumber: boolean;
}

/** A column as the field list of a result describes it; the type as for `columnKind`. */
export function columnShape(name: string, type: string | undefined): ColumnShape {
  return { name, kind: columnKind(name, type), isNumber: numberTypes.has(type) };
}

/** The columns of one view as this server has them, in the view's order. */
export interface ViewShape {
  readonly columns: readonly ColumnShape[];
}

/** The shape of a view without columns that are secrets, as PASSWD is: no statement of this program names one. */
export function shapeOf(columns: readonly ColumnShape[]): ViewShape {
  return { columns: columns.filter(({ name }) => !isSecretName(name)) };
}
