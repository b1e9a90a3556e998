import meow from 'meow';
import { type Given, splitArguments } from './arguments.ts';
import { commandWords } from './command-words.ts';
import { type Options, refuseContradictions } from './contradictions.ts';
import { allFlags, flagNamed, type ValueName } from './flags.ts';
import { type Mode, type PasswordSource, passwordVariables, type Settings } from './settings.ts';
import { UsageError } from './usage-error.ts';
import { parseUserName } from './user-name.ts';
import { read } from './values.ts';

/** Environment variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

const camelCase = (name: string): string =>
  name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** To its parser `--no-color` is the denial of `--color`, so that is the flag it is told of. */
const denied = (name: string): string | undefined => /^no-(.+)$/.exec(name)?.[1];

const meowFlags = Object.fromEntries(
  allFlags.map(({ name, argument }) => {
    const positive = denied(name);
    if (positive !== undefined) return [camelCase(positive), { type: 'boolean' as const, default: true }];
    return [camelCase(name), { type: argument === null ? ('boolean' as const) : ('string' as const) }];
  }),
);

/** In the quotes that meow's parser takes off again; without them it would take off the user's own. */
const asWord = ({ flag, value }: Given): string =>
  value === null ? `--${flag.name}` : `--${flag.name}="${value}"`;

/** Values by name. An option given twice counts as written last, as in mysql. */
const parseGiven = (given: readonly Given[]): Options => {
  const last = new Map(given.map(option => [option.flag.name, option]));
  const { flags } = meow('', {
    importMeta: import.meta,
    pkg: { name: 'ob-backup-top' },
    argv: [...last.values()].map(asWord),
    flags: meowFlags,
    description: false,
    autoHelp: false,
    autoVersion: false,
  });
  const values: Readonly<Record<string, unknown>> = flags;
  return {
    text: name => (last.has(name) ? String(values[camelCase(name)]) : null),
    given: name => {
      const positive = denied(name);
      return positive === undefined ? values[camelCase(name)] === true : values[positive] === false;
    },
  };
};

const defaultOf = (name: ValueName): string => flagNamed(name)?.default ?? '';

const modeOf = ({ given }: Options, isTerminal: boolean): Mode => {
  const chosen = (['help', 'version', 'demo-serve', 'once'] as const).find(given);
  return chosen ?? (isTerminal ? 'screens' : 'once');
};

const passwordSource = (options: Options, env: Environment): PasswordSource => {
  if (options.given('password')) return { from: 'prompt' };
  const path = options.text('password-file');
  if (path !== null) return { from: 'file', path };
  const variable = passwordVariables.find(name => env[name] !== undefined && env[name] !== '');
  return variable === undefined ? { from: 'none' } : { from: 'environment', variable };
};

/** FORCE_COLOR beats NO_COLOR, as in Node; the option beats both. */
const wantsColour = (options: Options, env: Environment, isTerminal: boolean): boolean => {
  if (options.given('no-color')) return false;
  const { FORCE_COLOR: forced, NO_COLOR: refused } = env;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return isTerminal && !refused && env.TERM !== 'dumb';
};

/** The port that the simulated cluster is asked to listen on, where one was given. */
const listenOn = (options: Options): number | null => {
  const port = options.text('port');
  return port === null ? null : read.port(port);
};

const settingsFrom = (given: readonly Given[], env: Environment, isTerminal: boolean): Settings => {
  const options = parseGiven(given);
  const mode = modeOf(options, isTerminal);
  if (mode !== 'help' && mode !== 'version') refuseContradictions(options, given, isTerminal);
  const textOr = (name: ValueName): string => options.text(name) ?? defaultOf(name);
  const job = options.text('job');
  const onChange = options.text('on-change');
  const isDemo = options.given('demo') || options.given('demo-serve');
  return {
    mode,
    connect: {
      host: read.host(textOr('host')),
      port: read.port(textOr('port')),
      socket: options.text('socket'),
      user: parseUserName(textOr('user')),
      password: isDemo ? { from: 'none' } : passwordSource(options, env),
      ssl: { mode: read.sslMode(textOr('ssl-mode')), ca: options.text('ssl-ca') },
    },
    tenant: options.text('tenant'),
    job: job === null ? null : read.jobId(job),
    intervalSeconds: read.interval(textOr('interval')),
    json: options.given('json'),
    timeZone: read.timeZone(textOr('time-zone')),
    ascii: options.given('ascii'),
    colour: wantsColour(options, env, isTerminal),
    notify: options.given('notify'),
    onChange: onChange === null ? null : commandWords(onChange),
    demo: isDemo ? { scenario: options.text('scenario'), port: listenOn(options) } : null,
  };
};

/** Someone who asks for help gets it, whatever else is wrong with the line. */
const withoutTheRest = (argv: readonly string[]): readonly string[] =>
  argv.some(word => word === '--help' || word === '-?') ? ['--help'] : argv;

/**
 * Turns the command line into settings. Takes the words after the program's name, `process.env` and
 * standard output. Never prints, ends the process or throws for bad input: that comes back as one sentence
 * that names the option and says what to try.
 */
export const parseArguments = (
  argv: readonly string[],
  env: Environment,
  stdout: { readonly isTTY?: boolean },
): { readonly settings: Settings } | { readonly usageError: string } => {
  try {
    return { settings: settingsFrom(splitArguments(withoutTheRest(argv)), env, stdout.isTTY === true) };
  } catch (error) {
    if (error instanceof UsageError) return { usageError: error.message };
    throw error;
  }
};
