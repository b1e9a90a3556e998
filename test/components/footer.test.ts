import { describe, expect, it } from 'vitest';
import { failureText, keysLine } from '../../source/components/footer.tsx';
import { failureSaying } from '../fixtures/in-english.ts';
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

  it('says what failed and when it is tried again', () => {
    const error = failureSaying('connection_lost', 'The connection to 10.0.0.5:2881 was lost.');
    const failure = { error, since: 0, attempts: 3, nextTryAt: 9500, waitsForUser: false };
    expect(failureText(failure, false, 1000, plainLook())).toBe(
      'The connection to 10.0.0.5:2881 was lost. Next try in 9s.',
    );
    expect(failureText({ ...failure, nextTryAt: null }, false, 1000, plainLook())).toMatch(/Trying now\.$/);
    expect(failureText({ ...failure, waitsForUser: true, nextTryAt: null }, true, 1000, plainLook())).toMatch(
      /r: try again; more refusals may lock the account\.$/,
    );
    expect(failureText(failure, true, 1000, plainLook())).toMatch(/Paused: r tries again\.$/);
  });
});
