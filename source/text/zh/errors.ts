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

type FromServer = Connection & Detail & { readonly number: number };

function words({ detail }: Detail): string {
  return detail === '' ? '未给出原因' : detail;
}

/** The server's own words stay as it sent them, after its number. */
function inBrackets({ number, detail }: FromServer): string {
  return detail === '' ? `（ERROR ${number}）` : `（ERROR ${number}：${detail}）`;
}

function refused(why: string): (values: FromServer) => string {
  return values => `${values.user} 登录 ${values.where} 被拒绝${inBrackets(values)}：${why}`;
}

/** What happened, the server's number, and what to try. */
function numbered(what: (connection: Connection) => string, next = ''): (values: FromServer) => string {
  return values => `${what(values)}${inBrackets(values)}${next === '' ? '。' : `，${next}。`}`;
}

function notConnected(why: string): (connection: Connection) => string {
  return ({ where }) => `无法连接 ${where}：${why}。`;
}

/** Why the cluster could not be read: what happened, and what to try. */
export const failureSentences = {
  wrong_login: refused(
    '密码错误，或用户、租户不存在。请检查密码和用户名：直连 OBServer 节点使用 user@tenant，通过 ODP 连接使用 ' +
      'user@tenant#cluster。',
  ),
  host_not_allowed: refused('本机不在该租户的白名单中，请检查系统变量 ob_tcp_invited_nodes。'),
  client_not_accepted: refused(
    '该租户不支持当前客户端登录。Oracle 租户的备份请登录 sys 租户查看（-u root@sys）。',
  ),
  account_locked: refused('账号已锁定，请联系租户管理员解锁。'),
  too_many_connections: numbered(({ where }) => `${where} 的连接数已达上限`, '请稍后重试'),
  unknown_cluster: numbered(
    ({ where, user }) => `ODP ${where} 上没有 ${user} 中指定的集群`,
    '请检查 user@tenant#cluster 中的集群名',
  ),
  other_cluster: numbered(
    ({ where, user }) => `${where} 不属于 ${user} 中指定的集群`,
    '请检查 user@tenant#cluster 中的集群名',
  ),
  server_starting: numbered(({ where }) => `${where} 正在启动`, '请稍后重试'),
  server_stopping: numbered(({ where }) => `${where} 正在停止，或尚未加载该租户`, '请稍后重试'),
  views_missing: numbered(({ where }) => `${where} 上未找到备份视图`, '请确认连接的是 OceanBase 4.x 集群'),
  database_missing: numbered(
    ({ where }) => `${where} 上没有数据库 oceanbase`,
    '请确认连接的是 OceanBase 4.x 集群',
  ),
  views_hidden: numbered(
    ({ user }) => `用户 ${user} 无法查询备份视图，或备份视图不存在`,
    '请授予 SELECT 权限，语句见 README',
  ),
  views_denied: numbered(
    ({ user }) => `用户 ${user} 没有备份视图的查询权限`,
    '请授予 SELECT 权限，语句见 README',
  ),
  database_denied: numbered(
    ({ user }) => `用户 ${user} 没有数据库 oceanbase 的权限`,
    '请授予备份视图的 SELECT 权限，语句见 README',
  ),
  server_timeout: numbered(
    ({ where }) => `${where} 执行超时`,
    '只要有一个租户无主，查询全部租户的视图就可能超时，可指定单个租户后重试（-t）',
  ),
  leader_changing: numbered(({ where }) => `${where} 正在切主`, '请稍后重试'),
  tenant_not_served: numbered(({ where }) => `${where} 当前不提供该租户的服务`, '请稍后重试'),
  out_of_memory: numbered(({ where }) => `${where} 内存不足`, '请稍后重试'),
  schema_refreshing: numbered(({ where }) => `${where} 正在刷新 Schema`, '请稍后重试'),
  statement_interrupted: numbered(({ where }) => `语句在 ${where} 上被终止（KILL QUERY）`, '请稍后重试'),
  session_killed: numbered(({ where }) => `会话在 ${where} 上被终止`),
  other_number: (values: FromServer) =>
    `${values.where} 返回错误（ERROR ${values.number}）：${words(values)}`,

  connection_refused: (values: Connection) =>
    notConnected(
      values.where.startsWith('/')
        ? '没有进程监听该套接字文件，请检查 -S'
        : '端口未监听。请检查地址和端口，OBServer 节点默认为 2881，ODP 默认为 2883',
    )(values),
  unknown_host: notConnected('主机名不存在，请检查 -h'),
  lookup_failed: notConnected('主机名解析失败，请检查 -h，或稍后重试'),
  connect_timeout: notConnected('连接超时，请检查地址、端口和防火墙'),
  no_route: notConnected('没有到该主机的路由'),
  network_unreachable: notConnected('网络不可达'),
  no_socket_file: notConnected('套接字文件不存在，请检查 -S'),
  socket_file_denied: notConnected('没有打开套接字文件的权限'),
  not_connected: (values: Connection & Detail) => `无法连接 ${values.where}：${words(values)}`,
  connection_lost: ({ where }: Connection) => `与 ${where} 的连接已断开。`,
  connection_lost_because: (values: Connection & Detail) =>
    `与 ${values.where} 的连接已断开：${words(values)}`,
  closed_by_server: ({ where }: Connection) => `${where} 关闭了连接。`,
  closed_here: ({ where }: Connection) => `与 ${where} 的连接已关闭。`,
  answer_timeout: ({ where }: Connection) => `${where} 未响应。`,
  answer_too_large: (values: Connection & Detail) =>
    `${values.where} 返回的数据远超所请求的范围（${words(values)}），已停止读取并断开连接。请确认对端是 OceanBase。`,
  too_many_rows: (values: Connection & Detail) =>
    `${values.where} 的 ${words(values)} 行数超出一次可读取的上限。只凭其中一部分无法作出判断，因此不显示。` +
    '请选择单个租户，或直接登录该租户。',
  not_the_protocol: ({ where }: Connection) =>
    `${where} 返回的内容不是 MySQL 协议，或报文次序有误。请检查地址、端口，以及中间的代理。`,
  unexpected_answer: ({ where }: Connection) =>
    `${where} 返回的结果缺少行或列。请确认对端是 OceanBase，且中间没有改写结果的代理。`,
  session_reset: ({ where }: Connection) =>
    `${where} 的会话丢失了时区或只读设置，例如代理将会话切换到了其他节点。本次结果未显示，正在重新登录。`,

  tls_missing: ({ where }: Connection) =>
    `${where} 未启用 TLS。请使用 --ssl-mode preferred 或 disabled，或在服务端启用 TLS。`,
  tls_withdrawn: ({ where }: Connection) =>
    `${where} 不再提供 TLS，而本程序此前的连接使用了 TLS。为防止被窃听，不以明文连接。如服务端确已关闭 TLS，请重启本程序。`,
  tls_failed: (values: Connection & Detail) =>
    `与 ${values.where} 建立 TLS 失败（${words(values)}），请检查 --ssl-mode 和 --ssl-ca；如服务端要求客户端证书，还请检查 --ssl-cert。`,
  certificates_unreadable: (values: Detail) => `无法读取 --ssl-ca 中的证书：${words(values)}`,
  plugin_refused: (values: Connection & Detail) =>
    `${values.where} 要求以 ${words(values)} 方式发送密码，OceanBase 不使用该方式，且密码可能泄露，因此未发送。` +
    '请确认对端是 OceanBase。如确认可信，请使用 --ssl-mode verify_ca 和 --ssl-ca。',
  plugin_unknown: ({ where }: Connection) =>
    `${where} 要求的密码认证方式不是 OceanBase 所使用的，密码未发送。请确认对端是 OceanBase。`,
  clear_password_refused: ({ where }: Connection) =>
    `${where} 要求以明文发送密码，OceanBase 不会这样做，密码未发送。请确认对端是 OceanBase。`,

  unforeseen: words,
};

