import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';

/** A small file that was read whole. */
export interface SmallFile {
  readonly text: string;
  /** Permission bits, and whether it is an ordinary file: of a pipe they say nothing. */
  readonly mode: number;
  readonly isRegular: boolean;
  readonly bytes: Uint8Array;
}

/** Why there is none: the system's code, such as ENOENT. */
export interface NoFile {
  readonly code: string;
}

/** The part of a file system that settings are read from. Synchronous: a few small files, once. */
export interface SettingsFiles {
  /** @param onlyRegular for a file that the user did not name: a pipe there would make the program wait */
  read(path: string, onlyRegular: boolean): SmallFile | NoFile;
  /** The names in a folder, sorted by their bytes. */
  list(path: string): readonly string[] | NoFile;
}

/** Far more than settings. Guards against /dev/zero. */
const most = 1024 * 1024;

function codeOf(error: unknown): NoFile {
  return { code: (error as NodeJS.ErrnoException).code ?? 'UNKNOWN' };
}

function readAll(descriptor: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  for (let total = 0; total < most; ) {
    const chunk = new Uint8Array(16_384);
    const length = readSync(descriptor, chunk);
    if (length === 0) break;
    chunks.push(chunk.subarray(0, length));
    total += length;
  }
  return Buffer.concat(chunks);
}

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does what may take for ever, as opening a pipe that nobody writes to. Listeners to signals could not run meanwhile: without
 * them a signal ends the program.
 */
function endedBySignals<Result>(work: () => Result): Result {
  const listeners = endings.map(signal => [signal, process.listeners(signal)] as const);
  for (const signal of endings) process.removeAllListeners(signal);
  try {
    return work();
  } finally {
    for (const [signal, all] of listeners) for (const listener of all) process.on(signal, listener);
  }
}

function read(path: string, onlyRegular: boolean): SmallFile | NoFile {
  try {
    // Most of the places where a file may be have none: asked so, that costs no exception.
    const there = statSync(path, { throwIfNoEntry: false });
    if (there === undefined || (onlyRegular && !there.isFile())) return { code: 'ENOENT' };
    return there.isFile() ? readOpened(path) : endedBySignals(() => readOpened(path));
  } catch (error) {
    return codeOf(error);
  }
}

function readOpened(path: string): SmallFile | NoFile {
  const descriptor = openSync(path, 'r');
  try {
    const stat = fstatSync(descriptor);
    if (stat.isDirectory()) return { code: 'EISDIR' };
    const bytes = readAll(descriptor);
    const text = Buffer.from(bytes).toString('utf8');
    return { text, bytes, mode: stat.mode & 0o777, isRegular: stat.isFile() };
  } finally {
    closeSync(descriptor);
  }
}

/** The real file system. */
export const filesOnDisk: SettingsFiles = {
  read,
  list: path => {
    try {
      return readdirSync(path).sort();
    } catch (error) {
      return codeOf(error);
    }
  },
};
