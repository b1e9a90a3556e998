import { count } from '../number.ts';

/** Who was asked, and as whom. */
interface Connection {
  readonly where: string;
  readonly user: string;
}

/** What the server or the driver said; '' for nothing. */
interface Detail {
  readonly detail: string;
}

function words({ detail }: Detail): string {
  return detail === '' ? 'no reason given' : detail;
}

type FromServer = Connection & Detail & { readonly number: number };

/** A sentence followed by the server's number and words. */
function numbered(sentence: (connection: Connection) => string): (values: FromServer) => string {
  return values => `${sentence(values)} (server error ${values.number}: ${words(values)})`;
}

function refused(why: string): (values: FromServer) => string {
  return numbered(({ where, user }) => `${where} refused the login of ${user}: ${why}`);
}

function notConnected(why: string): (connection: Connection) => string {
  return ({ where }) => `Cannot connect to ${where}: ${why}`;
}

/** Why the cluster could not be read: what happened, and what to try. */
export const failureSentences = {
  wrong_login: refused(
    'wrong password, or no such user or tenant. Check the password and the user name (user@tenant directly on an ' +
      'observer, user@tenant#cluster through ODP).',
  ),
  host_not_allowed: refused("this host is not in the tenant's whitelist (ob_tcp_invited_nodes)."),
  client_not_accepted: refused(
    'the tenant does not accept this client. For an Oracle tenant, log in to sys instead (-u root@sys), which sees ' +
      'its backups too.',
  ),
  account_locked: refused('the account is locked.'),
  too_many_connections: numbered(({ where }) => `${where} has too many connections. Try again later.`),
  unknown_cluster: numbered(
    ({ where, user }) => `${where} (ODP) does not know the cluster named in ${user}.`,
  ),
  other_cluster: numbered(
    ({ where, user }) => `${where} belongs to a different cluster than the one named in ${user}.`,
  ),
  server_starting: numbered(({ where }) => `${where} is still starting up. Try again in a moment.`),
  server_stopping: numbered(
    ({ where }) => `${where} is stopping, or does not know the tenant yet. Try again in a moment.`,
  ),
  views_missing: numbered(
    ({ where }) => `The backup views do not exist on ${where}. Is it an OceanBase 4.x cluster?`,
  ),
  database_missing: numbered(
    ({ where }) => `There is no database oceanbase on ${where}. Is it an OceanBase 4.x cluster?`,
  ),
  views_hidden: numbered(
    ({ user }) =>
      `${user} cannot read the backup views, or they do not exist. Ask for SELECT on them (see README).`,
  ),
  views_denied: numbered(
    ({ user }) => `${user} is not allowed to read the backup views. Ask for SELECT on them (see README).`,
  ),
  database_denied: numbered(
    ({ user }) =>
      `${user} is not allowed to read database oceanbase. Ask for SELECT on the backup views (see README).`,
  ),
  server_timeout: numbered(
    ({ where }) =>
      `${where} did not answer within its time limit. One tenant without a leader is enough for that in the views ` +
      'over all tenants; choosing one tenant may help.',
  ),
  leader_changing: numbered(({ where }) => `${where}: a leader is changing. Try again in a moment.`),
  tenant_not_served: numbered(
    ({ where }) => `${where} is not serving the tenant right now. Try again in a moment.`,
  ),
  out_of_memory: numbered(({ where }) => `${where} is short of memory. Try again in a moment.`),
  schema_refreshing: numbered(({ where }) => `${where} is refreshing its schema. Try again in a moment.`),
  statement_interrupted: numbered(
    ({ where }) => `The statement was interrupted on ${where} (KILL QUERY). Try again in a moment.`,
  ),
  session_killed: numbered(({ where }) => `The session was killed on ${where}.`),
  other_number: (values: FromServer) =>
    `${values.where} answered with error ${values.number}: ${words(values)}`,

  connection_refused: (values: Connection) =>
    notConnected(
      values.where.startsWith('/')
        ? 'nothing is listening at this socket file. Check -S.'
        : 'nothing is listening there. Check host and port (2881 is an observer, 2883 is ODP).',
    )(values),
  unknown_host: notConnected('unknown host name. Check -h.'),
  lookup_failed: notConnected('the host name could not be resolved. Check -h, or try again.'),
  connect_timeout: notConnected('no answer. Check host, port and firewall.'),
  no_route: notConnected('there is no route to the host.'),
  network_unreachable: notConnected('the network is unreachable.'),
  no_socket_file: notConnected('there is no such socket file. Check -S.'),
  socket_file_denied: notConnected('you are not allowed to open the socket file.'),
  not_connected: (values: Connection & Detail) => `Cannot connect to ${values.where}: ${words(values)}`,
  connection_lost: ({ where }: Connection) => `The connection to ${where} was lost.`,
  connection_lost_because: (values: Connection & Detail) =>
    `The connection to ${values.where} was lost: ${words(values)}`,
  closed_by_server: ({ where }: Connection) => `${where} closed the connection.`,
  closed_here: ({ where }: Connection) => `The connection to ${where} was closed.`,
  answer_timeout: ({ where }: Connection) => `${where} does not answer.`,
  answer_too_large: (values: Connection & Detail) =>
    `${values.where} sent far more than was asked for (${words(values)}); the rest was not read and the connection cut. ` +
    'Is this an OceanBase server?',
  too_many_rows: (values: Connection & Detail) =>
    `${words(values)} on ${values.where} has more rows than are read at once. Nothing can be concluded from a part of them, ` +
    'so none are shown. Choose one tenant, or log in to it.',
  not_the_protocol: ({ where }: Connection) =>
    `${where} sent something that is not the MySQL protocol, or out of its order. Check host and port, and what stands in between.`,
  unexpected_answer: ({ where }: Connection) =>
    `${where} did not answer what was asked: rows or columns are missing. Is this an OceanBase server, or a proxy that changes answers?`,
  session_reset: ({ where }: Connection) =>
    `${where} has lost the time zone or the read-only setting of this session, as after a proxy moved it to another ` +
    'server. What it sent is not shown; logging in again.',

  tls_missing: ({ where }: Connection) =>
    `${where} does not offer TLS. Use --ssl-mode preferred or disabled, or enable TLS there.`,
  tls_withdrawn: ({ where }: Connection) =>
    `${where} no longer offers TLS, which earlier connections of this program had. Not connecting without it: ` +
    'somebody may be listening in. If TLS was disabled there on purpose, restart this program.',
  tls_failed: (values: Connection & Detail) =>
    `TLS with ${values.where} failed (${words(values)}). Check --ssl-mode and --ssl-ca, and --ssl-cert where the server wants one.`,
  certificates_unreadable: (values: Detail) =>
    `The certificates of --ssl-ca cannot be read: ${words(values)}`,
  plugin_refused: (values: Connection & Detail) =>
    `${values.where} asks for the password by ${words(values)}, which OceanBase does not use and which could give ` +
    'it away. It was not sent. Is this an OceanBase server? If it is one that you know, use --ssl-mode verify_ca ' +
    'with --ssl-ca.',
  plugin_unknown: ({ where }: Connection) =>
    `${where} asks for the password in a way that OceanBase does not use. It was not sent. Is this an OceanBase server?`,
  clear_password_refused: ({ where }: Connection) =>
    `${where} asks for the password in clear text, which OceanBase does not do. It was not sent. Is this an OceanBase server?`,

  unforeseen: words,
};