/** What is not shown for want of a view. */
const losses = {
  jobs: '不显示备份任务。',
  tasks: '不显示 Task。',
  ended_jobs: '不显示已结束的备份任务。',
  ended_tasks: '不显示已结束的 Task。',
  tenant_names: '租户名未知。',
  backup_sets: '不显示备份目的端的备份集。',
  archive: '不显示归档进度。',
  events: '不显示 Root Service 事件，以及发起失败的备份。',
  schedule: '不显示排队等待节点的任务。',
  archive_lag_target: '归档延迟目标未知，按默认值 120 秒判断。',
  normal_lag: '正常的归档延迟未知，因此不对归档延迟告警。',
};

interface LostView {
  readonly view: string;
  readonly loss: keyof typeof losses | null;
}

function withLoss(why: string, { loss }: LostView): string {
  return loss === null ? why : `${why}${losses[loss]}`;
}

function errorNumber(number: number | null): string {
  return number === null ? '' : `（ERROR ${number}）`;
}

/** What is worth knowing of a server or a picture. */
export const remarkSentences = {
  certificate_changed: () =>
    '本程序运行期间，服务端的 TLS 证书发生了变化。如果没有更换证书，也没有切换到集群的其他节点，请查明原因。',
  view_missing: (lost: LostView & { readonly number: number | null }) =>
    withLoss(`未找到视图 ${lost.view}${errorNumber(lost.number)}。`, lost),
  view_unreadable: (lost: LostView & { readonly number: number | null }) =>
    withLoss(`无法查询视图 ${lost.view}${errorNumber(lost.number)}。`, lost),
  only_in_sys: (lost: LostView) =>
    withLoss(`视图 ${lost.view} 仅存在于 sys 租户，请以 sys 租户的用户登录。`, lost),
  history_not_read: ({
    seconds,
    number,
    next,
  }: {
    readonly seconds: number;
    readonly number: number | null;
    readonly next: string | null;
  }) => {
    const failed = `${seconds} 秒内未能读取历史${errorNumber(number)}`;
    return next === null ? `${failed}，已结束的任务可能不全。` : `${failed}，将于 ${next} 重试。`;
  },
  rows_left_out: ({ view, rows }: { readonly view: string; readonly rows: number }) =>
    `仅显示 ${view} 的 ${count(BigInt(rows))} 行，还有更多。`,
  columns_missing: (lost: LostView & { readonly columns: readonly string[] }) =>
    withLoss(`当前版本的 ${lost.view} 没有字段 ${lost.columns.join('、')}。`, lost),
  lag_target_unknown: ({ loss }: { readonly loss: keyof typeof losses }) =>
    `未找到参数 archive_lag_target（4.2.0 起才有）。${losses[loss]}`,
};
