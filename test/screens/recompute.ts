// The figures of the screens computed again from what the views hold, with arithmetic of the tests' own.
import { expect } from 'vitest';

/** Bytes in the largest 1024s, rounded down: "6.1 GB", "418 MB". */
export function size(bytes: bigint): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let unit = 0;
  let tenths = bytes * 10n;
  while (tenths >= 10_240n) {
    tenths /= 1024n;
    unit += 1;
  }
  const figure = unit > 0 && tenths < 1000n ? `${tenths / 10n}.${tenths % 10n}` : `${tenths / 10n}`;
  return `${figure} ${units[unit]}`;
}

/** "19 514" */
export const grouped = (figure: string | bigint): string => String(figure).replace(/\B(?=(\d{3})+$)/g, ' ');

/** Seconds as "12s", "14m", "1h20m", rounded down. */
export function length(seconds: number): string {
  if (seconds < 60) return `${Math.floor(seconds)}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m`;
  const minutes = Math.floor((seconds % 3600) / 60);
  return `${Math.floor(seconds / 3600)}h${minutes === 0 ? '' : `${minutes}m`}`;
}

/** Seconds of less than a day as "43s", "30m14s", "1h2m", rounded down. */
export function exactLength(seconds: number): string {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), Math.floor(seconds % 60)];
  if (h > 0) return m === 0 ? `${h}h` : `${h}h${m}m`;
  if (m > 0) return s === 0 ? `${m}m` : `${m}m${s}s`;
  return `${s}s`;
}

/** A time of a view ("2026-11-22 10:38:22.000593", UTC) in milliseconds since 1970, its microseconds kept. */
export function moment(text: string | null | undefined): number {
  const [whole = '', micros = '0'] = (text ?? '').split('.');
  return Date.parse(`${whole.replace(' ', 'T')}Z`) + Number(micros.padEnd(6, '0')) / 1000;
}

/** An SCN, nanoseconds since 1970 UTC, in milliseconds. */
export const scnMoment = (scn: string): number => Number(BigInt(scn) / 1_000_000n);

/** Milliseconds as "11-22 10:38:22". */
export const shortDate = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().slice(5, 19).replace('T', ' ');

/** An estimate on a screen, in seconds: "~43m", "~1h5m". */
export function estimate(text: string): number {
  const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
  return [...text.matchAll(/(\d+)([smhd])/g)].reduce(
    (sum, [, figure, unit = 's']) => sum + Number(figure) * (units[unit] ?? 1),
    0,
  );
}

/**
 * Holds that each of these texts stands in the frame, and that no digit of it is in none of them: every figure on
 * the screen was drawn again.
 */
export function accounted(frame: string, texts: readonly string[]): void {
  let rest = frame;
  // Longest first, so that a short text does not tear a longer one apart.
  for (const text of [...texts].sort((a, b) => b.length - a.length)) {
    expect(rest, `the frame lacks "${text}"`).toContain(text);
    rest = rest.replaceAll(text, '');
  }
  expect(rest.split('\n').filter(line => /\d/.test(line))).toEqual([]);
}
