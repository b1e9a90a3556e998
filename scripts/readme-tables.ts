import { exitCodeRows } from '../source/modes/exit-text.ts';
import { keysMarkdown } from '../source/screens/key-table.ts';
import { optionsMarkdown } from '../source/settings/help.ts';
import { releases, scenarios } from '../source/simulator/index.ts';
import { wordsOf } from '../source/text/words.ts';

const words = wordsOf('en');

function exitCodesMarkdown() {
  return [
    '| Code | Meaning |',
    '| --- | --- |',
    ...exitCodeRows(words).map(row => `| ${row.code} | ${row.meaning} |`),
  ].join('\n');
}

function scenariosMarkdown() {
  return [
    '| Scenario | What happens |',
    '| --- | --- |',
    ...scenarios.map(row => `| \`${row.name}\` | ${row.summary} |`),
  ].join('\n');
}

/** What stands between `<!-- name -->` and `<!-- /name -->` in README.md. */
const blocks: Readonly<Record<string, () => string>> = {
  keys: keysMarkdown,
  options: () => optionsMarkdown(words.options),
  'exit-codes': exitCodesMarkdown,
  scenarios: scenariosMarkdown,
  releases: () => releases.map(release => `\`${release}\``).join(', '),
};

/** README.md with its tables made anew. Throws where a block is missing. */
export function fillReadme(text: string): string {
  return Object.entries(blocks).reduce((filled, [name, make]) => {
    const block = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
    if (!block.test(filled)) throw new Error(`README.md has no block <!-- ${name} -->.`);
    return filled.replace(block, (_, from: string, to: string) => `${from}${make().trim()}\n${to}`);
  }, text);
}
