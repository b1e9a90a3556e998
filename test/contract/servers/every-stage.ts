// Registers one suite on each kind of server, so that the simulator cannot drift from OceanBase unnoticed.
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { clusterStage, clusterVariables } from './cluster-stage.ts';
import { engineStage } from './engine-stage.ts';
import { engineMark } from './left-out.ts';
import { reachEngine } from './shared-engine.ts';
import { simulatorStage } from './simulator-stage.ts';
import type { Stage } from './stage.ts';

/** What a suite may ask while it registers its tests, before any server runs. */
type Registered = Pick<Stage, 'name' | 'canPut'>;

/** A stage that is opened before the first test and closed after the last. */
function lateStage(known: Registered, open: () => Promise<Stage>): Stage {
  let opened: Stage | null = null;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(async () => {
    await opened?.close();
    opened = null;
  });
  return new Proxy(known as Stage, {
    get: (_, property: keyof Stage) => {
      if (property in known) return known[property as keyof Registered];
      if (opened === null) throw new Error(`stage.${property} is there inside tests and hooks only.`);
      return opened[property];
    },
  });
}

const simulator = { name: 'simulator', canPut: true } as const;
const engine = { name: 'engine', canPut: true } as const;
const realCluster = { name: 'real cluster', canPut: false } as const;

/** Registers `body` on the engine; where there is none its tests are skipped, and the run says so, or fail with CI set. */
export function describeOnEngine(title: string, body: (stage: Stage) => void): void {
  const found = inject('engine');
  const open = async () => {
    if ('reason' in found) throw new Error(`No engine: ${found.reason}.`);
    return engineStage(await reachEngine(found.address));
  };
  describe.skipIf('reason' in found && !found.required)(`${title} ${engineMark}`, () =>
    body(lateStage(engine, open)),
  );
}

/**
 * Registers `body` as a suite on the simulator, on OceanBase's SQL engine, and on the real clusters named in
 * OB_TEST_URL and OB_TEST_ORACLE_URL. A stage is opened before the suite's tests and closed after them; while
 * tests are registered only its `name` and `canPut` are there.
 */
export function describeOnEveryStage(title: string, body: (stage: Stage) => void): void {
  describe(`${title} [simulator]`, () => body(lateStage(simulator, simulatorStage)));
  describeOnEngine(title, body);
  for (const [variable, mode] of Object.entries(clusterVariables)) {
    const url = process.env[variable];
    if (!url) continue;
    describe(`${title} [real cluster, ${mode}]`, () =>
      body(lateStage(realCluster, async () => clusterStage(url))));
  }
}
