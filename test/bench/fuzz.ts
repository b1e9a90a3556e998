// Damages packets of the protocol for that many seconds: `npm run fuzz -- 3600`. Prints the seed; `npm run fuzz -- 60 SEED` repeats it.
import { type FuzzReport, fuzzProtocol } from '../oceanbase/connection/rogue/protocol-fuzz.ts';

const [seconds = 3600, seed = Math.floor(Math.random() * 2 ** 31)] = process.argv.slice(2).map(Number);

function print(report: FuzzReport): void {
  const reasons = [...report.reasons].sort(([, a], [, b]) => b - a).map(([id, times]) => `${id} ${times}`);
  console.log(
    `${report.reads} reads, ${report.answered} answered, ${report.damaged} packets damaged; slowest ` +
      `${Math.round(report.slowestMillis)} ms; memory ${Math.round(report.memoryBefore)} MB at first, ` +
      `${Math.round(report.mostMemory)} MB at most; ${reasons.join(', ')}`,
  );
  for (const fault of report.faults) console.log(`FAULT ${fault}`);
}

console.log(`${seconds} s, seed ${seed}`);
const report = await fuzzProtocol({ seed, seconds, onProgress: print });
print(report);
process.exit(report.faults.length === 0 ? 0 : 1);
