import { cellWidth } from '../text/width.ts';
import type { Words } from '../text/words.ts';
import { wrap } from '../text/wrap.ts';
import { allFlags, type Flag, groups, spelling } from './flags.ts';

type OptionWords = Words['options'];

/** An exit code and when it is used, for the end of the help text. */
export interface ExitCodeRow {
  readonly code: number;
  readonly meaning: string;
}

/** What one types in typical cases, by the name of its words. */
export const examples = [
  ['all_tenants', 'ob-backup-top -h 10.0.0.5 -u root@sys -p'],
  ['through_odp', 'ob-backup-top -h odp -P 2883 -u root@sys#prod -p'],
  ['one_tenant', 'ob-backup-top -t crm_prod -n 5'],
  ['script', 'ob-backup-top --once --json > backups.json'],
  ['wait', 'ob-backup-top --wait -t crm_prod --timeout 6h'],
  ['check', 'ob-backup-top --check --max-age 26h --max-lag 10m'],
  ['demo', 'ob-backup-top --demo'],
] as const;

/** Below this the screens do not draw either. */
const narrowest = 60;
/** A right column narrower than this goes below the left one. */
const leastRoom = 20;
const widest = 100;
const indent = '  ';
const gap = '  ';

const spellingWidth = Math.max(...allFlags.map(flag => cellWidth(spelling(flag))));
const exampleWidth = Math.max(...examples.map(([, command]) => cellWidth(command)));

/** A left column, and to its right a text wrapped to what room is left; below it where that is too little. */
function entry(left: string, leftCells: number, text: string, columns: number): readonly string[] {
  const room = columns - indent.length - leftCells - gap.length;
  if (room < leastRoom) {
    return [indent + left, ...wrap(text, columns - 6).map(line => ' '.repeat(6) + line)];
  }
  return wrap(text, room).map(
    (line, at) => `${indent}${(at === 0 ? left : '').padEnd(leftCells)}${gap}${line}`,
  );
}

function description({ name, choices }: Flag, words: OptionWords): string {
  const text = words.descriptions[name];
  return choices === undefined ? text : words.oneOf(text, choices.join(', '));
}

/** What an option does, with its choices and its default. */
export function described(flag: Flag, words: OptionWords): string {
  const text = description(flag, words);
  return flag.default === null ? text : words.withDefault(text, flag.default);
}

/** The options under one heading. */
export function inGroup(group: Flag['group']): readonly Flag[] {
  return allFlags.filter(flag => flag.group === group);
}

/**
 * What `--help` prints, made from the table of flags, up to its last line end. `columns` is the terminal's
 * width; lines are kept within it, between 60 and 100. The exit codes are given by the caller, as this
 * folder does not know how the process ends.
 */
export function helpText(
  columns: number,
  words: OptionWords,
  exitCodes: readonly ExitCodeRow[] = [],
): string {
  const width = Math.min(widest, Math.max(narrowest, Math.floor(columns) || 80));
  const sections: readonly (readonly string[])[] = [
    [words.usage],
    wrap(words.purpose, width),
    ...groups.map(group => [
      words.groups[group],
      ...inGroup(group).flatMap(flag => entry(spelling(flag), spellingWidth, described(flag, words), width)),
    ]),
    [
      words.examples,
      ...examples.flatMap(([id, command]) => entry(command, exampleWidth, words.example[id], width)),
    ],
    wrap(words.configFile, width),
    wrap(words.optionFiles, width),
    wrap(words.password, width),
    ...(exitCodes.length === 0
      ? []
      : [
          [
            words.exitCodes,
            ...exitCodes.flatMap(({ code, meaning }) => entry(String(code), 3, meaning, width)),
          ],
        ]),
  ];
  return `${sections.map(lines => lines.join('\n')).join('\n\n')}\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function markdownRow(flag: Flag, words: OptionWords): string {
  const usual = flag.default === null ? '' : `\`${flag.default}\``;
  return `| \`${cell(spelling(flag))}\` | ${cell(description(flag, words))} | ${usual} |`;
}

/** The same table for the README, in Markdown, without a line end. */
export function optionsMarkdown(words: OptionWords): string {
  return groups
    .map(group => {
      const rows = inGroup(group).map(flag => markdownRow(flag, words));
      return [`| ${words.groups[group]} | | |`, '|---|---|---|', ...rows].join('\n');
    })
    .join('\n\n');
}
