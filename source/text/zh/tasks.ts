import { backupType, grouped } from './figures.ts';

/** What a task has read and written so far; `ratio` is null where the two cannot be compared. */
interface VolumeWords {
  readonly read: string;
  readonly wrote: string;
  readonly ratio: string | null;
  readonly isWithoutLog: boolean;
}

/** A text with a remark in brackets, in those that it ends with where there are some. */
function withRemark(text: string, remark: string): string {
  return text.endsWith('）') ? `${text.slice(0, -1)}，${remark}）` : `${text}（${remark}）`;
}

/** The words for a task: its phases, bars, speed, what it waits for, and its panel. */
export const chineseTask = {
  outcomes: { completed: '已完成', failed: '失败', canceled: '已取消' },
  phases: {
    start: '初始化',
    system_meta: '系统元数据',
    user_meta: '用户元数据',
    meta_finish: '元数据完成',
    data: '数据',
    fuse_meta: '融合 Tablet 元数据',
    wait_archive: '等待归档',
    log: '备份日志',
    done: '完成',
  },
  finishing: '正在结束',
  progressLine: {
    of: (job: string, facts: readonly string[]) => `${job}：${facts.join('，')}`,
    data: (percent: string) => `数据 ${percent}`,
    log: (percent: string) => `日志 ${percent}`,
  },
  phaseOf: (phase: string, now: string, all: string) => `${phase}（阶段 ${now}/${all}）`,
  data: {
    notStarted: '待开始',
    counting: (tablets: string, blocks: string) =>
      `统计中：已统计 ${grouped(tablets)} 个 Tablet、${grouped(blocks)} 个宏块`,
    countingShort: '统计中',
    blocks: (finished: string) => `宏块 ${grouped(finished)}`,
    blocksOf: (finished: string, total: string) => `宏块 ${grouped(finished)}/${grouped(total)}`,
    over: '数据已完成',
    endedAt: (outcome: string, percent: string) => `${outcome}，最后进度 ${percent}`,
    endedLater: (outcome: string, percent: string, age: string) =>
      `${outcome}，结束前 ${age} 的进度为 ${percent}`,
    at: (percent: string) => `到 ${percent}`,
    lastIn: (status: string) => `最后处于 ${status}`,
    lastInBefore: (status: string, age: string) => `结束前 ${age} 处于 ${status}`,
    why: {
      totals_follow_finished: '4.2.1 BP3 之前的版本不统计总量，无法显示百分比',
      unknown_status: '无百分比：未识别的 STATUS',
      canceling: '取消中，不显示百分比',
      implausible_counters: '无百分比：服务端的计数有误',
    },
    whyLong: {
      totals_follow_finished:
        '4.2.1 BP3 之前的版本把总量设为已完成的数量，从第一个宏块起比例始终为 100%，因此不显示百分比。宏块数、字节数和阶段仍然准确。',
      unknown_status:
        'Task 的 STATUS 属于更高的版本，本程序无法识别，此时总量可能尚未统计完整，因此不显示百分比。该 Task 按进行中处理。',
      canceling: 'Task 取消期间，STATUS 不再说明此前所处的阶段，因此不显示百分比。',
      implausible_counters:
        '记录中的计数有误：小于 0、不是数字，或已完成的数量远大于总量，因此不显示百分比。按 d 查看服务端返回的值。',
    },
  },
  log: {
    notRequested: '未启用 PLUS ARCHIVELOG',
    unknownRequest: '未知：说明是否备份日志的任务记录不可见',
    later: 'PLUS ARCHIVELOG：数据完成后备份归档日志',
    waiting: (end: string) => `等待归档位点到达 END_SCN${end === '' ? '' : `（${end}）`}，之后统计文件数`,
    counting: (end: string) => `归档位点已到达 END_SCN${end === '' ? '' : `（${end}）`}，接着统计日志文件数`,
    uncounted: '备份中：该版本不统计日志文件数',
    mayWaitUncounted: (end: string) =>
      `归档位点到达 END_SCN${end === '' ? '' : `（${end}）`}后备份日志；该版本不统计日志文件数`,
    waitingUncounted: (end: string) =>
      `等待归档位点到达 END_SCN${end === '' ? '' : `（${end}）`}；该版本不统计日志文件数`,
    implausibleCounters: '备份中：服务端的日志文件计数有误',
    nothingToCopy: '无需备份归档日志',
    filesOf: (finished: string, total: string) => `${grouped(finished)}/${grouped(total)} 个文件`,
    done: '已完成',
    ended: '未完成',
    short: {
      not_requested: '未启用',
      later: '待开始',
      waiting: '等归档',
      counting: '统计中',
      countingFiles: '统计日志文件数',
      uncounted: '进行中',
      nothing_to_copy: '无需备份',
      done: '已完成',
    },
  },
  throughput: {
    writes: (rate: string) => `写入 ${rate}`,
    mean: (rate: string, clock: string) => `平均 ${rate}（自 ${clock} 起）`,
    lastStep: (ago: string) => `上次进展：${ago}`,
    filesAMinute: (count: string) => `${count} 个文件/分钟`,
    noSpeed: '再完成几个备份文件后显示速率和剩余时间（每完成一个文件计数推进一次）',
    stalled: (length: string) => `${length} 无进展`,
  },
  timeLeft: {
    ends: { data: '数据', log: '日志', job: '任务' },
    at: (what: string, clock: string, length: string) => `${what}预计 ${clock} 完成（剩余${length}）`,
    within: (what: string, range: string) => `${what}预计 ${range} 后完成`,
    asLastTime: (ends: string) => withRemark(ends, '参照上次'),
    soon: (what: string) => `${what}即将完成`,
    soonShort: '即将完成',
    leftOf: (what: string, length: string) => what + (/^\d|^</.test(length) ? ` ${length}` : length),
    secondTurn: '第二轮',
    /** The end of the job is known only by an earlier one. */
    ifAsIn: {
      withLog: (ends: string, job: string) => withRemark(ends, `归档和日志参照任务 ${job}`),
      withoutLog: (ends: string, job: string) => withRemark(ends, `其余阶段参照任务 ${job}`),
    },
  },
  archive: {
    lag: (length: string) => `延迟 ${length}`,
    upTo: (moment: string, lag: string) => `已归档到 ${moment}，延迟 ${lag}`,
    noCheckpoint: '尚无归档位点',
    passed: '已到达 END_SCN',
    stillToGo: (length: string) => `距 END_SCN 还差 ${length}`,
    behind: (lag: string, normal: string, moment: string) =>
      `归档延迟 ${lag}，正常不超过 ${normal}：已归档到 ${moment}`,
    none: '该租户没有进行日志归档',
    fails: (code: string, within: string) => `备份不会等待归档：${within} 内将以 ${code} 失败`,
    failsNext: '先使归档回到 DOING（ALTER SYSTEM ARCHIVELOG），再重新发起备份',
  },
  previousRun: {
    sizeAndLog: (size: string) => `${size} 及日志`,
    tookWithLog: (took: string) => `${took}（含日志）`,
    tookWithoutLog: (took: string) => `${took}（不含日志）`,
    last: (type: string, took: string, size: string, job: string) =>
      `上次${backupType(type)}：耗时 ${took}${size === '' ? '' : `，${size}`}（任务 ${job}）`,
    both: (data: string, last: string) => `${data}；${last}`,
    data: (length: string, took: string, job: string) => `数据阶段共${length}，任务 ${job} 为 ${took}`,
    estimate: (left: string, type: string, took: string, job: string) =>
      `参照上次${backupType(type)}（${took}，任务 ${job}）估算，剩余 ${left}`,
  },
  stuck: {
    archive: {
      all_tenants: '所等待的归档：查看该租户 CDB_OB_ARCHIVELOG 中的 STATUS 和 COMMENT',
      own_tenant: '所等待的归档：查看 DBA_OB_ARCHIVELOG 中的 STATUS 和 COMMENT',
    },
    logStreams: '日志流（按 L）：哪个日志流在哪个节点执行、排队或重试',
    ownTenant: '备份目的端的空间和写入速率；哪个日志流慢需登录 sys 租户查看（按 L）',
  },
  panel: {
    labels: {
      data: '数据',
      log: '日志',
      speed: '速率',
      read: '读写',
      started: '开始',
      ended: '结束',
      result: '错误码',
      comment: '说明',
      scn: 'SCN',
      path: '路径',
      kind: '选项',
      description: '备注',
      startedBy: '发起者',
      meaning: '含义',
      next: '处理建议',
      check: '检查',
      set: '备份集',
      restore: '恢复',
      archive: '归档',
      previousRun: '历史',
    },
    task: (id: string, set: string, type: string) => `Task ${id} · 备份集 ${set} · ${type}`,
    running: '进行中',
    willFail: (code: string) => `将以 ${code} 失败`,
    moving: '正在转入历史',
    lastSeenRunning: '最后一次读取时仍在进行',
    lost: '该任务已不在任何视图中（连接了其他集群、租户已删除，或历史已清理）。此处保留最后一次读取的内容。',
    nowhere: '视图中没有该任务，按 Esc 返回。',
    looking: '正在查找该任务',
    noTaskYet: '该任务还没有 Task：服务端尚未开始执行。',
    noTaskEver: '该任务在产生 Task 之前已结束。',
    noChildren: '该集群任务尚无租户开始备份。',
    leftNoJob: '发起失败：没有备份任务，也没有说明原因的事件',
    noJobYet: (tenants: string) => `尚无任务：${tenants}`,
    endedIn: (length: string) => `耗时 ${length}`,
    endedAfter: (length: string) => `耗时 ${length}`,
    endedAt: (moment: string, length: string) => `${moment}，耗时 ${length}`,
    since: (moment: string, length: string) => `${moment}，已运行 ${length}`,
    readWrote: ({ read, wrote, ratio, isWithoutLog }: VolumeWords) =>
      `读取 ${read}，写入 ${wrote}${ratio === null ? '' : `（${ratio}）`}${isWithoutLog ? '，不含所备份的日志' : ''}`,
    tablets: (finished: string, total: string) => `Tablet ${grouped(finished)}/${grouped(total)}`,
    tabletsDone: (finished: string) => `Tablet ${grouped(finished)}`,
    startScn: (scn: string, time: string) => `起始 ${scn} = ${time}`,
    notSet: '未设置',
    ok: '0（无错误）',
    ofTenant: (code: string) => `${code} · 取自首个备份未成功的租户`,
    code: (code: string, text: string) => (text === '' ? code : `${code} ${text}`),
    server: (address: string) => `节点 ${address}`,
    logStream: (id: string) => `日志流 ${id}`,
    module: (name: string) => `模块 ${name}`,
    trace: (id: string) => `Trace ID ${id}`,
    encryption: (mode: string) => `加密模式 ${mode}`,
    archivelog: {
      on: 'PLUS ARCHIVELOG 已启用',
      off: 'PLUS ARCHIVELOG 未启用',
      unknown: 'PLUS ARCHIVELOG 未知',
    },
    byClusterJob: (id: string) => `集群任务 ${id}，由 sys 租户发起`,
    byTenant: '租户自身',
    byUnknown: '未知：任务记录不可见',
    bySys: 'sys 租户，为以下租户发起',
    setFiles: (id: string, status: string, files: string) => `${id}：${status}，文件状态 ${files}`,
    restoreFrom: (time: string) => `可恢复到 ${time} 及之后`,
    restoreNeeds: (sets: string) => `依赖备份集 ${sets}`,
    restoreLog: {
      set: (from: string, to: string) => `日志 ${from} 至 ${to}，已在备份集中`,
      archive: (from: string, to: string) => `日志 ${from} 至 ${to}，来自归档`,
      unknown: (from: string, to: string) => `日志 ${from} 至 ${to}`,
    },
    restoreLacks: (sets: string) => `无法恢复，不可用或缺失的备份集：${sets}`,
    restoreNever: '该备份集不可用于恢复',
  },
};
