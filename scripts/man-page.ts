// The page for man(1), made from the table of options and of exit codes.
import { exitCodeRows } from '../source/modes/exit-text.ts';
import { type Flag, groups } from '../source/settings/flags.ts';
import { described, examples, inGroup } from '../source/settings/help.ts';
import type { Words } from '../source/text/words.ts';
import type { ManWords } from './man-words.ts';

/** What is said of the program on its page. */
export interface ManPageOf {
  readonly version: string;
  /** `2026-11-24`: the day of the commit, so that pages of one commit are alike. */
  readonly day: string;
}

/** As text of a page: no character means a request or a change of font, and no hyphen becomes another dash. */
export function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/gm, '\\&');
}

function bold(text: string): string {
  return `\\fB${roff(text)}\\fR`;
}

function italic(text: string): string {
  return `\\fI${roff(text)}\\fR`;
}

function optionTerm({ name, short, argument }: Flag): string {
  const spellings = [...(short === null ? [] : [bold(`-${short}`)]), bold(`--${name}`)].join(', ');
  return argument === null ? spellings : `${spellings} ${italic(argument)}`;
}

function entry(term: string, text: string): string {
  return `.TP\n${term}\n${roff(text)}`;
}

/**
 * The page in the language of man(7), in words of the program and words of its own. A paragraph is one line of it, as a line
 * end becomes a space, which would part Chinese text.
 */
export function manPage({ version, day }: ManPageOf, words: Words, own: ManWords): string {
  const { options } = words;
  const { headings } = own;
  const heading = (text: string) => `.SH ${roff(text)}`;
  const sections = [
    `.\\" Made from the tables of ob-backup-top.`,
    `.TH OB\\-BACKUP\\-TOP 1 "${day}" "ob\\-backup\\-top ${roff(version)}" "${roff(own.manual)}"`,
    ...own.setUp,
    heading(headings.name),
    `ob\\-backup\\-top \\- ${roff(own.name)}`,
    heading(headings.synopsis),
    `.B ob\\-backup\\-top\n.RI [ ${roff(own.options)} ]`,
    heading(headings.description),
    roff([options.purpose, ...own.description].join(own.betweenSentences)),
    heading(headings.options),
    ...groups.flatMap(group => [
      `.SS ${roff(options.groups[group])}`,
      ...inGroup(group).map(flag => entry(optionTerm(flag), described(flag, options))),
    ]),
    `.PP\n${roff(options.password)}`,
    heading(headings.exitStatus),
    ...exitCodeRows(words).map(({ code, meaning }) => entry(bold(String(code)), meaning)),
    heading(headings.environment),
    ...own.environment.map(([names, text]) => entry(bold(names), text)),
    heading(headings.files),
    ...own.files.map(([path, text]) => entry(italic(path), text)),
    heading(headings.examples),
    ...examples.map(([id, command]) => entry(bold(command), options.example[id])),
    heading(headings.seeAlso),
    `.BR mysql "(1)${own.betweenItems}" obclient (1)`,
  ];
  return `${sections.join('\n')}\n`;
}
