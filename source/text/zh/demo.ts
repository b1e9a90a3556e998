/** How the simulated cluster is introduced. */
export const demoWords = {
  title: (release: string, scenario: string, address: string) =>
    `模拟的 OceanBase ${release} 集群，场景 ${scenario}，地址 ${address}`,
  noPassword: '无密码',
  untilInterrupted: '持续运行，直到被中断（Ctrl-C）。',
};
