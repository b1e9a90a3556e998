import { sanitise } from '../text/sanitise.ts';
import { cellWidth, fit } from '../text/width.ts';
import type { Words } from '../text/words.ts';
import type { Chosen, Origin } from './chosen.ts';
import type { Environment } from './environment.ts';
import { allFlags, type Flag, type FlagName, mayStandInFile, type ValueName } from './flags.ts';
import type { ReadSettings } from './read-settings.ts';
import type { Settings } from './settings.ts';

/** What is shown of a secret. */
const masked = '***';

/** One setting in force. `text`: null for none. */
interface Row {
  readonly name: FlagName;
  readonly text: string | null;
  readonly origin: Origin;
}

function passwordRow({ connect: { password } }: Settings, chosen: Chosen, words: Words['config']): Row {
  const name = 'password';
  switch (password.from) {
    case 'prompt':
      return { name, text: words.prompted, origin: chosen.originOf(name) };
    case 'settings_file':
      return { name, text: masked, origin: chosen.originOf(name) };
    case 'environment':
      return { name, text: masked, origin: { from: 'environment', variable: password.variable } };
    case 'file':
      return { name, text: masked, origin: chosen.originOf('password-file') };
    case 'none':
      return { name, text: null, origin: { from: 'default' } };
  }
}

/** The first of these variables that is set. */
function firstSet(env: Environment, names: readonly string[]): string | undefined {
  return names.find(name => env[name] !== undefined && env[name] !== '');
}

/** What the environment says where neither the command line nor a file does. */
function fromEnvironment(
  name: FlagName,
  { ascii, language }: Settings,
  env: Environment,
): Omit<Row, 'name'> | null {
  const by = (variable: string | undefined, text: string) =>
    variable === undefined ? null : { text, origin: { from: 'environment', variable } as const };
  if (name === 'ascii' && ascii) {
    return by(
      env.TERM === 'dumb' ? 'TERM' : (firstSet(env, ['LC_ALL', 'LC_CTYPE', 'LANG']) ?? 'LANG'),
      'true',
    );
  }
  if (name === 'lang') return by(firstSet(env, ['LC_ALL', 'LC_MESSAGES', 'LANG']), language);
  if (name === 'no-color') return by(firstSet(env, ['NO_COLOR']), 'true');
  return null;
}

/** A command may have a token among its words. */
function withoutArguments(command: string): string {
  const [program = '', ...rest] = command.split(/\s+/);
  return rest.length === 0 ? program : `${program} ${masked}`;
}

function rowOf(
  { name, argument }: Flag,
  { chosen, settings }: ReadSettings,
  env: Environment,
  words: Words['config'],
): Row {
  if (name === 'password') return passwordRow(settings, chosen, words);
  const origin = chosen.originOf(name);
  const ofEnvironment = origin.from === 'default' ? fromEnvironment(name, settings, env) : null;
  if (ofEnvironment !== null) return { name, ...ofEnvironment };
  if (argument === null) return { name, text: String(chosen.isOn(name as never)), origin };
  const text: string | null = chosen.text(name as ValueName);
  return { name, text: name === 'on-change' && text !== null ? withoutArguments(text) : text, origin };
}

/** Where a value came from, in words. */
function originText(origin: Origin, words: Words['config']): string {
  switch (origin.from) {
    case 'command_line':
      return words.commandLine;
    case 'environment':
      return words.environment(origin.variable);
    case 'profile':
      return words.profile(words.place(origin.path, origin.line), origin.profile);
    case 'config':
      return words.place(origin.path, origin.line);
    case 'option_file':
      return words.group(words.place(origin.path, origin.line), origin.group);
    case 'default':
      return words.usual;
  }
}

function valueText({ text }: Row, { argument }: Flag, words: Words['config']): string {
  if (text === null) return words.noValue;
  if (argument !== null) return sanitise(text);
  return text === 'true' ? words.on : text === 'false' ? words.off : text;
}

/** Columns as wide as their longest text. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map(row => cellWidth(row[at] ?? ''))));
  return rows.map(row => `  ${row.map((text, at) => fit(text, widths[at] ?? 0)).join('  ')}`.trimEnd());
}

/**
 * What `--print-config` prints: the files that were looked for, and every setting that a file may hold with where its
 * value came from. Secrets are masked.
 */
export function configText(read: ReadSettings, env: Environment, words: Words['config']): string {
  const files = read.files.map(({ path, state }) => [sanitise(path), words.states[state]]);
  const settings = allFlags.filter(mayStandInFile).map(flag => {
    const row = rowOf(flag, read, env, words);
    return [flag.name, valueText(row, flag, words), sanitise(originText(row.origin, words))];
  });
  return [words.files, ...table(files), '', words.settings, ...table(settings), ''].join('\n');
}
