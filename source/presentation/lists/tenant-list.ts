import { type Activity, activityOf, newestJobs } from '../../backup/activity.ts';
import { isMeantBy } from '../../backup/history-filter.ts';
import type { Job } from '../../backup/job.ts';
import { type Picture, tasksOf } from '../../backup/picture.ts';
import { openRefusal, type Refusal } from '../../backup/refusal.ts';
import type { Server } from '../../backup/server.ts';
import type { SourceError } from '../../backup/source.ts';
import { progressOf } from '../../backup/task-progress.ts';
import { sysTenantId, type Tenant } from '../../backup/tenant.ts';
import { ago } from '../../text/duration.ts';
import { answerTo, type WatchState } from '../../watch/state.ts';
import { clusterCounts } from '../cluster-text.ts';
import { outcomeRoles, type ProgressContext } from '../progress-text.ts';
import { refusalTexts } from '../refusal-text.ts';
import { resultText } from '../result-text.ts';
import type { Role } from '../theme.ts';
import type { Cell, ColumnSpec } from './columns.ts';
import type { FoundBy } from './filtering.ts';
import { dataCell, nowTexts } from './progress-cells.ts';
import { type SortedBy, type Sorting, sorted } from './sorting.ts';

/** A line of the tenant picker. */
export interface TenantRow {
  readonly key: string;
  /** The row of all tenants, which stands for the sys tenant's cluster jobs. */
  readonly all: boolean;
  readonly id: bigint | null;
  readonly name: string;
  readonly mode: string | null;
  readonly tenant: Tenant | null;
  /** Null where what runs could not be read. */
  readonly activity: Activity | null;
}

/** The tenants there are, and the picture of what runs in them where that could be read. */
export interface KnownTenants {
  readonly tenants: readonly Tenant[];
  readonly picture: Picture | null;
}

const fromPicture = new WeakMap<Picture, KnownTenants>();
const fromFailure = new WeakMap<SourceError, KnownTenants>();

function kept<Key extends object>(
  map: WeakMap<Key, KnownTenants>,
  key: Key,
  made: KnownTenants,
): KnownTenants {
  const known = map.get(key) ?? made;
  map.set(key, known);
  return known;
}

/**
 * What the picker has to show, or null where it has nothing yet. A failure may carry the tenants alone:
 * a tenant whose jobs can be read can still be chosen.
 */
export function tenantsKnown(state: WatchState): KnownTenants | null {
  if (state.view.kind !== 'tenants') return null;
  const picture = answerTo(state, { kind: 'tenants' });
  const { failure } = state;
  if (picture !== null) return kept(fromPicture, picture, { tenants: picture.tenants, picture });
  const error = failure?.error;
  if (error == null || error.tenants === null) return null;
  return kept(fromFailure, error, { tenants: error.tenants, picture: null });
}

/** The key of the row of all tenants. */
export const allTenants = 'all';

/** A text that names a tenant's row. */
export function tenantRowKey(id: bigint | null): string {
  return `tenant ${id ?? 'own'}`;
}

function started(row: TenantRow): bigint | null {
  return row.activity?.running[0]?.startedAt ?? null;
}

/** What the picker can be sorted by: its columns, from left to right. */
export const tenantSortings: readonly Sorting<TenantRow>[] = [
  { id: 'tenant', first: 'up', by: row => row.name },
  { id: 'id', by: row => row.id },
  { id: 'mode', first: 'up', by: row => row.mode },
  { id: 'now', by: started },
  { id: 'last', by: row => row.activity?.last?.endedAt ?? null },
];

/** The reverse of the picker's own order, which is by number. */
export const lastTenantsFirst: SortedBy = { id: 'id', reversed: false };

/**
 * The rows of the picker: in sys first the one of all tenants, then the tenants by number.
 * @param allName what the row of all tenants is called
 * @param isFound which rows are shown; all of them by default
 */
export function tenantRows(
  { tenants, picture }: KnownTenants,
  server: Server,
  allName: string,
  sort: SortedBy | null,
  isFound: (row: TenantRow) => boolean = () => true,
): readonly TenantRow[] {
  const activity = (id: bigint | null) => (picture === null ? null : activityOf(picture, id));
  const rows = tenants
    .filter(tenant => tenant.id !== sysTenantId || server.sees === 'own_tenant')
    .map(tenant => ({
      key: tenantRowKey(tenant.id),
      all: false,
      id: tenant.id,
      name: tenant.name,
      mode: tenant.mode,
      tenant,
      activity: activity(tenant.id),
    }))
    .sort((a, b) => Number((a.id ?? 0n) - (b.id ?? 0n)))
    .filter(isFound);
  const ordered = sorted(rows, tenantSortings, sort);
  if (server.sees === 'own_tenant') return ordered;
  const all: TenantRow = {
    key: allTenants,
    all: true,
    id: sysTenantId,
    name: allName,
    mode: null,
    tenant: tenants.find(tenant => tenant.id === sysTenantId) ?? null,
    activity: activity(sysTenantId),
  };
  return [all].filter(isFound).concat(ordered);
}

