import { languages } from '../text/words.ts';

/** Headings of `--help` and of the README's option table, in this order. */
export const groups = ['connect', 'show', 'instead', 'about'] as const;

/** The values of --ssl-mode. That the reader knows each of them is checked by the types in modes/connect.ts. */
export const sslModes = ['disabled', 'preferred', 'required', 'verify_ca', 'verify_identity'] as const;

/** The values of --theme: for which background the colours are. */
export const themes = ['dark', 'light'] as const;

/** The lists that --csv and --tsv print. */
export const tableLists = ['jobs', 'tenants'] as const;

/** The values of --ambiguous-width. */
export const ambiguousWidths = ['1', '2'] as const;

/** A row of the table: one option of the command line. Its description is in text/en/options.ts. */
interface Row {
  /** Without its dashes: `password-file`. */
  readonly name: string;
  /** Its short form, the letter after a single dash. */
  readonly short: string | null;
  /** The placeholder for its value in the help; null for an option without a value. */
  readonly argument: string | null;
  /** The values it accepts, in lower case; as with mysql, they may be written in any case. */
  readonly choices?: readonly string[];
  /** The value in force where the option is not given, as it would be written; null where there is none. */
  readonly default: string | null;
  readonly group: (typeof groups)[number];
  /** Whether it may stand in an option file or a profile, where its group does not say so (`mayStandInFile`). */
  readonly inFiles?: boolean;
}

/** Every option of the program. meow's flags, `--help` and the README's table are made from this list. */
export const flags = [
  { name: 'host', short: 'h', argument: 'HOST', default: '127.0.0.1', group: 'connect' },
  { name: 'port', short: 'P', argument: 'PORT', default: '2881', group: 'connect' },
  { name: 'user', short: 'u', argument: 'USER', default: 'root@sys', group: 'connect' },
  { name: 'socket', short: 'S', argument: 'PATH', default: null, group: 'connect' },
  { name: 'password', short: 'p', argument: null, default: null, group: 'connect' },
  { name: 'password-file', short: null, argument: 'FILE', default: null, group: 'connect' },
  {
    name: 'ssl-mode',
    short: null,
    argument: 'MODE',
    choices: sslModes,
    default: 'preferred',
    group: 'connect',
  },
  { name: 'ssl-ca', short: null, argument: 'FILE', default: null, group: 'connect' },
  { name: 'ssl-cert', short: null, argument: 'FILE', default: null, group: 'connect' },
  { name: 'ssl-key', short: null, argument: 'FILE', default: null, group: 'connect' },
  { name: 'connect-timeout', short: null, argument: 'SECONDS', default: '10', group: 'connect' },
  { name: 'defaults-file', short: null, argument: 'FILE', default: null, group: 'connect', inFiles: false },
  {
    name: 'defaults-extra-file',
    short: null,
    argument: 'FILE',
    default: null,
    group: 'connect',
    inFiles: false,
  },
  {
    name: 'defaults-group-suffix',
    short: null,
    argument: 'TEXT',
    default: null,
    group: 'connect',
    inFiles: false,
  },
  { name: 'no-defaults', short: null, argument: null, default: null, group: 'connect', inFiles: false },
  { name: 'profile', short: null, argument: 'NAME', default: null, group: 'connect', inFiles: false },
  { name: 'login-path', short: null, argument: 'NAME', default: null, group: 'connect', inFiles: false },
  { name: 'tenant', short: 't', argument: 'NAME|ID', default: null, group: 'show' },
  { name: 'job', short: 'j', argument: 'ID', default: null, group: 'show', inFiles: false },
  { name: 'interval', short: 'n', argument: 'SECONDS', default: '2', group: 'show' },
  { name: 'max-age', short: null, argument: 'AGE', default: '26h', group: 'show' },
  { name: 'max-run', short: null, argument: 'AGE', default: null, group: 'show' },
  { name: 'time-zone', short: null, argument: 'ZONE', default: 'local', group: 'show' },
  {
    name: 'lang',
    short: null,
    argument: 'LANG',
    choices: languages,
    default: null,
    group: 'show',
  },
  { name: 'ascii', short: null, argument: null, default: null, group: 'show' },
  { name: 'plain', short: null, argument: null, default: null, group: 'show' },
  {
    name: 'ambiguous-width',
    short: null,
    argument: 'CELLS',
    choices: ambiguousWidths,
    default: null,
    group: 'show',
  },
  { name: 'theme', short: null, argument: 'SET', choices: themes, default: null, group: 'show' },
  { name: 'no-color', short: null, argument: null, default: null, group: 'show' },
  { name: 'mouse', short: null, argument: null, default: null, group: 'show' },
  { name: 'notify', short: null, argument: null, default: null, group: 'show' },
  { name: 'on-change', short: null, argument: 'CMD', default: null, group: 'show' },
  { name: 'once', short: null, argument: null, default: null, group: 'instead' },
  { name: 'watch', short: null, argument: null, default: null, group: 'instead' },
  { name: 'wait', short: null, argument: null, default: null, group: 'instead' },
  { name: 'timeout', short: null, argument: 'TIME', default: null, group: 'instead' },
  { name: 'progress', short: null, argument: null, default: null, group: 'instead' },
  { name: 'json', short: null, argument: null, default: null, group: 'instead' },
  { name: 'check', short: null, argument: null, default: null, group: 'instead' },
  { name: 'max-lag', short: null, argument: 'AGE', default: null, group: 'instead' },
  { name: 'exclude', short: null, argument: 'TENANTS', default: null, group: 'instead' },
  { name: 'metrics', short: null, argument: null, default: null, group: 'instead' },
  { name: 'csv', short: null, argument: 'LIST', choices: tableLists, default: null, group: 'instead' },
  { name: 'tsv', short: null, argument: 'LIST', choices: tableLists, default: null, group: 'instead' },
  { name: 'demo', short: null, argument: null, default: null, group: 'instead' },
  { name: 'demo-serve', short: null, argument: null, default: null, group: 'instead' },
  { name: 'scenario', short: null, argument: 'NAME', default: null, group: 'instead' },
  { name: 'print-config', short: null, argument: null, default: null, group: 'about' },
  { name: 'debug-info', short: null, argument: null, default: null, group: 'about' },
  { name: 'log-file', short: null, argument: 'FILE', default: null, group: 'about', inFiles: true },
  { name: 'help', short: '?', argument: null, default: null, group: 'about' },
  { name: 'version', short: 'V', argument: null, default: null, group: 'about' },
  { name: 'licenses', short: null, argument: null, default: null, group: 'about' },
] as const satisfies readonly Row[];

