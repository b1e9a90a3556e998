/** How the simulated cluster is introduced. */
export const demoWords = {
  title: (release: string, scenario: string, address: string) =>
    `Simulated OceanBase ${release}, scenario ${scenario}, on ${address}`,
  noPassword: 'no password',
  untilInterrupted: 'It runs until interrupted (Ctrl-C).',
};
