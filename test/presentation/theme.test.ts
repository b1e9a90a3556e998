import { describe, expect, it } from 'vitest';
import { contrast, measured, palettes } from '../../scripts/contrast.ts';
import { colourSets, stateRoles } from '../../source/presentation/colours.ts';
import { plainLook } from './plain-theme.ts';

const dark = plainLook({ colour: true });
const light = plainLook({ colour: true, background: 'light' });
const coloured = (text: string) => `\x1b[36m${text}\x1b[39m`;
const bold = (text: string) => `\x1b[1m${text}\x1b[22m`;
const dim = (text: string) => `\x1b[2m${text}\x1b[22m`;

describe('the look', () => {
  it('writes no escape sequence at all without colour', () => {
    expect(plainLook().style('bad', 'failed')).toBe('failed');
    expect(plainLook().style('strong', 'row')).toBe('row');
  });

  it('colours a bar and leaves the figure next to it in the foreground', () => {
    expect(dark.style('running', '━━╸──  42.10 %')).toBe(`${coloured('━━╸')}${dim('──')}  42.10 %`);
    const ascii = plainLook({ colour: true, ascii: true });
    expect(ascii.style('running', '[##--]  42.10 %')).toBe(`[${coloured('##')}${dim('--')}]  42.10 %`);
    expect(dark.style('running', '42.10 %')).toBe('42.10 %');
    expect(dark.style('running', '42.10%')).toBe('42.10%');
  });

  it('colours a word that stands alone, but no sentence', () => {
    expect(dark.style('running', ' DOING  ')).toBe(` ${coloured('DOING')}  `);
    expect(dark.style('running', 'waits for log archiving')).toBe('waits for log archiving');
  });

  it('makes what is trouble or a warning bold where it has no colour', () => {
    expect(dark.style('bad', 'FAILED')).toBe(bold('FAILED'));
    expect(dark.style('warning', 'no progress for 10m')).toBe(bold('no progress for 10m'));
    expect(dark.style('bad', '✖ failed 3m ago')).toBe(`\x1b[91m✖\x1b[39m ${bold('failed 3m ago')}`);
  });

  it('has other colours on a light background, also when it is known later', () => {
    expect(light.style('running', 'DOING')).toBe('\x1b[34mDOING\x1b[39m');
    const late = plainLook({ colour: true });
    late.setBackground('light');
    expect(late.style('running', 'DOING')).toBe('\x1b[34mDOING\x1b[39m');
  });

  it('turns its marks into ASCII at the very end and leaves names in other scripts', () => {
    expect(plainLook({ ascii: true }).toTerminal('▸ 订单中心 ███░ · …')).toBe('> 订单中心 ###. | ~');
  });
});

describe('the colours of the states', () => {
  it('are readable in the palettes of five terminals: words 4.5 to 1, marks and bars 3 to 1', () => {
    const least = { word: 4.5, mark: 3 };
    expect(measured().filter(({ use, ratio }) => ratio < least[use])).toEqual([]);
    expect(palettes.map(({ name }) => name)).toEqual([
      'xterm',
      'PuTTY',
      'Windows Terminal',
      'macOS Terminal',
      'Linux console',
    ]);
  });

  it('are not taken for readable by a wrong measure', () => {
    expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21);
    expect(contrast([119, 119, 119], [255, 255, 255])).toBeCloseTo(4.48, 2);
    // The blue of xterm on black, in which all that ran was drawn once.
    expect(contrast([0, 0, 238], [0, 0, 0])).toBeLessThan(3);
  });

  it('differ from each other on each background: stuck is not canceled', () => {
    for (const set of Object.values(colourSets)) {
      expect(new Set(stateRoles.map(role => set[role].mark)).size).toBe(stateRoles.length);
    }
  });
});
