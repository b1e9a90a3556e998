import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { countAmbiguousAs } from '../../source/text/code-point-width.ts';
import { toGbk } from '../../source/text/gbk.ts';
import { sanitise } from '../../source/text/sanitise.ts';
import { cellWidth } from '../../source/text/width.ts';

const decoded = (text: string) => new TextDecoder('gbk').decode(toGbk(text));

afterEach(() => countAmbiguousAs(1));

describe('text for a GBK terminal', () => {
  it('has the bytes that iconv gives', () => {
    expect([...toGbk('租户 a')]).toEqual([0xd7, 0xe2, 0xbb, 0xa7, 0x20, 0x61]);
  });

  it('keeps Chinese with its punctuation, and escape sequences', () => {
    const line = '\x1b[1m租户\x1b[0m：数据备份，（全量）、《日志归档》。';
    expect(decoded(line)).toBe(line);
  });

  it('has ASCII in place of the marks of the program, which such a terminal draws in two cells', () => {
    expect(decoded('● 已完成 – 12·✔')).toBe('* 已完成 - 12|+');
  });

  it('has a question mark a cell for what else such a terminal cannot draw in as many cells', () => {
    expect(decoded('éαж')).toBe('???');
    expect(decoded('한국')).toBe('????');
    expect(decoded('a\u0301')).toBe('a');
  });

  it('has Greek, Cyrillic and quotes as GBK has them, where they count as the two cells that it gives them', () => {
    countAmbiguousAs(2);
    expect(decoded('“ταμ”ж● 中')).toBe('“ταμ”ж* 中');
    expect(decoded('ø')).toBe('??');
  });

  it('takes as many cells as the text it is made from', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), some => {
        const text = sanitise(some);
        expect(cellWidth(decoded(text))).toBe(cellWidth(text));
      }),
    );
  });
});
