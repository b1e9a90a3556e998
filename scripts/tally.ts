// Prints the counts of test runs from vitest's JSON reports: node scripts/tally.ts REPORT…
import { readFile } from 'node:fs/promises';

/** The parts of a report that are counted. */
interface Report {
  success: boolean;
  numPassedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

/** A report that cannot be read counts as one failure: vitest ended before it could write it. */
async function countsOf(path: string): Promise<{ passed: number; failed: number; skipped: number }> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(text) as Report;
  // A file that could not be loaded, or whose hooks failed, has no failed test of its own but is a failure too.
  const broken = report.testResults.filter(
    file => file.status === 'failed' && !file.assertionResults.some(test => test.status === 'failed'),
  );
  const counted = report.numFailedTests + broken.length;
  return {
    passed: report.numPassedTests,
    failed: report.success ? counted : Math.max(counted, 1),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

const total = { passed: 0, failed: 0, skipped: 0 };
for (const path of process.argv.slice(2)) {
  const counts = await countsOf(path);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
}
process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
