/** What a code of the kernel means for a backup, and what to do next. */
interface KernelCodeWords {
  readonly meaning: string;
  readonly next: string;
  /** The same in a few characters, for a line of a list in a narrow terminal. */
  readonly nextBrief: string;
}

const trace = {
  next: '按 Trace ID 在 COMMENT 所示节点的 observer.log 中搜索报错，必要时联系技术支持人员。',
  nextShort: '按 Trace ID 搜索 observer.log',
  nextBrief: '按 Trace ID 排查',
};
const space = { next: '清理备份或扩容备份目的端的存储空间。', nextBrief: '清理或扩容' };
const access = {
  next: '检查各 OBServer 节点对备份目的端的读写权限，以及对象存储的访问密钥。',
  nextBrief: '检查权限和密钥',
};
const reach = { next: '在 COMMENT 所示节点上检查网络、NFS 挂载和 Endpoint。', nextBrief: '检查网络和挂载' };
const archive = { next: '查看该租户 CDB_OB_ARCHIVELOG 中的 STATUS 和 COMMENT。', nextBrief: '查看归档状态' };
const server = { next: '检查 COMMENT 所示 OBServer 节点是否在线、网络是否可达。', nextBrief: '检查该节点' };
const leader = { next: '排查该时间点是否切主，然后重新发起备份。', nextBrief: '排查切主' };
const memory = {
  next: '检查租户及其 Meta 租户的内存，在业务低峰期重新发起备份。',
  nextBrief: '检查租户内存',
};
const objectStore = {
  next: '检查对象存储的 Endpoint、Bucket 和访问密钥，并查看对象存储侧的报错。',
  nextBrief: '检查对象存储',
};
const destination = { next: '检查该租户的 data_backup_dest。', nextBrief: '检查备份路径' };
const nothing = { next: '无需处理。', nextBrief: '无需处理' };
const retried = { next: '由内核自动重试；持续出现请联系技术支持人员。', nextBrief: '由内核重试' };
const removedByHand = { next: '确认备份目的端的文件未被手工删除。', nextBrief: '文件是否被删' };

