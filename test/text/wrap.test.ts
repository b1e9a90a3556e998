import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellWidth } from '../../source/text/width.ts';
import { wrap } from '../../source/text/wrap.ts';

describe('wrapping', () => {
  it('gives lines that fit and loses nothing but the spaces it breaks at', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '中', 'é'), maxLength: 120 });
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 40 }), (some, cells) => {
        const lines = wrap(some, cells);
        for (const line of lines) expect(cellWidth(line)).toBeLessThanOrEqual(cells);
        expect(lines.join('').replaceAll(' ', '')).toBe(some.replaceAll(' ', ''));
      }),
    );
  });

  it('breaks at spaces, and within a word only where it must', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('a/very/long/path', 6)).toEqual(['a/very', '/long/', 'path']);
    expect(wrap('', 7)).toEqual(['']);
  });

  it('breaks between ideographs, but not before a mark that ends a phrase nor after an opening bracket', () => {
    expect(wrap('租户无主，可能超时（-t）。', 8)).toEqual(['租户无', '主，可能', '超时', '（-t）。']);
  });
});
