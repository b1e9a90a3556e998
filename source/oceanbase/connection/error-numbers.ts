import type { ClientReason, ServerReason } from '../../backup/failure-reason.ts';
import type { SourceErrorKind } from '../../backup/source.ts';

/** What a failure means to the program, and the id of its sentence. */
interface Meaning<Reason extends { readonly id: string }> {
  readonly kind: SourceErrorKind;
  readonly id: Reason['id'];
}

/**
 * Numbers on the wire that this program can say something useful about. In MySQL mode a packet carries the
 * MySQL number where there is one, else OceanBase's own; in an Oracle tenant Oracle's, and everything else as
 * 600 with OceanBase's number inside the text (kernel: ob_errno.def).
 */
export const serverErrors: Readonly<Record<number, Meaning<ServerReason>>> = {
  1045: { kind: 'login_refused', id: 'wrong_login' },
  1227: { kind: 'login_refused', id: 'host_not_allowed' },
  1235: { kind: 'login_refused', id: 'client_not_accepted' },
  3118: { kind: 'login_refused', id: 'account_locked' },
  // As an Oracle tenant may word them. Retried by themselves, they would lock the account.
  1017: { kind: 'login_refused', id: 'wrong_login' },
  4043: { kind: 'login_refused', id: 'wrong_login' },
  5160: { kind: 'login_refused', id: 'wrong_login' },
  5036: { kind: 'login_refused', id: 'host_not_allowed' },
  5039: { kind: 'login_refused', id: 'account_locked' },
  28000: { kind: 'login_refused', id: 'account_locked' },
  1040: { kind: 'cannot_connect', id: 'too_many_connections' },
  4669: { kind: 'login_refused', id: 'unknown_cluster' },
  4666: { kind: 'login_refused', id: 'other_cluster' },
  8001: { kind: 'server_busy', id: 'server_starting' },
  8002: { kind: 'server_busy', id: 'server_stopping' },
  1146: { kind: 'views_missing', id: 'views_missing' },
  1049: { kind: 'views_missing', id: 'database_missing' },
  942: { kind: 'views_unreadable', id: 'views_hidden' },
  1031: { kind: 'views_unreadable', id: 'views_denied' },
  1142: { kind: 'views_unreadable', id: 'views_denied' },
  1044: { kind: 'views_unreadable', id: 'database_denied' },
  4012: { kind: 'timed_out', id: 'server_timeout' },
  4038: { kind: 'server_busy', id: 'leader_changing' },
  5150: { kind: 'server_busy', id: 'tenant_not_served' },
  4013: { kind: 'server_busy', id: 'out_of_memory' },
  5627: { kind: 'server_busy', id: 'schema_refreshing' },
  1317: { kind: 'server_busy', id: 'statement_interrupted' },
  5066: { kind: 'connection_lost', id: 'session_killed' },
  4064: { kind: 'connection_lost', id: 'session_killed' },
  1092: { kind: 'connection_lost', id: 'session_killed' },
};

/** What Node and mysql2 call failures where no server spoke. */
const clientMeanings: Readonly<Record<string, Meaning<ClientReason>>> = {
  ECONNREFUSED: { kind: 'cannot_connect', id: 'connection_refused' },
  ENOTFOUND: { kind: 'cannot_connect', id: 'unknown_host' },
  EAI_AGAIN: { kind: 'cannot_connect', id: 'lookup_failed' },
  ETIMEDOUT: { kind: 'cannot_connect', id: 'connect_timeout' },
  EHOSTUNREACH: { kind: 'cannot_connect', id: 'no_route' },
  ENETUNREACH: { kind: 'cannot_connect', id: 'network_unreachable' },
  ENOENT: { kind: 'cannot_connect', id: 'no_socket_file' },
  EACCES: { kind: 'cannot_connect', id: 'socket_file_denied' },
  ECONNRESET: { kind: 'connection_lost', id: 'connection_lost' },
  EPIPE: { kind: 'connection_lost', id: 'connection_lost' },
  PROTOCOL_CONNECTION_LOST: { kind: 'connection_lost', id: 'closed_by_server' },
  ABORT_ERR: { kind: 'connection_lost', id: 'closed_here' },
  UNEXPECTED_ANSWER: { kind: 'server_error', id: 'unexpected_answer' },
  SESSION_RESET: { kind: 'connection_lost', id: 'session_reset' },
  ANSWER_TOO_LARGE: { kind: 'connection_lost', id: 'answer_too_large' },
  TOO_MANY_ROWS: { kind: 'server_error', id: 'too_many_rows' },
  ANSWER_TIMEOUT: { kind: 'timed_out', id: 'answer_timeout' },
  HANDSHAKE_NO_SSL_SUPPORT: { kind: 'cannot_connect', id: 'tls_missing' },
  AUTH_PLUGIN_REFUSED: { kind: 'login_refused', id: 'plugin_refused' },
  AUTH_SWITCH_PLUGIN_ERROR: { kind: 'login_refused', id: 'plugin_unknown' },
  MYSQL_CLEAR_PASSWORD_NOT_ENABLED: { kind: 'login_refused', id: 'clear_password_refused' },
  TLS_WITHDRAWN: { kind: 'cannot_connect', id: 'tls_withdrawn' },
  HANDSHAKE_SSL_ERROR: { kind: 'cannot_connect', id: 'tls_failed' },
};

const clientErrors: ReadonlyMap<string, Meaning<ClientReason>> = new Map(Object.entries(clientMeanings));

/**
 * What is left are mysql2's own words, and those of Node where mysql2 read past the end of a packet. There are some
 * thirty, many without a code, and to a person they all mean the same: packets that are none of the protocol, or come
 * where none should.
 */
const notTheProtocol: Meaning<ClientReason> = { kind: 'connection_lost', id: 'not_the_protocol' };

/** A failure of OpenSSL once the connection is encrypted. */
const tlsBroken: Meaning<ClientReason> = { kind: 'connection_lost', id: 'tls_failed' };

/**
 * What a failure means where no server gave a number.
 * @param isOfSystem whether the operating system reported it, whose words say more than ours
 */
export function clientMeaning(code: string, isOfSystem: boolean): Meaning<ClientReason> | null {
  const known = clientErrors.get(code);
  if (known !== undefined) return known;
  if (/^ERR_(SSL|TLS)_|^EPROTO$/.test(code)) return tlsBroken;
  return isOfSystem ? null : notTheProtocol;
}
