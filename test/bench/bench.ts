// Measures the built program as a user has it: `npm run bench`. Times depend on the machine, so each is
// printed beside a bare Node in the same run; bytes and statements do not.
import { readFileSync } from 'node:fs';
import { type Simulator, startSimulator } from '../../source/simulator/index.ts';
import { startProgram, startTerminal, type Terminal } from '../terminal/driver/terminal.ts';
import { run } from '../terminal/run.ts';

const rounds = 7;
const watchSeconds = 20;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const print = (what: string, figure: string) => console.log(`${what.padEnd(52)} ${figure}`);
const connect = (simulator: Simulator) => [
  '-h',
  simulator.host,
  '-P',
  String(simulator.port),
  '--time-zone',
  'UTC',
];

async function timed(
  start: () => Terminal,
  until: (terminal: Terminal) => Promise<unknown>,
): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    const terminal = start();
    await until(terminal);
    times.push(performance.now() - began);
    await terminal.close();
  }
  return median(times);
}

async function startUp(simulator: Simulator): Promise<void> {
  const bare = await timed(
    () => startTerminal(process.execPath, ['-e', '0']),
    terminal => terminal.exit,
  );
  const start = () => startProgram(connect(simulator), { columns: 120, rows: 40 });
  const firstFrame = await timed(start, terminal =>
    terminal.waitFor(screen => screen.some(line => line !== '')),
  );
  const firstData = await timed(start, terminal => terminal.waitFor('mysql_tenant'));
  print('bare node, start to end', `${bare.toFixed(0)} ms`);
  print(
    'start to first frame',
    `${firstFrame.toFixed(0)} ms (${(firstFrame / bare).toFixed(1)} times bare node)`,
  );
  print(
    'start to tenants on the screen',
    `${firstData.toFixed(0)} ms (${(firstData / bare).toFixed(1)} times bare node)`,
  );
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    await run([...connect(simulator), '--once']);
    times.push(performance.now() - began);
  }
  print('--once', `${median(times).toFixed(0)} ms (${(median(times) / bare).toFixed(1)} times bare node)`);
}

function residentMegabytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

const pause = (seconds: number) => new Promise(resolve => setTimeout(resolve, seconds * 1000));

/** Bytes written to the terminal and statements sent while one looks at a screen. */
async function watching(what: string, scenario: string, keys: string): Promise<void> {
  const simulator = await startSimulator({ scenario });
  const terminal = startProgram(connect(simulator), { columns: 120, rows: 40 });
  await terminal.waitFor('all tenants');
  terminal.type(keys);
  await pause(3);
  const [bytes, statements] = [terminal.bytes, simulator.statements().length];
  await pause(watchSeconds);
  const perSecond = (terminal.bytes - bytes) / watchSeconds;
  const asked = (simulator.statements().length - statements) / watchSeconds;
  print(
    what,
    `${perSecond.toFixed(0)} bytes/s to the terminal, ${asked.toFixed(2)} statements/s, ${residentMegabytes(terminal.pid).toFixed(0)} MB`,
  );
  await terminal.close();
  await simulator.close();
}

const still = await startSimulator({ scenario: 'still' });
await startUp(still);
await still.close();
await watching('tenants, nothing changes', 'still', '');
await watching('tenants, backups running', 'demo', '');
await watching('jobs of a tenant, backup running', 'demo', 'j\r');
await watching('task panel, backup running', 'demo', 'j\r\r');
await watching('300 tenants, 40 backing up', 'many', '');
process.exit(0);
