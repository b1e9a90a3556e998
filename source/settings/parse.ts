import { type CommandLine, readCommandLine } from './command-line.ts';
import { commandWords } from './command-words.ts';
import { refuseConflicts } from './conflicting-options.ts';
import { localeLanguage } from './language.ts';
import { marksOf } from './marks.ts';
import { type PasswordSource, type ProgramMode, passwordVariables, type Settings } from './settings.ts';
import { UsageError, type UsageReason } from './usage-error.ts';
import { parseUserName } from './user-name.ts';
import {
  parseHost,
  parseInterval,
  parseJobId,
  parseLanguage,
  parsePort,
  parseSslMode,
  parseTimeZone,
} from './values.ts';

/** Environment variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Modes that only say something about the program, whatever else is asked for. */
const aboutModes = ['help', 'version', 'licenses'] as const;

function modeOf({ isOn }: CommandLine, isTerminal: boolean): ProgramMode {
  const chosen = ([...aboutModes, 'demo-serve', 'once'] as const).find(isOn);
  return chosen ?? (isTerminal ? 'screens' : 'once');
}

function passwordSource({ isOn, text }: CommandLine, env: Environment): PasswordSource {
  if (isOn('password')) return { from: 'prompt' };
  const path = text('password-file');
  if (path !== null) return { from: 'file', path };
  const variable = passwordVariables.find(name => env[name] !== undefined && env[name] !== '');
  return variable === undefined ? { from: 'none' } : { from: 'environment', variable };
}

/** FORCE_COLOR beats NO_COLOR, as in Node; the option beats both. */
function wantsColour({ isOn }: CommandLine, env: Environment, isTerminal: boolean): boolean {
  if (isOn('no-color')) return false;
  const { FORCE_COLOR: forced, NO_COLOR: refused } = env;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return isTerminal && !refused && env.TERM !== 'dumb';
}

function settingsFrom(line: CommandLine, env: Environment, isTerminal: boolean): Settings {
  const { isGiven, isOn, text } = line;
  const mode = modeOf(line, isTerminal);
  if (!aboutModes.some(about => about === mode)) refuseConflicts(line, isTerminal);
  const job = text('job');
  const lang = text('lang');
  const onChange = text('on-change');
  const port = parsePort(text('port'));
  const isDemo = isOn('demo') || isOn('demo-serve');
  return {
    mode,
    connect: {
      host: parseHost(text('host')),
      port,
      socket: text('socket'),
      user: parseUserName(text('user')),
      password: isDemo ? { from: 'none' } : passwordSource(line, env),
      ssl: { mode: parseSslMode(text('ssl-mode')), ca: text('ssl-ca') },
    },
    tenant: text('tenant'),
    job: job === null ? null : parseJobId(job),
    intervalSeconds: parseInterval(text('interval')),
    json: isOn('json'),
    timeZone: parseTimeZone(text('time-zone')),
    language: lang === null ? localeLanguage(env) : parseLanguage(lang),
    ascii: isOn('ascii') || marksOf(env) === 'ascii',
    colour: wantsColour(line, env, isTerminal),
    notify: isOn('notify'),
    onChange: onChange === null ? null : commandWords(onChange),
    demo: isDemo ? { scenario: text('scenario'), port: isGiven('port') ? port : null } : null,
  };
}

/** Someone who asks for help gets it, whatever else is wrong with the line. */
function withoutTheRest(argv: readonly string[]): readonly string[] {
  return argv.some(word => word === '--help' || word === '-?') ? ['--help'] : argv;
}

/**
 * Turns the command line into settings. Takes the words after the program's name, `process.env` and
 * standard output. Never prints, ends the process or throws for bad input: that comes back as the reason.
 */
export function parseArguments(
  argv: readonly string[],
  env: Environment,
  stdout: { readonly isTTY?: boolean },
): { readonly settings: Settings } | { readonly usageError: UsageReason } {
  try {
    return { settings: settingsFrom(readCommandLine(withoutTheRest(argv)), env, stdout.isTTY === true) };
  } catch (error) {
    if (error instanceof UsageError) return { usageError: error.reason };
    throw error;
  }
}