/** What is not shown for want of a view. */
const losses = {
  jobs: 'No jobs are shown.',
  tasks: 'No tasks are shown.',
  ended_jobs: 'Jobs that have ended are not shown.',
  ended_tasks: 'Tasks that have ended are not shown.',
  tenant_names: 'Tenant names are not known.',
  backup_sets: 'Backup sets are not shown.',
  archive: 'How far the log is archived is not shown.',
  events: 'Events, and backups that could not start, are not shown.',
  schedule: 'The queue of log streams is not shown.',
  archive_lag_target: 'How far the archive may lag is not known; the default of 120 s is used.',
  normal_lag: 'The normal archive lag is not known, so there is no warning about it.',
};

interface LostView {
  readonly view: string;
  readonly loss: keyof typeof losses | null;
}

function withLoss(why: string, { loss }: LostView): string {
  return loss === null ? why : `${why} ${losses[loss]}`;
}

function inBrackets(number: number | null): string {
  return number === null ? '' : ` (server error ${number})`;
}

/** What is worth knowing of a server or a picture. Those of a server are in the JSON document: scripts may compare them. */
export const remarkSentences = {
  certificate_changed: () =>
    "The server's TLS certificate changed while this program was running. If nobody renewed it, and no other server " +
    'of the cluster answers there, find out who does.',
  view_missing: (lost: LostView & { readonly number: number | null }) =>
    withLoss(`${lost.view} is not there${inBrackets(lost.number)}.`, lost),
  view_unreadable: (lost: LostView & { readonly number: number | null }) =>
    withLoss(`${lost.view} cannot be read${inBrackets(lost.number)}.`, lost),
  only_in_sys: (lost: LostView) =>
    withLoss(`${lost.view} is there in the sys tenant only: log in as a user of sys.`, lost),
  history_not_read: ({
    seconds,
    number,
    next,
  }: {
    readonly seconds: number;
    readonly number: number | null;
    readonly next: string | null;
  }) => {
    const failed = `History not read within ${seconds} s${inBrackets(number)}`;
    return next === null ? `${failed}: what has ended may be missing.` : `${failed}; next try at ${next}.`;
  },
  rows_left_out: ({ view, rows }: { readonly view: string; readonly rows: number }) =>
    `Only ${count(BigInt(rows))} rows of ${view} are shown; there are more.`,
  columns_missing: (lost: LostView & { readonly columns: readonly string[] }) =>
    withLoss(`${lost.view} has no ${lost.columns.join(', ')} in this release.`, lost),
  lag_target_unknown: ({ loss }: { readonly loss: keyof typeof losses }) =>
    `No archive_lag_target was found (releases from 4.2.0 on have it). ${losses[loss]}`,
};
