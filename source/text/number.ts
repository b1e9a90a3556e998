/** Shown for a number that cannot be known, never a made-up 0. */
export const noNumber = '–';

/**
 * Sizes are counted in 1024s and called KB, MB, GB, as OceanBase's own parameters count: a
 * `backup_data_file_size` of `4G` is 4 × 1024³ bytes. A DBA comparing the two sees the same number.
 */
const step = 1024n;
const units = ['KB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const;
/** The units of bytes, each 1024 of the one before. */
export const byteUnits = ['B', ...units] as const;

/**
 * Bytes as people read them: `512 B`, `6.1 GB`, `418 MB`; one decimal below 100 of a unit, none from there
 * on. Rounded down, so that a size never shows before it is reached and `1024 MB` never appears. `–` below 0.
 */
export function bytes(n: bigint): string {
  if (n < 0n) return noNumber;
  if (n < step) return `${n} B`;
  let unit = 0;
  let divisor = step;
  while (unit < units.length - 1 && n >= divisor * step) {
    divisor *= step;
    unit += 1;
  }
  const tenths = (n * 10n) / divisor;
  const shown = tenths < 1000n ? `${tenths / 10n}.${tenths % 10n}` : `${tenths / 10n}`;
  return `${shown} ${units[unit]}`;
}

/** A speed in bytes a second: `418 MB/s`. `–` for what is no speed: negative, infinite, not a number. */
export function rate(bytesPerSecond: number): string {
  return Number.isFinite(bytesPerSecond) && bytesPerSecond >= 0
    ? `${bytes(BigInt(Math.floor(bytesPerSecond)))}/s`
    : noNumber;
}

/** A speed to two digits, rounded down, for lists that are looked at while it changes: `410 MB/s`, `92 MB/s`, `9.2 MB/s`. */
export function roughRate(bytesPerSecond: number): string {
  if (!(Number.isFinite(bytesPerSecond) && bytesPerSecond >= 10)) return rate(bytesPerSecond);
  const unit = Math.min(units.length, Math.floor(Math.log(bytesPerSecond) / Math.log(1024)));
  const inUnit = bytesPerSecond / 1024 ** unit;
  const digit = 10 ** Math.max(unit === 0 ? 0 : -1, Math.floor(Math.log10(inUnit)) - 1);
  const shown = Math.floor(inUnit / digit) * digit;
  return `${shown.toFixed(inUnit < 10 && unit > 0 ? 1 : 0)} ${byteUnits[unit]}/s`;
}

/** A count in groups of three: `19 514`; `–` below 0. A plain space: terminals differ on the width of narrow ones. */
export function count(n: bigint): string {
  if (n < 0n) return noNumber;
  return n.toString().replace(/\B(?=(\d{3})+$)/g, ' ');
}

/**
 * Hundredths of a percent as `71.40 %`; 9999 is `99.99 %` and only 10000 is `100.00 %`. A fraction of a
 * hundredth is dropped, never rounded up: a bar must not look done before it is. Below 0 counts as 0.
 */
export function percent(hundredths: number): string {
  if (!Number.isFinite(hundredths)) return noNumber;
  const whole = Math.max(0, Math.floor(hundredths));
  return `${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, '0')} %`;
}

/** The same without its decimals, where only about how far matters: `71 %`. */
export function wholePercent(hundredths: number): string {
  return Number.isFinite(hundredths) ? `${Math.floor(Math.max(0, hundredths) / 100)} %` : noNumber;
}

/** How many times the first is the second, rounded down: `6.1:1`. `–` where the second is not above 0. */
export function ratio(read: bigint, written: bigint): string {
  if (written <= 0n || read < 0n) return noNumber;
  const tenths = (read * 10n) / written;
  return `${tenths / 10n}.${tenths % 10n}:1`;
}
