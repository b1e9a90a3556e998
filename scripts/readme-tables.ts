import { exitCodeRows } from '../source/modes/exit-text.ts';
import { keysMarkdown } from '../source/screens/key-table.ts';
import { optionsMarkdown } from '../source/settings/help.ts';
import { releases, scenarios } from '../source/simulator/index.ts';
import { wordsOf } from '../source/text/words.ts';
import { contrastMarkdown } from './contrast.ts';

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

/** What stands between `<!-- name -->` and `<!-- /name -->`, in which page. */
const pages: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  'README.md': {
    keys: keysMarkdown,
    options: () => optionsMarkdown(words.options),
    'exit-codes': exitCodesMarkdown,
    scenarios: scenariosMarkdown,
    releases: () => releases.map(release => `\`${release}\``).join(', '),
  },
  'docs/colors.md': { contrast: contrastMarkdown },
};

/** The pages with tables made from the program's own. */
export const filledPages: readonly string[] = Object.keys(pages);

/** A page with its tables made from those of the program. Throws where a block is missing. */
export function fillPage(page: string, text: string): string {
  return Object.entries(pages[page] ?? {}).reduce((filled, [name, make]) => {
    const block = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
    if (!block.test(filled)) throw new Error(`${page} has no block <!-- ${name} -->.`);
    return filled.replace(block, (_, from: string, to: string) => `${from}${make().trim()}\n${to}`);
  }, text);
}
