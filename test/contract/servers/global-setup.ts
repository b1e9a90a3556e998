import type { TestProject } from 'vitest/node';
import { leftOut } from './left-out.ts';
import { engineOrReason } from './package.ts';
import { serveEngine } from './shared-engine.ts';

/** Where tests reach the engine of this run, or why there is none and whether they must fail for it. */
export type EngineOfThisRun = { address: string } | { reason: string; required: boolean };

declare module 'vitest' {
  export interface ProvidedContext {
    engine: EngineOfThisRun;
  }
}

/**
 * vitest's globalSetup: fetches the engine and offers it to the tests. Without it the tests on the engine are
 * left out, which the reporter of left-out.ts says at the end of the run; with CI set they fail instead.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const found = await engineOrReason();
  if ('reason' in found) {
    const required = Boolean(process.env.CI);
    if (leftOut !== undefined && !required) leftOut.reason = found.reason;
    project.provide('engine', { ...found, required });
    return undefined;
  }
  const { address, close } = await serveEngine();
  project.provide('engine', { address });
  return close;
}
