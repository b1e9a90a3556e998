/** Headings of `--help` and of the README's option table, in this order. */
export const groups = {
  connect: 'Where to connect (as with obclient and mysql)',
  show: 'What to show',
  instead: 'Instead of the screens',
  about: 'About the program',
} as const;

/** One option of the command line. */
export type Flag = {
  /** Without its dashes: `password-file`. */
  readonly name: string;
  /** Letters that stand for it after one dash. */
  readonly short: readonly string[];
  /** What its value is called; null for an option that takes none. */
  readonly argument: string | null;
  readonly description: string;
  /** The value in force where the option is not given, as it would be written; null where there is none. */
  readonly default: string | null;
  readonly group: keyof typeof groups;
};

/**
 * Every option of the program. The parser, the check for unknown options, `--help` and the README's table
 * are made from this list.
 */
export const flags = [
  {
    name: 'host',
    short: ['h'],
    argument: 'HOST',
    description: 'server to connect to',
    default: '127.0.0.1',
    group: 'connect',
  },
  {
    name: 'port',
    short: ['P'],
    argument: 'PORT',
    description: '2881 for an observer, 2883 for ODP; with --demo-serve: where to listen',
    default: '2881',
    group: 'connect',
  },
  {
    name: 'user',
    short: ['u'],
    argument: 'USER',
    description: 'user@tenant, or user@tenant#cluster through ODP',
    default: 'root@sys',
    group: 'connect',
  },
  {
    name: 'socket',
    short: ['S'],
    argument: 'PATH',
    description: 'Unix socket to connect to, in place of host and port',
    default: null,
    group: 'connect',
  },
  {
    name: 'password',
    short: ['p'],
    argument: null,
    description: 'ask for the password; it takes no value, as other users could read it there',
    default: null,
    group: 'connect',
  },
  {
    name: 'password-file',
    short: [],
    argument: 'FILE',
    description: 'take the password from the first line of FILE, which only its owner may read',
    default: null,
    group: 'connect',
  },
  {
    name: 'ssl-mode',
    short: [],
    argument: 'MODE',
    description: 'disabled, preferred, required, verify_ca or verify_identity',
    default: 'preferred',
    group: 'connect',
  },
  {
    name: 'ssl-ca',
    short: [],
    argument: 'FILE',
    description: 'certificates (PEM) that the server must be signed by',
    default: null,
    group: 'connect',
  },
  {
    name: 'tenant',
    short: ['t'],
    argument: 'NAME|ID',
    description: 'start on the jobs of this tenant',
    default: null,
    group: 'show',
  },
  {
    name: 'job',
    short: ['j'],
    argument: 'ID',
    description: 'start on the task of this job',
    default: null,
    group: 'show',
  },
  {
    name: 'interval',
    short: ['n'],
    argument: 'SECONDS',
    description: 'time between two looks at the server, 0.5 to 3600',
    default: '2',
    group: 'show',
  },
  {
    name: 'time-zone',
    short: [],
    argument: 'ZONE',
    description: 'zone of the times shown: a name like Asia/Shanghai, +08:00, UTC or local',
    default: 'local',
    group: 'show',
  },
  {
    name: 'ascii',
    short: [],
    argument: null,
    description: 'draw with ASCII characters only',
    default: null,
    group: 'show',
  },
  {
    name: 'no-color',
    short: [],
    argument: null,
    description: 'no colours (also with NO_COLOR set)',
    default: null,
    group: 'show',
  },
  {
    name: 'notify',
    short: [],
    argument: null,
    description: 'have the terminal notify (OSC 9, OSC 777) when a backup ends, fails, is stuck or refused',
    default: null,
    group: 'show',
  },
  {
    name: 'on-change',
    short: [],
    argument: 'CMD',
    description: 'run CMD, without a shell, with each change as a line of JSON on its standard input',
    default: null,
    group: 'show',
  },
  {
    name: 'once',
    short: [],
    argument: null,
    description: 'print the present state and end; the default where output is not a terminal',
    default: null,
    group: 'instead',
  },
  {
    name: 'json',
    short: [],
    argument: null,
    description: 'with --once: print it as one JSON document',
    default: null,
    group: 'instead',
  },
  {
    name: 'demo',
    short: [],
    argument: null,
    description: 'start a simulated cluster inside the program and show its backups',
    default: null,
    group: 'instead',
  },
  {
    name: 'demo-serve',
    short: [],
    argument: null,
    description: 'only the simulated cluster: print how to reach it and run until interrupted',
    default: null,
    group: 'instead',
  },
  {
    name: 'scenario',
    short: [],
    argument: 'NAME',
    description: 'with --demo or --demo-serve: what happens in the simulated cluster',
    default: null,
    group: 'instead',
  },
  {
    name: 'help',
    short: ['?'],
    argument: null,
    description: 'print this text and end',
    default: null,
    group: 'about',
  },
  {
    name: 'version',
    short: ['V'],
    argument: null,
    description: 'print the version and end',
    default: null,
    group: 'about',
  },
] as const satisfies readonly Flag[];

type Row = (typeof flags)[number];
/** Names of options that take a value. */
export type ValueName = Extract<Row, { argument: string }>['name'];
/** Names of options that take none. */
export type SwitchName = Extract<Row, { argument: null }>['name'];

/** The same table with its rows as plain `Flag`s. */
export const allFlags: readonly Flag[] = flags;

/** The option with this long name. */
export const flagNamed = (name: string): Flag | undefined => allFlags.find(flag => flag.name === name);

/** The option this letter stands for after one dash. */
export const flagWithLetter = (letter: string): Flag | undefined =>
  allFlags.find(flag => flag.short.includes(letter));

/** How an option is written, all its spellings: `-P, --port PORT`. */
export const spelling = (flag: Flag): string =>
  `${[...flag.short.map(letter => `-${letter}`), `--${flag.name}`].join(', ')}${
    flag.argument === null ? '' : ` ${flag.argument}`
  }`;
