import { tenantCount, tenantsBackingUp } from '../backup/activity.ts';
import { Lines } from '../components/lines.tsx';
import { count } from '../text/number.ts';
import { listLines } from './list-body.ts';
import type { TenantsEntry } from './navigation.ts';
import { crumbLine, progressContext, type ScreenProps } from './screen.ts';
import { tenantColumns } from './tenant-columns.ts';
import { tenantRows, tenantSortings } from './tenant-rows.ts';

/** The picker: every tenant, what runs there now, and how its last backup ended. */
export function Tenants({ entry, state, store, ui, columns, height, look }: ScreenProps<TenantsEntry>) {
  const { crumbs, counts, lists, columns: titles } = look.say.screens;
  const { picture, server } = state;
  const context = progressContext(state, store, look);
  if (picture === null || server === null || context === null) {
    return (
      <Lines
        lines={[crumbLine([crumbs.tenants], lists.reading, columns, look)]}
        height={height}
        look={look}
      />
    );
  }
  const rows = tenantRows(picture, server, crumbs.allTenants, entry.filter, entry.sort);
  const body = listLines({
    rows,
    specs: tenantColumns({ ...context, picture }),
    list: entry.list,
    pinned: entry.pinned,
    empty: entry.filter === '' ? lists.noTenants : lists.noneMatch(entry.filter),
    columns,
    height: height - 1,
    look,
  });
  ui.measure({ height: height - 2, count: rows.length });
  const sort = tenantSortings.find(({ id }) => id === entry.sort)?.id as keyof typeof titles | undefined;
  const right = [
    entry.filter === '' ? '' : counts.filtered(entry.filter),
    sort === undefined ? '' : counts.sorted(titles[sort]),
    counts.tenants(count(BigInt(tenantCount(picture))), count(BigInt(tenantsBackingUp(picture)))),
  ];
  const crumb = crumbLine([crumbs.tenants], right.filter(part => part !== '').join(' · '), columns, look);
  return <Lines lines={[crumb, ...body.lines]} height={height} look={look} />;
}
