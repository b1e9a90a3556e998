import { describe, expect, it } from 'vitest';
import { plainLook } from './plain-theme.ts';

describe('the look', () => {
  it('writes no escape sequence at all without colour', () => {
    expect(plainLook().style('bad', 'failed')).toBe('failed');
    expect(plainLook().style('selected', 'row')).toBe('row');
  });

  it('uses only bold, dim, underline, inverse and the basic colours that all themes can show', () => {
    const theme = plainLook({ colour: true });
    const roles = [
      'title',
      'strong',
      'faint',
      'heading',
      'running',
      'good',
      'bad',
      'warning',
      'key',
      'selected',
      'alarm',
    ] as const;
    const codes = roles.flatMap(role =>
      [...theme.style(role, 'x').matchAll(/\x1b\[(\d+)m/g)].map(([, code]) => Number(code)),
    );
    const allowed = new Set([1, 2, 4, 7, 22, 24, 27, 31, 32, 34, 35, 39]);
    expect(codes.filter(code => !allowed.has(code))).toEqual([]);
  });

  it('turns its marks into ASCII at the very end and leaves names in other scripts', () => {
    expect(plainLook({ ascii: true }).toTerminal('▸ 订单中心 ███░ · …')).toBe('> 订单中心 ###. | ~');
  });
});
