// The words of the tables of docs/zh/ that the program itself does not have.
import type { KeyTableWords } from '../source/screens/key-table.ts';

const screens: Readonly<Record<string, string>> = {
  tenants: '租户',
  jobs: '备份任务',
  job: '任务面板',
  log_streams: '日志流',
  events: '事件',
  details: '全部字段',
  alerts: '告警',
  statement: 'SQL 语句',
  help: '帮助',
};

/** Titles of the table of keys, and what the screens are called. */
export const chineseKeyTable: KeyTableWords = {
  titles: ['按键', '作用', '界面'],
  all: '全部',
  between: '、',
  nameOf(screen) {
    const name = screens[screen];
    if (name === undefined)
      throw new Error(`scripts/readme-words.ts has no Chinese name of the screen ${screen}.`);
    return name;
  },
};

/** What happens in each scenario, by its name. */
export const chineseScenarios: Readonly<Record<string, string>> = {
  demo: '四个租户的集群，各种备份不断进行',
  night: '夜间六个租户的集群任务：慢、等待、重试、失败、发起失败、正常',
  still: '官方文档示例中的记录，没有变化',
  empty: '从未备份过的租户',
  many: '300 个租户，其中约 40 个正在备份，历史较长',
};
