/** An error as it is sent: number, SQLSTATE and the server's message. */
export class SqlError extends Error {
  readonly errno: number;
  readonly state: string;

  constructor(errno: number, state: string, message: string) {
    super(message);
    this.errno = errno;
    this.state = state;
  }
}

type MakeError = (...parts: string[]) => SqlError;

function define(errno: number, state: string, text: (...parts: string[]) => string): MakeError {
  return (...parts) => new SqlError(errno, state, text(...parts));
}

/** OceanBase's errors in MySQL mode, those that a reading client can get. */
export const mysqlErrors = {
  syntax: define(
    1064,
    '42000',
    near =>
      `You have an error in your SQL syntax; check the manual that corresponds to your OceanBase version for the right syntax to use near '${near}' at line 1`,
  ),
  noTable: define(1146, '42S02', (schema, table) => `Table '${schema}.${table}' doesn't exist`),
  noColumn: define(1054, '42S22', (column, where) => `Unknown column '${column}' in '${where}'`),
  ambiguous: define(1052, '23000', column => `Column '${column}' in field list is ambiguous`),
  noFunction: define(1305, '42000', name => `FUNCTION ${name} does not exist`),
  argumentCount: define(
    1582,
    '42000',
    name => `Incorrect parameter count in the call to native function '${name}'`,
  ),
  unionColumns: define(1222, '21000', () => 'The used SELECT statements have a different number of columns'),
  noDatabase: define(1046, '3D000', () => 'No database selected'),
  unknownDatabase: define(1049, '42000', name => `Unknown database '${name}'`),
  unknownVariable: define(1193, 'HY000', name => `Unknown system variable '${name}'`),
  unknownZone: define(1298, 'HY000', zone => `Unknown or incorrect time zone: '${zone}'`),
  wrongValue: define(
    1231,
    '42000',
    (name, value) => `Variable '${name}' can't be set to the value of '${value}'`,
  ),
  tableDenied: define(
    1142,
    '42000',
    (command, user, table) => `${command} command denied to user '${user}'@'%' for table '${table}'`,
  ),
  databaseDenied: define(
    1044,
    '42000',
    (user, database) => `Access denied for user '${user}'@'%' to database '${database}'`,
  ),
  privilege: define(
    1227,
    '42501',
    privilege => `Access denied; you need (at least one of) the ${privilege} privilege(s) for this operation`,
  ),
  readOnly: define(1792, '25006', () => 'Cannot execute statement in a READ ONLY transaction.'),
  unsupported: define(1235, '0A000', what => `${what} not supported`),
  timeout: define(
    4012,
    'HY000',
    micros =>
      `Timeout, query has reached the maximum query timeout: ${micros}(us), maybe you can adjust the session variable ob_query_timeout or query_timeout hint, and try again.`,
  ),
  interrupted: define(1317, '70100', () => 'Query execution was interrupted'),
  groupMisuse: define(1111, 'HY000', () => 'Invalid use of group function'),
  empty: define(1065, '42000', () => 'Query was empty'),
  unknownStatement: define(
    1243,
    'HY000',
    id => `Unknown prepared statement handler (${id}) given to EXECUTE`,
  ),
  noOpenCursor: define(1421, 'HY000', id => `The statement (${id}) has no open cursor.`),
} as const satisfies Record<string, MakeError>;

/** The same errors in an Oracle tenant; one without a number of Oracle's own is 600 with the kernel's code inside. */
export const oracleErrors = {
  syntax: define(
    900,
    '42000',
    near =>
      `ORA-00900: You have an error in your SQL syntax; check the manual that corresponds to your OceanBase version for the right syntax to use near '${near}' at line 1`,
  ),
  noTable: define(942, '42S02', name => `ORA-00942: table or view '${name}' does not exist`),
  noColumn: define(904, '42S22', column => `ORA-00904: invalid identifier '${column}' in 'field list'`),
  noFunction: define(900, '42000', name => `ORA-00900: FUNCTION ${name} does not exist`),
  internal: define(
    600,
    'HY000',
    (code, text) => `ORA-00600: internal error code, arguments: ${code}, ${text}`,
  ),
  fetchOutOfSequence: define(1002, '24000', () => 'ORA-01002: fetch out of sequence'),
  privilege: define(1031, '42501', () => 'ORA-01031: insufficient privileges'),
  readOnly: define(
    1456,
    '25006',
    () => 'ORA-01456: may not perform insert, delete, update operation inside a READ ONLY transaction',
  ),
} as const satisfies Record<string, MakeError>;

/** An error of MySQL mode as an Oracle tenant wraps it, unless it is one of Oracle mode already. */
export function asOracle(error: SqlError): SqlError {
  if (error.message.startsWith('ORA-')) return error;
  return oracleErrors.internal(String(-Math.abs(error.errno)), error.message);
}
