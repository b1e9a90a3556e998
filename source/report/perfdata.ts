/** What is measured of one tenant; null where it is not known. */
export interface MeasuredTenant {
  readonly name: string;
  /** Seconds since its last good backup. */
  readonly goodAge: number | null;
  /** Seconds by which log archiving is behind. */
  readonly lag: number | null;
  readonly isFine: boolean;
}

/** More tenants than this have no figures of their own: plugins may write some thousand characters. */
const mostTenants = 20;

/** A label in quotes: a quote in it is doubled, and an equals sign, which ends a label, is none. */
function label(text: string): string {
  return `'${text.replaceAll("'", "''").replaceAll('=', '_')}'`;
}

/** One figure: seconds with their upper limit for "critical", 0 at least. */
function seconds(name: string, value: number | null, limit: number | null): string[] {
  return value === null ? [] : [`${label(name)}=${Math.floor(value)}s;;${limit ?? ''};0`];
}

function largest(values: readonly (number | null)[]): number | null {
  return values.reduce((most, value) => (value === null || (most ?? -1) > value ? most : value), null);
}

/** Performance data as monitoring plugins write it: what holds of all tenants first, then each tenant's own. */
export function perfdata(
  tenants: readonly MeasuredTenant[],
  { maxAge, maxLag }: { readonly maxAge: number; readonly maxLag: number | null },
): string {
  const own = tenants.length > mostTenants ? [] : tenants;
  return [
    `tenants=${tenants.length};;;0`,
    `not_fine=${tenants.filter(({ isFine }) => !isFine).length};;;0`,
    ...seconds('oldest_good', largest(tenants.map(({ goodAge }) => goodAge)), maxAge),
    ...seconds('largest_archive_lag', largest(tenants.map(({ lag }) => lag)), maxLag),
    ...own.flatMap(({ name, goodAge }) => seconds(`good_age ${name}`, goodAge, maxAge)),
    ...own.flatMap(({ name, lag }) => seconds(`archive_lag ${name}`, lag, maxLag)),
  ].join(' ');
}
