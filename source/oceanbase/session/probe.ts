import type { Remark } from '../../backup/remark.ts';
import type { SourceError } from '../../backup/source.ts';
import { type ConnectionLabel, isPassing, toSourceError } from '../connection/errors.ts';
import type { ServerLink, TextResult } from '../connection/link.ts';
import { tagged } from '../statement/statement.ts';
import { columnShape, shapeOf, type ViewShape } from '../views/columns.ts';
import { viewsAtLogin, viewsOfFirstLists } from '../views/registry.ts';
import { type Family, type ServerView, viewName } from '../views/view.ts';
import type { TryQuery } from './identity.ts';

/** The views that can be read, with their columns, and why others cannot. */
export interface Probe {
  readonly shapes: Map<ServerView, ViewShape>;
  readonly refusals: Map<ServerView, SourceError>;
}

function toShape(fields: TextResult['fields']): ViewShape {
  return shapeOf(fields.map(field => columnShape(field.name.toUpperCase(), field.type)));
}

/** No rows, and in sys not even those of a tenant without a leader. */
function noRows(views: readonly ServerView[], family: Family): string {
  const ofTenants = family === 'sys' ? views.filter(view => view.hasTenantId) : [];
  return [...ofTenants.map(({ id }) => `${id}.TENANT_ID = 1`), '1 = 0'].join(' AND ');
}

/**
 * Asks what columns a view has, from the field list of a result without rows.
 * @returns the refusal where the view is not there or may not be read
 * @throws SourceError for what may pass
 */
export async function probeView(
  link: ServerLink,
  view: ServerView,
  family: Family,
  label: ConnectionLabel,
): Promise<ViewShape | SourceError> {
  try {
    const answer = await link.query(
      tagged('columns', `* FROM ${viewName(view, family)} ${view.id} WHERE ${noRows([view], family)}`),
    );
    return toShape(answer.fields);
  } catch (thrown) {
    const error = toSourceError(thrown, label, 'reading');
    if (link.lost || error.serverNumber === null || isPassing(error)) throw error;
    return error;
  }
}

/** Views at once: the field list of a join that has no rows. Null where one of them cannot be read. */
async function probeTogether(
  views: readonly ServerView[],
  tryQuery: TryQuery,
  family: Family,
): Promise<Map<ServerView, ViewShape> | null> {
  const from = views.map(view => `${viewName(view, family)} ${view.id}`).join(', ');
  const answer = await tryQuery(tagged('columns', `* FROM ${from} WHERE ${noRows(views, family)}`));
  if (answer === null) return null;
  const of = ({ id }: ServerView) => answer.fields.filter(field => field.table.toLowerCase() === id);
  const shapes = new Map(views.map(view => [view, toShape(of(view))] as const));
  return [...shapes.values()].every(shape => shape.columns.length > 0) ? shapes : null;
}

/**
 * Finds out once a connection which columns the views have.
 * @throws SourceError views_missing or views_unreadable where one is refused that nothing can be shown without
 */
export async function probe(
  link: ServerLink,
  tryQuery: TryQuery,
  family: Family,
  label: ConnectionLabel,
): Promise<Probe> {
  const wanted = [...viewsAtLogin, ...viewsOfFirstLists.filter(({ names }) => names[family] !== null)];
  const together =
    (await probeTogether(wanted, tryQuery, family)) ?? (await probeTogether(viewsAtLogin, tryQuery, family));
  if (together !== null) {
    // One that lacks a column it needs is asked for again when it is wanted, and is reported then.
    for (const view of viewsOfFirstLists) {
      const shape = together.get(view);
      if (shape !== undefined && remarkOnColumns(view, shape, family) !== null) together.delete(view);
    }
    return { shapes: together, refusals: new Map() };
  }
  const shapes = new Map<ServerView, ViewShape>();
  const refusals = new Map<ServerView, SourceError>();
  for (const view of viewsAtLogin) {
    const found = await probeView(link, view, family, label);
    if ('columns' in found) shapes.set(view, found);
    else if (view.isRequired) throw found;
    else refusals.set(view, found);
  }
  return { shapes, refusals };
}

/** What is lost because only the sys tenant has the view. */
export function onlyInSys(view: ServerView): Remark {
  return { id: 'only_in_sys', view: viewName(view, 'sys'), loss: view.loss };
}

/** What is lost because this release's internal table lacks a column it is found by; null where it has all. */
export function remarkOnColumns(view: ServerView, { columns }: ViewShape, family: Family): Remark | null {
  const has = new Set(columns.map(column => column.name));
  const missing = view.neededColumns.filter(name => !has.has(name));
  if (missing.length === 0) return null;
  return { id: 'columns_missing', view: viewName(view, family), columns: missing, loss: view.loss };
}

/** What is lost for want of a view, and why. */
export function remarkOn(view: ServerView, refusal: SourceError, family: Family): Remark {
  return {
    id: refusal.kind === 'views_missing' ? 'view_missing' : 'view_unreadable',
    view: viewName(view, family),
    number: refusal.serverNumber,
    loss: view.loss,
  };
}
