import { sanitise } from '../text/sanitise.ts';
import { isZone } from '../text/time.ts';
import { type SslMode, sslModes } from './settings.ts';
import { UsageError } from './usage-error.ts';

/** `option` is how the sentence names it, `must` how a right value looks, `text` what was written. */
const wrong = (option: string, must: string, text: string): UsageError =>
  new UsageError(`Option ${option} ${must}, not '${sanitise(text)}'.`);

const port = (text: string): number => {
  const number = Number(text);
  if (!/^\d{1,5}$/.test(text) || number < 1 || number > 65_535) {
    throw wrong(
      '--port (-P)',
      'needs a number from 1 to 65535 (an observer listens on 2881, ODP on 2883)',
      text,
    );
  }
  return number;
};

const interval = (text: string): number => {
  const seconds = Number(text);
  if (!/^\d+(\.\d*)?$|^\.\d+$/.test(text) || seconds < 0.5 || seconds > 3600) {
    throw wrong('--interval (-n)', 'needs seconds from 0.5 to 3600, for example 2', text);
  }
  return seconds;
};

/** An IPv6 address may stand in brackets; a port belongs into its own option. */
const host = (text: string): string => {
  const bracketed = /^\[([0-9a-fA-F:.]+)\]$/.exec(text)?.[1];
  if (bracketed !== undefined) return bracketed;
  const [, name, number] = /^([^:]+):(\d+)$/.exec(text) ?? [];
  if (name !== undefined) {
    const instead = sanitise(`-h ${name} -P ${number}`);
    throw wrong('--host (-h)', `takes a host without a port (write ${instead})`, text);
  }
  return text;
};

const sslMode = (text: string): SslMode => {
  const mode = sslModes.find(known => known === text.toLowerCase());
  if (mode === undefined) throw wrong('--ssl-mode', `needs one of ${sslModes.join(', ')}`, text);
  return mode;
};

const timeZone = (text: string): string => {
  if (!isZone(text)) {
    throw wrong('--time-zone', 'needs a zone like Asia/Shanghai, +08:00, UTC or local', text);
  }
  return text;
};

const jobId = (text: string): bigint => {
  if (!/^\d{1,19}$/.test(text) || BigInt(text) === 0n) {
    throw wrong('--job (-j)', "needs a job's id, a number such as 12 (column JOB_ID)", text);
  }
  return BigInt(text);
};

/** Reads the values of options that are more than text. Each throws a UsageError with one sentence. */
export const read = { port, interval, host, sslMode, timeZone, jobId } as const;
