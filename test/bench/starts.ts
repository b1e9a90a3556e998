// How soon a start shows something, and what it takes until then.
import { multiple, spread } from './figures.ts';
import { type Command, cpuOf, pause, residentOf, watch } from './measure.ts';
import { cold, executable, program, shot, type TableRow, to, type Variant, warm } from './subject.ts';

/** First text, first data, and what was used until then. */
function screens(command: Command, data: string, env: Record<string, string> = {}): Variant['measure'] {
  return async () => {
    const terminal = watch(command, env);
    const [text = 0] = await terminal.when('root@sys');
    const textCpu = cpuOf(terminal.pid);
    const [first = 0] = await terminal.when(data);
    const figures = {
      text,
      textCpu,
      data: first,
      dataCpu: cpuOf(terminal.pid),
      resident: residentOf(terminal.pid),
    };
    await pause(1200); // for the compiled code to be written
    await terminal.end();
    return figures;
  };
}

/** @param port a simulator of scenario `still`; `farPort` leads to the same with a round trip of 30 ms */
export function startVariants(port: number, farPort: number): Variant[] {
  const panel = [...to(port), '-t', '1002', '-j', '2'];
  const [tenant, blocks] = ['mysql_tenant', '82 blocks'];
  const ofExecutable = (command: Command): Variant[] => [
    { name: 'exe help', measure: shot([...command, '--help']) },
    { name: 'exe json', measure: shot([...command, ...to(port), '--once', '--json']) },
    { name: 'exe list', measure: screens([...command, ...to(port)], tenant) },
    { name: 'exe panel', measure: screens([...command, ...panel], blocks) },
    { name: 'exe list far', measure: screens([...command, ...to(farPort)], tenant) },
  ];
  return [
    { name: 'bare', measure: shot([process.execPath, '-e', '0']) },
    { name: 'help', measure: shot([...program, '--help'], warm) },
    { name: 'json', measure: shot([...program, ...to(port), '--once', '--json'], warm) },
    { name: 'list', measure: screens([...program, ...to(port)], tenant, warm) },
    { name: 'list cold', measure: screens([...program, ...to(port)], tenant, cold) },
    { name: 'panel', measure: screens([...program, ...panel], blocks, warm) },
    { name: 'list far', measure: screens([...program, ...to(farPort)], tenant, warm) },
    ...(executable === null ? [] : ofExecutable(executable)),
  ];
}

export function startRows(): TableRow[] {
  const both = (name: string, figure: string, of: 'wall' | 'cpu') =>
    [multiple(name, figure, of), multiple(`exe ${name}`, figure, of)] as const;
  const resident = (exe: string) =>
    `${spread(`${exe}panel`, 'resident', 'MB')}; ${spread(`${exe}list`, 'resident', 'MB')}`;
  return [
    ['first text, warm, wall', ...both('list', 'text', 'wall'), '≤ 1.5'],
    ['first text, cold, wall', multiple('list cold', 'text', 'wall'), '–', '≤ 2.5'],
    ['first text, warm, CPU', ...both('list', 'textCpu', 'cpu'), ''],
    ['first data, `-t ID -j ID`, wall', ...both('panel', 'data', 'wall'), '≤ 5'],
    ['first data, `-t ID -j ID`, CPU', ...both('panel', 'dataCpu', 'cpu'), ''],
    ['first data, tenants, wall', ...both('list', 'data', 'wall'), '≤ 6'],
    ['first data, tenants, CPU', ...both('list', 'dataCpu', 'cpu'), ''],
    [
      'the same at 30 ms of round trip',
      spread('list far', 'data', 'ms'),
      spread('exe list far', 'data', 'ms'),
      '≤ 450 ms',
    ],
    ['`--once --json`, CPU', ...both('json', 'cpu', 'cpu'), '≤ 4'],
    ['`--help`, CPU', ...both('help', 'cpu', 'cpu'), '≤ 1.5'],
    ['resident at first data, `-t -j`; tenants', resident(''), resident('exe '), '≤ 90 MB'],
  ];
}
