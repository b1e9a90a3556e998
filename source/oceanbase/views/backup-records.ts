import type { GoodBackup } from '../../backup/backup-record.ts';
import { parseBackupType } from '../../backup/job.ts';
import type { Instant } from '../../backup/row.ts';
import { type Outcome, outcomeTexts } from '../../backup/status.ts';
import { dialectOf } from '../session/dialect.ts';
import { Fields } from '../statement/fields.ts';
import { allOf, keyColumns, onJob, withOutcome } from './conditions.ts';
import { jobHistory, typeTexts } from './jobs.ts';
import { type Branch, branchOf, type ReadableViews, type ServerView, viewName } from './view.ts';

/** One tenant's backups since the first of the days asked for. */
export interface RecentBackups {
  readonly tenantId: bigint | null;
  readonly lastGood: GoodBackup | null;
  /** By day, in the order asked for; null where none ended. */
  readonly outcomes: readonly (Outcome | null)[];
}

/** The history of jobs, aggregated: one row a tenant, every column but TENANT_ID a text, so that it fits in any union. */
export const recentBackups: ServerView<RecentBackups> = {
  ...jobHistory,
  id: 'recent_backups',
  loss: null,
  toRow: (row, ownTenantId) => {
    const fields = new Fields(row);
    const [goodJob = 0n, ...days] = fields.text('OUTCOMES').split(',').map(toNumber);
    return {
      tenantId: fields.integer('TENANT_ID') ?? ownTenantId,
      lastGood: goodOf(fields, goodJob),
      outcomes: days.map(code => outcomeOf.get(code % codes) ?? null),
    };
  },
};

function toNumber(text: string): bigint {
  return /^\d+$/.test(text) ? BigInt(text) : 0n;
}

function goodOf(fields: Fields, jobId: bigint): GoodBackup | null {
  const endedAt = fields.instant('GOOD_TIMESTAMP');
  if (endedAt === null) return null;
  const type = (['FULL', 'INC'] as const).find(name => fields.instant(`${name}_TIMESTAMP`) === endedAt);
  return { type: parseBackupType(type ?? ''), endedAt, jobId: jobId === 0n ? null : jobId };
}

/** How the newest job of a day is sent: its JOB_ID times four, and one of these. */
const codes = 4n;
const outcomeCodes = { completed: 1n, canceled: 2n, failed: 3n } as const satisfies Record<Outcome, bigint>;
const statusCode =
  `CASE h.STATUS WHEN '${outcomeTexts.completed}' THEN ${outcomeCodes.completed}` +
  ` WHEN '${outcomeTexts.canceled}' THEN ${outcomeCodes.canceled} WHEN '${outcomeTexts.failed}' THEN ${outcomeCodes.failed} ELSE 0 END`;
const outcomeOf: ReadonlyMap<bigint, Outcome> = new Map([
  [outcomeCodes.completed, 'completed'],
  [outcomeCodes.canceled, 'canceled'],
  [outcomeCodes.failed, 'failed'],
]);

const columns = ['GOOD_TIMESTAMP', 'FULL_TIMESTAMP', 'INC_TIMESTAMP', 'OUTCOMES'];

/** Tenants of which rows are made room for. */
const maxTenants = 10_000;

/**
 * What became of each tenant's backups that started on these days, one row a tenant however many there were: the end of
 * the last COMPLETED one, and for each day the outcome of its newest, by JOB_ID, a sequence within the tenant.
 * @param days when each begins, oldest first; the last one has no end
 */
export function recentBackupsSince(days: readonly Instant[], readable: ReadableViews): Branch[] {
  const { family, shapes } = readable;
  const [first] = days;
  if (first === undefined || !shapes.has(jobHistory)) return [];
  const dialect = dialectOf(family);
  const completed = withOutcome('completed', 'h');
  const lastEnd = (condition: string) => `MAX(CASE WHEN ${condition} THEN h.END_TIMESTAMP END)`;
  const newest = (condition: string, value: string) =>
    `COALESCE(MAX(CASE WHEN ${condition} THEN ${value} END), 0)`;
  const outcomes = days.map((from, index) => {
    const until = days[index + 1];
    const starts = [
      `h.START_TIMESTAMP >= ${dialect.startedAt(from)}`,
      until === undefined ? '' : `h.START_TIMESTAMP < ${dialect.startedAt(until)}`,
    ];
    return newest(allOf(...starts), `h.JOB_ID * ${codes} + ${statusCode}`);
  });
  const [tenant, group] = family === 'sys' ? ['h.TENANT_ID, ', ' GROUP BY h.TENANT_ID'] : ['', ''];
  const select = [
    `${lastEnd(completed)} AS GOOD_TIMESTAMP`,
    ...(['full', 'inc'] as const).map(
      type =>
        `${lastEnd(`${completed} AND h.BACKUP_TYPE IN (${typeTexts[type]})`)} AS ${type.toUpperCase()}_TIMESTAMP`,
    ),
    `${dialect.joined([newest(completed, 'h.JOB_ID'), ...outcomes], ',')} AS OUTCOMES`,
  ].join(', ');
  const since = `h.START_TIMESTAMP >= ${dialect.startedAt(first)}`;
  const from = `(SELECT ${tenant}${select} FROM ${viewName(jobHistory, family)} h WHERE ${since}${group}) v`;
  const own = family === 'sys' ? ['TENANT_ID'] : [];
  return [{ view: recentBackups, columns: [...own, ...columns], from, maxRows: maxTenants }];
}

/** The label of COMPLETED jobs older than the days asked for. */
export const olderGood = 'older_good';

/** The newest COMPLETED job of each of these tenants, however old. */
export function newestGoodOf(
  tenantIds: readonly (bigint | null)[] | 'all',
  readable: ReadableViews,
): Branch[] {
  const { family } = readable;
  const history = viewName(jobHistory, family);
  const ids = tenantIds === 'all' ? [] : tenantIds.filter(id => id !== null);
  const isOfSome = family === 'sys' && tenantIds !== 'all';
  const inTenants = isOfSome ? `h.TENANT_ID IN (${ids.join(', ') || 0})` : '';
  const [tenant, group] = family === 'sys' ? ['h.TENANT_ID, ', ' GROUP BY h.TENANT_ID'] : ['', ''];
  const where = allOf(inTenants, withOutcome('completed', 'h'));
  const newest = `SELECT ${tenant}MAX(h.JOB_ID) AS JOB_ID FROM ${history} h WHERE ${where}${group}`;
  const from = `${history} v JOIN (${newest}) k ON ${onJob('v', 'k', family)}`;
  const wanted = new Set([...keyColumns(family), 'BACKUP_TYPE', 'END_TIMESTAMP', 'STATUS']);
  return branchOf(jobHistory, 'list', readable, {
    source: olderGood,
    from,
    readFirst: 'k',
    ...(tenantIds === 'all' ? {} : { maxRows: Math.max(1, tenantIds.length) }),
  }).map(branch => ({ ...branch, columns: branch.columns.filter(name => wanted.has(name)) }));
}
