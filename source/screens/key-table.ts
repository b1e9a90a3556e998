import { englishScreens, type ScreenWords } from '../text/en/screens.ts';
import {
  everywhere,
  footerOrder,
  type KeyEntry,
  type KeyId,
  keyEntries,
  keyWords,
  orderKeys,
} from './keys.ts';
import { screens } from './registry.ts';
import type { Place, Screen } from './screen.ts';

/** Every key of the program, those that open a screen before `copy`. */
export const keyTable: readonly KeyEntry[] = keyEntries.flatMap(entry =>
  entry.id === 'copy' ? [...screens.flatMap(({ opener }) => opener ?? []), entry] : [entry],
);

/** What opens from this screen by a key, by the key's id. */
export function openersFrom(screen: Screen): ReadonlyMap<KeyId, (below: Place) => Place | null> {
  return new Map(
    screens.flatMap(({ opener }) => {
      const open = opener?.from?.[screen.id];
      return opener === undefined || open === undefined ? [] : [[opener.id, open] as const];
    }),
  );
}

/** The keys that a screen has. */
export function keysOf(screen: Screen): readonly KeyEntry[] {
  const ids = new Set<string>([
    ...everywhere,
    ...Object.keys(screen.actions),
    ...openersFrom(screen).keys(),
    ...screen.keys,
    ...(screen.orders === undefined ? [] : orderKeys),
  ]);
  return keyTable.filter(({ id }) => ids.has(id));
}

/** What a press asks for on a screen, or null where it asks for nothing there. */
export function keyOf(press: string, screen: Screen): KeyId | null {
  return keysOf(screen).find(({ presses }) => presses.includes(press))?.id ?? null;
}

/** A key of the footer, with a press that does what it does. */
export interface FooterKey {
  readonly id: KeyId;
  readonly label: string;
  readonly press: string;
}

/** The keys a screen's footer shows, most important first. */
export function footerKeys(screen: Screen): readonly FooterKey[] {
  const keys = new Map(keysOf(screen).map(entry => [entry.id, entry]));
  return footerOrder.flatMap(id => {
    const { footer: label, presses: [press] = [] } = keys.get(id) ?? {};
    return label === undefined || press === undefined ? [] : [{ id, label, press }];
  });
}

/** The words of the printed table of keys, other than what the keys do. */
export interface KeyTableWords {
  readonly titles: readonly [string, string, string];
  /** In place of all screens. */
  readonly all: string;
  /** Between screens. */
  readonly between: string;
  readonly nameOf: (screen: string) => string;
}

const englishKeyTable: KeyTableWords = {
  titles: ['Key', 'What it does', 'Screens'],
  all: 'all',
  between: ', ',
  nameOf: screen => screen.replaceAll('_', ' '),
};

/** The key table for people, as Markdown; labels are code, which no two Markdown readers show differently. */
export function keysMarkdown(
  words: ScreenWords = englishScreens,
  table: KeyTableWords = englishKeyTable,
): string {
  const rows = keyTable.map(({ id, label }) => {
    const keys = label
      .split(' ')
      .map(key => `\`${key}\``)
      .join(' ');
    const having = screens.filter(screen => keysOf(screen).some(entry => entry.id === id));
    const where =
      having.length === screens.length
        ? table.all
        : having.map(screen => table.nameOf(screen.id)).join(table.between);
    return `| ${keys} | ${keyWords(id, words).long} | ${where} |`;
  });
  return [`| ${table.titles.join(' | ')} |`, '| --- | --- | --- |', ...rows].join('\n');
}
