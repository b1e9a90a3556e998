// How good the time left is: `npm run bench:eta`, and with --write its tables go into docs/architecture.md. Nothing here
// depends on the machine.
//   node test/bench/eta.ts [--write] [--set=familiar|held-out|later|last] [--runs=20] [--by-shape] [--seen=log streams]
import { parseArgs } from 'node:util';
import type { Spread } from './backup-run.ts';
import { writeDocsSection } from './docs-section.ts';
import { line, medians, type Score, scoreOf } from './score.ts';
import { familiar, heldOut, last, later } from './shapes.ts';
import type { Sight } from './watched-run.ts';

const heading = `| Seen | 0–25 % | 25–50 % | 50–75 % | 75–90 % | 90–100 % | within 0.5–2 | first figure > 2.5 off | ranges hold | high ÷ low | turns | point / range / soon, % |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |`;

const sights: Readonly<Record<string, Sight>> = {
  'task row': { logStreams: false, past: false, openedAt: 0 },
  'task row, last backup': { logStreams: false, past: true, openedAt: 0 },
  'log streams': { logStreams: true, past: false, openedAt: 0 },
  'log streams, last backup': { logStreams: true, past: true, openedAt: 0 },
  'opened at 30 %: task row': { logStreams: false, past: false, openedAt: 0.3 },
  'opened at 30 %: log streams': { logStreams: true, past: false, openedAt: 0.3 },
  'opened at 30 %: log streams, last backup': { logStreams: true, past: true, openedAt: 0.3 },
};

interface Both {
  readonly shape: string;
  readonly data: Score;
  readonly job: Score;
}

const { values: options } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    set: { type: 'string', default: 'held-out' },
    runs: { type: 'string', default: '20' },
    'by-shape': { type: 'boolean', default: false },
    seen: { type: 'string' },
  },
});

function play(shapes: Readonly<Record<string, Spread>>, sight: Sight): readonly Both[] {
  return Object.entries(shapes).flatMap(([shape, spread]) =>
    Array.from({ length: Number(options.runs) }, (_, n) => ({
      shape,
      ...scoreOf(spread, `${shape} ${n}`, sight),
    })),
  );
}

interface Played {
  readonly name: string;
  readonly sight: Sight;
  readonly scores: readonly Both[];
}

function playAll(shapes: Readonly<Record<string, Spread>>): readonly Played[] {
  return Object.entries(sights)
    .filter(([name]) => options.seen === undefined || options.seen === name)
    .map(([name, sight]) => ({ name, sight, scores: play(shapes, sight) }));
}

/** Both ends of the work over all runs. */
function tables(played: readonly Played[]): string {
  const data = played.map(({ name, scores }) =>
    line(
      name,
      scores.map(score => score.data),
    ),
  );
  const job = played
    .filter(({ sight }) => sight.past)
    .map(({ name, scores }) =>
      line(
        name,
        scores.map(score => score.job),
      ),
    );
  return [
    'To the end of the data:',
    '',
    heading,
    ...data,
    '',
    'To the end of the job, in the same parts of the data phase; the last one goes on until the job ends:',
    '',
    heading,
    ...job,
  ].join('\n');
}

/** Medians by shape, which a sum hides. */
function shapeTable(shapes: Readonly<Record<string, Spread>>, played: readonly Played[]): string {
  const shown = played.filter(({ sight }) => sight.openedAt === 0);
  const rows = Object.keys(shapes).map(shape => {
    const cells = shown.map(({ scores }) =>
      medians(scores.filter(score => score.shape === shape).map(score => score.data))
        .map(value => (Number.isFinite(value) ? value.toFixed(2) : '–'))
        .join(' '),
    );
    return `| ${[shape, ...cells].join(' | ')} |`;
  });
  return [
    `| Medians by shape | ${shown.map(({ name }) => name).join(' | ')} |`,
    `| --- |${shown.map(() => ' --- |').join('')}`,
    ...rows,
  ].join('\n');
}

const sets: Readonly<Record<string, Readonly<Record<string, Spread>>>> = {
  familiar,
  'held-out': heldOut,
  later,
  last,
};
const titles: readonly (readonly [set: string, title: string])[] = [
  ['held-out', 'Eleven shapes written down before the estimate was first tried.'],
  [
    'later',
    'Five shapes written down when it was finished. What is done about pauses comes from looking at them.',
  ],
  ['last', 'Three shapes written down after that, and run once.'],
];

const parts = (options.write ? titles : [[options.set, ''] as const]).map(([set, title]) => {
  const shapes = sets[set] ?? heldOut;
  const played = playAll(shapes);
  if (options['by-shape']) {
    for (const { name, scores } of played) {
      for (const shape of Object.keys(shapes)) {
        const own = scores.filter(score => score.shape === shape);
        console.log(
          line(
            `${name}: ${shape}`,
            own.map(score => score.data),
          ),
        );
      }
    }
  }
  return `${title === '' ? '' : `${title}\n\n`}${tables(played)}\n\n${shapeTable(shapes, played)}`;
});
const text = parts.join('\n\n');
console.log(text);
if (options.write) writeDocsSection('architecture.md', 'bench:eta', text);
