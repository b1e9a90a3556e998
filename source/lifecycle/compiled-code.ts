// Loads the program's files with what V8 made of them the last time. Node has a compile cache of its own
// (`module.enableCompileCache`), but that keeps what was compiled when a file was loaded, without the functions that are
// compiled when they are first called, and those are most of it.
import { mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join } from 'node:path';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';

/** Environment variables by name, as in `process.env`. */
type Environment = Readonly<Record<string, string | undefined>>;

/** Which start of the program it is: each calls other functions. */
export type StartKind = 'about' | 'once' | 'screens';

const ownOnly = 0o700;
const writableByOthers = 0o022;
const sticky = 0o1000;

/** This folder and those above it. */
function upwards(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...upwards(above)];
}

/**
 * Makes a folder with those above it. Not by `recursive` of Node, which tries for ever where a folder that is there says
 * that it is not, as /proc does.
 */
function makeFolder(folder: string): void {
  const isThere = (path: string) => statSync(path, { throwIfNoEntry: false }) !== undefined;
  if (isThere(folder)) return;
  for (const path of upwards(folder).reverse()) {
    try {
      if (!isThere(path)) mkdirSync(path, { mode: ownOnly });
    } catch (error) {
      // Another start of the program may have made it meanwhile.
      if (!isThere(path)) throw error;
    }
  }
}

/**
 * The folder for compiled code: of this user alone, below $XDG_CACHE_HOME or ~/.cache. What is read there is run, so it
 * is none that another user can write to or can replace by another one: under sudo, `~` may be somebody else's.
 * @returns null where there is none, and where it cannot be made
 */
export function compiledCodeFolder(
  env: Environment,
  kind: StartKind,
  user = process.geteuid?.(),
): string | null {
  const { XDG_CACHE_HOME: cache = '', HOME: home = '' } = env;
  const base = isAbsolute(cache) ? cache : isAbsolute(home) ? join(home, '.cache') : null;
  if (base === null || user === undefined) return null;
  const folder = join(base, 'ob-backup-top', kind);
  try {
    makeFolder(folder);
    const isOwn = [join(base, 'ob-backup-top'), folder].every(path => {
      const { uid, mode } = statSync(path);
      return uid === user && (mode & writableByOthers) === 0;
    });
    const stays = upwards(realpathSync(base)).every(path => {
      const { uid, mode } = statSync(path);
      return (uid === user || uid === 0) && ((mode & writableByOthers) === 0 || (mode & sticky) !== 0);
    });
    return isOwn && stays ? folder : null;
  } catch {
    return null;
  }
}

/** Loads the program with code that V8 compiled at an earlier start. */
export interface CompiledCode {
  /** Runs a file of CommonJS in the folder of the program, once, and gives what it exports. */
  load(name: string): unknown;
  /** Writes what V8 has compiled since the start, of files that had nothing to start with. Never throws. */
  keep(): void;
}

export interface CompiledCodeOptions {
  /** Where the files of the program are. */
  readonly program: string;
  /** Where compiled code is kept; null: nowhere. */
  readonly folder: string | null;
  /** What the files were built from: V8 itself compares no more of a source than its length. */
  readonly build: string;
}

/**
 * First line of a file of compiled code: what it was made of, and a checksum, as V8 has none: it would run code with a
 * damaged byte.
 */
function labelOf(file: string, build: string, code: Uint8Array): string {
  const { size, mtimeMs } = statSync(file);
  return `${build} ${process.version} ${process.arch} ${size} ${mtimeMs} ${code.length} ${crc32(code)}\n`;
}

function readCompiled(path: string, file: string, build: string): Buffer | undefined {
  try {
    const bytes = readFileSync(path);
    const end = bytes.indexOf('\n') + 1;
    const code = bytes.subarray(end);
    return bytes.toString('latin1', 0, end) === labelOf(file, build, code) ? code : undefined;
  } catch {
    return undefined;
  }
}

function writeCompiled(path: string, file: string, build: string, script: Script): void {
  const code = script.createCachedData();
  const unfinished = `${path}.${process.pid}`;
  try {
    writeFileSync(unfinished, Buffer.concat([Buffer.from(labelOf(file, build, code)), code]), {
      mode: 0o600,
      flag: 'wx',
    });
    renameSync(unfinished, path);
  } catch {
    rmSync(unfinished, { force: true });
  }
}

/** The files of the program, with what is kept of their compiled code. */
export function compiledCode({ program, folder, build }: CompiledCodeOptions): CompiledCode {
  const nodes = createRequire(join(program, 'program.cjs'));
  const loaded = new Map<string, { exports: unknown }>();
  const missing: (() => void)[] = [];

  const run = (name: string): { exports: unknown } => {
    const file = join(program, name);
    const kept = folder === null ? null : join(folder, name);
    const cachedData = kept === null ? undefined : readCompiled(kept, file, build);
    const script = new Script(
      `(function(exports,require,module,__filename,__dirname,keepCompiledCode){${readFileSync(file, 'latin1')}\n})`,
      {
        filename: file,
        ...(cachedData === undefined ? {} : { cachedData }),
      },
    );
    if (kept !== null && (cachedData === undefined || script.cachedDataRejected === true)) {
      missing.push(() => writeCompiled(kept, file, build, script));
    }
    const module = { exports: {} as unknown };
    loaded.set(name, module);
    script.runInThisContext()(module.exports, require, module, file, program, keep);
    return module;
  };
  const load = (name: string): unknown => (loaded.get(name) ?? run(name)).exports;
  const require = (id: string): unknown => (id.endsWith('.cjs') ? load(id.replace('./', '')) : nodes(id));
  const keep = () => {
    for (const write of missing.splice(0)) write();
  };
  return { load, keep };
}
