// What takes the place of a library in the program gives what the library gives.
import fc from 'fast-check';
import measured from 'string-width';
import { describe, expect, it } from 'vitest';
import decoding from '../../../scripts/build/decoding.cjs';
import stringWidth from '../../../scripts/build/string-width.js';
import { sanitise } from '../../../source/text/sanitise.ts';

describe('the width by which Ink lays out', () => {
  it.each([
    '',
    'data',
    '商城_shop',
    '█████▎░░░░  53.40 %',
    '· › ▉ ⠋ …',
    'naïve',
    'e\u0301',
    '한국어',
    'ﾊﾝｶｸ',
  ])('is that of string-width: %j', text => {
    expect(stringWidth(text)).toBe(measured(text));
  });

  it.each(['👍', '👩‍👩‍👧', '1️⃣', 'ᄀ가', 'ｶﾞ', '\u200B', 'กำ', '\x1B]8;;https://x\x07link\x1B]8;;\x07'])(
    'is that of string-width for what the program does not draw: %j',
    text => {
      expect(stringWidth(text)).toBe(measured(text));
    },
  );

  it('is that of string-width for all that is sanitised, coloured or not', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), text => {
        const shown = sanitise(text);
        expect(stringWidth(shown)).toBe(measured(shown));
        expect(stringWidth(`\x1B[1;32m${shown}\x1B[0m`)).toBe(measured(shown));
        expect(stringWidth(`\x1B[1m${shown}`, { countAnsiEscapeCodes: true })).toBe(
          measured(`\x1B[1m${shown}`, { countAnsiEscapeCodes: true }),
        );
      }),
      { numRuns: 2000 },
    );
  });
});

/** UTF-8 of each half by itself: CESU-8. */
function cesu8(text: string): Buffer {
  const halves = text.split('').map(half => {
    const code = half.charCodeAt(0);
    if (code < 0xd800 || code > 0xdfff) return Buffer.from(half);
    return Buffer.from([0xed, 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]);
  });
  return Buffer.concat(halves);
}

describe('the decoding of other character sets', () => {
  const decoded = (encoding: string, bytes: Buffer) => {
    const decoder = decoding.getDecoder(encoding);
    return decoder.write(bytes) + decoder.end();
  };

  it('reads what MySQL calls utf8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(decoded('cesu8', cesu8(text))).toBe(text);
      }),
    );
    expect(decoded('cesu8', Buffer.from('商城 ok'))).toBe('商城 ok');
  });

  it('reads GBK', () => {
    expect(decoded('gbk', Buffer.from([0xc9, 0xcc, 0xb3, 0xc7]))).toBe('商城');
  });

  it('takes a set that the runtime does not know for UTF-8', () => {
    expect(decoded('hp8', Buffer.from('ok'))).toBe('ok');
  });
});
