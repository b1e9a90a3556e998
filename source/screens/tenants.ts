import { tenantCount, tenantsBackingUp } from '../backup/activity.ts';
import { type Need, needsSomeone, type TenantVerdict } from '../backup/tenant-verdict.ts';
import { scopeOf } from '../backup/view.ts';
import { listStart } from '../components/list-window.ts';
import { matcherOf } from '../presentation/lists/filtering.ts';
import type { SortedBy } from '../presentation/lists/sorting.ts';
import { acrossCell } from '../presentation/lists/tenant-cells.ts';
import { type HeldEnds, heldNow, holding, noEnds } from '../presentation/lists/tenant-ends.ts';
import { columnsOfAll, tenantColumns, tenantFoundBy } from '../presentation/lists/tenant-list.ts';
import { inNeed, needBlock, needCounts } from '../presentation/lists/tenant-needs.ts';
import {
  type KnownTenants,
  lastTenantsFirst,
  needRows,
  type TenantColumnsContext,
  type TenantRow,
  tenantRows,
  tenantSortings,
  tenantsKnown,
  verdictsOn,
} from '../presentation/lists/tenant-rows.ts';
import { totalRate } from '../presentation/lists/total-rate.ts';
import type { StoryOf } from '../presentation/story.ts';
import { count, roughRate } from '../text/number.ts';
import { answerTo } from '../watch/state.ts';
import { copiedRow } from './copy-text.ts';
import { detailsPlace } from './details.ts';
import { eventsPlace } from './events.ts';
import { jobPlace } from './job.ts';
import { jobsPlace } from './jobs.ts';
import { listKeys, liveKeys } from './keys.ts';
import { type ListPlace, listFrame } from './list-frame.ts';
import { type Orders, orderText, withOrderMark } from './orders.ts';
import { defineScreen, type Model, opening, type Place, type Size } from './screen.ts';
import {
  crumbLine,
  progressContext,
  readingFrame,
  remarkLines,
  tenantTitle,
  whereText,
} from './screen-lines.ts';
import { chosenIndex, storyPart } from './story-part.ts';

/** The list of tenants. */
export interface TenantsPlace extends ListPlace {
  readonly screen: 'tenants';
  readonly filter: string;
  readonly sort: SortedBy | null;
  /** The ends that running tenants are ordered by for a while. */
  readonly ends: HeldEnds;
  /** Whether fine tenants are shown one by one, however many. */
  readonly unfolded: boolean;
}

/** The place of the list of tenants. */
export function tenantsPlace(): TenantsPlace {
  return {
    screen: 'tenants',
    list: listStart,
    widths: new Map(),
    filter: '',
    sort: null,
    ends: noEnds,
    unfolded: false,
  };
}

function titleOf({ kind, name, id }: TenantRow): string {
  return kind === 'all' ? name : tenantTitle(name, id);
}

/** From this width on two weeks of nights are shown instead of one. */
const wideColumns = 160;

const contexts = new WeakMap<object, TenantColumnsContext>();

/** What the list is drawn from, the same for the same picture; null before the server is known. */
function columnsContext(model: Model, { picture }: KnownTenants): TenantColumnsContext | null {
  const context = progressContext(model);
  if (context === null) return null;
  const { refusals, server } = model.state;
  const known = contexts.get(context);
  if (known?.picture === picture && known.refusals === refusals) return known;
  const made = {
    ...context,
    picture,
    refusals,
    maxAge: model.maxAge,
    version: server?.version ?? null,
    sees: server?.sees ?? 'all_tenants',
  };
  contexts.set(context, made);
  return made;
}

function tenantDetails(tenantId: bigint | null, title: string): Place {
  return detailsPlace({
    view: { kind: 'tenants' },
    path: () => [title],
    sections: ({ state, theme }) =>
      (answerTo(state, { kind: 'tenants' })?.tenants ?? [])
        .filter(({ id }) => id === tenantId)
        .map(({ name, row }) => ({ title: theme.words.screens.details.tenant(name), row })),
  });
}

/** What the story of a row is made from: of a tenant its newest job, running or ended. */
function storyFor(
  row: TenantRow | null,
  { picture }: KnownTenants,
  context: TenantColumnsContext,
  { state }: Model,
): StoryOf | null {
  if (row === null || row.kind === 'fold' || picture === null || state.server === null) return null;
  const { verdict, activity } = row;
  const refused = verdict?.needs.find(({ kind }) => kind === 'could_not_start');
  return {
    name: row.name,
    job: activity?.running[0] ?? activity?.last ?? null,
    picture,
    server: state.server,
    context,
    refusal: refused?.kind === 'could_not_start' ? refused.refusal : null,
    days: verdict?.days ?? null,
    refusals: state.refusals,
  };
}

const toldNeeds = [
  'failed',
  'could_not_start',
  'stuck',
  'never',
  'overdue',
] as const satisfies readonly Need['kind'][];

/** How many tenants there are, how many run and how fast, how many need someone: what needs someone first. */
function summaryOf(
  known: KnownTenants,
  verdicts: readonly TenantVerdict[],
  context: TenantColumnsContext,
): readonly string[] {
  const { tenantList, none } = context.theme.words.screens;
  const { summary } = tenantList;
  const counts = needCounts(verdicts);
  const written = totalRate(context);
  const running = known.picture === null ? none : count(BigInt(tenantsBackingUp(known.picture)));
  return [
    ...toldNeeds.flatMap(kind => {
      const found = counts.get(kind) ?? 0;
      return found === 0 ? [] : [summary[kind](count(BigInt(found)))];
    }),
    summary.tenants(count(BigInt(tenantCount(known)))),
    summary.running(running),
    written === null ? '' : summary.written(roughRate(written)),
  ];
}

