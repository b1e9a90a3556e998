import { tenantCount, tenantsBackingUp } from '../backup/activity.ts';
import { scopeOf } from '../backup/view.ts';
import { listStart } from '../components/list-window.ts';
import { matcherOf } from '../presentation/lists/filtering.ts';
import {
  type KnownTenants,
  lastTenantsFirst,
  type TenantColumnsContext,
  type TenantRow,
  tenantColumns,
  tenantFoundBy,
  tenantRows,
  tenantSortings,
  tenantsKnown,
} from '../presentation/lists/tenant-list.ts';
import { count } from '../text/number.ts';
import { answerTo } from '../watch/state.ts';
import { copiedRow } from './copy-text.ts';
import { detailsPlace } from './details.ts';
import { eventsPlace } from './events.ts';
import { jobsPlace } from './jobs.ts';
import { liveKeys } from './keys.ts';
import { listFrame } from './list-frame.ts';
import { defineScreen, type Model, opening, type Place } from './screen.ts';
import {
  crumbLine,
  progressContext,
  readingFrame,
  remarkLines,
  tenantTitle,
  whereText,
} from './screen-lines.ts';
import { type SortedPlace, sortActions, sortText, withSortMark } from './sort-actions.ts';

/** The picker of tenants. */
export interface TenantsPlace extends SortedPlace {
  readonly screen: 'tenants';
  readonly filter: string;
}

export function tenantsPlace(): TenantsPlace {
  return { screen: 'tenants', list: listStart, widths: new Map(), filter: '', sort: null };
}

function titleOf({ all, name, id }: TenantRow): string {
  return all ? name : tenantTitle(name, id);
}

/** What the columns are drawn from; null before the server is known. */
function columnsContext(model: Model, { picture }: KnownTenants): TenantColumnsContext | null {
  const context = progressContext(model);
  return context === null ? null : { ...context, picture, refusals: model.state.refusals };
}

function tenantDetails(tenantId: bigint | null, title: string): Place {
  return detailsPlace({
    view: { kind: 'tenants' },
    path: [title],
    sections: ({ state, theme }) =>
      (answerTo(state, { kind: 'tenants' })?.tenants ?? [])
        .filter(({ id }) => id === tenantId)
        .map(({ name, row }) => ({ title: theme.words.screens.details.tenant(name), row })),
  });
}

/** Every tenant, what runs there now, and how its last backup ended. */
export const tenants = defineScreen<TenantsPlace, TenantRow>({
  id: 'tenants',
  view: () => ({ kind: 'tenants' }),
  rows(place, model) {
    const { state, theme } = model;
    const known = tenantsKnown(state);
    if (known === null || state.server === null) return [];
    const { allTenants } = theme.words.screens.crumbs;
    const columns = columnsContext(model, known);
    return tenantRows(
      known,
      state.server,
      allTenants,
      place.sort,
      place.filter === '' || columns === null
        ? undefined
        : matcherOf(place.filter, tenantColumns(columns), tenantFoundBy(columns)),
    );
  },
  frame(place, rows, model, size) {
    const { state, theme } = model;
    const { crumbs, counts, lists, none } = theme.words.screens;
    const known = tenantsKnown(state);
    const columns = known === null ? null : columnsContext(model, known);
    if (known === null || columns === null) return readingFrame(place, [crumbs.tenants], model, size);
    const { picture } = known;
    const summaries = rows.filter(row => row.all).length;
    const remarks = remarkLines(picture, size.columns, theme);
    const running = picture === null ? none : count(BigInt(tenantsBackingUp(picture)));
    const right = [
      place.filter === ''
        ? ''
        : counts.filtered(
            place.filter,
            counts.foundOf(count(BigInt(rows.length - summaries)), count(BigInt(tenantCount(known)))),
          ),
      sortText(tenantSortings, place.sort, theme),
      counts.tenants(count(BigInt(tenantCount(known))), running),
    ];
    const parts = {
      rows,
      specs: withSortMark(tenantColumns(columns), tenantSortings, place.sort),
      summaries,
      empty: place.filter === '' ? lists.noTenants : lists.noneMatch(place.filter),
      above: (seen: { readonly top: number; readonly shown: number }) => [
        crumbLine(
          [crumbs.tenants],
          [...right, whereText(seen, rows.length - summaries, theme)],
          size.columns,
          theme,
        ),
        ...remarks,
      ],
      linesAbove: 1 + remarks.length,
    };
    return listFrame(place, parts, model, size);
  },
  actions: {
    open: (_, row) => opening(row === null ? null : jobsPlace(scopeOf(row.id), titleOf(row))),
    details: (_, row) =>
      opening(row?.tenant == null ? null : tenantDetails(row.id, tenantTitle(row.name, row.id))),
    events: (_, row) => opening(row === null ? null : eventsPlace(scopeOf(row.id), titleOf(row))),
    copy: (_, row, { theme }) => (row?.tenant == null ? null : copiedRow(row.name, row.tenant.row, theme)),
    ...sortActions<TenantsPlace, TenantRow>(() => tenantSortings, lastTenantsFirst),
  },
  keys: ['filter', ...liveKeys],
});
