import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { lackMark } from '../../fixtures/tools.ts';

/** How the suites on the engine are marked, so that they can be counted. */
export const engineMark = '[engine]';

/** Kept on the process, since vitest loads the set-up and the reporters apart from each other. */
const key = Symbol.for('ob-backup-top.engine-left-out');
const shared = globalThis as unknown as Record<symbol, { reason: string | null }>;
shared[key] ??= { reason: null };

/** Why the engine cannot be had in this run; null while it can. */
export const leftOut = shared[key];

/** How many tests there are for each program that they need and that is not installed. */
function withoutTools(tests: readonly TestCase[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const test of tests) {
    const tool = lackMark.exec(test.fullName)?.[1];
    if (tool !== undefined) counts.set(tool, (counts.get(tool) ?? 0) + 1);
  }
  return counts;
}

/** Says at the end of a run how many tests were left out because there was no engine, or no program they need, and why. */
export default class LeftOutReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap(module => [...module.children.allTests()]);
    for (const [tool, count] of withoutTools(tests)) {
      process.stdout.write(`\n${count} tests were left out, as ${tool} is not installed here.\n`);
    }
    if (leftOut?.reason == null) return;
    const count = tests.filter(test => test.fullName.includes(engineMark)).length;
    process.stdout.write(
      `\n${count} tests were left out, as OceanBase's SQL engine cannot run here: ${leftOut.reason}.\n`,
    );
  }
}