/** What a tenant is found by, besides its cells: its newest jobs, and their states in words. */
export function tenantFoundBy(context: TenantColumnsContext): FoundBy<TenantRow> {
  const { changes } = context.theme.words.screens;
  const jobsOf = ({ activity }: TenantRow) => (activity === null ? [] : newestJobs(activity));
  return {
    texts: row =>
      jobsOf(row).flatMap(job => [
        job.status.text,
        job.type.text,
        job.status.kind === 'running' ? changes.running : null,
        job.result === 0n ? null : resultText(job.result, job.comment, context.theme),
        isStuck(job, context) ? changes.kinds.stuck : null,
      ]),
    isMeant: (word, row) => jobsOf(row).some(job => isMeantBy(word, job)),
  };
}

function isStuck(job: Job, context: TenantColumnsContext): boolean {
  const tasks = context.picture === null ? [] : tasksOf(context.picture, job.key);
  return tasks.some(task => progressOf(task, job, context).stuck !== null);
}

/** How the tenant picker is drawn. */
export interface TenantColumnsContext extends ProgressContext {
  /** Null where what runs could not be read. */
  readonly picture: Picture | null;
  /** Backups refused at their start, as far as they are known. */
  readonly refusals?: readonly Refusal[];
}

function clusterTexts(
  job: Job,
  picture: Picture,
  context: TenantColumnsContext,
): readonly [string, ...string[]] {
  const { lists } = context.theme.words.screens;
  const counts = clusterCounts({ job, picture, refusals: context.refusals ?? [] }, context);
  return [`${lists.clusterJob(String(job.key.jobId))} · ${counts[0]}`, ...counts];
}

function nowCell(row: TenantRow, context: TenantColumnsContext): Cell {
  const { theme, picture } = context;
  const words = theme.words.screens;
  if (picture === null || row.activity === null) return { text: words.lists.notRead, role: 'warning' };
  const [job, ...others] = row.activity.running;
  if (job === undefined) return refusedCell(row, context) ?? { text: words.none, role: 'faint' };
  const more = others.length === 0 ? '' : `  ${words.lists.moreJobs(String(others.length))}`;
  const cell = ([text, ...shorter]: readonly [string, ...string[]], role: Role): Cell => ({
    text: text + more,
    shorter: [text, ...shorter],
    role,
  });
  if (row.all) return cell(clusterTexts(job, picture, context), 'running');
  const task = tasksOf(picture, job.key)[0];
  if (task === undefined) return cell([job.status.text], 'running');
  const progress = progressOf(task, job, context);
  // How it ended is said in the words of the last backup, which it is as soon as its job's row follows.
  if (progress.data.state === 'ended') return dataCell(progress, theme);
  return cell(nowTexts(progress, theme), progress.stuck === null ? 'running' : 'warning');
}

/** A backup that could not start: it has no job. */
function refusedCell(row: TenantRow, { refusals = [], now, theme }: TenantColumnsContext): Cell | null {
  const jobs = row.activity === null ? null : newestJobs(row.activity);
  const refusal = openRefusal(refusals, row.id, jobs);
  if (refusal === null || now === null) return null;
  const [text, ...shorter] = refusalTexts(refusal, row.tenant, now, theme);
  return { text, shorter, role: 'bad' };
}

function lastCell({ activity }: TenantRow, { theme, now }: TenantColumnsContext): Cell {
  const words = theme.words.screens;
  const job = activity?.last ?? null;
  if (activity === null) return { text: words.none, role: 'faint' };
  if (job === null) return { text: words.lists.never, role: 'faint' };
  if (job.status.kind !== 'ended') return { text: words.none };
  const { outcome } = job.status;
  const age =
    now === null || job.endedAt === null ? '' : ago(Number(now - job.endedAt) / 1e6, theme.words.time);
  const code = job.result === 0n ? '' : `(${job.result})`;
  const line = (...parts: string[]) => parts.filter(part => part !== '').join(' ');
  const word = words.outcomes[outcome];
  // Of a backup that went well its age is what matters; of another one, that it did not.
  const shorter =
    outcome === 'completed'
      ? [line(job.type.text, age), age]
      : [line(word, age, code), line(word, age), line(word, code), word];
  return { text: line(job.type.text, word, age, code), shorter, role: lastRole(outcome) };
}

/** A backup that went well needs no colour in a list of hundreds; what did not must stand out. */
function lastRole(outcome: keyof typeof outcomeRoles) {
  return outcome === 'completed' ? null : outcomeRoles[outcome];
}

/** The columns of the tenant picker. */
export function tenantColumns(context: TenantColumnsContext): readonly ColumnSpec<TenantRow>[] {
  const { columns, none } = context.theme.words.screens;
  return [
    {
      id: 'tenant',
      title: columns.tenant,
      priority: 0,
      least: 12,
      most: 40,
      cell: row => ({ text: row.name, role: row.all ? 'faint' : 'strong' }),
    },
    {
      id: 'id',
      title: columns.id,
      priority: 2,
      least: 4,
      most: 12,
      cell: row => ({ text: row.all || row.id === null ? none : row.id.toString(), role: 'faint' }),
    },
    {
      id: 'mode',
      title: columns.mode,
      priority: 3,
      least: 5,
      most: 6,
      cell: row => ({ text: row.mode ?? none, role: 'faint' }),
    },
    {
      id: 'now',
      title: columns.now,
      priority: 0,
      least: 19,
      most: 48,
      cell: row => nowCell(row, context),
    },
    {
      id: 'last',
      title: columns.last,
      priority: 1,
      least: 14,
      most: 40,
      yields: true,
      cell: row => lastCell(row, context),
    },
  ];
}
