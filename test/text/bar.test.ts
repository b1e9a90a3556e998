import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bar, emptyBar, sparkline, unknownBar } from '../../source/text/bar.ts';
import { cellWidth } from '../../source/text/width.ts';

describe('a bar', () => {
  it('is exactly as wide as asked, in both kinds of marks', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 200 }),
        fc.integer({ min: -5, max: 12_000 }),
        fc.boolean(),
        (cells, at, ascii) => {
          expect(cellWidth(bar(at, { cells, ascii }))).toBe(cells);
          expect(cellWidth(unknownBar({ cells, ascii }))).toBe(cells);
        },
      ),
    );
  });

  it('is full only when all is done', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 200 }),
        fc.integer({ min: 0, max: 9999 }),
        fc.boolean(),
        (cells, at, ascii) => {
          expect(bar(at, { cells, ascii })).not.toBe(bar(10_000, { cells, ascii }));
        },
      ),
    );
    expect(bar(10_000, { cells: 5, ascii: false })).toBe('━━━━━');
    expect(bar(10_000, { cells: 7, ascii: true })).toBe('[#####]');
  });

  it('never goes back while the work goes on', () => {
    const filled = (text: string) => text.replace(/[░-]/g, '').length;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 10_000 }), (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(filled(bar(high, { cells: 40, ascii: true }))).toBeGreaterThanOrEqual(
          filled(bar(low, { cells: 40, ascii: true })),
        );
      }),
    );
  });

  it('has halves of a cell, so that slow work is seen to move', () => {
    expect(bar(7140, { cells: 10, ascii: false })).toBe('━━━━━━━───');
    expect(bar(7500, { cells: 10, ascii: false })).toBe('━━━━━━━╸──');
    expect(bar(7140, { cells: 12, ascii: true })).toBe('[#######---]');
  });

  it('that cannot be known does not move and looks like none that is known', () => {
    const unknown = unknownBar({ cells: 10, ascii: false });
    expect(unknown).toBe('▒ ▒ ▒ ▒ ▒ ');
    expect(unknown).not.toBe(emptyBar({ cells: 10, ascii: false }));
    expect(unknownBar({ cells: 10, ascii: true })).toBe('[. . . . ]');
  });
});

describe('a sparkline', () => {
  it('has one cell a value, the greatest highest', () => {
    expect(sparkline([0, 1, 2, 4])).toBe('▁▃▅█');
    expect(sparkline([0, 0])).toBe('▁▁');
    expect(sparkline([])).toBe('');
  });
});
