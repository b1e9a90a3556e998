// The program draws with `linesOf` what Ink draws cell by cell.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
// Ink exports no part of itself.
import Output from '../../../node_modules/ink/build/output.js';
import { type InkOperation, linesOf } from '../../../scripts/build/ink-lines.js';
import { cellLine } from '../../../source/terminal/cell-line.ts';

const size = { width: 40, height: 6 };

interface InkOutput {
  readonly operations: readonly InkOperation[];
  write(x: number, y: number, text: string, options: { transformers: InkOperation['transformers'] }): void;
  clip(area: { x1: number; x2: number; y1: number; y2: number }): void;
  unclip(): void;
  get(): { readonly output: string; readonly height: number };
}

const newOutput = () => new Output(size) as unknown as InkOutput;
const inBold = (text: string) => `\x1b[1m${text}\x1b[22m`;

/** The cells that a frame shows. */
const cells = (frame: string) =>
  frame.split('\n').map(line => {
    const { texts, styles } = cellLine(line, size.width);
    return texts.map((text, column) => ({ text, style: styles[column] }));
  });

const word = fc.constantFrom(
  'a',
  'tenant ',
  '户租',
  'é',
  '━━╸',
  '\x1b[1;34m12 %\x1b[22;39m',
  '\x1b[7m  \x1b[27m',
  ' ',
);
const text = fc.array(word, { maxLength: 6 }).map(words => words.join(''));
const write = fc.record({
  x: fc.nat(size.width - 1),
  y: fc.nat(size.height),
  lines: fc.array(text, { minLength: 1, maxLength: 2 }),
  transformers: fc.constantFrom([], [inBold], [(line: string) => line]),
});

describe('the frame of texts that stand next to each other', () => {
  it('is what Ink draws; of any other none is made', () => {
    let made = 0;
    fc.assert(
      fc.property(fc.array(write, { maxLength: 8 }), writes => {
        const output = newOutput();
        for (const { x, y, lines, transformers } of writes)
          output.write(x, y, lines.join('\n'), { transformers });
        const frame = linesOf({ operations: output.operations, height: size.height });
        if (frame === null) return;
        made += 1;
        const ink = output.get();
        expect(cells(frame.output)).toEqual(cells(ink.output));
        expect(frame.height).toBe(ink.height);
      }),
      { numRuns: 500 },
    );
    expect(made).toBeGreaterThan(100);
  });

  it.each<[string, (output: InkOutput) => void]>([
    [
      'over another',
      output => {
        output.write(4, 0, 'below', { transformers: [] });
        output.write(2, 0, 'above', { transformers: [] });
      },
    ],
    [
      'clipped',
      output => {
        output.clip({ x1: 0, x2: 3, y1: 0, y2: 1 });
        output.write(0, 0, 'clipped', { transformers: [] });
        output.unclip();
      },
    ],
    ['coloured over a line end', output => output.write(0, 0, '\x1b[1ma\nb\x1b[22m', { transformers: [] })],
    ['left of the edge', output => output.write(-2, 0, 'text', { transformers: [] })],
  ])('is left to Ink where a text is %s', (_, draw) => {
    const output = newOutput();
    draw(output);
    expect(linesOf({ operations: output.operations, height: size.height })).toBeNull();
  });
});
