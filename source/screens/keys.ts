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
  /** Place in the footer, first is most important; null where the footer leaves it out. */
  readonly footer: { readonly order: number; readonly label: string } | null;
}

/** Keys that work on every screen. */
export const everywhere: readonly KeyId[] = [
  'up',
  'down',
  'page_up',
  'page_down',
  'first',
  'last',
  'back',
  'quit',
  'interrupt',
  'redraw',
  'suspend',
];

/** Keys of screens that show what is read now. */
export const liveKeys = [
  'alerts',
  'pause',
  'refresh',
  'longer',
  'shorter',
  'help',
] as const satisfies readonly KeyId[];

function hidden(id: KeyId, label: string, ...presses: readonly string[]): KeyEntry {
  return {
    id,
    presses,
    label,
    footer: null,
  };
}

function shown(
  id: KeyId,
  label: string,
  order: number,
  short: string,
  ...presses: readonly string[]
): KeyEntry {
  return { id, presses, label, footer: { order, label: short } };
}

/**
 * The keys of the program but those that open a screen, which stand in that screen's file. Handling, footer, help
 * screen and the README's table are all made from these.
 */
export const keyEntries: readonly KeyEntry[] = [
  shown('up', '↑ k', 1, '↑↓', 'up', 'k'),
  hidden('down', '↓ j', 'down', 'j'),
  hidden('page_up', 'PgUp', 'pageup'),
  hidden('page_down', 'PgDn', 'pagedown'),
  hidden('first', 'g Home', 'g', 'home'),
  hidden('last', 'G End', 'G', 'end'),
  shown('open', '⏎ →', 2, '⏎', 'enter', 'right'),
  shown('back', 'Esc ← Backspace', 3, 'Esc', 'escape', 'left', 'backspace'),
  shown('tab', 'Tab', 5, 'Tab', 'tab'),
  shown('filter', '/', 6, '/', '/'),
  shown('sort', 's', 8, 's', 's'),
  hidden('reverse', 'S', 'S'),
  shown('copy', 'y', 11, 'y', 'y'),
  shown('pause', 'Space', 9, 'Space', 'space'),
  shown('refresh', 'r', 10, 'r', 'r'),
  hidden('longer', '+', '+'),
  hidden('shorter', '-', '-'),
  shown('quit', 'q', 4, 'q', 'q'),
  hidden('interrupt', 'Ctrl-C', 'ctrl-c'),
  hidden('redraw', 'Ctrl-L', 'ctrl-l'),
  hidden('suspend', 'Ctrl-Z', 'ctrl-z'),
];
