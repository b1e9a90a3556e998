import type { SourceError } from '../../backup/source.ts';
import {
  columnShape,
  type Family,
  neededColumns,
  neededViews,
  type ViewId,
  type ViewShape,
  viewIds,
  viewName,
  withoutSecrets,
} from '../catalog.ts';
import type { Link, TextResult } from '../connection/connection.ts';
import { type ConnectionLabel, isPassing, serverNumber, toSourceError } from '../connection/errors.ts';
import { tagged } from '../statement/statement.ts';
import type { TryQuery } from './identity.ts';

/** The views that can be read, with their columns, and why others cannot. */
export interface Probe {
  readonly shapes: Map<ViewId, ViewShape>;
  readonly refusals: Map<ViewId, SourceError>;
}

function toShape(fields: TextResult['fields']): ViewShape {
  const columns = fields.map(field => columnShape(field.name.toUpperCase(), field.type));
  const safe = new Set(withoutSecrets(columns.map(column => column.name)));
  return { columns: columns.filter(column => safe.has(column.name)) };
}

/** The events of the root service are nobody's. */
const withoutTenant: ReadonlySet<ViewId> = new Set(['events']);

/** No rows, and in sys not even those of a tenant without a leader. */
function noRows(views: readonly ViewId[], family: Family): string {
  const ofTenants = family === 'sys' ? views.filter(view => !withoutTenant.has(view)) : [];
  return [...ofTenants.map(view => `${view}.TENANT_ID = 1`), '1 = 0'].join(' AND ');
}

/**
 * Asks what columns a view has, from the field list of a result without rows.
 * @returns the refusal where the view is not there or may not be read
 * @throws SourceError for what may pass
 */
export async function probeView(
  link: Link,
  view: ViewId,
  family: Family,
  label: ConnectionLabel,
): Promise<ViewShape | SourceError> {
  try {
    const answer = await link.query(
      tagged('columns', `* FROM ${viewName(view, family)} ${view} WHERE ${noRows([view], family)}`),
    );
    return toShape(answer.fields);
  } catch (error) {
    const told = toSourceError(error, label, 'reading');
    if (link.lost || serverNumber(error) === null || isPassing(told)) throw told;
    return told;
  }
}

/** All views at once: the field list of a join that has no rows. Null where one of them cannot be read. */
async function probeTogether(tryQuery: TryQuery, family: Family): Promise<Map<ViewId, ViewShape> | null> {
  const from = viewIds.map(view => `${viewName(view, family)} ${view}`).join(', ');
  const answer = await tryQuery(tagged('columns', `* FROM ${from} WHERE ${noRows(viewIds, family)}`));
  if (answer === null) return null;
  const of = (view: ViewId) => answer.fields.filter(field => field.table.toLowerCase() === view);
  const shapes = new Map(viewIds.map(view => [view, toShape(of(view))] as const));
  return [...shapes.values()].every(shape => shape.columns.length > 0) ? shapes : null;
}

/**
 * Finds out once a connection which columns the views have.
 * @throws SourceError views_missing or views_unreadable where one is refused that nothing can be shown without
 */
export async function probe(
  link: Link,
  tryQuery: TryQuery,
  family: Family,
  label: ConnectionLabel,
): Promise<Probe> {
  const together = await probeTogether(tryQuery, family);
  if (together !== null) return { shapes: together, refusals: new Map() };
  const shapes = new Map<ViewId, ViewShape>();
  const refusals = new Map<ViewId, SourceError>();
  for (const view of viewIds) {
    const found = await probeView(link, view, family, label);
    if ('columns' in found) shapes.set(view, found);
    else if (neededViews.has(view)) throw found;
    else refusals.set(view, found);
  }
  return { shapes, refusals };
}

const consequences: Readonly<Record<ViewId, string>> = {
  jobs: 'No jobs are shown.',
  tasks: 'No tasks are shown.',
  job_history: 'Jobs that have ended are not shown.',
  task_history: 'Tasks that have ended are not shown.',
  tenants: 'What tenants are called is not known.',
  set_files: 'What a backup left at its destination is not shown.',
  archivelog: 'How far the log is archived is not shown.',
  events: 'Events, and backups that could not start, are not shown.',
  ls_tasks: 'The log streams of a backup are not shown.',
  schedule_tasks: 'What waits for a server is not shown.',
};

/** What is not shown because only the sys tenant has it. */
export function onlyInSys(view: ViewId): string {
  return `${viewName(view, 'sys')} is there in the sys tenant only: log in as a user of sys. ${consequences[view]}`;
}

/** What is not shown because this release's internal table lacks a column it is found by; null where it has all. */
export function remarkOnColumns(view: ViewId, { columns }: ViewShape, family: Family): string | null {
  const has = new Set(columns.map(column => column.name));
  const missing = (neededColumns[view] ?? []).filter(name => !has.has(name));
  if (missing.length === 0) return null;
  return `${viewName(view, family)} has no ${missing.join(', ')} in this release. ${consequences[view]}`;
}

/** What is not shown for want of a view, as a sentence with the reason. */
export function remarkOn(view: ViewId, refusal: SourceError, family: Family): string {
  const why = refusal.kind === 'views_missing' ? 'is not there' : 'cannot be read';
  const number = refusal.serverNumber === null ? '' : ` (server error ${refusal.serverNumber})`;
  return `${viewName(view, family)} ${why}${number}. ${consequences[view]}`;
}
