/** The words of --check. The first word and the state are what monitoring expects, in any language. */
export const checkWords = {
  line: (state: string, text: string) => `BACKUP ${state} - ${text}`,
  ofTenant: (tenant: string, facts: readonly string[]) => `${tenant}：${facts.join('，')}`,
  all: (parts: readonly string[]) => parts.join('；') || '没有异常',
  more: (count: string) => `另有 ${count} 个租户`,
  fine: (count: string) => `${count} 个租户正常`,
  oldest: (tenant: string, age: string) => `最久未成功备份：${tenant}（${age}）`,
  running: (count: string) => `${count} 个备份任务进行中`,
  noTenants: '没有可检查的租户',
  findings: {
    never: '没有成功的备份',
    neverRunning: '没有成功的备份，正在备份',
    overdue: (age: string, limit: string) => `最近一次成功备份在 ${age} 前，上限 ${limit}`,
    overdueRunning: (age: string, limit: string) => `最近一次成功备份在 ${age} 前，上限 ${limit}，正在备份`,
    failed: (job: string, code: string) => `任务 ${job} 失败：${code}`,
    couldNotStart: (reason: string) => `备份发起失败：${reason}`,
    stuck: (job: string, length: string) => `任务 ${job} 已 ${length} 无进展`,
    longRun: (job: string, length: string) => `任务 ${job} 已运行 ${length}`,
    longRunThan: (job: string, length: string, last: string) =>
      `任务 ${job} 已运行 ${length}，上次耗时 ${last}`,
    noArchivelog: '未开启日志归档（NOARCHIVELOG），无法发起备份',
    archiveNotDoing: (status: string) => `日志归档状态为 ${status}`,
    archiveLag: (lag: string, limit: string) => `归档延迟 ${lag}，上限 ${limit}`,
    archiveBehind: (lag: string, normal: string) => `归档延迟 ${lag}，正常不超过 ${normal}`,
    unknownGood: '最近一次成功备份读取失败',
  },
};
