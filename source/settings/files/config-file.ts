import { isAbsolute, join } from 'node:path';
import type { TomlTable, TomlValue } from 'smol-toml';
import type { FileOrigin, FileValue, Layer } from '../chosen.ts';
import { didYouMean } from '../did-you-mean.ts';
import type { Environment } from '../environment.ts';
import type { FilePlace } from '../file-report.ts';
import { allFlags, type Flag, type FlagName, flagNamed, mayStandInFile } from '../flags.ts';
import { UsageError } from '../usage-error.ts';
import { openToOthers } from './read-option-files.ts';
import type { SmallFile } from './small-file.ts';
import { lineInToml } from './toml-lines.ts';

/** What the program's own configuration file says. */
export interface ConfigFile {
  readonly path: string;
  /** What holds for every connection. */
  readonly common: Layer;
  /** What holds for one connection by its name, in the order of the file. */
  readonly profiles: ReadonlyMap<string, Layer>;
  /** The profile to use where none is named. */
  readonly usual: string | null;
}

/** Where the file is looked for; null where the environment names no home. XDG wants an absolute path. */
export function configPath({ XDG_CONFIG_HOME, HOME }: Environment): string | null {
  const base =
    XDG_CONFIG_HOME && isAbsolute(XDG_CONFIG_HOME) ? XDG_CONFIG_HOME : HOME && join(HOME, '.config');
  return base ? join(base, 'ob-backup-top', 'config.toml') : null;
}

type Toml = typeof import('smol-toml');

/** The key that the profiles stand under, and the one that names the usual profile. */
const [profilesKey, usualKey] = ['profiles', 'profile'];

function isTable(value: TomlValue): value is TomlTable {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date);
}

/** A value as an error names it; a table has no text of its own. */
function shown(value: TomlValue): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A problem of smol-toml as one line, without the picture of the place that it draws. */
function detailOf({ message }: Error): string {
  return (message.split('\n')[0] ?? '').replace(/^Invalid TOML document: /, '');
}

class ConfigReader {
  readonly #path: string;
  readonly #file: SmallFile;

  constructor(path: string, file: SmallFile) {
    this.#path = path;
    this.#file = file;
  }

  place(table: readonly string[], key: string): FilePlace {
    return { path: this.#path, line: lineInToml(this.#file.text, table, key) };
  }

  table(toml: Toml): TomlTable {
    try {
      return toml.parse(this.#file.text);
    } catch (error) {
      if (!(error instanceof toml.TomlError)) throw error;
      const reason = { id: 'not_toml', column: error.column, detail: detailOf(error) } as const;
      throw new UsageError(reason, { path: this.#path, line: error.line });
    }
  }

  /** @param profile the name of the profile that the table is of; null for what holds for all */
  layer(table: TomlTable, profile: string | null): Layer {
    const at = profile === null ? [] : [profilesKey, profile];
    const layer = new Map<FlagName, FileValue>();
    for (const [key, value] of Object.entries(table)) {
      const place = this.place(at, key);
      const flag = this.#flag(key, profile === null ? [profilesKey, usualKey] : [], place);
      const origin: FileOrigin =
        profile === null ? { from: 'config', ...place } : { from: 'profile', profile, ...place };
      const asks = flag.name === 'password' && value === true;
      const text = this.#text(flag, value, place);
      layer.set(flag.name, { text, origin, openToOthers: openToOthers(this.#file), asks });
    }
    if (layer.has('socket') && (layer.has('host') || layer.has('port'))) {
      throw new UsageError({ id: 'socket_and_address' }, this.place(at, 'socket'));
    }
    return layer;
  }

  #flag(key: string, more: readonly string[], place: FilePlace): Flag {
    const name = key.replaceAll('_', '-');
    const flag = flagNamed(name);
    if (flag !== undefined && mayStandInFile(flag)) return flag;
    if (flag !== undefined) throw new UsageError({ id: 'not_in_file', key: name }, place);
    const known = [...allFlags.filter(mayStandInFile).map(known => known.name), ...more];
    throw new UsageError({ id: 'unknown_key', key, guess: didYouMean(name, known) }, place);
  }

  #text({ name, argument }: Flag, value: TomlValue, place: FilePlace): string {
    const type = typeof value;
    if (name === 'password') {
      if (type === 'string' || value === true) return String(value);
      throw new UsageError({ id: 'key_needs_text', key: name, argument: 'PASSWORD' }, place);
    }
    if (argument === null) {
      if (type === 'boolean') return String(value);
      throw new UsageError({ id: 'key_is_switch', key: name, text: shown(value) }, place);
    }
    if (value === '' || !(type === 'string' || type === 'number' || type === 'bigint')) {
      throw new UsageError({ id: 'key_needs_text', key: name, argument }, place);
    }
    return String(value);
  }
}

/**
 * Reads the configuration file.
 * @throws UsageError with the line of what is no TOML, of an unknown key, or of a value that is of another kind
 */
export async function readConfigFile(path: string, file: SmallFile): Promise<ConfigFile> {
  const toml = await import('smol-toml');
  const reader = new ConfigReader(path, file);
  const { [profilesKey]: given = {}, [usualKey]: usual = null, ...common } = reader.table(toml);
  if (!isTable(given)) throw new UsageError({ id: 'profiles_no_table' }, reader.place([], profilesKey));
  const profiles = new Map<string, Layer>();
  for (const [name, table] of Object.entries(given)) {
    if (!isTable(table)) throw new UsageError({ id: 'profiles_no_table' }, reader.place([profilesKey], name));
    profiles.set(name, reader.layer(table, name));
  }
  if (usual !== null && isTable(usual)) {
    throw new UsageError(
      { id: 'unknown_key', key: usualKey, guess: profilesKey },
      reader.place([], usualKey),
    );
  }
  if (usual !== null && !(typeof usual === 'string' && profiles.has(usual))) {
    const known = [...profiles.keys()].join(', ');
    throw new UsageError({ id: 'no_profile', profile: shown(usual), known }, reader.place([], usualKey));
  }
  return { path, common: reader.layer(common, null), profiles, usual };
}

/** Names that take each other's place: a profile that says one of them says nothing of the common others. */
const together: readonly (readonly FlagName[])[] = [
  ['host', 'socket'],
  ['port', 'socket'],
  ['password', 'password-file'],
];

/** What the file says for one connection: the profile's keys, and the common ones that it does not replace. */
export function layerOf({ common, profiles }: ConfigFile, profile: string | null): Layer {
  const own: Layer = (profile === null ? undefined : profiles.get(profile)) ?? new Map();
  const replaced = together.filter(names => names.some(name => own.has(name))).flat();
  return new Map([...[...common].filter(([name]) => !replaced.includes(name)), ...own]);
}
