import { describe, expect, it } from 'vitest';
import { keysLine } from '../../source/components/footer-text.ts';
import { plainLook } from '../presentation/plain-theme.ts';

const hints = [
  { label: '↑↓', word: 'move' },
  { label: '⏎', word: 'open' },
  { label: 'Tab', word: 'running/history' },
  { label: 'q', word: 'quit' },
];

describe('the footer', () => {
  it('has as many keys as fit, the important ones first', () => {
    expect(keysLine(hints, 80, plainLook())).toBe('↑↓ move  ⏎ open  Tab running/history  q quit');
    expect(keysLine(hints, 24, plainLook())).toBe('↑↓ move  ⏎ open  q quit');
  });

  it('measures marks as the terminal has them', () => {
    expect(keysLine(hints, 25, plainLook({ ascii: true }))).toBe('^v move  Enter open');
  });
});
