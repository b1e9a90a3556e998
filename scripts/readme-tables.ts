import { exitCodeRows } from '../source/modes/exit-text.ts';
import { keysMarkdown } from '../source/screens/key-table.ts';
import { optionsMarkdown } from '../source/settings/help.ts';
import { releases, scenarios } from '../source/simulator/index.ts';
import { type Words, wordsOf } from '../source/text/words.ts';
import { chinese } from '../source/text/zh/index.ts';
import { contrastMarkdown } from './contrast.ts';
import { phasesMarkdown } from './phase-table.ts';
import { chineseKeyTable, chineseScenarios } from './readme-words.ts';

const words = wordsOf('en');

function exitCodesMarkdown(words: Words, titles: string) {
  return [
    titles,
    '| --- | --- |',
    ...exitCodeRows(words).map(row => `| ${row.code} | ${row.meaning} |`),
  ].join('\n');
}

function scenariosMarkdown(titles: string, summaryOf: (scenario: (typeof scenarios)[number]) => string) {
  return [titles, '| --- | --- |', ...scenarios.map(row => `| \`${row.name}\` | ${summaryOf(row)} |`)].join(
    '\n',
  );
}

function chineseSummary(name: string): string {
  const summary = chineseScenarios[name];
  if (summary === undefined) throw new Error(`Scenario ${name} has no Chinese summary.`);
  return summary;
}

function releasesMarkdown() {
  return releases.map(release => `\`${release}\``).join(', ');
}

/** What stands between `<!-- name -->` and `<!-- /name -->`, in which page. */
const pages: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  'docs/keys.md': { keys: () => keysMarkdown() },
  'docs/options.md': {
    options: () => optionsMarkdown(words.options),
    'exit-codes': () => exitCodesMarkdown(words, '| Code | Meaning |'),
  },
  'docs/simulated-cluster.md': {
    scenarios: () => scenariosMarkdown('| Scenario | What happens |', ({ summary }) => summary),
    releases: releasesMarkdown,
  },
  'docs/zh/keys.md': { keys: () => keysMarkdown(chinese.screens, chineseKeyTable) },
  'docs/zh/options.md': {
    options: () => optionsMarkdown(chinese.options),
    'exit-codes': () => exitCodesMarkdown(chinese, '| 退出码 | 含义 |'),
  },
  'docs/zh/simulated-cluster.md': {
    scenarios: () => scenariosMarkdown('| 场景 | 内容 |', ({ name }) => chineseSummary(name)),
    releases: releasesMarkdown,
  },
  'docs/glossary.md': { phases: () => phasesMarkdown(words, chinese) },
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
