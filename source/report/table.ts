/** A value of a table: null where there is none; a text that a spreadsheet must not take for a formula is marked. */
export interface TableCell {
  readonly name: string;
  readonly text: string | null;
  /** Whether people may have written it, so that it can begin with anything. */
  readonly isFree?: boolean;
}

/** A row of a table; not every row has every column. */
export type TableRow = readonly TableCell[];

/** A text that spreadsheets read as a formula: what a tenant is called must run nothing where the list is opened. */
const formula = /^[=+\-@\t\r]/;

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** As RFC 4180 says, with line feeds; a free text that would be a formula begins with a single quote. */
function csvCell({ text, isFree = false }: TableCell): string {
  if (text === null) return '';
  return quoted(isFree && formula.test(text) ? `'${text}` : text);
}

/** As `mysql --batch` writes values: no tab and no line end in a value, and NULL as a word. */
function tsvCell({ text }: TableCell): string {
  if (text === null) return 'NULL';
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('\t', '\\t')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
}

const forms = {
  csv: { between: ',', cell: csvCell },
  tsv: { between: '\t', cell: tsvCell },
} as const;

/**
 * A table with a line of column names.
 * @param columns the names where there is no row that has them
 */
export function tableText(
  as: keyof typeof forms,
  rows: readonly TableRow[],
  columns: readonly string[],
): string {
  const { between, cell } = forms[as];
  const names = [...new Set([...rows.flatMap(row => row.map(({ name }) => name)), ...columns])];
  const lines = rows.map(row => {
    const byName = new Map(row.map(one => [one.name, one]));
    return names.map(name => cell(byName.get(name) ?? { name, text: null })).join(between);
  });
  return [names.join(between), ...lines].map(line => `${line}\n`).join('');
}
