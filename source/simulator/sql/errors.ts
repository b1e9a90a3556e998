/** An error as it goes over the wire: number, SQLSTATE and the server's words. */
export class SqlError extends Error {
  readonly errno: number;
  readonly state: string;

  constructor(errno: number, state: string, message: string) {
    super(message);
    this.errno = errno;
    this.state = state;
  }
}

type Say = (...parts: string[]) => SqlError;

const say =
  (errno: number, state: string, text: (...parts: string[]) => string): Say =>
  (...parts) =>
    new SqlError(errno, state, text(...parts));

/** OceanBase's errors in MySQL mode, as far as a reading client meets them. */
export const mysqlErrors = {
  syntax: say(
    1064,
    '42000',
    near =>
      `You have an error in your SQL syntax; check the manual that corresponds to your OceanBase version for the right syntax to use near '${near}' at line 1`,
  ),
  noTable: say(1146, '42S02', (schema, table) => `Table '${schema}.${table}' doesn't exist`),
  noColumn: say(1054, '42S22', (column, where) => `Unknown column '${column}' in '${where}'`),
  ambiguous: say(1052, '23000', column => `Column '${column}' in field list is ambiguous`),
  noFunction: say(1305, '42000', name => `FUNCTION ${name} does not exist`),
  argumentCount: say(
    1582,
    '42000',
    name => `Incorrect parameter count in the call to native function '${name}'`,
  ),
  unionColumns: say(1222, '21000', () => 'The used SELECT statements have a different number of columns'),
  noDatabase: say(1046, '3D000', () => 'No database selected'),
  unknownDatabase: say(1049, '42000', name => `Unknown database '${name}'`),
  unknownVariable: say(1193, 'HY000', name => `Unknown system variable '${name}'`),
  unknownZone: say(1298, 'HY000', zone => `Unknown or incorrect time zone: '${zone}'`),
  wrongValue: say(
    1231,
    '42000',
    (name, value) => `Variable '${name}' can't be set to the value of '${value}'`,
  ),
  tableDenied: say(
    1142,
    '42000',
    (command, user, table) => `${command} command denied to user '${user}'@'%' for table '${table}'`,
  ),
  databaseDenied: say(
    1044,
    '42000',
    (user, database) => `Access denied for user '${user}'@'%' to database '${database}'`,
  ),
  privilege: say(
    1227,
    '42501',
    privilege => `Access denied; you need (at least one of) the ${privilege} privilege(s) for this operation`,
  ),
  readOnly: say(1792, '25006', () => 'Cannot execute statement in a READ ONLY transaction.'),
  unsupported: say(1235, '0A000', what => `${what} not supported`),
  timeout: say(
    4012,
    'HY000',
    micros =>
      `Timeout, query has reached the maximum query timeout: ${micros}(us), maybe you can adjust the session variable ob_query_timeout or query_timeout hint, and try again.`,
  ),
  interrupted: say(1317, '70100', () => 'Query execution was interrupted'),
  groupMisuse: say(1111, 'HY000', () => 'Invalid use of group function'),
  empty: say(1065, '42000', () => 'Query was empty'),
  unknownStatement: say(1243, 'HY000', id => `Unknown prepared statement handler (${id}) given to EXECUTE`),
} as const satisfies Record<string, Say>;

/** The same events in an Oracle tenant; what has no number of Oracle's own is 600 with the kernel's code inside. */
export const oracleErrors = {
  syntax: say(
    900,
    '42000',
    near =>
      `ORA-00900: You have an error in your SQL syntax; check the manual that corresponds to your OceanBase version for the right syntax to use near '${near}' at line 1`,
  ),
  noTable: say(942, '42S02', name => `ORA-00942: table or view '${name}' does not exist`),
  noColumn: say(904, '42S22', column => `ORA-00904: invalid identifier '${column}' in 'field list'`),
  noFunction: say(900, '42000', name => `ORA-00900: FUNCTION ${name} does not exist`),
  internal: say(600, 'HY000', (code, text) => `ORA-00600: internal error code, arguments: ${code}, ${text}`),
  privilege: say(1031, '42501', () => 'ORA-01031: insufficient privileges'),
  readOnly: say(
    1456,
    '25006',
    () => 'ORA-01456: may not perform insert, delete, update operation inside a READ ONLY transaction',
  ),
} as const satisfies Record<string, Say>;

/** The text of an unmapped MySQL-mode error as an Oracle tenant wraps it. */
export function asOracle(error: SqlError): SqlError {
  if (error.message.startsWith('ORA-')) return error;
  return oracleErrors.internal(String(-Math.abs(error.errno)), error.message);
}
