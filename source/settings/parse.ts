import { plainQuestion } from './about.ts';
import { charsetOf } from './charset.ts';
import { type Chosen, choose } from './chosen.ts';
import { type CommandLine, readCommandLine } from './command-line.ts';
import { commandWords } from './command-words.ts';
import { insteadModes, refuseConflicts } from './conflicting-options.ts';
import { atHome, type Environment } from './environment.ts';
import type { DefaultedName, ValueName } from './flags.ts';
import { localeLanguage } from './language.ts';
import { marksOf } from './marks.ts';
import { passwordSource } from './password-source.ts';
import type { ProgramMode, Settings } from './settings.ts';
import { UsageError, type UsageReason } from './usage-error.ts';
import { parseUserName } from './user-name.ts';
import type { TableList } from './values.ts';
import {
  parseAge,
  parseAmbiguousWidth,
  parseConnectTimeout,
  parseHost,
  parseInterval,
  parseJobId,
  parseLanguage,
  parseList,
  parsePort,
  parseSslMode,
  parseTableList,
  parseTheme,
  parseTimeout,
  parseTimeZone,
} from './values.ts';

/** Modes that only say something about the program, whatever else is asked for. */
const aboutModes = ['help', 'version', 'licenses'] as const;

function modeOf({ isOn, isGiven }: CommandLine, isTerminal: boolean): ProgramMode {
  const chosen = ([...aboutModes, 'print-config', 'debug-info', ...insteadModes] as const).find(isGiven);
  if (chosen !== undefined) return chosen === 'csv' || chosen === 'tsv' ? 'table' : chosen;
  if (!isTerminal) return 'once';
  return isOn('plain') ? 'plain' : 'screens';
}

/**
 * The option beats the environment, and that beats a settings file. In the environment what forces colours beats NO_COLOR,
 * as in Node. CLICOLOR_FORCE is the older name of FORCE_COLOR, CLICOLOR=0 that of NO_COLOR, which empty counts as not set.
 */
function wantsColour({ isGiven, isOn }: Chosen, env: Environment, isTerminal: boolean): boolean {
  if (isGiven('no-color')) return false;
  const { FORCE_COLOR: forced, CLICOLOR_FORCE: olderForced, NO_COLOR: refused, CLICOLOR: older } = env;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (olderForced !== undefined && olderForced !== '' && olderForced !== '0') return true;
  return isTerminal && !isOn('no-color') && !refused && older !== '0' && env.TERM !== 'dumb';
}

function tableOf(csv: TableList | null, tsv: TableList | null): Settings['table'] {
  if (csv !== null) return { list: csv, as: 'csv' };
  return tsv === null ? null : { list: tsv, as: 'tsv' };
}

/** Whether the command line asks for something about the program, whatever else it asks for. */
export function isAbout({ isOn }: CommandLine): boolean {
  return aboutModes.some(isOn);
}

/**
 * Reads the value of an option; null for one that has neither a value nor a default.
 * @throws UsageError with the place of a value that stands in a file
 */
function readValue<T, Name extends ValueName>(
  chosen: Chosen,
  name: Name,
  parse: (text: string) => T,
): T | (Name extends DefaultedName ? never : null) {
  const text: string | null = chosen.text(name);
  // A default is never null, and so what has one is never null either.
  if (text === null) return null as Name extends DefaultedName ? never : null;
  try {
    return parse(text);
  } catch (error) {
    const place = chosen.fromFile(name)?.origin ?? null;
    if (error instanceof UsageError && place !== null) throw new UsageError(error.reason, place);
    throw error;
  }
}

/**
 * Makes the settings.
 * @throws UsageError for a value that cannot be used, and for options that do not go together
 */
export function settingsFrom(chosen: Chosen, env: Environment, isTerminal: boolean): Settings {
  const { isGiven, isOn, text } = chosen;
  const mode = modeOf(chosen, isTerminal);
  if (!isAbout(chosen)) refuseConflicts(chosen, isTerminal);
  const read = <T, Name extends ValueName>(name: Name, parse: (text: string) => T) =>
    readValue(chosen, name, parse);
  const path = (name: ValueName) =>
    read(name, text => (chosen.fromFile(name) === null ? text : atHome(text, env)));
  const port = read('port', parsePort);
  const charset = charsetOf(env);
  // Terminals draw all of GBK's two bytes in two cells.
  const ambiguousWidth = read('ambiguous-width', parseAmbiguousWidth) ?? (charset === 'gbk' ? 2 : null);
  const isDemo = isOn('demo') || isOn('demo-serve');
  return {
    mode,
    connect: {
      host: read('host', parseHost),
      port,
      socket: path('socket'),
      user: read('user', parseUserName),
      password: isDemo ? { from: 'none' } : passwordSource(chosen, env),
      ssl: {
        mode: read('ssl-mode', parseSslMode),
        ca: path('ssl-ca'),
        cert: path('ssl-cert'),
        key: path('ssl-key'),
      },
      timeoutSeconds: read('connect-timeout', parseConnectTimeout),
    },
    tenant: text('tenant'),
    job: read('job', parseJobId),
    intervalSeconds: read('interval', parseInterval),
    maxAgeSeconds: read('max-age', text => parseAge('max-age', text)),
    maxRunSeconds: read('max-run', text => parseAge('max-run', text)),
    maxLagSeconds: read('max-lag', text => parseAge('max-lag', text)),
    exclude: read('exclude', parseList) ?? [],
    table: tableOf(
      read('csv', text => parseTableList('csv', text)),
      read('tsv', text => parseTableList('tsv', text)),
    ),
    json: isOn('json'),
    progress: isOn('progress'),
    timeoutSeconds: read('timeout', parseTimeout),
    timeZone: read('time-zone', parseTimeZone),
    language: read('lang', parseLanguage) ?? localeLanguage(env),
    charset,
    ambiguousWidth,
    ascii: isOn('ascii') || ambiguousWidth === 2 || marksOf(env) === 'ascii',
    plain: isOn('plain'),
    colour: wantsColour(chosen, env, isTerminal),
    theme: read('theme', parseTheme),
    mouse: isOn('mouse'),
    notify: isOn('notify'),
    onChange: read('on-change', commandWords),
    logFile: path('log-file'),
    demo: isDemo ? { scenario: text('scenario'), port: isGiven('port') ? port : null } : null,
  };
}

/** Someone who asks for help gets it, whatever else is wrong with the line. */
export function withoutTheRest(argv: readonly string[]): readonly string[] {
  return plainQuestion(argv) === 'help' ? ['--help'] : argv;
}

/**
 * Turns the command line alone into settings, without any file. Takes the words after the program's name, `process.env` and
 * standard output. Never prints, ends the process or throws for bad input: that comes back as the reason.
 */
export function parseArguments(
  argv: readonly string[],
  env: Environment,
  stdout: { readonly isTTY?: boolean },
): { readonly settings: Settings } | { readonly usageError: UsageReason } {
  try {
    const chosen = choose(readCommandLine(withoutTheRest(argv)), []);
    return { settings: settingsFrom(chosen, env, stdout.isTTY === true) };
  } catch (error) {
    if (error instanceof UsageError) return { usageError: error.reason };
    throw error;
  }
}
