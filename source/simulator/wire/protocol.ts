/** The numbers of the MySQL protocol that this server uses, under MySQL's names. */

/** First byte of a command packet (enum_server_command). */
export const command = {
  COM_QUIT: 0x01,
  COM_INIT_DB: 0x02,
  COM_QUERY: 0x03,
  COM_FIELD_LIST: 0x04,
  COM_STATISTICS: 0x09,
  COM_PING: 0x0e,
  COM_STMT_PREPARE: 0x16,
  COM_STMT_EXECUTE: 0x17,
  COM_STMT_SEND_LONG_DATA: 0x18,
  COM_STMT_CLOSE: 0x19,
  COM_STMT_RESET: 0x1a,
  COM_SET_OPTION: 0x1b,
  COM_STMT_FETCH: 0x1c,
  COM_RESET_CONNECTION: 0x1f,
} as const;

export type CommandName = keyof typeof command;

/** First byte of a reply. */
export const reply = { ok: 0x00, authSwitch: 0xfe, eof: 0xfe, error: 0xff } as const;

/** First byte of a length-encoded value; anything below `null` is the length itself. */
export const lengthPrefix = { null: 0xfb, twoBytes: 0xfc, threeBytes: 0xfd, eightBytes: 0xfe } as const;

/** Status flags of OK and EOF packets. */
export const serverStatus = {
  /** SERVER_STATUS_AUTOCOMMIT */
  autocommit: 0x0002,
  /** Set by OceanBase in the OK packet that answers a login to an Oracle tenant. */
  oracleMode: 0x0004,
  /** SERVER_STATUS_CURSOR_EXISTS: the rows are to be fetched. */
  cursorExists: 0x0040,
  /** SERVER_STATUS_LAST_ROW_SENT: there is nothing more to fetch. */
  lastRowSent: 0x0080,
} as const;

/** CURSOR_TYPE_READ_ONLY in the flags of a COM_STMT_EXECUTE. */
export const readOnlyCursor = 0x01;

/** Capability flags (CLIENT_…) of greeting and login. */
export const capability = {
  connectWithDatabase: 0x8,
  compress: 0x20,
  secureConnection: 0x8000,
  pluginAuth: 0x80000,
  lengthEncodedAuth: 0x200000,
  sessionTrack: 0x800000,
  /** CLIENT_QUERY_ATTRIBUTES to MySQL; an Oracle tenant refuses clients that do not set it. */
  bit27: 0x08000000,
} as const;

/** Types of columns and parameters (enum_field_types); the two time types from 201 on are OceanBase's. */
export const columnType = {
  tiny: 1,
  short: 2,
  long: 3,
  float: 4,
  double: 5,
  null: 6,
  timestamp: 7,
  bigint: 8,
  date: 10,
  datetime: 12,
  zonedTimestamp: 201,
  nanoTimestamp: 202,
  decimal: 246,
  text: 253,
} as const;

/** Flags of a column definition. */
export const columnFlag = { unsigned: 0x20, binary: 0x80 } as const;

/** Collation ids: utf8mb4_general_ci for text, `binary` for everything else. */
export const collation = { utf8mb4: 45, binary: 63 } as const;