/** What a line above the list is about: the job that failed or is stuck, the events of a start that failed, or the jobs. */
function needPlace(row: TenantRow): Place {
  const need = row.verdict?.needs.find(needsSomeone);
  if (need?.kind === 'failed' || need?.kind === 'stuck') return jobPlace(need.job.key, titleOf(row));
  return need?.kind === 'could_not_start'
    ? eventsPlace(scopeOf(row.id), titleOf(row))
    : jobsPlace(scopeOf(row.id), titleOf(row));
}

/** Lines that the block of what needs someone takes at most: a quarter of the screen. */
function needRoom({ height }: Size): number {
  return Math.max(3, Math.floor(height / 4));
}

/** What the list can be ordered by. */
function ordersOf({ theme }: Model): Orders {
  const texts: Readonly<Record<string, string>> = theme.words.screens.tenantList.orders;
  const columns = tenantSortings.map(({ id }) => ({ id, text: texts[id] ?? id }));
  return {
    choices: [{ id: null, text: texts.need ?? '' }, ...columns],
    sortings: tenantSortings,
    unsorted: lastTenantsFirst,
  };
}

/** Every tenant, what runs there now, its last good backup and how its last days went; above it what needs someone. */
export const tenantsScreen = defineScreen<TenantsPlace, TenantRow>({
  id: 'tenants',
  view: ({ story }) => ({ kind: 'tenants', ...(story == null ? {} : { story }) }),
  rows(place, model) {
    const { state, theme } = model;
    const known = tenantsKnown(state);
    const context = known === null ? null : columnsContext(model, known);
    if (known === null || context === null || state.server === null) return [];
    const { allTenants } = theme.words.screens.crumbs;
    const { sort, unfolded, filter } = place;
    const found =
      filter === '' ? {} : { isFound: matcherOf(filter, tenantColumns(context), tenantFoundBy(context)) };
    return [
      ...needRows(inNeed(verdictsOn(known, context)), context),
      ...tenantRows(known, state.server, allTenants, context, {
        sort,
        unfolded,
        held: heldNow(place.ends, state.now),
        ...found,
      }),
    ];
  },
  frame(place, rows, model, size) {
    const { state, theme } = model;
    const { crumbs, counts, lists } = theme.words.screens;
    const known = tenantsKnown(state);
    const columns = known === null ? null : columnsContext(model, known);
    if (known === null || columns === null) return readingFrame(place, [crumbs.tenants], model, size);
    const nights = size.columns >= wideColumns ? 14 : 7;
    const verdicts = verdictsOn(known, columns);
    // They stand first, what needs someone before the row of all tenants.
    const first = rows.findIndex(({ kind }) => kind !== 'need');
    const needs = first === -1 ? rows.length : first;
    const summaries = rows[needs]?.kind === 'all' ? 1 : 0;
    const found = () => rows.filter(({ kind }) => kind === 'tenant').length;
    const index = chosenIndex(place.list, rows, needs);
    const block = needBlock(verdicts, columns, size.columns, needRoom(size), index < needs ? index : null);
    const remarks = remarkLines(known.picture, size.columns, theme);
    const between = [
      ...remarks,
      ...block.lines,
      ...(needs === 0 ? [] : [` ${theme.style('faint', '─'.repeat(size.columns - 2))}`]),
    ];
    const right = [
      place.filter === ''
        ? ''
        : counts.filtered(
            place.filter,
            counts.foundOf(count(BigInt(found())), count(BigInt(tenantCount(known)))),
          ),
      orderText(ordersOf(model), place.sort, theme),
      ...summaryOf(known, verdicts, columns),
    ];
    const parts = {
      rows,
      specs: withOrderMark(tenantColumns(columns, nights), ordersOf(model), place.sort),
      pinned: { count: needs, line: 1 + remarks.length, from: block.from, shown: block.shown },
      summaries,
      empty: place.filter === '' ? lists.noTenants : lists.noneMatch(place.filter),
      above: (seen: { readonly top: number; readonly shown: number }) => [
        crumbLine(
          [crumbs.tenants],
          [...right, whereText(seen, rows.length - needs - summaries, theme)],
          size.columns,
          theme,
        ),
        ...between,
      ],
      linesAbove: 1 + between.length,
      across: { head: columnsOfAll, cell: (row: TenantRow) => acrossCell(row, columns) },
      isTrouble: ({ verdict }: TenantRow) => verdict?.needs.some(needsSomeone) === true,
    };
    const { story, ...part } = storyPart(storyFor(rows[index] ?? null, known, columns, model), size);
    return listFrame(
      { ...place, story, ends: holding(place.ends, rows, state.now) },
      { ...parts, ...part },
      model,
      size,
    );
  },
  actions: {
    open: (place, row) => {
      if (row?.kind === 'fold') return { kind: 'change', place: { ...place, unfolded: true } };
      if (row?.kind === 'need') return opening(needPlace(row));
      return opening(row === null ? null : jobsPlace(scopeOf(row.id), titleOf(row)));
    },
    details: (_, row) =>
      opening(row?.tenant == null ? null : tenantDetails(row.id, tenantTitle(row.name, row.id))),
    events: (_, row) =>
      opening(row === null || row.kind === 'fold' ? null : eventsPlace(scopeOf(row.id), titleOf(row))),
    copy: (_, row, { theme }) => (row?.tenant == null ? null : copiedRow(row.name, row.tenant.row, theme)),
    fold: place => ({ kind: 'change', place: { ...place, unfolded: !place.unfolded } }),
  },
  keys: ['filter', ...listKeys, ...liveKeys],
  orders: (_, model) => ordersOf(model),
});
