import { describe, expect, it } from 'vitest';
import { keyOf, keysMarkdown, keyTable, screenIds } from '../../source/screens/keys.ts';
import { wordsOf } from '../../source/text/words.ts';

describe('the key table', () => {
  it('gives no key two meanings on one screen', () => {
    for (const screen of screenIds) {
      const all = keyTable
        .filter(({ screens }) => screens.includes(screen))
        .flatMap(({ presses }) => presses);
      expect(new Set(all).size).toBe(all.length);
    }
  });

  it('has words for every key, and every key of the words', () => {
    const { keys } = wordsOf('en').screens;
    expect(Object.keys(keys).sort()).toEqual(keyTable.map(({ id }) => id).sort());
  });

  it('lets one leave from every screen', () => {
    for (const screen of screenIds) {
      expect(keyOf('q', screen)).toBe('quit');
      expect(keyOf('ctrl-c', screen)).toBe('interrupt');
      expect(keyOf('escape', screen)).toBe('back');
    }
    expect(keyOf('tab', 'tenants')).toBeNull();
  });

  it('is a Markdown table with a row for each', () => {
    const lines = keysMarkdown().split('\n');
    expect(lines).toHaveLength(keyTable.length + 2);
    expect(lines).toContain('| `Tab` | show running jobs, history, or all | jobs |');
  });
});
