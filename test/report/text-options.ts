import { wordsOf } from '../../source/text/words.ts';

/** How --once prints where nothing was asked for, in a terminal of this width. */
export const textOptions = (columns = 160) => ({
  words: wordsOf('en'),
  timeZone: 'UTC',
  ascii: false,
  colour: false,
  columns,
  maxAge: 93_600,
});
