import { listed } from './punctuation.ts';

/** Why --once has nothing to print. */
export const notFoundSentences = {
  no_tenant: ({ name, known }: { name: string; known: string }) =>
    `没有可备份的租户 '${name}'。${known === '' ? '当前没有可备份的租户。' : `可选的租户：${listed(known)}。`}`,
  no_job_in_tenant: ({ job }: { job: bigint }) => `该租户没有备份任务 ${job}。`,
  no_recent_job: ({ job }: { job: bigint }) =>
    `进行中和最近结束的备份任务中没有 ${job}。查看更早的任务请用 -t 指定租户。`,
  several_jobs: ({ job, tenants }: { job: bigint; tenants: string }) =>
    `多个租户有备份任务 ${job}（${listed(tenants)}）：请用 -t 指定租户，集群任务为 sys。`,
};
