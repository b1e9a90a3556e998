import type { Reporter, TestModule } from 'vitest/node';

/** How the suites on the engine are marked, so that they can be counted. */
export const engineMark = '[engine]';

/** Kept on the process, since vitest loads the set-up and the reporters apart from each other. */
const key = Symbol.for('ob-backup-top.engine-left-out');
const shared = globalThis as unknown as Record<symbol, { reason: string | null }>;
shared[key] ??= { reason: null };

/** Why the engine cannot be had in this run; null while it can. */
export const leftOut = shared[key];

/** Says at the end of a run how many tests were left out because there was no engine, and why. */
export default class LeftOutReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (leftOut?.reason == null) return;
    const tests = modules.flatMap(module => [...module.children.allTests()]);
    const count = tests.filter(test => test.fullName.includes(engineMark)).length;
    process.stdout.write(
      `\n${count} tests were left out, as OceanBase's SQL engine cannot run here: ${leftOut.reason}.\n`,
    );
  }
}
