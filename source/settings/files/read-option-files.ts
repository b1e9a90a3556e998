import { join } from 'node:path';
import { atHome, type Environment } from '../environment.ts';
import type { FileNotice, FilePlace, FileReport } from '../file-report.ts';
import { unreadableFile } from '../secret-file.ts';
import { UsageError } from '../usage-error.ts';
import { type IncludeLine, type OptionLine, parseOptionFile } from './option-file.ts';
import type { SettingsFiles } from './small-file.ts';

/** Which option files are wanted, by the options that say so. */
export interface OptionFileChoice {
  /** --defaults-file: this one alone. */
  readonly only: string | null;
  /** --defaults-extra-file: this one too, before that of the user. */
  readonly extra: string | null;
  /** --no-defaults. */
  readonly none: boolean;
}

/** One option of a file, and where it stands. */
export interface FileOption extends OptionLine {
  readonly place: FilePlace;
  /** The mode of a file that others than its owner may read, as `644`; else null. */
  readonly openToOthers: string | null;
}

/** What was found in all files, in the order in which mysql reads them: what comes later wins. */
export interface OptionFiles {
  readonly options: readonly FileOption[];
  readonly files: readonly FileReport[];
  readonly notices: readonly FileNotice[];
}

/** How deep !include may go, as in mysql. */
const deepest = 10;

const writableByOthers = 0o002;
const readableByOthers = 0o044;

/** The mode of a file that others may read, as `chmod` takes it; null for one that is its owner's alone. */
export function openToOthers({ mode, isRegular }: { mode: number; isRegular: boolean }): string | null {
  return isRegular && (mode & readableByOthers) !== 0 ? mode.toString(8).padStart(3, '0') : null;
}

/** Whether anyone on the host may write the file. */
export function isWritableByOthers({ mode, isRegular }: { mode: number; isRegular: boolean }): boolean {
  return isRegular && (mode & writableByOthers) !== 0;
}

interface Wanted {
  readonly path: string;
  /** The option that names the file; null for one looked for at its usual place. */
  readonly option: 'defaults-file' | 'defaults-extra-file' | null;
}

/** The usual places of mysql and MariaDB, in their order. */
function wantedFiles({ only, extra, none }: OptionFileChoice, env: Environment): readonly Wanted[] {
  if (only !== null) return [{ path: atHome(only, env), option: 'defaults-file' }];
  if (none) return [];
  const { HOME, MYSQL_HOME } = env;
  const usual = (path: string): Wanted => ({ path, option: null });
  return [
    usual('/etc/my.cnf'),
    usual('/etc/mysql/my.cnf'),
    ...(MYSQL_HOME ? [usual(join(MYSQL_HOME, 'my.cnf'))] : []),
    ...(extra === null ? [] : [{ path: atHome(extra, env), option: 'defaults-extra-file' } as const]),
    ...(HOME ? [usual(join(HOME, '.my.cnf'))] : []),
  ];
}

/** Reads files and what they include, and collects what is in them. */
class OptionFileReader implements OptionFiles {
  readonly options: FileOption[] = [];
  readonly files: FileReport[] = [];
  readonly notices: FileNotice[] = [];
  readonly #files: SettingsFiles;
  readonly #env: Environment;

  constructor(files: SettingsFiles, env: Environment) {
    this.#files = files;
    this.#env = env;
  }

  read({ path, option }: Wanted, depth = 0): void {
    const file = this.#files.read(path, option === null && depth === 0);
    if ('code' in file) {
      this.files.push({ path, state: file.code === 'ENOENT' ? 'missing' : 'unreadable' });
      if (option !== null) throw new UsageError(unreadableFile(path, option, file.code));
      return;
    }
    if (isWritableByOthers(file)) {
      this.files.push({ path, state: 'writable_by_others' });
      this.notices.push({ id: 'file_writable_by_others', path });
      return;
    }
    this.files.push({ path, state: 'read' });
    for (const item of parseOptionFile(file.text)) {
      const place = { path, line: item.line };
      if (item.kind === 'problem') throw new UsageError({ id: item.id }, place);
      if (item.kind === 'option') this.options.push({ ...item, place, openToOthers: openToOthers(file) });
      else this.#include(item, place, depth);
    }
  }

  #include({ kind, path: written }: IncludeLine, place: FilePlace, depth: number): void {
    const path = atHome(written, this.#env);
    if (depth >= deepest) this.notices.push({ id: 'include_too_deep', ...place });
    else if (kind === 'include') this.read({ path, option: null }, depth + 1);
    else {
      const names = this.#files.list(path);
      if ('code' in names)
        throw new UsageError({ id: 'folder_unreadable', folder: path, code: names.code }, place);
      for (const name of names.filter(name => name.endsWith('.cnf'))) {
        this.read({ path: join(path, name), option: null }, depth + 1);
      }
    }
  }
}

/**
 * Reads the option files of mysql that are wanted. A file that anyone may write is left out with a notice, as mysql does.
 * @throws UsageError for a file that was named and cannot be read, and for one that mysql would not read on
 */
export function readOptionFiles(
  choice: OptionFileChoice,
  env: Environment,
  files: SettingsFiles,
): OptionFiles {
  const reader = new OptionFileReader(files, env);
  for (const wanted of wantedFiles(choice, env)) reader.read(wanted);
  return reader;
}
