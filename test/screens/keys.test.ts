import { describe, expect, it } from 'vitest';
import { keyOf, keysMarkdown, keysOf, keyTable } from '../../source/screens/key-table.ts';
import { footerOrder } from '../../source/screens/keys.ts';
import { screens } from '../../source/screens/registry.ts';
import { wordsOf } from '../../source/text/words.ts';

describe('the key table', () => {
  it('gives no key two meanings on one screen', () => {
    for (const screen of screens) {
      const all = keysOf(screen).flatMap(({ presses }) => presses);
      expect(new Set(all).size).toBe(all.length);
    }
  });

  it('has words for every key, and every key of the words', () => {
    const { keys, openers } = wordsOf('en').screens;
    expect([...Object.keys(keys), ...Object.keys(openers)].sort()).toEqual(
      keyTable.map(({ id }) => id).sort(),
    );
  });

  it('gives every key of the footer one place in it', () => {
    const inFooter = keyTable.filter(({ footer }) => footer !== undefined).map(({ id }) => id);
    expect([...footerOrder].sort()).toEqual(inFooter.sort());
  });

  it('lets one leave from every screen', () => {
    for (const screen of screens) {
      expect(keyOf('q', screen)).toBe('quit');
      expect(keyOf('ctrl-c', screen)).toBe('interrupt');
      expect(keyOf('escape', screen)).toBe('back');
    }
    const picker = screens.find(({ id }) => id === 'tenants');
    expect(picker && keyOf('tab', picker)).toBeNull();
  });

  it('is a Markdown table with a row for each', () => {
    const lines = keysMarkdown().split('\n');
    expect(lines).toHaveLength(keyTable.length + 2);
    expect(lines).toContain('| `Tab` | show running jobs, history, or all | jobs |');
  });
});
