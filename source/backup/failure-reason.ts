/** Who was asked, and as whom. */
interface Connection {
  /** host:port, or the socket's path. */
  readonly where: string;
  readonly user: string;
}

/** Reasons for which the server gave an error number. */
type ServerReasonId =
  | 'wrong_login'
  | 'host_not_allowed'
  | 'client_not_accepted'
  | 'account_locked'
  | 'too_many_connections'
  | 'unknown_cluster'
  | 'other_cluster'
  | 'server_starting'
  | 'server_stopping'
  | 'views_missing'
  | 'database_missing'
  | 'views_hidden'
  | 'views_denied'
  | 'database_denied'
  | 'server_timeout'
  | 'leader_changing'
  | 'tenant_not_served'
  | 'out_of_memory'
  | 'schema_refreshing'
  | 'statement_interrupted'
  | 'session_killed'
  | 'other_number';

/** Reasons for which no server gave a number: found by the operating system, TLS or the driver. */
type ClientReasonId =
  | 'connection_refused'
  | 'unknown_host'
  | 'lookup_failed'
  | 'connect_timeout'
  | 'no_route'
  | 'network_unreachable'
  | 'no_socket_file'
  | 'socket_file_denied'
  | 'not_connected'
  | 'connection_lost'
  | 'connection_lost_because'
  | 'closed_by_server'
  | 'closed_here'
  | 'answer_timeout'
  | 'answer_too_large'
  | 'too_many_rows'
  | 'not_the_protocol'
  | 'unexpected_answer'
  | 'session_reset'
  | 'tls_missing'
  | 'tls_withdrawn'
  | 'tls_failed'
  | 'plugin_refused'
  | 'plugin_unknown'
  | 'clear_password_refused';

/**
 * Why a call failed, as an id that the language has a sentence for, with what fills it. `detail` is what the server or
 * the driver said, safe to draw; '' where they said nothing.
 */
export type FailureReason =
  | {
      readonly [Id in ServerReasonId]: Connection & {
        readonly id: Id;
        /** The server's error number; OceanBase's own where an Oracle tenant wraps it. */
        readonly number: number;
        readonly detail: string;
      };
    }[ServerReasonId]
  | {
      readonly [Id in ClientReasonId]: Connection & { readonly id: Id; readonly detail: string };
    }[ClientReasonId]
  | { readonly id: 'certificates_unreadable'; readonly detail: string }
  /** Something unforeseen, in its own words. */
  | { readonly id: 'unforeseen'; readonly detail: string };

/** The reasons that a server gives by number. */
export type ServerReason = Extract<FailureReason, { readonly number: number }>;

/** The reasons found on this side. */
export type ClientReason = Extract<FailureReason, { readonly id: ClientReasonId }>;
