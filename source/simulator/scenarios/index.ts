import { defaultRelease, type Release, releaseNamed, releases } from '../releases.ts';
import { demo } from './demo.ts';
import { empty } from './empty.ts';
import { many } from './many.ts';
import { nightScenario } from './night.ts';
import type { Scenario } from './scenario.ts';
import { still } from './still.ts';

/** Every scenario, the default first. */
export const scenarioList: readonly Scenario[] = [demo, nightScenario, still, empty, many];

/** An unknown scenario or release; the message lists the known ones. */
export class ScenarioError extends Error {
  override name = 'ScenarioError';
}

/**
 * The scenario and release of NAME[@RELEASE]; either part may be missing (`night`, `@4.2.1`).
 * @throws ScenarioError
 */
export function scenarioNamed(text: string): { scenario: Scenario; release: Release } {
  const [name = '', version] = text.split('@', 2);
  const scenario = scenarioList.find(one => one.name === (name === '' ? 'demo' : name));
  if (scenario === undefined) {
    throw new ScenarioError(
      `There is no scenario "${name}". There are: ${scenarioList.map(one => one.name).join(', ')}.`,
    );
  }
  const release = version === undefined ? defaultRelease : releaseNamed(version);
  if (release === null) {
    throw new ScenarioError(
      `There is no release "${version}" to simulate. There are: ${releases.join(', ')}.`,
    );
  }
  return { scenario, release };
}
