import type { englishTenants } from '../en/tenants.ts';
import { backupType, shortType } from './figures.ts';

/** The words of the list of tenants. */
export const chineseTenants: typeof englishTenants = {
  columns: {
    phase: '阶段',
    phaseShort: '段',
    speed: '速率',
    ends: '预计完成',
    endsShort: '预计',
    good: '最近成功',
    goodShort: '成功',
    archive: '归档',
    nights: '近日',
  },
  orders: {
    need: '处理优先级',
    tenant: '名称',
    id: 'ID',
    good: '最近成功',
  },
  idle: { failed: '失败', could_not_start: '发起失败' },
  /** How a task ended, in six cells. */
  ended: { completed: '已完成', failed: '失败', canceled: '已取消' },
  phases: {
    start: '初始化',
    system_meta: '系统元数据',
    user_meta: '用户元数据',
    meta_finish: '元数据完成',
    data: '数据',
    fuse_meta: '融合元数据',
    wait_archive: '等归档',
    log: '日志',
    done: '完成',
  },
  phase: (number, all, name) => `${number}/${all} ${name}`,
  phaseShort: (number, all) => `${number}/${all}`,
  retries: count => `↻${count}`,
  filesAMinute: count => `${count} 个/分`,
  endsAt: clock => `~${clock}`,
  endsBetween: (from, to) => `${from}-${to}`,
  endsBefore: to => `<${to}`,
  archiveOff: '关闭',
  behind: lag => `${lag}!`,
  good: (type, age) => `${type} ${age}`,
  never: '从未',
  oldestGood: (tenant, good) => `最久未成功备份：${tenant}（${good}）`,
  fine: (count, age, tenant) => `${count} 个租户正常，最久未成功备份：${tenant}（${age}） · z 展开`,
  fineNoneGood: count => `另有 ${count} 个租户，最近成功备份未知 · z 展开`,
  summary: {
    tenants: count => `${count} 个租户`,
    running: count => `${count} 个正在备份`,
    written: rate => `写入 ${rate}`,
    failed: count => `失败 ${count}`,
    stuck: count => `无进展 ${count}`,
    could_not_start: count => `发起失败 ${count}`,
    overdue: count => `超期 ${count}`,
    never: count => `从未备份 ${count}`,
  },
  needs: {
    failed: ({ type, ago, at, code, logStream, server }) => {
      const parts = [logStream === '' ? '' : `日志流 ${logStream}`, server];
      const where = parts.filter(part => part !== '').join('，');
      const until = at === '' ? '' : `（${at}）`;
      return `${shortType(type)} ${ago}失败${until}：${code}${where === '' ? '' : `，${where}`}`;
    },
    couldNotStart: (ago, reason) => `${ago}发起失败：${reason}`,
    couldNotStartShort: (ago, reason) => `${ago}发起失败：${reason}`,
    stuck: (type, phase, length) => `${backupType(type)}${phase}阶段：${length} 无进展`,
    stuckShort: length => `${length} 无进展`,
    archiveStuck: (length, at) => `日志归档已 ${length} 未推进（${at}）`,
    archiveStuckShort: length => `日志归档已 ${length} 未推进`,
    checkpoint: clock => `位点 ${clock}`,
    checkpointShort: (clock, missing) => `位点 ${clock}，距 END_SCN 还差 ${missing}`,
    never: '尚无成功的备份',
    overdue: (type, age, limit) => `最近一次成功备份为 ${age} 前的${backupType(type)}，上限 ${limit}`,
    next: (text, step) => `${text} → ${step}`,
    lookAtLogStreams: '按 L 查看日志流',
    lookAtArchive: '查看 CDB_OB_ARCHIVELOG 中的 COMMENT',
    lookAtArchiveShort: '查看其 COMMENT',
    lookAtEvents: '按 e 查看事件',
    lastGood: (type, age) => `最近成功：${age} 前的${backupType(type)}`,
    noneGood: '尚无成功的备份',
    more: count => `另有 ${count} 个，见标有 ✖ 和 ! 的行`,
  },
};
