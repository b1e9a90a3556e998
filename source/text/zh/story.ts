import type { englishStory } from '../en/story.ts';
import { backupType } from './figures.ts';
import { listed } from './punctuation.ts';

/** The words of the story of the chosen row, below a list. */
export const chineseStory: typeof englishStory = {
  job: id => `任务 ${id}`,
  set: id => `备份集 ${id}`,
  byClusterJob: id => `集群任务 ${id}`,
  started: (moment, length) => `${moment} 开始，已运行 ${length}`,
  ended: (moment, length) => `${moment} 结束，耗时 ${length}`,
  couldNotStart: ago => `${ago}发起失败`,
  archivingFirst: statement => `执行 ${statement}，待归档 STATUS 变为 DOING 后重新发起备份。`,
  goodLabel: '成功',
  goodJob: (id, type, ago) => `任务 ${id}（${backupType(type)}，${ago}）`,
  around: (before, after) => `前后的成功备份：${before}；${after}`,
  onlyBefore: before => `此前最近的成功备份：${before}`,
  onlyAfter: after => `此前没有成功备份；此后第一个：${after}`,
  noneBefore: '此前没有成功备份',
  daysLabel: '近日',
  daysFine: (completed, all) => `最近 ${all} 天中有 ${completed} 天成功，没有失败`,
  daysFailed: (completed, all, dates) => `最近 ${all} 天中有 ${completed} 天成功，失败：${listed(dates)}`,
};
