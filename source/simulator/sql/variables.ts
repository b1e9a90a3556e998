/** System variables that clients read, with the values of a server. */
export const systemVariables: Readonly<Record<string, string>> = {
  auto_increment_increment: '1',
  auto_increment_offset: '1',
  autocommit: 'ON',
  character_set_client: 'utf8mb4',
  character_set_connection: 'utf8mb4',
  character_set_database: 'utf8mb4',
  character_set_filesystem: 'binary',
  character_set_results: 'utf8mb4',
  character_set_server: 'utf8mb4',
  character_set_system: 'utf8mb4',
  collation_connection: 'utf8mb4_general_ci',
  collation_database: 'utf8mb4_general_ci',
  collation_server: 'utf8mb4_general_ci',
  default_storage_engine: 'OceanBase',
  div_precision_increment: '4',
  foreign_key_checks: 'ON',
  group_concat_max_len: '1024',
  init_connect: '',
  interactive_timeout: '28800',
  last_insert_id: '0',
  license: '',
  lower_case_table_names: '1',
  max_allowed_packet: '16777216',
  max_execution_time: '0',
  net_buffer_length: '16384',
  net_read_timeout: '30',
  net_write_timeout: '60',
  ob_compatibility_mode: 'MYSQL',
  ob_query_timeout: '10000000',
  ob_read_consistency: 'STRONG',
  ob_trx_idle_timeout: '86400000000',
  ob_trx_timeout: '86400000000',
  protocol_version: '10',
  query_cache_size: '0',
  query_cache_type: 'OFF',
  read_only: 'OFF',
  sql_auto_is_null: 'OFF',
  sql_mode: 'STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_AUTO_CREATE_USER',
  sql_quote_show_create: 'ON',
  sql_safe_updates: 'OFF',
  sql_select_limit: '9223372036854775807',
  sql_warnings: 'OFF',
  system_time_zone: '+08:00',
  time_zone: '+08:00',
  timestamp: '0',
  transaction_isolation: 'READ-COMMITTED',
  transaction_read_only: 'OFF',
  tx_isolation: 'READ-COMMITTED',
  tx_read_only: 'OFF',
  unique_checks: 'ON',
  version: '5.7.25-OceanBase',
  version_comment: 'OceanBase',
  version_compile_machine: 'x86_64',
  version_compile_os: 'Linux',
  wait_timeout: '28800',
};

/** Those that only an Oracle tenant has. */
export const oracleVariables: Readonly<Record<string, string>> = {
  nls_characterset: 'AL32UTF8',
  nls_comp: 'BINARY',
  nls_date_format: 'DD-MON-RR',
  nls_date_language: 'AMERICAN',
  nls_language: 'AMERICAN',
  nls_length_semantics: 'BYTE',
  nls_nchar_characterset: 'AL16UTF16',
  nls_numeric_characters: '.,',
  nls_sort: 'BINARY',
  nls_territory: 'AMERICA',
  nls_timestamp_format: 'DD-MON-RR HH.MI.SSXFF AM',
  nls_timestamp_tz_format: 'DD-MON-RR HH.MI.SSXFF AM TZR',
};

/** Variables whose value is sent as a number. */
export const numericVariables: ReadonlySet<string> = new Set(
  Object.entries(systemVariables)
    .filter(([, value]) => /^\d+$/.test(value))
    .map(([name]) => name),
);

/** A SELECT shows ON and OFF as 1 and 0. */
export const booleans: Readonly<Record<string, string>> = { ON: '1', OFF: '0' };
