// The page for man(1), made from the table of options and of exit codes.
import { exitCodeRows } from '../source/modes/exit-text.ts';
import { type Flag, groups } from '../source/settings/flags.ts';
import { described, examples, inGroup } from '../source/settings/help.ts';
import { wordsOf } from '../source/text/words.ts';

const words = wordsOf('en');

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

const environment: readonly (readonly [string, string])[] = [
  ['OB_PASSWORD', 'the password, after -p and --password-file'],
  ['MYSQL_PWD', 'the password, where none of the others is given'],
  ['MYSQL_HOME, MYSQL_TEST_LOGIN_FILE', 'where option files and the login path file are, as with mysql'],
  ['XDG_CONFIG_HOME', 'where ob-backup-top/config.toml is, ~/.config by default'],
  ['LC_ALL, LC_MESSAGES, LC_CTYPE, LANG', 'the language, and whether Unicode can be drawn'],
  ['TZ', 'the time zone of the times shown, unless --time-zone is given'],
  ['NO_COLOR, CLICOLOR=0', 'no colors'],
  ['FORCE_COLOR, CLICOLOR_FORCE', 'colors where the output is not a terminal, too'],
  ['OB_BACKUP_TOP_DEBUG', 'print the stack trace of an internal error'],
];

const files: readonly (readonly [string, string])[] = [
  ['~/.config/ob-backup-top/config.toml', 'named connections (--profile) and settings'],
  ['/etc/my.cnf, ~/.my.cnf', 'MySQL option files: groups client, obclient and ob-backup-top'],
  ['~/.mylogin.cnf', 'logins of mysql_config_editor (--login-path)'],
];

/** The page in the language of man(7). */
export function manPage({ version, day }: ManPageOf): string {
  const { options } = words;
  const sections = [
    `.\\" Made from the tables of ob-backup-top.`,
    `.TH OB\\-BACKUP\\-TOP 1 "${day}" "ob\\-backup\\-top ${roff(version)}" "User Commands"`,
    '.SH NAME\nob\\-backup\\-top \\- show the progress of the data backups of an OceanBase cluster',
    `.SH SYNOPSIS\n.B ob\\-backup\\-top\n.RI [ options ]`,
    `.SH DESCRIPTION\n${roff(options.purpose)}\nPick a tenant, see its backup jobs, and open a job to see its data and its log move.\nIn the screens, press ? for the keys.`,
    '.SH OPTIONS',
    ...groups.flatMap(group => [
      `.SS ${roff(options.groups[group])}`,
      ...inGroup(group).map(flag => entry(optionTerm(flag), described(flag, options))),
    ]),
    `.PP\n${roff(options.password)}`,
    '.SH EXIT STATUS',
    ...exitCodeRows(words).map(({ code, meaning }) => entry(bold(String(code)), meaning)),
    '.SH ENVIRONMENT',
    ...environment.map(([names, text]) => entry(bold(names), text)),
    '.SH FILES',
    ...files.map(([path, text]) => entry(italic(path), text)),
    '.SH EXAMPLES',
    ...examples.map(([id, command]) => entry(bold(command), options.example[id])),
    '.SH SEE ALSO\n.BR mysql (1),\n.BR obclient (1)',
  ];
  return `${sections.join('\n')}\n`;
}
