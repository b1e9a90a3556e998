import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { ownMarks } from '../../source/text/ascii.ts';
import { countAmbiguousAs, isAmbiguous } from '../../source/text/code-point-width.ts';
import { sanitise } from '../../source/text/sanitise.ts';
import { cellWidth, cut, fit as fitted } from '../../source/text/width.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom('a', '租', '\u0301', '👩‍💻', 'ﾞ', '\u0D4E', 'ᄀ', 'ᅡ', ' ', '\u001B[31m'),
  }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map(units => String.fromCharCode(...units)),
);
const cells = fc.integer({ min: 0, max: 30 });
const align = fc.constantFrom('left', 'right');
const from = fc.constantFrom('end', 'middle');

describe('cellWidth', () => {
  it.each([
    ['', 0],
    ['tenant', 6],
    ['租户', 4],
    ['e\u0301', 1],
    ['กำ', 2],
    ['क्षि', 4],
    ['🎉', 1],
    ['\u001B[1;31m租\u001B[0m', 2],
    ['███░ ▁▂▃', 8],
    ['…–·▸✔●○↑↓⏎›⚠✖␛�', 15],
  ])('measures %j as %i cells', (text, width) => {
    expect(cellWidth(text)).toBe(width);
  });
});

afterEach(() => countAmbiguousAs(1));

describe('where the terminal draws ambiguous characters in two cells', () => {
  it.each([
    ['ταμείο', 11],
    ['склад', 10],
    ['“全量”', 8],
    ['naïve', 5],
    ['½', 2],
  ])('measures %j as %i cells', (text, width) => {
    countAmbiguousAs(2);
    expect(cellWidth(text)).toBe(width);
    expect(cellWidth(cut(text, width - 1))).toBeLessThan(width);
    expect(cellWidth(fitted(text, 7))).toBe(7);
  });

  it('measures the marks of the program as before, as it draws ASCII ones there', () => {
    countAmbiguousAs(2);
    for (const mark of ownMarks) {
      expect(isAmbiguous(mark.codePointAt(0) ?? 0), mark).toBe(false);
      expect(cellWidth(mark), mark).toBe(1);
    }
  });
});

describe('cut', () => {
  it('leaves what has room', () => {
    expect(cut('mysql_tenant', 12)).toBe('mysql_tenant');
  });

  it('marks what it took away', () => {
    expect(cut('mysql_tenant', 8)).toBe('mysql_t…');
    expect(cut('file:///data/nfs/backup/data', 11, 'middle')).toBe('file:…/data');
  });

  it('leaves out a wide character that would be halved', () => {
    expect(cut('租户租户', 4)).toBe('租…');
    expect(cut('租户租户', 6, 'middle')).toBe('租…户');
  });

  it('has nothing to say in no room', () => {
    expect(cut('tenant', 0)).toBe('');
    expect(cut('tenant', -3)).toBe('');
    expect(cut('tenant', 1)).toBe('…');
  });

  it('never takes more room than it was given', () => {
    fc.assert(
      fc.property(anyText, cells, from, (text, room, cutFrom) => {
        expect(cellWidth(cut(text, room, cutFrom))).toBeLessThanOrEqual(room);
      }),
    );
  });
});

describe('fit', () => {
  it('pads on the right, or on the left where asked', () => {
    expect(fitted('FULL', 6)).toBe('FULL  ');
    expect(fitted('12', 4, { align: 'right' })).toBe('  12');
  });

  it('fills the cell that half a wide character leaves', () => {
    expect(fitted('租户租户', 4)).toBe('租… ');
    expect(fitted('租户租户', 4, { align: 'right' })).toBe(' 租…');
  });

  it('is exactly as wide as asked, whatever the text', () => {
    fc.assert(
      fc.property(anyText, cells, align, from, (text, width, side, cutFrom) => {
        expect(cellWidth(fitted(text, width, { align: side, cut: cutFrom }))).toBe(width);
      }),
      { numRuns: 2000 },
    );
  });

  it('is exactly as wide as asked for sanitised text too, and lets no escape sequence through', () => {
    fc.assert(
      fc.property(anyText, cells, (text, width) => {
        expect(cellWidth(fitted(sanitise(text), width))).toBe(width);
        expect(fitted(text, width)).not.toContain('\u001B');
      }),
    );
  });
});
