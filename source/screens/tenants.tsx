import { tenantCount, tenantsBackingUp } from '../backup/activity.ts';
import { Lines } from '../components/lines.tsx';
import {
  tenantColumns,
  tenantRows,
  tenantSortings,
  tenantsKnown,
} from '../presentation/lists/tenant-list.ts';
import { count } from '../text/number.ts';
import { listLines, whereText } from './list-body.ts';
import type { TenantsEntry } from './places.ts';
import { crumbLine, progressContext, remarkLines, type ScreenProps } from './screen.ts';
import { sortText, withSortMark } from './sorted-columns.ts';

/** The picker: every tenant, what runs there now, and how its last backup ended. */
export function Tenants({ entry, state, ui, columns, height, theme }: ScreenProps<TenantsEntry>) {
  const words = theme.words.screens;
  const { crumbs, counts, lists } = words;
  const { server } = state;
  const known = tenantsKnown(state);
  const context = progressContext(state, theme);
  if (known === null || server === null || context === null) {
    return (
      <Lines
        lines={[crumbLine([crumbs.tenants], [lists.reading], columns, theme)]}
        height={height}
        theme={theme}
      />
    );
  }
  const rows = tenantRows(known, server, crumbs.allTenants, entry.filter, entry.sort);
  const summaries = rows.filter(row => row.all).length;
  const remarks = remarkLines(known.picture, columns, theme);
  const body = listLines({
    rows,
    specs: withSortMark(
      tenantColumns({ ...context, picture: known.picture, refusals: state.refusals }),
      tenantSortings,
      entry.sort,
    ),
    list: entry.list,
    pinned: entry.pinned,
    summaries,
    empty: entry.filter === '' ? lists.noTenants : lists.noneMatch(entry.filter),
    columns,
    height: height - 1 - remarks.length,
    theme,
  });
  ui.measure({ height: height - 2 - remarks.length, count: rows.length });
  const running = known.picture === null ? words.none : count(BigInt(tenantsBackingUp(known.picture)));
  const right = [
    entry.filter === '' ? '' : counts.filtered(entry.filter),
    sortText(tenantSortings, entry.sort, theme),
    counts.tenants(count(BigInt(tenantCount(known))), running),
    whereText(body, rows.length - summaries, theme),
  ];
  const crumb = crumbLine([crumbs.tenants], right, columns, theme);
  return <Lines lines={[crumb, ...remarks, ...body.lines]} height={height} theme={theme} />;
}