/** By the kernel's name of the code; meanings and cures after OceanBase's own documentation of error codes. */
const sentences = {
  OB_INVALID_ARGUMENT: { meaning: '参数无效', ...trace },
  OB_NOT_SUPPORTED: { meaning: '不支持该操作', ...trace },
  OB_IO_ERROR: { meaning: '读写磁盘、NFS 或对象存储时 I/O 失败', ...reach },
  OB_TIMEOUT: {
    meaning: '执行超时，常见于 Checkpoint 推进慢，或备租户日志同步停止',
    ...trace,
  },
  OB_ALLOCATE_MEMORY_FAILED: { meaning: '内存分配失败，或租户内存达到上限', ...memory },
  OB_ERR_UNEXPECTED: { meaning: '内部错误', ...trace },
  OB_ENTRY_NOT_EXIST: { meaning: '数据不存在', ...trace },
  OB_EAGAIN: {
    meaning: '需要重试',
    next: '由内核自动重试；持续出现时按 Trace ID 排查。',
    nextBrief: '由内核重试',
  },
  OB_TENANT_OUT_OF_MEM: { meaning: '租户内存不足', ...memory },
  OB_NOT_MASTER: { meaning: '访问的副本不是 Leader，备份期间发生切主', ...leader },
  OB_INVALID_DATA: { meaning: '读到的数据无效', ...trace },
  OB_CANCELED: {
    meaning: '备份已被停止（ALTER SYSTEM CANCEL BACKUP）',
    next: '如仍需备份，请重新发起。',
    nextBrief: '如需请重新发起',
  },
  OB_CHECKSUM_ERROR: {
    meaning: '数据校验和出错',
    next: '请联系技术支持人员，勿反复重试。',
    nextBrief: '联系技术支持',
  },
  OB_STATE_NOT_MATCH: {
    meaning: '状态不匹配：集群正在升级，或租户角色已变化',
    next: '待升级或主备切换完成后重新发起备份。',
    nextBrief: '升级后重新发起',
  },
  OB_VERSION_NOT_MATCH: {
    meaning: '版本不匹配：备份期间集群已升级',
    next: '升级完成后重新发起备份。',
    nextBrief: '升级后重新发起',
  },
  OB_SNAPSHOT_DISCARDED: {
    meaning: '访问的数据版本太旧，快照已不保留',
    next: '重新发起备份，或调大 undo_retention。',
    nextBrief: '重新发起备份',
  },
  OB_SERVER_OUTOF_DISK_SPACE: {
    meaning: 'OBServer 节点数据盘空间已满',
    next: '清理或扩容 COMMENT 所示节点的数据盘。',
    nextBrief: '清理数据盘',
  },
  OB_DISK_HUNG: {
    meaning: 'OBServer 节点磁盘故障 (hang)',
    next: '检查 COMMENT 所示节点的磁盘。',
    nextBrief: '检查该节点磁盘',
  },
  OB_REBALANCE_TASK_CANT_EXEC: {
    meaning: '任务的执行前检查未通过，当前不能执行',
    next: '检查是否切主失败、副本或日志流是否变化，再重新发起备份。',
    nextBrief: '排查切主',
  },
  OB_REBALANCE_TASK_NOT_IN_PROGRESS: {
    meaning: 'Root Service 检测到任务已不在该节点执行，或节点未返回结果',
    next: '检查 COMMENT 所示节点是否可访问，并按 Trace ID 搜索 observer.log。',
    nextBrief: '检查该节点',
  },
  OB_SERVER_NOT_ALIVE: { meaning: 'OBServer 节点不在线', ...server },
  OB_LS_NOT_EXIST: {
    meaning: '该 OBServer 节点上没有对应的日志流',
    next: '日志流已被删除或迁移时由内核重试；持续出现请联系技术支持人员。',
    nextBrief: '由内核重试',
  },
  OB_TABLET_NOT_EXIST: { meaning: 'Tablet 不存在，可能已被删除或迁移', ...retried },
  OB_LS_WAITING_SAFE_DESTROY: { meaning: '日志流正在等待安全销毁', ...nothing },
  OB_TENANT_NOT_EXIST: {
    meaning: '租户不存在：已被删除，或 Schema 刷新落后',
    next: '确认该租户是否为主动删除；否则稍后重新发起备份。',
    nextBrief: '租户是否被删',
  },
  OB_TENANT_HAS_BEEN_DROPPED: {
    meaning: '租户已被删除',
    next: '确认该租户是否为主动删除。',
    nextBrief: '租户是否被删',
  },
  OB_URI_ERROR: { meaning: '备份目的端的路径有误', ...destination },
  OB_OSS_ERROR: { meaning: 'OSS 返回错误', ...objectStore },
  OB_BACKUP_FILE_NOT_EXIST: { meaning: '找不到备份文件', ...removedByHand },
  OB_INVALID_BACKUP_DEST: { meaning: '备份目的端无效', ...destination },
  OB_LOG_ARCHIVE_INTERRUPTED: {
    meaning: '日志归档断流',
    next: '检查是否写入量过大导致归档来不及；待归档回到 DOING 后重新发起备份。',
    nextBrief: '检查归档速度',
  },
  OB_LOG_ARCHIVE_STAT_NOT_MATCH: { meaning: '日志归档状态不符', ...archive },
  OB_LOG_ARCHIVE_NOT_RUNNING: {
    meaning: '日志归档未处于 DOING，数据备份随之失败',
    next: '开启归档并等待 STATUS 变为 DOING，再重新发起备份。',
    nextBrief: '开启归档',
  },
  OB_REPLICA_CANNOT_BACKUP: {
    meaning: '该副本正在迁移或复制，暂不能备份',
    next: '内核会自动重试，一般无需处理。',
    nextBrief: '由内核重试',
  },
  OB_BACKUP_IN_PROGRESS: {
    meaning: '该租户已有备份任务在执行',
    next: '等待其完成，或停止后重新发起。',
    nextBrief: '等待其完成',
  },
  OB_BACKUP_CAN_NOT_START: {
    meaning: '无法发起备份：未开启日志归档或归档不是 DOING、未配置 data_backup_dest、租户状态不是 Normal',
    next: '在 sys 租户查看 DBA_OB_ROOTSERVICE_EVENT_HISTORY（MODULE 为 backup_data）。',
    nextBrief: '按 e 查看事件',
  },
  OB_BACKUP_DATA_VERSION_GAP_OVER_LIMIT: {
    meaning: '备份期间合并超过 16 次仍未完成，主动失败',
    next: '排查备份慢的原因，或确认合并是否过于频繁。',
    nextBrief: '排查备份慢',
  },
  OB_COS_ERROR: { meaning: 'COS 返回错误', ...objectStore },
  OB_IO_LIMIT: { meaning: '备份介质限流', next: '联系对象存储支持人员调大限流。', nextBrief: '调大存储限流' },
  OB_BACKUP_IO_PROHIBITED: {
    meaning: '备份介质禁止读写或操作被限流',
    next: '偶发无需处理；频繁出现时检查读写权限，并联系对象存储支持人员调大限流。',
    nextBrief: '检查读写权限',
  },
  OB_ARCHIVE_LOG_NOT_CONTINUES_WITH_DATA: {
    meaning: '归档日志与备份数据不连续',
    next: '重新发起一次数据备份。',
    nextBrief: '重新发起备份',
  },
  OB_BACKUP_DEST_NOT_CONNECT: {
    meaning: 'OBServer 节点与备份介质不连通',
    next: '检查 NFS 挂载，或对象存储的授权信息。',
    nextBrief: '检查挂载和授权',
  },
  OB_BACKUP_PERMISSION_DENIED: { meaning: 'OBServer 节点对备份介质无操作权限', ...access },
  OB_ARCHIVE_ROUND_NOT_CONTINUOUS: { meaning: '两轮归档之间的日志不连续', ...archive },
  OB_ARCHIVE_LOG_RECYCLED: { meaning: '所需的归档日志已被回收', ...archive },
  OB_BACKUP_FORMAT_FILE_NOT_EXIST: {
    meaning: '备份目的端缺少 format 文件：目的端已变更或被清空',
    next: '检查目的端下的 format 文件，确认挂载正确。',
    nextBrief: '检查挂载',
  },
  OB_BACKUP_FORMAT_FILE_NOT_MATCH: {
    meaning: 'format 文件不匹配，目的端属于其他备份',
    ...destination,
  },
  OB_BACKUP_DEVICE_OUT_OF_SPACE: { meaning: '备份介质空间不足', ...space },
  OB_BACKUP_PWRITE_OFFSET_NOT_MATCH: {
    meaning: '追加写的偏移量与文件长度不符',
    next: '一般无需处理；持续出现时检查对象存储。',
    nextBrief: '检查对象存储',
  },
  OB_BACKUP_PWRITE_CONTENT_NOT_MATCH: {
    meaning: '追加写的内容与文件已有内容不符',
    next: '一般无需处理；持续出现时检查对象存储。',
    nextBrief: '检查对象存储',
  },
  OB_BACKUP_MAJOR_NOT_COVER_MINOR: {
    meaning: '基线数据的范围未覆盖转储数据',
    next: '内核会自动重试，无需处理。',
    nextBrief: '由内核重试',
  },
  OB_BACKUP_ADVANCE_CHECKPOINT_TIMEOUT: {
    meaning: '推进日志流位点超时，Checkpoint 未越过 START_SCN',
    next: '检查冻结转储是否卡住、是否有长事务；备租户还需检查日志同步。',
    nextBrief: '检查长事务',
  },
  OB_CLOG_RECYCLE_BEFORE_ARCHIVE: {
    meaning: 'clog 在归档前已被回收',
    next: '检查归档速度；待归档回到 DOING 后重新发起备份。',
    nextBrief: '检查归档速度',
  },
  OB_NO_TABLET_NEED_BACKUP: { meaning: '没有需要备份的 Tablet（非错误）', ...nothing },
  OB_S3_ERROR: { meaning: 'S3 返回错误：Bucket 有误、端点无效或未知错误', ...objectStore },
  OB_STORAGE_DEST_NOT_CONNECT: {
    meaning: '无法连接对象存储目的端',
    next: '检查连接配置、访问密钥和网络。',
    nextBrief: '检查连接和密钥',
  },
  OB_OBJECT_STORAGE_PERMISSION_DENIED: { meaning: '无对象存储的 I/O 操作权限', ...access },
  OB_S3_REGION_MISMATCH: {
    meaning: 's3_region 未指定，或与端点不匹配',
    next: '检查 s3_region 和端点是否对应。',
    nextBrief: '检查 s3_region',
  },
  OB_INVALID_OBJECT_STORAGE_ENDPOINT: { meaning: '对象存储的端点无效', ...objectStore },
  OB_OBJECT_NOT_EXIST: { meaning: '对象存储中找不到该对象', ...removedByHand },
} satisfies Readonly<Record<string, KernelCodeWords>>;

/** The next step in a few words is the sentence itself where that is short enough for a line. */
function withShort<const T extends Readonly<Record<string, KernelCodeWords>>>(
  codes: T,
): { readonly [K in keyof T]: KernelCodeWords & { readonly nextShort: string } } {
  const entries = Object.entries(codes).map(([name, each]) => [
    name,
    { nextShort: each.next.replace(/。$/, ''), ...each },
  ]);
  return Object.fromEntries(entries);
}

/** By the kernel's name of the code. */
export const kernelCodeWords = withShort(sentences);
