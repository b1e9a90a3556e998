import { compareVersions, type KernelVersion } from '../../backup/phase.ts';

/**
 * Finds a kernel version of four numbers in what ob_version() or @@version_comment say:
 * "4.3.5.3", "OceanBase_CE 4.2.1.8 (r108…)", "5.7.25-OceanBase_CE-v4.3.1.0".
 */
export function parseVersion(text: string): KernelVersion | null {
  const match =
    /OceanBase\D*?(?:[\w.]*-v)?(\d+)\.(\d+)\.(\d+)\.(\d+)/.exec(text) ??
    /^v?(\d+)\.(\d+)\.(\d+)\.(\d+)/.exec(text);
  if (match === null) return null;
  const [a, b, c, d] = match.slice(1).map(Number) as [number, number, number, number];
  return [a, b, c, d];
}

/** Real totals came with 4.2.1 BP3; before it the kernel set them equal to the finished counters. */
const firstWithRealTotals: KernelVersion = [4, 2, 1, 3];

/**
 * Whether MACRO_BLOCK_COUNT is a real total. The presence of DATA_PROGRESS proves it; without that column
 * (tenant views up to 4.3.0) the version decides, and one that cannot be read proves nothing.
 */
export function totalsAreReal(hasDataProgress: boolean, version: KernelVersion | null): boolean {
  return hasDataProgress || (version !== null && compareVersions(version, firstWithRealTotals) >= 0);
}
