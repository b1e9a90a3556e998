/** How the simulated cluster is introduced. */
export const demoWords = {
  title: (release: string, scenario: string, address: string) =>
    `Simulated OceanBase ${release}, scenario ${scenario}, on ${address}`,
  /** What an account of the simulated cluster may do, as the simulator says it. */
  account: (note: string) => note,
  noPassword: 'no password',
  untilInterrupted: 'It runs until interrupted (Ctrl-C).',
};
