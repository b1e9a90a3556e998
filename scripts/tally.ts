// Prints the counts of a test run from vitest's JSON report: node scripts/tally.ts REPORT
import { readFile } from 'node:fs/promises';

/** The parts of the report that are counted. */
interface Report {
  success: boolean;
  numPassedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

const text = await readFile(process.argv[2] ?? '', 'utf8').catch(() => null);
// No report: vitest ended before it could write one, which is a failure even if no test was run.
const report = text === null ? null : (JSON.parse(text) as Report);
// A file that could not be loaded, or whose hooks failed, has no failed test of its own but is a failure too.
const broken = report?.testResults.filter(
  file => file.status === 'failed' && !file.assertionResults.some(test => test.status === 'failed'),
);
const passed = report?.numPassedTests ?? 0;
const counted = (report?.numFailedTests ?? 0) + (broken?.length ?? 0);
const failed = report?.success ? counted : Math.max(counted, 1);
const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
