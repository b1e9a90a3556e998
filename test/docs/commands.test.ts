// Every command line of the program in the documents is one that it takes.
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../source/settings/parse.ts';

/** The words of a command up to what a shell takes for itself; quotes are taken away. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [whole] of text.matchAll(/'[^']*'|"[^"]*"|[^\s'"]+/g)) {
    const stop = /^(?:[|;>#&]|\d*[<>]|\)|`|\\)/.test(whole);
    const last = /[;)`]+$/.exec(whole);
    if (stop) break;
    words.push(whole.replace(/[;)`]+$/, '').replace(/^(['"])(.*)\1$/s, '$2'));
    if (last !== null) break;
  }
  return words;
}

/** The calls of the program within code blocks; what stands for something else (…, $1) is a word like any other. */
async function calls(document: string): Promise<string[][]> {
  const text = await readFile(new URL(`../../${document}`, import.meta.url), 'utf8');
  const blocks = [...text.matchAll(/^ *```\w*\n([\s\S]*?)^ *```$/gm)].map(([, code = '']) => code);
  const call = /(?:^|[\s(=/])(?:ob-backup-top|node dist\/cli\.js)(?= -)(.*)$/gm;
  return blocks.flatMap(code => [...code.matchAll(call)].map(([, rest = '']) => wordsOf(rest)));
}

describe.each([
  ['README.md', 6],
  ['README.zh-CN.md', 6],
  ['docs/keys.md', 1],
  ['docs/scripts.md', 4],
  ['docs/zh/keys.md', 1],
  ['docs/zh/scripts.md', 4],
  ['docs/recipes.md', 6],
] as const)('%s', (document, least) => {
  it('has no command line that the program would refuse', async () => {
    const all = await calls(document);
    expect(all.length).toBeGreaterThanOrEqual(least);
    for (const words of all) {
      const parsed = parseArguments(words, {}, { isTTY: true });
      expect('usageError' in parsed ? parsed.usageError : null, words.join(' ')).toBeNull();
    }
  });
});
