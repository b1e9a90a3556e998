import type { Tenant } from '../../backup/tenant.ts';
import { cellWidth } from '../../text/width.ts';

const widest = new WeakMap<readonly Tenant[], { readonly cells: number; readonly ofAmbiguous: number }>();

/** Cells of the longest name, measured once for the same list of tenants: there may be thousands. */
export function widestName(tenants: readonly Tenant[]): number {
  const known = widest.get(tenants);
  // What a terminal answers about ambiguous letters may come after the first tenants.
  const ofAmbiguous = cellWidth('α');
  if (known?.ofAmbiguous === ofAmbiguous) return known.cells;
  const cells = tenants.reduce((most, { name }) => Math.max(most, cellWidth(name)), 0);
  widest.set(tenants, { cells, ofAmbiguous });
  return cells;
}

/** Cells of a name that is not cut while there is anything else to leave out. */
const wholeName = 24;

/** The least of a column of names: what the longest one takes, up to a limit. */
export function leastOfName(cells: number, least: number): number {
  return Math.min(wholeName, Math.max(least, cells));
}
