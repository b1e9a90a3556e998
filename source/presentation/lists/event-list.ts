import type { BackupEvent, EventsPicture } from '../../backup/event.ts';
import { kernelCodeName } from '../../backup/kernel-code.ts';
import type { Instant } from '../../backup/row.ts';
import { sysTenantId, type Tenant } from '../../backup/tenant.ts';
import type { Theme } from '../theme.ts';
import type { Cell, ColumnSpec } from './columns.ts';
import { leastOfName, widestName } from './name-width.ts';

/** A line of the time line of events. */
export interface EventRow {
  readonly key: string;
  readonly event: BackupEvent;
  /** Null where the event names none. */
  readonly tenantName: string | null;
}

/** The events, newest first as they came. Two of the same moment and name differ by their order. */
export function eventRows({ events }: EventsPicture, tenants: readonly Tenant[]): readonly EventRow[] {
  const names = new Map(tenants.map(tenant => [tenant.id, tenant.name]));
  const seen = new Map<string, number>();
  return events.map(event => {
    const name = `${event.at} ${event.event} ${event.tenantId ?? ''}`;
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    const tenantName =
      event.tenantId === null
        ? null
        : event.tenantId === sysTenantId
          ? 'sys'
          : (names.get(event.tenantId) ?? event.tenantId.toString());
    return { key: `${name} ${nth}`, event, tenantName };
  });
}

/** Values that have a column of their own. */
const apart: ReadonlySet<string> = new Set(['tenant_id', 'job_id', 'result']);

/** The fields of an event other than tenant, job and result: "task_id 4 · backup_set_id 4". */
export function valuesText({ values }: BackupEvent): string {
  return values
    .filter(({ name }) => !apart.has(name.toLowerCase()))
    .map(({ name, value }) => `${name} ${value}`.trim())
    .join(' · ');
}

/** Of a change of STATUS in fewer words the step itself: "INIT → BACKUP_SYS_META", then what it leads to. */
function whatCell(event: BackupEvent): Cell {
  const named = (name: string) => event.values.find(each => each.name === name)?.value ?? '';
  const [from, to] = [named('curr_status'), named('next_status')];
  const shorter = to === '' ? [] : [`${from} → ${to}`, `→ ${to}`];
  return { text: valuesText(event), shorter, role: 'faint' };
}

function resultCell({ result }: BackupEvent, theme: Theme): Cell {
  if (result === null) return { text: theme.words.screens.none, role: 'faint' };
  if (result === 0n) return { text: '0', role: 'faint' };
  const name = kernelCodeName(result) ?? '';
  return { text: `${result} ${name}`.trim(), shorter: [result.toString()], role: 'bad' };
}

/** The columns of the time line; `withTenant` where it is that of all tenants. */
export function eventColumns(
  theme: Theme,
  now: Instant | null,
  withTenant: boolean,
  tenants: readonly Tenant[] = [],
): readonly ColumnSpec<EventRow>[] {
  const { columns, none } = theme.words.screens;
  const columnsOfAll: readonly ColumnSpec<EventRow>[] = [
    {
      id: 'time',
      title: columns.time,
      priority: 0,
      least: 11,
      most: 19,
      cell: ({ event }) => {
        const text = theme.zone.date(event.at, ...(now === null ? [] : [now]));
        return { text, shorter: [text.slice(0, -':00'.length)] };
      },
    },
    {
      id: 'tenant',
      title: columns.tenant,
      priority: 0,
      least: leastOfName(widestName(tenants), 8),
      most: 24,
      cutTo: 8,
      cell: row => ({ text: row.tenantName ?? none, role: 'strong' }),
    },
    {
      id: 'event',
      title: columns.event,
      priority: 0,
      least: 17,
      most: 34,
      cell: ({ event }) => ({ text: event.event }),
    },
    {
      id: 'result',
      title: columns.result,
      priority: 0,
      least: 6,
      most: 34,
      cell: ({ event }) => resultCell(event, theme),
    },
    {
      id: 'job',
      title: columns.job,
      priority: 2,
      least: 4,
      most: 12,
      cell: ({ event }) => ({ text: event.jobId === null ? none : event.jobId.toString() }),
    },
    {
      id: 'what',
      title: columns.what,
      priority: 3,
      least: 24,
      most: 80,
      yields: true,
      cell: ({ event }) => whatCell(event),
    },
  ];
  return withTenant ? columnsOfAll : columnsOfAll.filter(({ id }) => id !== 'tenant');
}
