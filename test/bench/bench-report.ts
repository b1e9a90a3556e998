// The tables of `npm run bench`, of what bench.ts measured.
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { median } from './measure.ts';

/** What was measured of a variant in one round, by the name of the figure. */
export type Figures = Readonly<Record<string, number>>;

export interface Measured {
  /** By variant, one entry a round. */
  readonly found: ReadonlyMap<string, readonly Figures[]>;
  readonly rounds: number;
  /** How long the screens were watched for CPU, bytes and memory. */
  readonly seconds: number;
  /** What was not measured, and why. */
  readonly leftOut: readonly string[];
}

/** Median, in brackets the least and the most. */
function spread(list: readonly number[], unit: string, digits = 0): string {
  if (list.length === 0) return '–';
  const [low, high] = [Math.min(...list), Math.max(...list)];
  return `${median(list).toFixed(digits)} ${unit} (${low.toFixed(digits)}–${high.toFixed(digits)})`;
}

/** Markdown: where it was measured, what Node and the executable need, what other clients need, and what is missing. */
export function benchReport({ found, rounds, seconds, leftOut }: Measured): string {
  const values = (name: string, figure: string): number[] =>
    (found.get(name) ?? []).flatMap(each => (each[figure] === undefined ? [] : [each[figure]]));
  const bare = { wall: median(values('bare', 'wall')), cpu: median(values('bare', 'cpu')) };
  const ofBare = (name: string, figure: string, base: 'wall' | 'cpu') => {
    const list = values(name, figure);
    return list.length === 0 ? '–' : `**${(median(list) / bare[base]).toFixed(2)}** · ${spread(list, 'ms')}`;
  };
  const one = (name: string, figure: string, unit: string, digits = 0) => {
    const [value] = values(name, figure);
    return value === undefined ? '–' : `${value.toFixed(digits)} ${unit}`;
  };
  /** Times of a variant under Node and of its namesake of the executable. */
  const timed = (title: string, name: string, figure: string, base: 'wall' | 'cpu', aim = '') =>
    [title, ofBare(name, figure, base), ofBare(`exe ${name}`, figure, base), aim] as const;
  const residentAtData = (of: (name: string) => string) =>
    ['panel', 'list'].map(name => spread(values(of(name), 'resident'), 'MB')).join('; ');

  const rows: readonly (readonly [string, string, string, string])[] = [
    timed('first text, warm, wall', 'list', 'text', 'wall', '≤ 1.5'),
    timed('first text, cold, wall', 'list cold', 'text', 'wall', '≤ 2.5'),
    timed('first text, warm, CPU', 'list', 'textCpu', 'cpu'),
    timed('first data, `-t ID -j ID`, wall', 'panel', 'data', 'wall', '≤ 5'),
    timed('first data, `-t ID -j ID`, CPU', 'panel', 'dataCpu', 'cpu'),
    timed('first data, tenants, wall', 'list', 'data', 'wall', '≤ 6'),
    timed('first data, tenants, CPU', 'list', 'dataCpu', 'cpu'),
    [
      'the same at 30 ms of round trip',
      spread(values('list far', 'data'), 'ms'),
      spread(values('exe list far', 'data'), 'ms'),
      '≤ 450 ms',
    ],
    timed('`--once --json`, CPU', 'json', 'cpu', 'cpu', '≤ 4'),
    timed('`--help`, CPU', 'help', 'cpu', 'cpu', '≤ 1.5'),
    [
      'resident at first data, `-t -j`; tenants',
      residentAtData(name => name),
      residentAtData(name => `exe ${name}`),
      '≤ 90 MB',
    ],
    [
      `300 tenants, 40 running: 10 s after the start; ${seconds} s later; the same at \`-n 0.5\``,
      `${one('300 tenants', 'early', 'MB')}; ${one('300 tenants', 'resident', 'MB')}; ${one('300 tenants, -n 0.5', 'early', 'MB')}, ${one('300 tenants, -n 0.5', 'resident', 'MB')}`,
      '–',
      '≤ 110 MB',
    ],
    [
      'CPU at 2 s, of a core: one task, forty, still',
      `${one('one task', 'cpu', '%', 2)}, ${one('300 tenants', 'cpu', '%', 2)}, ${one('still', 'cpu', '%', 2)}`,
      '–',
      '≤ 0.5, 1, 0.3 %',
    ],
    [
      'bytes a second to the terminal: one task, forty, still',
      `${one('one task', 'bytes', 'B')}, ${one('300 tenants', 'bytes', 'B')}, ${one('still', 'bytes', 'B')}`,
      '–',
      'still ≤ 12 B',
    ],
    [
      '`j` in 300 tenants: key to paint, median and p99; bytes',
      `${one('keys', 'median', 'ms', 1)}, ${one('keys', 'p99', 'ms', 1)}; ${one('keys', 'bytes', 'B')}`,
      '–',
      'p99 ≤ 25 ms; ≤ 80 B',
    ],
  ];
  const others: readonly (readonly [string, string])[] = [
    ['`node -e 0`', `${spread(values('bare', 'wall'), 'ms')}; CPU ${spread(values('bare', 'cpu'), 'ms')}`],
    ['`mariadb -e`', `${ofBare('mariadb', 'wall', 'wall')}; CPU ${spread(values('mariadb', 'cpu'), 'ms')}`],
    ['`watch mariadb -e`, first data', ofBare('watch', 'data', 'wall')],
    ['`mycli -e`', `${ofBare('mycli', 'wall', 'wall')}; CPU ${spread(values('mycli', 'cpu'), 'ms')}`],
  ];

  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return [
    `Measured on ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, version ${version}, Node ${process.versions.node}, ` +
      `${cpus().length} x ${cpus()[0]?.model.trim()}, ${rounds} rounds in turn, load average ${loadavg()[0]?.toFixed(1)} at the end. ` +
      'Bold: multiples of `node -e 0` in the same rounds; then the median, and in brackets the least and the most.',
    '',
    '| | Node | executable | aim |',
    '| --- | --- | --- | --- |',
    ...rows.map(row => `| ${row.join(' | ')} |`),
    '',
    '| Other clients on the same server | |',
    '| --- | --- |',
    ...others.filter(([, figure]) => !figure.startsWith('–')).map(row => `| ${row.join(' | ')} |`),
    ...(leftOut.length === 0 ? [] : ['', `Left out: ${leftOut.join('; ')}.`]),
  ].join('\n');
}
