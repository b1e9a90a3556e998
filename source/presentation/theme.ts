import { styleText } from 'node:util';
import { toAscii } from '../text/ascii.ts';
import type { ZoneClock } from '../text/time.ts';
import type { Words } from '../text/words.ts';

type Format = Parameters<typeof styleText>[0];

/**
 * What a piece of text is, not how it looks. Only the eight basic colours, which every theme sets to be
 * readable on its background; yellow and cyan are left out, as light themes fail there. No meaning hangs on
 * colour alone: each of these also has words or a mark.
 */
const formats = {
  title: 'bold',
  strong: 'bold',
  faint: 'dim',
  heading: ['bold', 'underline'],
  running: ['bold', 'blue'],
  good: 'green',
  bad: ['bold', 'red'],
  warning: ['bold', 'magenta'],
  key: 'bold',
  selected: 'inverse',
  alarm: ['bold', 'inverse'],
} as const satisfies Record<string, Format>;

export type Role = keyof typeof formats;

/** How this run draws: with colours or not, in which marks, words and time zone. */
export interface Theme {
  readonly ascii: boolean;
  readonly colour: boolean;
  readonly words: Words;
  readonly zone: ZoneClock;
  /** Puts a role's colours on text that already has its width. */
  readonly style: (role: Role | null, text: string) => string;
  /** The last step of each line: marks that the terminal has. */
  readonly toTerminal: (line: string) => string;
}

export interface ThemeOptions {
  readonly ascii: boolean;
  readonly colour: boolean;
  readonly words: Words;
  readonly zone: ZoneClock;
}

/** Makes the look of a run. Without colour not even bold is written: plain text only, the selection by its mark. */
export function makeTheme({ ascii, colour, words, zone }: ThemeOptions): Theme {
  const style: Theme['style'] = (role, text) =>
    colour && role !== null && text !== ''
      ? // Whether this goes to a terminal was decided by those who asked for colour.
        styleText(formats[role] as Format, text, { validateStream: false })
      : text;
  return { ascii, colour, words, zone, style, toTerminal: ascii ? toAscii : line => line };
}
