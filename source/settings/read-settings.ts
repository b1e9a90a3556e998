import { type Chosen, choose, type Layer } from './chosen.ts';
import { type CommandLine, readCommandLine } from './command-line.ts';
import type { Environment } from './environment.ts';
import type { FileNotice, FileReport } from './file-report.ts';
import { type ConfigFile, configPath, layerOf, readConfigFile } from './files/config-file.ts';
import { optionLayer, wantedGroups } from './files/option-layer.ts';
import { readLoginFile } from './files/read-login-file.ts';
import { isWritableByOthers, readOptionFiles } from './files/read-option-files.ts';
import type { SettingsFiles } from './files/small-file.ts';
import { flagNamed } from './flags.ts';
import { isAbout, settingsFrom, withoutTheRest } from './parse.ts';
import { type ChooseProfile, chosenProfile } from './profile-choice.ts';
import type { Settings } from './settings.ts';
import { UsageError } from './usage-error.ts';

/** What the settings are made from. */
export interface SettingsSources {
  /** The words after the program's name. */
  readonly argv: readonly string[];
  readonly env: Environment;
  readonly isTerminal: boolean;
  readonly files: SettingsFiles;
  /** Asks for one of several profiles; null where there is nobody to ask. */
  readonly chooseProfile: ChooseProfile | null;
}

/** What is worth a word on standard error and is no reason to stop; text/en/settings.ts words it. */
export type SettingsNotice = FileNotice | { readonly id: 'ignored_options'; readonly options: string };

/** The settings in force, and what was noticed on the way. */
export interface ReadSettings {
  readonly settings: Settings;
  /** The same by option, with where each value came from. */
  readonly chosen: Chosen;
  readonly notices: readonly SettingsNotice[];
  /** The files that were looked for, in their order. */
  readonly files: readonly FileReport[];
}

interface ReadLayers {
  readonly layers: readonly Layer[];
  readonly notices: readonly FileNotice[];
  readonly files: readonly FileReport[];
}

/** The program's own file, where there is one. @throws UsageError for one that others could have written */
async function ownConfig({
  env,
  files,
}: SettingsSources): Promise<{ config: ConfigFile | null; files: FileReport[] }> {
  const path = configPath(env);
  if (path === null) return { config: null, files: [] };
  const file = files.read(path, true);
  if ('code' in file) {
    if (file.code !== 'ENOENT') throw new UsageError({ id: 'config_unreadable', path, code: file.code });
    return { config: null, files: [{ path, state: 'missing' }] };
  }
  // It may name a command to run, so it is not passed over as mysql does with its files.
  if (isWritableByOthers(file)) throw new UsageError({ id: 'config_writable_by_others', path });
  return { config: await readConfigFile(path, file), files: [{ path, state: 'read' }] };
}

/** What the option files of mysql and its login file say. */
async function optionFileLayer(line: CommandLine, { env, files }: SettingsSources): Promise<ReadLayers> {
  const choice = {
    only: line.text('defaults-file'),
    extra: line.text('defaults-extra-file'),
    none: line.isOn('no-defaults'),
  };
  const loginPath = line.text('login-path');
  const suffix = line.text('defaults-group-suffix') ?? env.MYSQL_GROUP_SUFFIX ?? null;
  const found = readOptionFiles(choice, env, files);
  // Last, and with --no-defaults too, as in mysql.
  const login = await readLoginFile(loginPath, env, files);
  const { layer, notices } = optionLayer(
    [...found.options, ...login.options],
    wantedGroups(suffix, loginPath),
  );
  return {
    layers: [layer],
    notices: [...found.notices, ...login.notices, ...notices],
    files: [...found.files, ...login.files],
  };
}

/** The demo brings its own connection: of the program's own file the looks are left. */
async function demoLayers(sources: SettingsSources): Promise<ReadLayers> {
  const { config, files } = await ownConfig(sources);
  const common = [...(config?.common ?? [])].filter(([name]) => flagNamed(name)?.group !== 'connect');
  return { layers: [new Map(common)], notices: [], files };
}

async function readLayers(line: CommandLine, sources: SettingsSources): Promise<ReadLayers> {
  if (isAbout(line)) return { layers: [], notices: [], files: [] };
  if (line.isOn('demo') || line.isOn('demo-serve')) return demoLayers(sources);
  const { config, files } = await ownConfig(sources);
  const ask = line.isOn('print-config') || line.isOn('debug-info') ? 'none' : sources.chooseProfile;
  const profile = await chosenProfile(line, config, ask);
  const option = await optionFileLayer(line, sources);
  return {
    layers: [...(config === null ? [] : [layerOf(config, profile)]), ...option.layers],
    notices: option.notices,
    files: [...files, ...option.files],
  };
}

/**
 * Turns the command line and the settings files into settings. The command line wins over the environment, that over the
 * profile, that over option files, these over defaults; a password in a file wins over one in the environment.
 * Never prints, nor ends the process.
 * @throws UsageError for what cannot be used, with its place where that is in a file
 */
export async function readSettings(sources: SettingsSources): Promise<ReadSettings> {
  const line = readCommandLine(withoutTheRest(sources.argv));
  const read = await readLayers(line, sources);
  const chosen = choose(line, read.layers);
  const settings = settingsFrom(chosen, sources.env, sources.isTerminal);
  const { ignored } = line;
  const notices: readonly SettingsNotice[] =
    ignored.length === 0
      ? read.notices
      : [{ id: 'ignored_options', options: ignored.join(' ') }, ...read.notices];
  return { settings, chosen, notices, files: read.files };
}
