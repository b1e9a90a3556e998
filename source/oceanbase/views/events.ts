import { type BackupEvent, type EventsPicture, newestEventFirst } from '../../backup/event.ts';
import type { JobKey } from '../../backup/job.ts';
import type { Instant, Row } from '../../backup/row.ts';
import type { StatusChange } from '../../backup/status-change.ts';
import type { Scope, View } from '../../backup/view.ts';
import { dialectOf } from '../session/dialect.ts';
import { Fields, serverAddress } from '../statement/fields.ts';
import { parseInteger, timeText } from '../statement/values.ts';
import {
  type Branch,
  branchOf,
  columnsOf,
  type Family,
  type ReadableViews,
  type ServerView,
  type StatementRows,
  type ViewContext,
  viewName,
} from './view.ts';

/** What the root service did; the kernel forgets events after a week. Its rows belong to no tenant. */
export const events: ServerView<BackupEvent> = {
  id: 'events',
  names: { sys: 'oceanbase.DBA_OB_ROOTSERVICE_EVENT_HISTORY', mysql: null, oracle: null },
  isRequired: false,
  hasTenantId: false,
  neededColumns: ['TIMESTAMP', 'MODULE', 'EVENT', 'NAME1', 'VALUE1', 'NAME2', 'VALUE2'],
  listColumns: null,
  loss: 'events',
  toRow: toEvent,
};

/** What the kernel calls the same thing in different events. */
const tenantNames: ReadonlySet<string> = new Set(['tenant_id', 'user_tenant_id']);
const resultNames: ReadonlySet<string> = new Set(['result', 'ret']);
const jobNames: ReadonlySet<string> = new Set(['job_id']);

function toEvent(row: Row): BackupEvent | null {
  const fields = new Fields(row);
  const at = fields.instant('TIMESTAMP');
  if (at === null) return null;
  const values = [1, 2, 3, 4, 5, 6]
    .map(n => ({ name: fields.text(`NAME${n}`), value: fields.text(`VALUE${n}`) }))
    .filter(({ name, value }) => name !== '' || value !== '');
  const extra = fields.text('EXTRA_INFO');
  const number = (wanted: ReadonlySet<string>) =>
    parseInteger(values.find(({ name }) => wanted.has(name.toLowerCase()))?.value ?? null);
  return {
    at,
    event: fields.text('EVENT'),
    values: extra === '' ? values : [...values, { name: '', value: extra }],
    tenantId: number(tenantNames),
    jobId: number(jobNames),
    result: number(resultNames),
    server: serverAddress(fields.text('RS_SVR_IP'), fields.integer('RS_SVR_PORT')),
    row,
  };
}

const maxEvents = 200;
const day = 86_400_000_000n;

function newestEvents(where: readonly string[], readable: ReadableViews): Branch[] {
  const { family } = readable;
  const dialect = dialectOf(family);
  const list = columnsOf(events, 'full', readable).map(name => `h.${dialect.quote(name)}`);
  const time = `h.${dialect.quote('TIMESTAMP')}`;
  const select = `SELECT ${list.join(', ')} FROM ${viewName(events, family)} h WHERE h.MODULE = 'backup_data' AND ${where.join(' AND ')} ORDER BY ${time} DESC`;
  return branchOf(events, 'full', readable, {
    from: dialect.firstRows(select, maxEvents, 'v'),
    maxRows: maxEvents,
  });
}

function since(now: Instant, micros: bigint, family: Family): string {
  const dialect = dialectOf(family);
  const from = now > micros ? now - micros : 0n;
  return `h.${dialect.quote('TIMESTAMP')} > ${dialect.timeLiteral(timeText(from))}`;
}

/** The label of failed starts in an answer, which may have the events of a screen, too. */
export const failedStartsLabel = 'failed_starts';

/** Starts of the last day that did not succeed; one that did leaves a job row, which says more. */
export function failedStarts(now: Instant, readable: ReadableViews): Branch[] {
  const isStart = "h.EVENT IN ('start_backup_data', 'handle_user_tenant_backup_failed')";
  const succeeded = "(h.NAME2 = 'result' AND h.VALUE2 = '0')";
  const where = [since(now, day, readable.family), isStart, `NOT ${succeeded}`];
  return newestEvents(where, readable).map(branch => ({ ...branch, source: failedStartsLabel }));
}

/** The newest events of a week; of a tenant its own and those that name none. */
export function recentEvents(scope: Scope, now: Instant, readable: ReadableViews): Branch[] {
  // Where an event names a tenant, it names it first.
  const ofTenant =
    scope.kind === 'all' || scope.tenantId === null
      ? []
      : [
          `(h.NAME1 IS NULL OR h.NAME1 NOT IN ('tenant_id', 'user_tenant_id') OR h.VALUE1 = '${scope.tenantId}')`,
        ];
  return newestEvents([since(now, 7n * day, readable.family), ...ofTenant], readable);
}

/** The label of the rows of status changes. */
const statusChanges = 'status_changes';
const maxStatusChanges = 100;

/** The events of the changes of a job's task after a moment, oldest first. */
export function statusChangesOf(key: JobKey, after: Instant, readable: ReadableViews): Branch[] {
  const { family } = readable;
  const dialect = dialectOf(family);
  const columns = columnsOf(events, 'full', readable);
  const list = columns.map(name => `h.${dialect.quote(name)}`);
  const time = `h.${dialect.quote('TIMESTAMP')}`;
  const where = [
    "h.MODULE = 'backup_data' AND h.EVENT = 'advance_status'",
    `h.NAME1 = 'tenant_id' AND h.VALUE1 = '${key.tenantId ?? 0}' AND h.NAME2 = 'job_id' AND h.VALUE2 = '${key.jobId}'`,
    `${time} > ${dialect.timeLiteral(timeText(after))}`,
  ].join(' AND ');
  const select = `SELECT ${list.join(', ')} FROM ${viewName(events, family)} h WHERE ${where} ORDER BY ${time}`;
  const from = dialect.firstRows(select, maxStatusChanges, 'v');
  return branchOf(events, 'full', readable, { source: statusChanges, from, maxRows: maxStatusChanges });
}

/** The changes that such a branch has brought, oldest first. */
export function statusChangesIn(found: StatementRows): StatusChange[] {
  const changes = found.of(events, statusChanges).flatMap(({ at, values }) => {
    const value = (wanted: string) => values.find(({ name }) => name.toLowerCase() === wanted)?.value ?? '';
    const [from, to] = [value('curr_status'), value('next_status')];
    return to === '' ? [] : [{ at, from, to }];
  });
  return changes.sort((a, b) => Number(a.at - b.at));
}

/** Reads the newest events. */
export async function readEvents(
  { scope }: View<'events'>,
  { session, ask, now }: ViewContext,
): Promise<EventsPicture> {
  const unavailable = await session.reach(events);
  if (unavailable !== null) return { readAt: null, events: [], unavailable };
  const found = await ask('events', recentEvents(scope, now, session));
  return { readAt: found.readAt, events: found.of(events).sort(newestEventFirst), unavailable };
}
