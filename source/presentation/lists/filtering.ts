import { filterWords } from '../../backup/history-filter.ts';
import type { ColumnSpec } from './columns.ts';

/** What a filter searches in a row in addition to its cells. */
export interface FoundBy<Row> {
  /** Texts that are not drawn as they are, or are cut where there is no room. */
  readonly texts: (row: Row) => readonly (string | null)[];
  /** Whether a word, in lower case, means the row in another way than by a text of it. */
  readonly isMeant?: (word: string, row: Row) => boolean;
}

/**
 * Whether a row holds every word that was typed, in any letter case: in a cell as it is drawn, in one of the other
 * texts, or by what the word means.
 */
export function matcherOf<Row>(
  filter: string,
  specs: readonly ColumnSpec<Row>[],
  { texts, isMeant }: FoundBy<Row>,
): (row: Row) => boolean {
  const words = filterWords(filter);
  if (words.length === 0) return () => true;
  return row => {
    const drawn = specs.map(({ cell }) => cell(row)).flatMap(({ text, shorter = [] }) => [text, ...shorter]);
    const held = [...drawn, ...texts(row)].join('\n').toLocaleLowerCase();
    return words.every(word => held.includes(word) || isMeant?.(word, row) === true);
  };
}
