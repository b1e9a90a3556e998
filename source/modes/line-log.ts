import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';

/** How much of the disk and the memory a log may take. */
export interface LogLimits {
  /** The size at which the file is moved to `FILE.1` and begun again, in bytes. */
  readonly bytes: number;
  /** Lines that wait to be written; what comes on top is lost. */
  readonly waiting: number;
}

/** The limits of --log-file. */
export const usualLogLimits: LogLimits = { bytes: 10_000_000, waiting: 1000 };

/** What a log does to the disk, so that tests can stand in for it. */
export interface LogFiles {
  open(path: string, flags: number, mode: number): Promise<Pick<FileHandle, 'write' | 'stat' | 'close'>>;
  rename(from: string, to: string): Promise<void>;
}

/** A log of lines. Writing never fails and never waits: what cannot be written is counted. */
export interface LineLog {
  write(line: string): void;
  /** Writes what waits. Resolves with the number of lines lost and the last reason, or null where none was. */
  close(): Promise<{ readonly lost: number; readonly code: string } | null>;
}

/**
 * Appends, and never waits: a pipe that nobody reads would hold a thread of Node, and with it the end of the program. Such
 * a pipe cannot be opened, and lines that a full one does not take are lost. Windows has no such flag.
 */
const appending = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NONBLOCK ?? 0);

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'UNKNOWN';
}

/**
 * Opens a log and appends to it, in a file that only its owner may read. `lostLine` makes the line that says how many are
 * missing at that point.
 * @throws what opening the file throws
 */
export async function openLineLog(
  path: string,
  files: LogFiles,
  lostLine: (count: number) => string,
  limits: LogLimits = usualLogLimits,
): Promise<LineLog> {
  const open = () => files.open(path, appending, 0o600);
  let file = await open();
  const stat = await file.stat();
  // What is written to a pipe or a device has no size, and cannot be moved away.
  const isRegular = stat.isFile();
  let size = isRegular ? stat.size : 0;
  let waiting: string[] = [];
  let writing: Promise<void> | null = null;
  /** Lines lost since the last one that was written, and in all. */
  let missing = 0;
  let lost = 0;
  let code = '';
  /** Whether the last line was written in part only. */
  let isBroken = false;

  const lose = (count: number, why: string) => {
    missing += count;
    lost += count;
    code = why;
  };
  const append = async (text: string) => {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) {
      const { bytesWritten } = await file.write(bytes, at);
      at += bytesWritten;
      size += bytesWritten;
      isBroken = at < bytes.length;
    }
  };
  const startAnew = async () => {
    await file.close();
    await files.rename(path, `${path}.1`);
    file = await open();
    size = 0;
  };
  const writeWaiting = async () => {
    while (waiting.length > 0) {
      const lines = waiting;
      waiting = [];
      try {
        if (isRegular && size >= limits.bytes) await startAnew();
        const named = missing;
        const gap = named === 0 ? '' : `${lostLine(named)}\n`;
        await append(`${isBroken ? '\n' : ''}${gap}${lines.join('\n')}\n`);
        // More may have been lost meanwhile.
        missing -= named;
      } catch (error) {
        lose(lines.length, codeOf(error));
      }
    }
    writing = null;
  };
  return {
    write: line => {
      if (waiting.length >= limits.waiting) return lose(1, 'EBUSY');
      waiting.push(line);
      writing ??= writeWaiting();
      return undefined;
    },
    close: async () => {
      await writing;
      await file.close().catch(() => {});
      return lost === 0 ? null : { lost, code };
    },
  };
}
