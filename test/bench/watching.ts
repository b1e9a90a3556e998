// What looking at a screen costs, and how soon keys are answered.
import { startSimulator } from '../../source/simulator/index.ts';
import { median, note, percentile, single } from './figures.ts';
import { cpuOf, pause, residentOf, watch } from './measure.ts';
import { program, type TableRow, to, warm } from './subject.ts';

/** CPU, memory, bytes to the terminal, while four screens run at the same time. */
export async function watchScreens(seconds: number): Promise<void> {
  const cases = [
    ['still', 'still', []],
    ['one task', 'demo', ['-t', '1002', '-j', '462']],
    ['300 tenants', 'many', []],
    ['300 tenants, -n 0.5', 'many', ['-n', '0.5']],
  ] as const;
  const opened = await Promise.all(
    cases.map(async ([name, scenario, words]) => {
      const simulator = await startSimulator({ scenario });
      const terminal = watch([...program, ...to(simulator.port), ...words], warm);
      await terminal.when('root@sys');
      return { name, simulator, terminal };
    }),
  );
  await pause(10_000);
  const before = opened.map(({ terminal }) => [
    cpuOf(terminal.pid),
    terminal.bytes(),
    residentOf(terminal.pid),
  ]);
  await pause(seconds * 1000);
  for (const [at, { name, simulator, terminal }] of opened.entries()) {
    const [cpu = 0, bytes = 0, early = 0] = before[at] ?? [];
    note(name, {
      cpu: (cpuOf(terminal.pid) - cpu) / seconds / 10,
      bytes: (terminal.bytes() - bytes) / seconds,
      early,
      resident: residentOf(terminal.pid),
    });
    await terminal.end();
    await simulator.close();
  }
}

/** From a key to the bytes that answer it, 300 tenants. */
export async function pressKeys(): Promise<void> {
  const simulator = await startSimulator({ scenario: 'many' });
  const terminal = watch([...program, ...to(simulator.port)], warm);
  await terminal.when('all tenants');
  await pause(2000);
  const times: number[] = [];
  let bytes = 0;
  for (let press = 0; press < 200; press++) {
    const before = terminal.bytes();
    times.push(await terminal.answers(press % 40 < 20 ? 'j' : 'k', 12));
    await pause(37);
    bytes += terminal.bytes() - before;
  }
  note('keys', { median: median(times), p99: percentile(times, 0.99), bytes: bytes / times.length });
  await terminal.end();
  await simulator.close();
}

export function watchingRows(seconds: number): TableRow[] {
  const each = (figure: string, unit: string, digits = 0) =>
    ['one task', '300 tenants', 'still'].map(name => single(name, figure, unit, digits)).join(', ');
  const memory = (name: string) => [single(name, 'early', 'MB'), single(name, 'resident', 'MB')];
  return [
    [
      `300 tenants, 40 running: 10 s after the start; ${seconds} s later; the same at \`-n 0.5\``,
      `${memory('300 tenants').join('; ')}; ${memory('300 tenants, -n 0.5').join(', ')}`,
      '–',
      '≤ 110 MB',
    ],
    ['CPU at 2 s, of a core: one task, forty, still', each('cpu', '%', 2), '–', '≤ 0.5, 1, 0.3 %'],
    ['bytes a second to the terminal: one task, forty, still', each('bytes', 'B'), '–', 'still ≤ 12 B'],
    [
      '`j` in 300 tenants: key to paint, median and p99; bytes',
      `${single('keys', 'median', 'ms', 1)}, ${single('keys', 'p99', 'ms', 1)}; ${single('keys', 'bytes', 'B')}`,
      '–',
      'p99 ≤ 25 ms; ≤ 80 B',
    ],
  ];
}
