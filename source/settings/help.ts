import { cellWidth } from '../text/width.ts';
import { allFlags, type Flag, groups, spelling } from './flags.ts';

/** An exit code and when it is used, for the end of the help text. */
export type ExitCodeRow = { readonly code: number | string; readonly meaning: string };

const examples: readonly (readonly [string, string])[] = [
  ['ob-backup-top -h 10.0.0.5 -u root@sys -p', 'all tenants of a cluster'],
  ['ob-backup-top -h odp -P 2883 -u root@sys#prod -p', 'through ODP'],
  ['ob-backup-top -t crm_prod -n 5', 'the jobs of one tenant, every 5 s'],
  ['ob-backup-top --once --json > backups.json', 'the present state, for a script'],
  ['ob-backup-top --demo', 'a simulated cluster, to look around'],
];

/** Below this the screens do not draw either. */
const narrowest = 60;
/** A right column narrower than this goes below the left one. */
const leastRoom = 20;
const widest = 100;
const indent = '  ';
const gap = '  ';

const spellings = allFlags.map(spelling);
const spellingWidth = Math.max(...spellings.map(cellWidth));

const wrap = (text: string, cells: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const joined = `${last} ${word}`;
    if (last !== undefined && cellWidth(joined) <= cells) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  return lines;
};

/** A left column, and to its right a text wrapped to what room is left; below it where that is too little. */
const entry = (left: string, leftCells: number, text: string, columns: number): readonly string[] => {
  const room = columns - indent.length - leftCells - gap.length;
  if (room < leastRoom) {
    return [indent + left, ...wrap(text, columns - 6).map(line => ' '.repeat(6) + line)];
  }
  return wrap(text, room).map(
    (line, at) => `${indent}${(at === 0 ? left : '').padEnd(leftCells)}${gap}${line}`,
  );
};

const described = (flag: Flag): string =>
  flag.default === null ? flag.description : `${flag.description} (default ${flag.default})`;

const inGroup = (group: string): readonly Flag[] => allFlags.filter(flag => flag.group === group);

/**
 * What `--help` prints, made from the table of flags, up to its last line end. `columns` is the terminal's
 * width; lines are kept within it, between 60 and 100. The exit codes are given by the caller, as this
 * folder does not know how the process ends.
 */
export const helpText = (columns: number, exitCodes: readonly ExitCodeRow[] = []): string => {
  const width = Math.min(widest, Math.max(narrowest, Math.floor(columns) || 80));
  const paragraph = (text: string): readonly string[] => wrap(text, width);
  const exampleWidth = Math.max(...examples.map(([command]) => cellWidth(command)));
  const sections: readonly (readonly string[])[] = [
    ['Usage: ob-backup-top [options]'],
    paragraph('Shows how the data backups of an OceanBase 4.x cluster are going. It only reads.'),
    ...Object.entries(groups).map(([group, title]) => [
      title,
      ...inGroup(group).flatMap(flag => entry(spelling(flag), spellingWidth, described(flag), width)),
    ]),
    ['Examples', ...examples.flatMap(([command, what]) => entry(command, exampleWidth, what, width))],
    paragraph(
      'The password is taken from -p, --password-file, OB_PASSWORD or MYSQL_PWD, the first that is there.',
    ),
    ...(exitCodes.length === 0
      ? []
      : [
          ['Exit codes', ...exitCodes.flatMap(({ code, meaning }) => entry(String(code), 3, meaning, width))],
        ]),
  ];
  return `${sections.map(lines => lines.join('\n')).join('\n\n')}\n`;
};

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The same table for the README, in Markdown, without a line end. */
export const optionsMarkdown = (): string =>
  Object.entries(groups)
    .flatMap(([group, title]) => [
      `| ${title} | | |`,
      '|---|---|---|',
      ...inGroup(group).map(
        flag =>
          `| \`${cell(spelling(flag))}\` | ${cell(flag.description)} | ${flag.default === null ? '' : `\`${flag.default}\``} |`,
      ),
      '',
    ])
    .join('\n')
    .trimEnd();
