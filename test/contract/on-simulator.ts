// Suites on the simulator alone: what no other server here can be, or lets itself be asked.
import { afterAll, beforeAll, describe, onTestFinished } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../source/simulator/index.ts';
import { simulatorStage } from './servers/simulator-stage.ts';
import type { Stage } from './servers/stage.ts';

/** Registers `body` on a simulator's stage: Oracle tenants, and releases no engine has. */
export function describeOnSimulator(title: string, body: (stage: Stage) => void): void {
  describe(`${title} [simulator]`, () => {
    let opened: Stage;
    beforeAll(async () => {
      opened = await simulatorStage();
    });
    afterAll(() => opened.close());
    body(new Proxy({} as Stage, { get: (_, property: keyof Stage) => opened[property] }));
  });
}

/** A simulator of the test's own, ended with the test, and how to connect to it. */
export async function ownSimulator(options: SimulatorOptions = {}) {
  const simulator: Simulator = await startSimulator(options);
  onTestFinished(() => simulator.close());
  const connection = (user: string) => () => {
    const password = simulator.logins.find(login => login.user === user)?.password ?? '';
    return { host: simulator.host, port: simulator.port, user, password };
  };
  return { simulator, as: (user: string) => ({ connection: connection(user) }) };
}
