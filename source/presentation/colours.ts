/** Whether the terminal's background is dark or light; there is a set of colours for each. */
export type Background = 'dark' | 'light';

/** The states that have a colour: they need no one, someone now, someone soon, or are over. */
export const stateRoles = ['running', 'bad', 'warning', 'good', 'ended'] as const;
export type StateRole = (typeof stateRoles)[number];

/** One of the sixteen colours of a terminal, by the names of `styleText`; null: the default foreground. */
export type Colour =
  | 'red'
  | 'green'
  | 'yellow'
  | 'blue'
  | 'magenta'
  | 'cyan'
  | 'white'
  | 'gray'
  | 'redBright'
  | 'yellowBright'
  | null;

/** The colours of a state: of its marks and bars, and of a single word. */
export interface StateColours {
  readonly mark: Colour;
  /** Null where a palette in use has no colour that is readable as text: the word stays in the foreground, bold. */
  readonly word: Colour;
}

/**
 * The colours of the states on each background. In the palettes of scripts/contrast.ts a word has at least 4.5 to 1 and a
 * mark 3 to 1 against the background, which a test holds; no colour says anything that a mark or a word does not.
 */
export const colourSets: Readonly<Record<Background, Readonly<Record<StateRole, StateColours>>>> = {
  dark: {
    running: { mark: 'cyan', word: 'cyan' },
    bad: { mark: 'redBright', word: null },
    warning: { mark: 'yellowBright', word: 'yellowBright' },
    good: { mark: 'green', word: 'green' },
    ended: { mark: 'white', word: null },
  },
  light: {
    running: { mark: 'blue', word: 'blue' },
    bad: { mark: 'red', word: 'red' },
    warning: { mark: 'magenta', word: 'magenta' },
    good: { mark: null, word: null },
    ended: { mark: 'gray', word: null },
  },
};
