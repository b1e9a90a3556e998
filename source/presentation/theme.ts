import { styleText } from 'node:util';
import { toAscii } from '../text/ascii.ts';
import type { ZoneClock } from '../text/time.ts';
import type { Words } from '../text/words.ts';
import { type Background, type Colour, colourSets, type StateRole } from './colours.ts';

type Format = Parameters<typeof styleText>[0];

/** What a piece of text is other than a state, and how it looks; colour is for states alone. */
const formats = {
  title: 'bold',
  strong: 'bold',
  faint: 'dim',
  heading: ['bold', 'underline'],
  key: 'bold',
  /** The place where one types. */
  cursor: 'inverse',
  alarm: ['bold', 'inverse'],
} as const satisfies Record<string, Format>;

/** What a piece of text is, not how it looks. */
export type Role = keyof typeof formats | StateRole;

/** How this run draws: with colours or not, in which marks, words and time zone. */
export interface Theme {
  readonly ascii: boolean;
  readonly colour: boolean;
  readonly words: Words;
  readonly zone: ZoneClock;
  /**
   * Puts a role's look on text that already has its width. Of a state, marks, bars and single words are coloured; what
   * must be read stays in the default foreground, bold where it is trouble or a warning.
   */
  readonly style: (role: Role | null, text: string) => string;
  /** The last step of each line: marks that the terminal has. */
  readonly toTerminal: (line: string) => string;
  /** Takes the words of another language, for all that is worded from now on. */
  readonly setWords: (words: Words) => void;
  /** Draws with ASCII marks from now on. */
  readonly setAscii: () => void;
  /** Takes the set of colours for another background, for all that is styled from now on. */
  readonly setBackground: (background: Background) => void;
}

export interface ThemeOptions {
  readonly ascii: boolean;
  readonly colour: boolean;
  /** Dark where it is not given. */
  readonly background?: Background;
  readonly words: Words;
  readonly zone: ZoneClock;
}

/** In the text of a state: what is left of a bar, and marks and bars. */
const drawing = /(?<left>─+|(?<=\[#*)-+(?=\]))|[━╸▁-▓✔✖✘●○⚠↻]+|(?<=\[)#+|^!/gu;
/** A percentage is none, also where it is written without a blank, as in Chinese. */
const singleWord = /^(?!.*%$)\S*[\p{L}\p{N}]\S*$/u;

function isState(role: Role): role is StateRole {
  return !(role in formats);
}

/** Makes the look of a run. Without colour not even bold is written: plain text only, the selection by its mark. */
export function makeTheme({ colour, background = 'dark', zone, ...options }: ThemeOptions): Theme {
  let { ascii, words } = options;
  let set = colourSets[background];
  // Whether this goes to a terminal was decided by those who asked for colour.
  const put = (format: Format, text: string) => styleText(format, text, { validateStream: false });
  const coloured = (of: Colour, text: string) => (of === null ? text : put(of, text));

  const inState = (role: StateRole, text: string): string => {
    const { mark, word } = set[role];
    const isUrgent = role === 'bad' || role === 'warning';
    const inWords = (text: string): string => {
      const core = text.trim();
      const look = singleWord.test(core) && word !== null ? word : isUrgent ? 'bold' : null;
      return core === '' || look === null ? text : text.replace(core, () => put(look, core));
    };
    let drawn = '';
    let at = 0;
    for (const { 0: piece, index, groups } of text.matchAll(drawing)) {
      drawn += inWords(text.slice(at, index));
      drawn += groups?.left === undefined ? coloured(mark, piece) : put('dim', piece);
      at = index + piece.length;
    }
    return drawn + inWords(text.slice(at));
  };

  return {
    get ascii() {
      return ascii;
    },
    colour,
    get words() {
      return words;
    },
    zone,
    style(role, text) {
      if (!colour || role === null || text === '') return text;
      return isState(role) ? inState(role, text) : put(formats[role] as Format, text);
    },
    toTerminal: line => (ascii ? toAscii(line) : line),
    setWords(next) {
      words = next;
    },
    setAscii() {
      ascii = true;
    },
    setBackground(next) {
      set = colourSets[next];
    },
  };
}
