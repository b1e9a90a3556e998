// Bytes to the terminal for what moves, and how old the newest figure is behind a slow link.
import { note, spread } from './figures.ts';
import { pause, watch } from './measure.ts';
import { movingTasks } from './moving-tasks.ts';
import { openSlowTerminal } from './slow-terminal.ts';
import { program, type TableRow, to, warm } from './subject.ts';

const steps = 10;
/** A graph of the throughput grows in the first steps. */
const stepsBefore = 20;

/** Steps of 2 s in which that many backups move: the bytes of each, the clock's too. */
async function bytesOfSteps(
  name: string,
  tenants: number,
  moving: number,
  words: readonly string[],
): Promise<void> {
  const tasks = await movingTasks(tenants);
  const terminal = watch([...program, ...to(tasks.port), ...words], warm);
  await terminal.when('tenant_001');
  await pause(2000);
  for (let step = -stepsBefore; step < steps; step++) {
    const before = terminal.bytes();
    await tasks.move(moving);
    await pause(2000);
    if (step >= 0) note(name, { bytes: terminal.bytes() - before });
  }
  await terminal.end();
  await tasks.close();
}

/** All at the same time: they wait for most of it. */
export async function measureBytes(): Promise<void> {
  await Promise.all([
    bytesOfSteps('step of a task', 1, 1, ['-n', '1', '-t', '1002', '-j', '1']),
    bytesOfSteps('1 of 30', 30, 1, []),
    bytesOfSteps('10 of 30', 30, 10, []),
    bytesOfSteps('30 of 30', 30, 30, []),
    bytesOfSteps('0 of 30', 30, 0, ['-n', '1']),
  ]);
}

/** After fifteen refreshes in which all of thirty move, how long the next figure takes to the terminal, in seconds. */
async function newestBehind(name: string, bytesPerSecond: number, answers: boolean): Promise<void> {
  const tasks = await movingTasks(30);
  const terminal = openSlowTerminal([...program, ...to(tasks.port), '-n', '1'], { bytesPerSecond, answers });
  await terminal.shows('tenant_001', 120_000);
  // The first frame takes half a minute at 300 bytes a second.
  await terminal.idle();
  const move = (step: number) => tasks.move(30, 40 + step + 0.37);
  for (let step = 0; step < 15; step++) {
    await move(step);
    await pause(1000);
  }
  await move(15);
  const from = performance.now();
  const found = await terminal.shows('55.37', 60_000);
  note(name, { seconds: found === null ? 60 : (found - from) / 1000 });
  await terminal.end();
  await tasks.close();
}

const links = [
  ['1,200 B/s', 1200, true],
  ['300 B/s', 300, true],
  ['300 B/s, no answers', 300, false],
] as const;

export async function measureSlowLinks(rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    await Promise.all(links.map(([name, speed, answers]) => newestBehind(name, speed, answers)));
  }
}

export function wireRows(): TableRow[] {
  const row = (what: string, name: string, aim: string): TableRow => [
    what,
    spread(name, 'bytes', 'B'),
    '–',
    aim,
  ];
  const link = (what: string, name: string, aim: string): TableRow => [
    what,
    spread(name, 'seconds', 's', 1),
    '–',
    aim,
  ];
  return [
    row("bytes of a task's step in its panel, all of 2 s, `-n 1`", 'step of a task', '≤ 130 B'),
    row('one moving of thirty, 2 s', '1 of 30', ''),
    row('ten moving of thirty, 2 s', '10 of 30', '≤ 150 B'),
    row('all thirty moving, 2 s', '30 of 30', '≤ 380 B'),
    row('nothing moves, 2 s at `-n 1`', '0 of 30', '≤ 24 B'),
    link('newest figure of thirty that move, 1,200 B/s; up to 1 s of it the interval', '1,200 B/s', '≤ 1 s'),
    link('the same at 300 B/s', '300 B/s', '≤ 3 s'),
    link('the same at 300 B/s, a terminal that answers nothing', '300 B/s, no answers', ''),
  ];
}
