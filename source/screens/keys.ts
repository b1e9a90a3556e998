import { englishScreens, type KeyId, type ScreenWords } from '../text/en/screens.ts';

export type { KeyId } from '../text/en/screens.ts';

export const screenIds = [
  'tenants',
  'jobs',
  'task',
  'log_streams',
  'events',
  'details',
  'alerts',
  'help',
] as const;
export type ScreenId = (typeof screenIds)[number];

/** One thing a key asks for, on which screens, and how it is written for people. */
export interface KeyEntry {
  readonly id: KeyId;
  /** Names as `presses` in input.ts tells them. */
  readonly presses: readonly string[];
  /** As it is shown in the help screen and in the README. */
  readonly label: string;
  readonly screens: readonly ScreenId[];
  /** Place in the footer, first is most important; null where the footer leaves it out. */
  readonly footer: { readonly order: number; readonly label: string } | null;
}

const everywhere: readonly ScreenId[] = screenIds;
const lists: readonly ScreenId[] = ['tenants', 'jobs'];
const opening: readonly ScreenId[] = ['tenants', 'jobs', 'task'];
const live: readonly ScreenId[] = [...opening, 'log_streams', 'events'];

/** Every key of the program. Handling, footer, help screen and the README's table are all made from this. */
export const keyTable: readonly KeyEntry[] = [
  { id: 'up', presses: ['up', 'k'], label: '↑ k', screens: everywhere, footer: { order: 1, label: '↑↓' } },
  { id: 'down', presses: ['down', 'j'], label: '↓ j', screens: everywhere, footer: null },
  { id: 'page_up', presses: ['pageup'], label: 'PgUp', screens: everywhere, footer: null },
  { id: 'page_down', presses: ['pagedown'], label: 'PgDn', screens: everywhere, footer: null },
  { id: 'first', presses: ['g', 'home'], label: 'g Home', screens: everywhere, footer: null },
  { id: 'last', presses: ['G', 'end'], label: 'G End', screens: everywhere, footer: null },
  {
    id: 'open',
    presses: ['enter', 'right'],
    label: '⏎ →',
    screens: [...opening, 'alerts'],
    footer: { order: 2, label: '⏎' },
  },
  {
    id: 'back',
    presses: ['escape', 'left', 'backspace'],
    label: 'Esc ← Backspace',
    screens: everywhere,
    footer: { order: 3, label: 'Esc' },
  },
  { id: 'tab', presses: ['tab'], label: 'Tab', screens: ['jobs'], footer: { order: 5, label: 'Tab' } },
  { id: 'filter', presses: ['/'], label: '/', screens: lists, footer: { order: 6, label: '/' } },
  { id: 'sort', presses: ['s'], label: 's', screens: lists, footer: { order: 8, label: 's' } },
  { id: 'reverse', presses: ['S'], label: 'S', screens: lists, footer: null },
  {
    id: 'log_streams',
    presses: ['L'],
    label: 'L',
    screens: ['task'],
    footer: { order: 4, label: 'L' },
  },
  { id: 'events', presses: ['e'], label: 'e', screens: opening, footer: { order: 8, label: 'e' } },
  { id: 'details', presses: ['d'], label: 'd', screens: live, footer: { order: 7, label: 'd' } },
  { id: 'alerts', presses: ['a'], label: 'a', screens: live, footer: { order: 9, label: 'a' } },
  {
    id: 'copy',
    presses: ['y'],
    label: 'y',
    screens: [...live, 'details', 'alerts'],
    footer: { order: 11, label: 'y' },
  },
  { id: 'pause', presses: ['space'], label: 'Space', screens: live, footer: { order: 9, label: 'Space' } },
  { id: 'refresh', presses: ['r'], label: 'r', screens: live, footer: { order: 10, label: 'r' } },
  { id: 'longer', presses: ['+'], label: '+', screens: live, footer: null },
  { id: 'shorter', presses: ['-'], label: '-', screens: live, footer: null },
  { id: 'help', presses: ['?'], label: '?', screens: [...live, 'alerts'], footer: { order: 4, label: '?' } },
  {
    id: 'quit',
    presses: ['q'],
    label: 'q',
    screens: everywhere,
    footer: { order: 4, label: 'q' },
  },
  { id: 'interrupt', presses: ['ctrl-c'], label: 'Ctrl-C', screens: everywhere, footer: null },
  { id: 'redraw', presses: ['ctrl-l'], label: 'Ctrl-L', screens: everywhere, footer: null },
  { id: 'suspend', presses: ['ctrl-z'], label: 'Ctrl-Z', screens: everywhere, footer: null },
];

/** What a press asks for on a screen, or null where it asks for nothing there. */
export function keyOf(press: string, screen: ScreenId): KeyId | null {
  return keyTable.find(entry => entry.screens.includes(screen) && entry.presses.includes(press))?.id ?? null;
}

/** The keys a screen's footer shows, most important first. */
export function footerKeys(screen: ScreenId): readonly { readonly label: string; readonly id: KeyId }[] {
  return keyTable
    .flatMap(({ id, screens, footer }) =>
      footer !== null && screens.includes(screen) ? [{ id, ...footer }] : [],
    )
    .sort((a, b) => a.order - b.order);
}

/** The key table for people, as Markdown; labels are code, which no two Markdown readers show differently. */
export function keysMarkdown(words: ScreenWords = englishScreens): string {
  const rows = keyTable.map(({ id, label, screens }) => {
    const keys = label
      .split(' ')
      .map(key => `\`${key}\``)
      .join(' ');
    return `| ${keys} | ${words.keys[id].long} | ${screens.length === screenIds.length ? 'all' : screens.join(', ').replaceAll('_', ' ')} |`;
  });
  return ['| Key | What it does | Screens |', '| --- | --- | --- |', ...rows].join('\n');
}