type Rows = (typeof flags)[number];
/** The long name of an option, without its dashes. */
export type FlagName = Rows['name'];
/** Names of options that take a value. */
export type ValueName = Extract<Rows, { argument: string }>['name'];
/** Names of options with a default. */
export type DefaultedName = Extract<Rows, { default: string }>['name'];
/** Names of options that take none. */
export type SwitchName = Extract<Rows, { argument: null }>['name'];

/** One option of the command line. */
export interface Flag extends Row {
  readonly name: FlagName;
}

/** The same table with its rows as plain `Flag`s. */
export const allFlags: readonly Flag[] = flags;

const byName = new Map<string, Flag>(allFlags.map(flag => [flag.name, flag]));
const byLetter = new Map<string | null, Flag>(allFlags.map(flag => [flag.short, flag]));

/** The option with this long name. */
export function flagNamed(name: string): Flag | undefined {
  return byName.get(name);
}

/** The option with this letter as its short form. */
export function flagWithLetter(letter: string): Flag | undefined {
  return byLetter.get(letter);
}

/** Whether an option may also be given in an option file or a profile: not what the program is to do this once. */
export function mayStandInFile({ group, inFiles }: Flag): boolean {
  return inFiles ?? (group === 'connect' || group === 'show');
}

/** How an option is written, both spellings: `-P, --port PORT`. */
export function spelling({ name, short, argument }: Flag): string {
  return `${short === null ? '' : `-${short}, `}--${name}${argument === null ? '' : ` ${argument}`}`;
}

/** An option as error messages name it: `--port (-P)`. */
export function optionName(name: FlagName): string {
  const short = flagNamed(name)?.short ?? null;
  return `--${name}${short === null ? '' : ` (-${short})`}`;
}
