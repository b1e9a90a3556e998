import { choose, type Layer } from './chosen.ts';
import { type CommandLine, readCommandLine } from './command-line.ts';
import type { Environment } from './environment.ts';
import type { FileNotice, FileReport } from './files/file-report.ts';
import { optionLayer, wantedGroups } from './files/option-layer.ts';
import { readLoginFile } from './files/read-login-file.ts';
import { readOptionFiles } from './files/read-option-files.ts';
import type { SettingsFiles } from './files/small-file.ts';
import { isAbout, settingsFrom, withoutTheRest } from './parse.ts';
import type { Settings } from './settings.ts';

/** What the settings are made from. */
export interface SettingsSources {
  /** The words after the program's name. */
  readonly argv: readonly string[];
  readonly env: Environment;
  readonly isTerminal: boolean;
  readonly files: SettingsFiles;
}

/** What is worth a word on standard error and is no reason to stop; text/en/settings.ts words it. */
export type SettingsNotice = FileNotice | { readonly id: 'ignored_options'; readonly options: string };

/** The settings in force, and what was noticed on the way. */
export interface ReadSettings {
  readonly settings: Settings;
  readonly notices: readonly SettingsNotice[];
  /** The files that were looked for, in their order. */
  readonly files: readonly FileReport[];
}

interface ReadLayers {
  readonly layers: readonly Layer[];
  readonly notices: readonly FileNotice[];
  readonly files: readonly FileReport[];
}

async function readLayers(line: CommandLine, { env, files }: SettingsSources): Promise<ReadLayers> {
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

const nothing: ReadLayers = { layers: [], notices: [], files: [] };

/**
 * Turns the command line and the settings files into settings. The command line wins over files, these over defaults.
 * Never prints, nor ends the process.
 * @throws UsageError for what cannot be used, with its place where that is in a file
 */
export async function readSettings(sources: SettingsSources): Promise<ReadSettings> {
  const line = readCommandLine(withoutTheRest(sources.argv));
  const isDemo = line.isOn('demo') || line.isOn('demo-serve');
  const read = isAbout(line) || isDemo ? nothing : await readLayers(line, sources);
  const settings = settingsFrom(choose(line, read.layers), sources.env, sources.isTerminal);
  const { ignored } = line;
  const notices: readonly SettingsNotice[] =
    ignored.length === 0
      ? read.notices
      : [{ id: 'ignored_options', options: ignored.join(' ') }, ...read.notices];
  return { settings, notices, files: read.files };
}
