import type { View } from '../catalog.ts';

type Cell = string | number | null;

function literal(value: Cell): string {
  if (value === null) return 'NULL';
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
}

function values(rows: readonly (readonly Cell[])[]): string {
  return rows.map(row => `(${row.map(literal).join(', ')})`).join(', ');
}

/** bigint unsigned -> bigint, varchar(4096) -> varchar. */
function dataType(type: string): string {
  return type.replace(/[( ].*$/, '').toLowerCase();
}

/** A type as COLUMN_TYPE and DESC write it, with the display width of an integer. */
export function columnType(type: string): string {
  return type.replace(/^bigint/, 'bigint(20)');
}

/**
 * SQLite script for COLUMNS, TABLES and SCHEMATA of information_schema. As on a server, they list only what the user
 * may read.
 */
export function informationSchema(schema: string, views: readonly View[]): string {
  const columns = views.flatMap(view =>
    view.columns.map((column, i) => [
      'def',
      schema,
      view.name,
      column.name,
      i + 1,
      null,
      view.key.includes(column.name) ? 'NO' : 'YES',
      dataType(column.type),
      /^varchar/i.test(column.type) ? Number(/\d+/.exec(column.type)?.[0]) : null,
      columnType(column.type),
      '',
      '',
      'SELECT',
      '',
    ]),
  );
  const tables = views.map(view => [
    'def',
    schema,
    view.name,
    view.name.startsWith('__') ? 'SYSTEM TABLE' : 'SYSTEM VIEW',
    'MEMORY',
    '',
  ]);
  const schemas = [schema, 'information_schema', 'mysql', 'test'].map(name => [
    'def',
    name,
    'utf8mb4',
    'utf8mb4_general_ci',
    null,
  ]);
  const table = (name: string, own: string, rows: string, where: string): string => `
    CREATE TABLE information_schema."${name}#" (${own});
    INSERT INTO information_schema."${name}#" VALUES ${rows};
    CREATE VIEW information_schema."${name}" AS SELECT * FROM "${name}#"${where};`;
  const named = 'TEXT COLLATE NOCASE';
  const readable = ' WHERE ob_may_read(TABLE_NAME) = 1';
  return [
    table(
      'COLUMNS',
      `TABLE_CATALOG TEXT, TABLE_SCHEMA ${named}, TABLE_NAME ${named}, COLUMN_NAME ${named}, ORDINAL_POSITION INTEGER,
       COLUMN_DEFAULT TEXT, IS_NULLABLE TEXT, DATA_TYPE TEXT, CHARACTER_MAXIMUM_LENGTH INTEGER, COLUMN_TYPE TEXT,
       COLUMN_KEY TEXT, EXTRA TEXT, PRIVILEGES TEXT, COLUMN_COMMENT TEXT`,
      values(columns),
      readable,
    ),
    table(
      'TABLES',
      `TABLE_CATALOG TEXT, TABLE_SCHEMA ${named}, TABLE_NAME ${named}, TABLE_TYPE TEXT, ENGINE TEXT, TABLE_COMMENT TEXT`,
      values(tables),
      readable,
    ),
    table(
      'SCHEMATA',
      `CATALOG_NAME TEXT, SCHEMA_NAME ${named}, DEFAULT_CHARACTER_SET_NAME TEXT, DEFAULT_COLLATION_NAME TEXT, SQL_PATH TEXT`,
      values(schemas),
      '',
    ),
  ].join('\n');
}
