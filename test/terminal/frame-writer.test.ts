import xterm from '@xterm/headless';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createFrameWriter } from '../../source/terminal/frame-writer.ts';
import { countAmbiguousAs } from '../../source/text/code-point-width.ts';
import { charactersOf } from '../../source/text/width.ts';
import { type Cell, cellOf, drawAmbiguousWide } from './driver/screen.ts';

interface Size {
  readonly columns: number;
  readonly rows: number;
}

const colours = ['', '1', '2', '7', '4', '31', '1;34', '1;31', '35', '48;5;236', '38;2;1;2;3', '9', '7;32'];
const words = [
  ' ',
  '  ',
  '            ',
  'a',
  'ab',
  'abc',
  '7',
  '42',
  '/',
  '·',
  '…',
  '█',
  '▉',
  '⠋',
  '›',
  '租',
  '户租户',
  'カナ',
  '한',
  'Ａ',
  'é',
  'e\u0301',
  'ก\u0E47',
  '\u{20000}',
];
/** Two cells each by the terminal, and no marks of the program: those are ASCII where these are wide. */
const ambiguousWords = ['α', 'жж', '“订单”', '½ '];
const isMark = (word: string) => /[·…█▉⠋›]/.test(word);

/** Mostly short: on a small screen more happens in one place. */
const lineOf = (some: readonly string[]) =>
  fc
    .array(fc.tuple(fc.constantFrom(...colours), fc.constantFrom(...some)), { maxLength: 12 })
    .map(pieces =>
      pieces.map(([colour, word]) => (colour === '' ? word : `\x1b[${colour}m${word}\x1b[m`)).join(''),
    );
const sizes = fc.record({ columns: fc.integer({ min: 4, max: 30 }), rows: fc.integer({ min: 1, max: 8 }) });

/** The next frame: most lines as before, the others with a piece more, less, or all new. */
const changeOf = (some: readonly string[]) =>
  fc.array(fc.tuple(fc.nat(7), lineOf(some), fc.nat(12)), { maxLength: 4 });

const eventsOf = (some: readonly string[]) =>
  fc.array(
    fc.oneof(
      { weight: 12, arbitrary: changeOf(some).map(changes => ({ kind: 'change' as const, changes })) },
      { weight: 1, arbitrary: sizes.map(size => ({ kind: 'resize' as const, size })) },
      { weight: 1, arbitrary: fc.constant({ kind: 'suspend' as const }) },
    ),
    { minLength: 1, maxLength: 24 },
  );

/** A line with a part of it exchanged for another text. */
function patched(before: string, text: string, at: number): string {
  const characters = charactersOf(before.replace(/\x1b\[[\d;]*m/g, ''));
  return characters.slice(0, at).join('') + text + characters.slice(at + 2).join('');
}

/** As one sees it: of a blank neither weight nor colour of the letter. */
function seen(cell: Cell): Cell | object {
  const text = cell.text === '' && cell.width === 1 ? ' ' : cell.text;
  if (text !== ' ' || cell.inverse || cell.underline) return { ...cell, text };
  return { text, background: cell.background };
}

const blank = { text: ' ', background: 'default' };

function cellsOf(term: xterm.Terminal, { columns, rows }: Size): unknown[][] {
  const cellAt = (x: number, y: number) => {
    const cell = cellOf(term, x, y);
    // Of a wide character only half would fit.
    return x === columns - 1 && cell.width === 2 ? blank : seen(cell);
  };
  return Array.from({ length: rows }, (_, y) => Array.from({ length: columns }, (__, x) => cellAt(x, y)));
}

function drawn(term: xterm.Terminal, text: string): Promise<void> {
  return new Promise(resolve => term.write(text, resolve));
}

async function newScreen({ columns, rows }: Size, ambiguous: 1 | 2): Promise<xterm.Terminal> {
  const term = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 0 });
  if (ambiguous === 2) drawAmbiguousWide(term);
  await drawn(term, '\x1b[?1049h\x1b[?7l');
  return term;
}

/** Draws the whole frame on an empty screen that has room for what is cut. */
function drawnWhole(term: xterm.Terminal, lines: readonly string[], rows: number): Promise<void> {
  const whole = Array.from({ length: rows }, (_, row) => `\x1b[m\x1b[${row + 1}H${lines[row] ?? ''}`);
  return drawn(term, `\x1b[m\x1b[2J${whole.join('')}`);
}

const unsafe = /\x1b\[[\d;]*[ILMPSTZbr@]|\x1b[MD78]|\t/;

afterEach(() => countAmbiguousAs(1));

describe('the difference between two frames', () => {
  it.each([
    { ambiguous: 1, some: [...words, ...ambiguousWords] },
    { ambiguous: 2, some: [...words.filter(word => !isMark(word)), ...ambiguousWords] },
  ] as const)(
    'makes a terminal of ambiguous width $ambiguous show the second one, whatever the first was',
    async ({ ambiguous, some }) => {
      countAmbiguousAs(ambiguous);
      const whole = await newScreen({ columns: 300, rows: 8 }, ambiguous);
      await fc.assert(
        fc.asyncProperty(sizes, eventsOf(some), async (firstSize, happenings) => {
          let size = firstSize;
          let lines: string[] = [];
          const writer = createFrameWriter();
          const term = await newScreen(size, ambiguous);
          for (const happening of happenings) {
            if (happening.kind === 'suspend') {
              await drawn(term, '\x1b[2;2Hshell output\r\n\x1b[31m$ \x1b[m');
              writer.forget();
            } else if (happening.kind === 'resize') {
              ({ size } = happening);
              term.resize(size.columns, size.rows);
            } else {
              lines = [...lines];
              for (const [row, text, at] of happening.changes) {
                lines[row] = at === 0 ? text : patched(lines[row] ?? '', text, at - 1);
              }
            }
            const bytes = writer.frame(lines, size.columns, size.rows);
            expect(bytes).not.toMatch(unsafe);
            await drawn(term, bytes);
            await drawnWhole(whole, lines, size.rows);
            expect(cellsOf(term, size)).toEqual(cellsOf(whole, size));
            expect(writer.frame(lines, size.columns, size.rows)).toBe('');
          }
          term.dispose();
        }),
        { numRuns: Number(process.env.FRAMES ?? 300) },
      );
    },
  );
});
