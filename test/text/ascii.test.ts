import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownMarks, toAscii } from '../../source/text/ascii.ts';
import { sanitise } from '../../source/text/sanitise.ts';
import { cellWidth } from '../../source/text/width.ts';

const enter = '⏎';

describe('toAscii', () => {
  it('draws a bar, a breadcrumb and a key line with ASCII only', () => {
    expect(toAscii('███████░░░ 71.40 %')).toBe('#######... 71.40 %');
    expect(toAscii(' ▸ Tenants › Jobs · 2 – done…')).toBe(' > Tenants > Jobs | 2 - done~');
    expect(toAscii('↑↓ move  ⏎ jobs')).toBe('^v move  Enter jobs');
    expect(toAscii('⠋ ⠹')).toBe('* *');
  });

  it('keeps the text of other scripts', () => {
    expect(toAscii('▸ 租户一 é')).toBe('> 租户一 é');
  });

  it('replaces what stands for control characters too', () => {
    expect(toAscii(sanitise('a\u001B[31m\u202E'))).toBe('a?[31m?');
  });

  it('makes each of our marks printable ASCII', () => {
    for (const mark of ownMarks) expect(toAscii(mark)).toMatch(/^[\x20-\x7E]+$/);
  });

  it('moves no column: each mark but Enter takes the cells it took before', () => {
    for (const mark of ownMarks.filter(own => own !== enter)) {
      expect(cellWidth(toAscii(mark))).toBe(cellWidth(mark));
    }
  });

  it('tells the steps of a sparkline apart', () => {
    expect(new Set(toAscii('▁▂▃▄▅▆▇█')).size).toBe(8);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...ownMarks, 'a', '租', '␛') }), text => {
        expect(toAscii(toAscii(text))).toBe(toAscii(text));
      }),
    );
  });
});
