import { onEnd } from '../lifecycle/cleanups.ts';
import { isAtLeast, neededForDemo, releaseName } from '../settings/node-version.ts';
import type { Settings } from '../settings/settings.ts';
import { UsageError } from '../settings/usage-error.ts';
import type { Simulator } from '../simulator/index.ts';
import { addressText } from '../text/address.ts';
import { cellWidth, fit } from '../text/width.ts';
import type { Words } from '../text/words.ts';
import { WrongScenarioError } from './exit-status.ts';
import { programCall } from './program-call.ts';

/** The simulator, which the build makes a file of its own: only a demo loads it. */
async function loadSimulator(): Promise<typeof import('../simulator/index.ts')> {
  try {
    return await import('../simulator/index.ts');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new UsageError({ id: 'simulator_missing' });
  }
}

/** Starts the simulated cluster the settings ask for; it is stopped when the program ends. */
export async function startDemo(settings: Settings): Promise<Simulator> {
  const running = process.versions.node;
  if (!isAtLeast(running, neededForDemo)) {
    throw new UsageError({ id: 'node_too_old_for_demo', needed: releaseName(neededForDemo), running });
  }
  const { ScenarioError, startSimulator } = await loadSimulator();
  const { scenario, port } = settings.demo ?? {};
  try {
    const simulator = await startSimulator({ ...(scenario ? { scenario } : {}), ...(port ? { port } : {}) });
    onEnd('simulated cluster', () => simulator.close());
    return simulator;
  } catch (error) {
    if (error instanceof ScenarioError) throw new WrongScenarioError(error.message);
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      throw new UsageError({ id: 'port_in_use', port: String(port) });
    }
    throw error;
  }
}

/** How any MySQL client reaches the simulated cluster. */
export function howToReach(simulator: Simulator, words: Words['demo']): string {
  const { host, port, logins, release, scenario } = simulator;
  const width = Math.max(...logins.map(login => cellWidth(login.user)));
  const lines = logins.map(
    ({ user, password, note }) =>
      `  ${fit(user, width)}  ${fit(password || words.noPassword, 12)}  ${words.account(note)}`,
  );
  return [
    words.title(release, scenario, addressText(host, port)),
    ...lines,
    `  mysql -h${host} -P${port} -uroot@sys -e 'SELECT * FROM oceanbase.CDB_OB_BACKUP_TASKS\\G'`,
    `  ${programCall(process)} -h ${host} -P ${port} -u root@sys`,
    '',
  ].join('\n');
}

/** Mode demo-serve: gives what to print; the cluster then runs until the program is interrupted. */
export async function serveDemo(settings: Settings, words: Words['demo']): Promise<string> {
  return `${howToReach(await startDemo(settings), words)}${words.untilInterrupted}\n`;
}
