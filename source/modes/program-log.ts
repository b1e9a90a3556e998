import { createHash } from 'node:crypto';
import { open, rename } from 'node:fs/promises';
import { onEnd } from '../lifecycle/cleanups.ts';
import type { ConnectionObserver } from '../oceanbase/connection/connection-observer.ts';
import { changeJson } from '../report/change-json.ts';
import { unreadableFile } from '../settings/secret-file.ts';
import { UsageError } from '../settings/usage-error.ts';
import { type Words, wordsOf } from '../text/words.ts';
import type { SeenChange } from '../watch/change-log.ts';
import { build, platformText, runtimeText } from './build.ts';
import { openLineLog } from './line-log.ts';

/** The log of --log-file: what the program did, and nothing that is secret. */
export interface ProgramLog extends ConnectionObserver {
  change(change: SeenChange): void;
}

/** One line of the log, as JSON. */
type Event = Readonly<Record<string, string | number | boolean | null>>;

/** What a statement is for, by the comment that it carries; SET and its like have it in another place. */
function purposeOf(sql: string): string | null {
  return /\/\* ob-backup-top: (.*?) \*\//.exec(sql)?.[1] ?? null;
}

/** The same for all statements that differ in their values alone: 16 digits of SHA-256. */
export function digestOf(sql: string): string {
  const form = sql.replace(/'(?:[^']|'')*'|\b\d+(?:\.\d+)?\b/g, '?').replace(/\?(?:\s*,\s*\?)+/g, '?');
  return createHash('sha256').update(form).digest('hex').slice(0, 16);
}

function tenth(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}

/** The line of an event. */
function lineOf(event: string, values: Event): string {
  return JSON.stringify({ time: new Date().toISOString(), event, ...values });
}

/**
 * Opens the log; it is closed when the program ends.
 * @throws UsageError where the file cannot be opened
 */
export async function openProgramLog(path: string, words: Words): Promise<ProgramLog> {
  const lostLine = (lines: number) => lineOf('lost', { lines });
  const log = await openLineLog(path, { open, rename }, lostLine).catch(error => {
    throw new UsageError(unreadableFile(path, 'log-file', error.code ?? 'UNKNOWN'));
  });
  const write = (event: string, values: Event = {}) => log.write(lineOf(event, values));
  const { version, commit } = build;
  write('start', { version, commit, runtime: runtimeText(), platform: platformText(), pid: process.pid });
  onEnd('log file', async () => {
    write('end');
    const failed = await log.close();
    if (failed !== null) process.stderr.write(`${words.logIncomplete({ path, ...failed })}\n`);
  });
  return {
    login: ({ milliseconds, tls, error }) =>
      write('login', { milliseconds: tenth(milliseconds), tls, error }),
    statement: ({ sql, milliseconds, rows, error }) =>
      write('statement', {
        purpose: purposeOf(sql),
        digest: digestOf(sql),
        milliseconds: tenth(milliseconds),
        rows,
        error,
      }),
    change: change => write('change', JSON.parse(changeJson(change, wordsOf('en')))),
  };
}
