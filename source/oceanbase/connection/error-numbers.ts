import type { SourceErrorKind } from '../../backup/source.ts';

interface Meaning {
  readonly kind: SourceErrorKind;
  /** What happened, with what to try. `{user}`, `{where}` and `{said}` (the driver's words) are filled in. */
  readonly sentence: string;
}

/**
 * Numbers on the wire that this program can say something useful about. In MySQL mode a packet carries the
 * MySQL number where there is one, else OceanBase's own; in an Oracle tenant Oracle's, and everything else as
 * 600 with OceanBase's number inside the text (kernel: ob_errno.def).
 */
export const serverErrors: Readonly<Record<number, Meaning>> = {
  1045: {
    kind: 'login_refused',
    sentence:
      '{where} refused the login of {user}: wrong password, or no such user or tenant. Check the password and the name (user@tenant directly on an observer, user@tenant#cluster through ODP).',
  },
  1227: {
    kind: 'login_refused',
    sentence:
      "{where} refused the login of {user}: this host is not in the tenant's whitelist (ob_tcp_invited_nodes).",
  },
  1235: {
    kind: 'login_refused',
    sentence:
      '{where} refused the login of {user}: the tenant cannot be logged in to by this client. For an Oracle tenant log in to sys instead (-u root@sys), which sees its backups too.',
  },
  3118: { kind: 'login_refused', sentence: '{where} refused the login of {user}: the account is locked.' },
  1040: { kind: 'cannot_connect', sentence: '{where} has too many connections. Try again later.' },
  4669: { kind: 'login_refused', sentence: '{where} (ODP) does not know the cluster named in {user}.' },
  4666: {
    kind: 'login_refused',
    sentence: '{where} belongs to another cluster than the one named in {user}.',
  },
  8001: { kind: 'server_busy', sentence: '{where} is still starting. Try again in a moment.' },
  8002: {
    kind: 'server_busy',
    sentence: '{where} is stopping, or does not know the tenant yet. Try again in a moment.',
  },
  1146: {
    kind: 'views_missing',
    sentence: 'The backup views are not there. Is {where} an OceanBase 4.x cluster?',
  },
  1049: {
    kind: 'views_missing',
    sentence: 'There is no database oceanbase on {where}. Is it an OceanBase 4.x cluster?',
  },
  942: {
    kind: 'views_unreadable',
    sentence:
      '{user} may not read the backup views, or they are not there. Ask for SELECT on them (see README).',
  },
  1031: {
    kind: 'views_unreadable',
    sentence: '{user} may not read the backup views. Ask for SELECT on them (see README).',
  },
  1142: {
    kind: 'views_unreadable',
    sentence: '{user} may not read the backup views. Ask for SELECT on them (see README).',
  },
  1044: {
    kind: 'views_unreadable',
    sentence: '{user} may not read database oceanbase. Ask for SELECT on the backup views (see README).',
  },
  4012: {
    kind: 'timed_out',
    sentence:
      '{where} did not answer within its time limit. One tenant without a leader is enough for that in the views over all tenants; choosing one tenant may help.',
  },
  4038: { kind: 'server_busy', sentence: '{where}: a leader is moving. Try again in a moment.' },
  5150: {
    kind: 'server_busy',
    sentence: '{where} does not serve the tenant just now. Try again in a moment.',
  },
  4013: { kind: 'server_busy', sentence: '{where} is short of memory. Try again in a moment.' },
  5627: { kind: 'server_busy', sentence: '{where} is refreshing its schema. Try again in a moment.' },
  1317: {
    kind: 'server_busy',
    sentence: 'The statement was interrupted on {where} (KILL QUERY). Try again in a moment.',
  },
  5066: { kind: 'connection_lost', sentence: 'The session was killed on {where}.' },
  4064: { kind: 'connection_lost', sentence: 'The session was killed on {where}.' },
  1092: { kind: 'connection_lost', sentence: 'The session was killed on {where}.' },
};

/** What Node and mysql2 call failures where no server spoke. */
const clientMeanings: Readonly<Record<string, Meaning>> = {
  ECONNREFUSED: {
    kind: 'cannot_connect',
    sentence:
      'Cannot connect to {where}: nothing listens there. Check host and port (2881 is an observer, 2883 is ODP).',
  },
  ENOTFOUND: {
    kind: 'cannot_connect',
    sentence: 'Cannot connect to {where}: the host name is not known. Check -h.',
  },
  EAI_AGAIN: {
    kind: 'cannot_connect',
    sentence: 'Cannot connect to {where}: the host name could not be looked up. Check -h, or try again.',
  },
  ETIMEDOUT: {
    kind: 'cannot_connect',
    sentence: 'Cannot connect to {where}: no answer. Check host, port and firewall.',
  },
  EHOSTUNREACH: {
    kind: 'cannot_connect',
    sentence: 'Cannot connect to {where}: there is no route to the host.',
  },
  ENETUNREACH: {
    kind: 'cannot_connect',
    sentence: 'Cannot connect to {where}: the network cannot be reached.',
  },
  ENOENT: {
    kind: 'cannot_connect',
    sentence: 'Cannot connect to {where}: there is no such socket file. Check -S.',
  },
  EACCES: {
    kind: 'cannot_connect',
    sentence: 'Cannot connect to {where}: this user may not open the socket file.',
  },
  ECONNRESET: { kind: 'connection_lost', sentence: 'The connection to {where} was lost.' },
  EPIPE: { kind: 'connection_lost', sentence: 'The connection to {where} was lost.' },
  PROTOCOL_CONNECTION_LOST: {
    kind: 'connection_lost',
    sentence: 'The server closed the connection to {where}.',
  },
  ABORT_ERR: { kind: 'connection_lost', sentence: 'The connection to {where} was closed.' },
  PROTOCOL_SEQUENCE_TIMEOUT: { kind: 'timed_out', sentence: '{where} does not answer.' },
  HANDSHAKE_NO_SSL_SUPPORT: {
    kind: 'cannot_connect',
    sentence: '{where} does not offer TLS. Use --ssl-mode preferred or disabled, or switch TLS on there.',
  },
  AUTH_PLUGIN_REFUSED: {
    kind: 'login_refused',
    sentence:
      '{where} asks for the password by {said}, which OceanBase does not use and which could give it away. It was not sent. Is this an OceanBase server? If it is one that you know, use --ssl-mode verify_ca with --ssl-ca.',
  },
  AUTH_SWITCH_PLUGIN_ERROR: {
    kind: 'login_refused',
    sentence:
      '{where} asks for the password in a way that OceanBase does not use. It was not sent. Is this an OceanBase server?',
  },
  MYSQL_CLEAR_PASSWORD_NOT_ENABLED: {
    kind: 'login_refused',
    sentence:
      '{where} asks for the password in clear, which OceanBase does not do. It was not sent. Is this an OceanBase server?',
  },
  TLS_WITHDRAWN: {
    kind: 'cannot_connect',
    sentence:
      '{where} no longer offers TLS, which earlier connections of this program had. Not connecting without it: somebody may be listening in. If TLS was switched off there on purpose, start this program again.',
  },
  HANDSHAKE_SSL_ERROR: {
    kind: 'cannot_connect',
    sentence: 'TLS with {where} failed ({said}). Check --ssl-mode and --ssl-ca.',
  },
};

export const clientErrors: ReadonlyMap<string, Meaning> = new Map(Object.entries(clientMeanings));
