/** What the simulator says of its accounts. */
const accounts: Readonly<Record<string, string>> = {
  'sees all tenants': '可查看所有租户',
  'SELECT on each of the backup views': '有全部备份视图的 SELECT 权限',
  'SELECT on jobs and tenants only': '仅有备份任务和租户视图的 SELECT 权限',
  'SELECT on jobs, tasks and tenants only': '仅有备份任务、Task 和租户视图的 SELECT 权限',
  'SELECT on some views': '有部分视图的 SELECT 权限',
  'sees its own tenant': '可查看本租户',
  'no privilege on the views': '没有视图的权限',
};

/** How the simulated cluster is introduced. */
export const demoWords = {
  title: (release: string, scenario: string, address: string) =>
    `模拟的 OceanBase ${release} 集群，场景 ${scenario}，地址 ${address}`,
  account: (note: string) => accounts[note] ?? note,
  noPassword: '无密码',
  untilInterrupted: '持续运行，直到被中断（Ctrl-C）。',
};
