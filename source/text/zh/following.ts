import { listed } from './punctuation.ts';

/** What --watch and --wait say on standard error besides changes. */
export const followingSentences = {
  nothing_to_wait_for: () => '没有进行中的备份任务，无需等待。',
  failing: ({ error }: { error: string }) => `${error}正在重试。`,
  recovered: ({ length }: { length: string }) => `${length} 后恢复读取。`,
  timed_out: ({ length, jobs }: { length: string; jobs: string }) =>
    `已达到 --timeout 的时限 ${length}，仍在进行：${listed(jobs).replace(/、…$/, ' 等')}。`,
  timed_out_before: ({ length }: { length: string }) => `在 --timeout 的时限 ${length} 内未能读取备份任务。`,
  lost: ({ job }: { job: string }) => `${job}已不在任何视图中，结果未知（租户可能已被删除）。`,
};

/** The status line of --wait: what one job is doing, and how many more are waited for. */
export function waitingForMore(job: string, more: string): string {
  return `${job}，另有 ${more} 个任务`;
}

/** What --plain says of a tenant. */
export const plainSentences = {
  header: (facts: readonly string[]) => facts.join('，'),
  ago: (sentence: string, ago: string) => `${ago}，${sentence}`,
  never: (tenant: string) => `${tenant} 还没有结束过的备份任务`,
};
