import type { ScreenWords } from '../text/en/screens.ts';

/** Everything a key can ask for: of the table below, or opening a screen. */
export type KeyId = keyof ScreenWords['keys'] | OpenerId;

/** A screen that a key opens. */
export type OpenerId = keyof ScreenWords['openers'];

/** One thing a key asks for, and how it is written for people. */
export interface KeyEntry {
  readonly id: KeyId;
  /** Names as `presses` in input.ts gives them. */
  readonly presses: readonly string[];
  /** As it is shown in the help screen and in the README. */
  readonly label: string;
  /** As the footer shows it; absent where it leaves it out. Its place there is in `footerOrder`. */
  readonly footer?: string;
}

/** Keys that work on every screen. */
export const everywhere: readonly KeyId[] = [
  'up',
  'down',
  'page_up',
  'page_down',
  'half_up',
  'half_down',
  'first',
  'last',
  'back',
  'quit',
  'interrupt',
  'redraw',
  'language',
  'suspend',
];

/** Keys of screens with a list. */
export const listKeys = ['next', 'previous', 'trouble'] as const satisfies readonly KeyId[];

/** Keys of screens whose list can have several orders. */
export const orderKeys = ['sort', 'reverse'] as const satisfies readonly KeyId[];

/** Keys of screens that show what is read now. */
export const liveKeys = [
  'alerts',
  'statement',
  'pause',
  'refresh',
  'longer',
  'shorter',
  'help',
] as const satisfies readonly KeyId[];

/** The keys of the footer, most important first: of those that a screen has, as many are shown as fit. */
export const footerOrder: readonly KeyId[] = [
  'up',
  'open',
  'back',
  'log_streams',
  'help',
  'quit',
  'tab',
  'filter',
  'trouble',
  'details',
  'sort',
  'events',
  'alerts',
  'statement',
  'pause',
  'refresh',
  'copy',
];

/**
 * All keys except those that open a screen; these are in that screen's file. Handling, footer, help screen and the
 * README's table are all made from these.
 */
export const keyEntries: readonly KeyEntry[] = [
  { id: 'up', presses: ['up', 'k'], label: '↑ k', footer: '↑↓' },
  { id: 'down', presses: ['down', 'j'], label: '↓ j' },
  { id: 'page_up', presses: ['pageup'], label: 'PgUp' },
  { id: 'page_down', presses: ['pagedown'], label: 'PgDn' },
  { id: 'half_up', presses: ['ctrl-u'], label: 'Ctrl-U' },
  { id: 'half_down', presses: ['ctrl-d'], label: 'Ctrl-D' },
  { id: 'first', presses: ['g', 'home'], label: 'g Home' },
  { id: 'last', presses: ['G', 'end'], label: 'G End' },
  { id: 'open', presses: ['enter', 'right', 'l'], label: '⏎ → l', footer: '⏎' },
  { id: 'back', presses: ['escape', 'left', 'h', 'backspace'], label: 'Esc ← h Backspace', footer: 'Esc' },
  { id: 'tab', presses: ['tab'], label: 'Tab', footer: 'Tab' },
  { id: 'filter', presses: ['/'], label: '/', footer: '/' },
  { id: 'next', presses: ['n'], label: 'n' },
  { id: 'previous', presses: ['N'], label: 'N' },
  { id: 'trouble', presses: ['!'], label: '!', footer: '!' },
  { id: 'previous_job', presses: ['['], label: '[' },
  { id: 'next_job', presses: [']'], label: ']' },
  { id: 'sort', presses: ['s'], label: 's', footer: 's' },
  { id: 'reverse', presses: ['S'], label: 'S' },
  { id: 'fold', presses: ['z'], label: 'z' },
  { id: 'copy', presses: ['y'], label: 'y', footer: 'y' },
  { id: 'pause', presses: ['space'], label: 'Space', footer: 'Space' },
  { id: 'refresh', presses: ['r', 'f5'], label: 'r F5', footer: 'r' },
  { id: 'longer', presses: ['+'], label: '+' },
  { id: 'shorter', presses: ['-'], label: '-' },
  { id: 'quit', presses: ['q', 'f10'], label: 'q F10', footer: 'q' },
  { id: 'interrupt', presses: ['ctrl-c'], label: 'Ctrl-C' },
  { id: 'language', presses: ['T'], label: 'T' },
  { id: 'redraw', presses: ['ctrl-l'], label: 'Ctrl-L' },
  { id: 'suspend', presses: ['ctrl-z'], label: 'Ctrl-Z' },
];

/** A word for the footer and a sentence for the help screen. */
export function keyWords(
  id: KeyId,
  { keys, openers }: ScreenWords,
): { readonly short: string; readonly long: string } {
  return { ...keys, ...openers }[id];
}
