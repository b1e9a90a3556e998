import { makeTheme, type ThemeOptions } from '../../source/presentation/theme.ts';
import { inZone } from '../../source/text/time.ts';
import { wordsOf } from '../../source/text/words.ts';

/** A look for tests of lines: no colours unless asked for. */
export const plainLook = (change: Partial<ThemeOptions> = {}) =>
  makeTheme({
    ascii: false,
    colour: false,
    background: 'dark',
    words: wordsOf('en'),
    zone: inZone('UTC'),
    ...change,
  });
