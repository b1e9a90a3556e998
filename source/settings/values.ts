import { isZone } from '../text/time.ts';
import { type Language, languages } from '../text/words.ts';
import { ambiguousWidths, optionName, sslModes, tableLists, themes, type ValueName } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** How the option is named in a sentence, and what was written for it. */
function wrong(name: ValueName, text: string): { readonly option: string; readonly text: string } {
  return { option: optionName(name), text };
}

/** @throws UsageError for what is no TCP port */
export function parsePort(text: string): number {
  const number = Number(text);
  if (!/^\d{1,5}$/.test(text) || number < 1 || number > 65_535) {
    throw new UsageError({ id: 'wrong_port', ...wrong('port', text) });
  }
  return number;
}

/** Seconds. @throws UsageError for what is no number of them, or too few or too many */
export function parseInterval(text: string): number {
  const seconds = Number(text);
  if (!/^\d+(\.\d*)?$|^\.\d+$/.test(text) || seconds < 0.5 || seconds > 3600) {
    throw new UsageError({ id: 'wrong_interval', ...wrong('interval', text) });
  }
  return seconds;
}

/** The longest time that mysql takes, twelve hours. */
const longestConnectTimeout = 43_200;

/** Seconds; 0, to mysql as long as it takes, is the longest. @throws UsageError for what is no number of them, or too many */
export function parseConnectTimeout(text: string): number {
  const seconds = Number(text);
  if (!/^\d{1,5}$/.test(text) || seconds > longestConnectTimeout) {
    throw new UsageError({ id: 'wrong_connect_timeout', ...wrong('connect-timeout', text) });
  }
  return seconds === 0 ? longestConnectTimeout : seconds;
}

const lengthUnits = [86_400, 3600, 60, 1] as const;
const hundredYears = 100 * 366 * 86_400;

/** Seconds of a length of time as lists show it: `26h`, `90m`, `3d4h`; null for what is none. */
function lengthOf(text: string): number | null {
  const [, ...counts] =
    /^(?:(\d{1,9})d)?(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9})s)?$/.exec(text.toLowerCase()) ?? [];
  const seconds = counts.reduce(
    (sum, count, index) => sum + Number(count ?? 0) * (lengthUnits[index] ?? 0),
    0,
  );
  return seconds === 0 ? null : seconds;
}

/** A length of time. Seconds. @throws UsageError for what is none, or too long */
export function parseAge(name: 'max-age' | 'max-run' | 'max-lag', text: string): number {
  const seconds = lengthOf(text);
  if (seconds === null || seconds > hundredYears) {
    throw new UsageError({ id: 'wrong_age', ...wrong(name, text) });
  }
  return seconds;
}

/** What stands between commas. */
export function parseList(text: string): readonly string[] {
  return text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');
}

/** A list that --csv and --tsv print. */
export type TableList = (typeof tableLists)[number];

/** @throws UsageError for what is no list that can be printed */
export function parseTableList(name: 'csv' | 'tsv', text: string): TableList {
  const list = tableLists.find(known => known === text.toLowerCase());
  if (list === undefined) {
    throw new UsageError({ id: 'not_a_choice', ...wrong(name, text), choices: tableLists.join(', ') });
  }
  return list;
}

/** Seconds: timers of Node hold no more than 24 days. */
const longestTimeout = 20 * 86_400;

/** A length of time, or a number of seconds. Seconds. @throws UsageError for what is none, or too long */
export function parseTimeout(text: string): number {
  const seconds = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : lengthOf(text);
  if (seconds === null || seconds > longestTimeout) {
    throw new UsageError({ id: 'wrong_timeout', ...wrong('timeout', text) });
  }
  return seconds;
}

/** An IPv6 address may stand in brackets. @throws UsageError for a host with a port, which is an option of its own */
export function parseHost(text: string): string {
  const bracketed = /^\[([0-9a-fA-F:.]+(?:%[\w.-]+)?)\]$/.exec(text)?.[1];
  if (bracketed !== undefined) return bracketed;
  const [, name, number] = /^([^:]+):(\d+)$/.exec(text) ?? [];
  if (name !== undefined) {
    throw new UsageError({
      id: 'host_with_port',
      ...wrong('host', text),
      instead: `-h ${name} -P ${number}`,
    });
  }
  return text;
}

/** @throws UsageError for what is no choice of --ssl-mode */
export function parseSslMode(text: string): (typeof sslModes)[number] {
  const mode = sslModes.find(known => known === text.toLowerCase());
  if (mode === undefined) {
    throw new UsageError({ id: 'not_a_choice', ...wrong('ssl-mode', text), choices: sslModes.join(', ') });
  }
  return mode;
}

/** @throws UsageError for what is no choice of --ambiguous-width */
export function parseAmbiguousWidth(text: string): 1 | 2 {
  if (text === '1') return 1;
  if (text === '2') return 2;
  throw new UsageError({
    id: 'not_a_choice',
    ...wrong('ambiguous-width', text),
    choices: ambiguousWidths.join(', '),
  });
}

/** @throws UsageError for what is no choice of --theme */
export function parseTheme(text: string): (typeof themes)[number] {
  const theme = themes.find(known => known === text.toLowerCase());
  if (theme === undefined) {
    throw new UsageError({ id: 'not_a_choice', ...wrong('theme', text), choices: themes.join(', ') });
  }
  return theme;
}

/** @throws UsageError for what is no choice of --lang */
export function parseLanguage(text: string): Language {
  const language = languages.find(known => known === text.toLowerCase());
  if (language === undefined) {
    throw new UsageError({ id: 'not_a_choice', ...wrong('lang', text), choices: languages.join(', ') });
  }
  return language;
}

/** @throws UsageError for what `isZone` does not take */
export function parseTimeZone(text: string): string {
  if (!isZone(text)) throw new UsageError({ id: 'wrong_time_zone', ...wrong('time-zone', text) });
  return text;
}

/** @throws UsageError for what is no JOB_ID */
export function parseJobId(text: string): bigint {
  if (!/^\d{1,19}$/.test(text) || BigInt(text) === 0n) {
    throw new UsageError({ id: 'wrong_job_id', ...wrong('job', text) });
  }
  return BigInt(text);
}
