import type { Instant } from '../backup/row.ts';
import type { Mode, Server } from '../backup/server.ts';
import type { SourceError } from '../backup/source.ts';
import { sanitise } from '../text/sanitise.ts';
import {
  columnKind,
  type Family,
  familyOf,
  neededViews,
  type ViewId,
  type ViewShape,
  viewIds,
  viewName,
  withoutSecrets,
} from './catalog.ts';
import { type ConnectSettings, connect, type Link, type TextResult } from './connection.ts';
import { dialectOf } from './dialect.ts';
import { type Asker, serverNumber, toSourceError } from './errors.ts';
import { tagged } from './statement.ts';
import { parseInteger, parseTime } from './values.ts';
import { parseVersion, totalsAreReal } from './version.ts';

/** A connection made ready: which tenant it is in, and what the views there have. */
export interface Session {
  readonly link: Link;
  readonly family: Family;
  readonly server: Server;
  /** The views that can be read, with their columns; asked once a connection, never guessed from the version. */
  readonly shapes: ReadonlyMap<ViewId, ViewShape>;
}

/** Asks, and gives null where the server knows no such thing; a lost connection is still an error. */
async function attempt(link: Link, sql: string): Promise<TextResult | null> {
  try {
    return await link.query(sql);
  } catch (error) {
    if (link.lost || serverNumber(error) === null) throw error;
    return null;
  }
}

/** SHOW VARIABLES works in both modes; a server without the variable speaks MySQL. */
async function askMode(link: Link): Promise<Mode> {
  const answer = await attempt(link, "SHOW VARIABLES LIKE 'ob_compatibility_mode'");
  return answer?.rows[0]?.[1]?.toUpperCase() === 'ORACLE' ? 'ORACLE' : 'MYSQL';
}

/**
 * Times in UTC, and nothing may be written: the server refuses writes of this session (error 1792). A server
 * that does not know the second is no reason to stop, for this program sends no writes.
 */
async function prepare(link: Link, mode: Mode): Promise<void> {
  // An Oracle tenant's times are text in UTC+8 whatever the session says.
  if (mode === 'MYSQL') await link.query("SET time_zone = '+00:00'");
  await attempt(link, 'SET SESSION TRANSACTION READ ONLY');
}

interface Identity {
  readonly tenantId: bigint | null;
  readonly tenantName: string | null;
  readonly versionText: string | null;
  readonly clock: Instant | null;
}

async function askValue(link: Link, expression: string, fromNothing = ''): Promise<string | null> {
  const answer = await attempt(link, tagged('identify', `${expression}${fromNothing}`));
  return answer?.rows[0]?.[0] ?? null;
}

/** Who we are, in a MySQL-mode tenant: in one statement where the server knows all of it, else one by one. */
async function identifyMysql(link: Link): Promise<Identity> {
  const all = tagged('identify', 'effective_tenant_id(), effective_tenant(), ob_version(), now(6)');
  let row = (await attempt(link, all))?.rows[0];
  if (row === undefined) {
    // Where these are functions of database oceanbase, they are found only from within it.
    await attempt(link, 'USE oceanbase');
    row = (await attempt(link, all))?.rows[0];
  }
  row ??= [
    await askValue(link, 'effective_tenant_id()'),
    await askValue(link, 'effective_tenant()'),
    (await askValue(link, 'ob_version()')) ?? (await askValue(link, '@@version_comment')),
    await askValue(link, 'now(6)'),
  ];
  return {
    tenantId: parseInteger(row[0] ?? null),
    tenantName: row[1] ?? null,
    versionText: row[2] ?? null,
    clock: parseTime(row[3] ?? null, 'mysql'),
  };
}

/** The same in an Oracle tenant, where DBA_OB_TENANTS (since 4.1) tells the tenant. */
async function identifyOracle(link: Link): Promise<Identity> {
  const dialect = dialectOf('oracle');
  const version = await askValue(link, 'ob_version()', dialect.fromNothing);
  const clock = await askValue(link, dialect.clock, dialect.fromNothing);
  const tenants = `TENANT_ID, TENANT_NAME FROM ${viewName('tenants', 'oracle')} WHERE TENANT_TYPE = 'USER'`;
  const tenant = (await attempt(link, tagged('identify', tenants)))?.rows[0];
  return {
    tenantId: parseInteger(tenant?.[0] ?? null),
    tenantName: tenant?.[1] ?? null,
    versionText: version,
    clock: parseTime(clock, 'mysql'),
  };
}

function toShape(fields: TextResult['fields']): ViewShape {
  const columns = fields.map(field => ({
    name: field.name.toUpperCase(),
    kind: columnKind(field.name.toUpperCase(), field.type),
  }));
  const safe = new Set(withoutSecrets(columns.map(column => column.name)));
  return { columns: columns.filter(column => safe.has(column.name)) };
}

interface Probe {
  readonly shapes: Map<ViewId, ViewShape>;
  readonly refusals: Map<ViewId, SourceError>;
}

/** All views at once: the field list of a join that has no rows. Null where one of them cannot be read. */
async function probeTogether(link: Link, family: Family): Promise<Map<ViewId, ViewShape> | null> {
  const from = viewIds.map(view => `${viewName(view, family)} ${view}`).join(', ');
  const answer = await attempt(link, tagged('columns', `* FROM ${from} WHERE 1 = 0`));
  if (answer === null) return null;
  const of = (view: ViewId) => answer.fields.filter(field => field.table.toLowerCase() === view);
  const shapes = new Map(viewIds.map(view => [view, toShape(of(view))] as const));
  return [...shapes.values()].every(shape => shape.columns.length > 0) ? shapes : null;
}

async function probeEach(link: Link, family: Family, asker: Asker): Promise<Probe> {
  const shapes = new Map<ViewId, ViewShape>();
  const refusals = new Map<ViewId, SourceError>();
  for (const view of viewIds) {
    try {
      const answer = await link.query(
        tagged('columns', `* FROM ${viewName(view, family)} ${view} WHERE 1 = 0`),
      );
      shapes.set(view, toShape(answer.fields));
    } catch (error) {
      if (link.lost || serverNumber(error) === null) throw error;
      refusals.set(view, toSourceError(error, asker, 'reading'));
    }
  }
  return { shapes, refusals };
}

/** Finds out once a connection which columns the views have. */
async function probe(link: Link, family: Family, asker: Asker): Promise<Probe> {
  const together = await probeTogether(link, family);
  return together === null ? probeEach(link, family, asker) : { shapes: together, refusals: new Map() };
}

function refuseWithout(found: Probe): void {
  for (const view of neededViews) {
    const refusal = found.refusals.get(view);
    if (refusal !== undefined) throw refusal;
  }
}

function remarksOn(found: Probe, family: Family): string[] {
  return [...found.refusals].map(
    ([view, refusal]) => `Without ${viewName(view, family)}: ${refusal.message}`,
  );
}

/** The tenant part of a user name: user@tenant#cluster, or cluster:tenant:user. */
function tenantOfUser(user: string): string {
  const at = /@([^#]+)/.exec(user)?.[1];
  const colon = user.split(':')[1];
  return at ?? colon ?? 'sys';
}

/** Which views this tenant reads; where its number is not told, the views themselves tell. */
async function chooseFamily(link: Link, mode: Mode, tenantId: bigint | null): Promise<Family> {
  if (mode === 'ORACLE' || tenantId !== null) return familyOf(mode, tenantId === 1n);
  const sys = await attempt(link, tagged('columns', `* FROM ${viewName('jobs', 'sys')} WHERE 1 = 0`));
  return familyOf(mode, sys !== null);
}

/**
 * Logs in and finds out where we are.
 * @throws SourceError cannot_connect, login_refused, views_missing, views_unreadable and what may happen on the way
 */
export async function openSession(settings: ConnectSettings, asker: Asker): Promise<Session> {
  const link = await connect(settings, asker);
  try {
    const mode = await askMode(link);
    await prepare(link, mode);
    const identity = mode === 'ORACLE' ? await identifyOracle(link) : await identifyMysql(link);
    const family = await chooseFamily(link, mode, identity.tenantId);
    const found = await probe(link, family, asker);
    refuseWithout(found);
    return {
      link,
      family,
      shapes: found.shapes,
      server: describe(settings, link, mode, family, identity, found),
    };
  } catch (error) {
    const told = toSourceError(error, asker, 'reading');
    await link.close();
    throw told;
  }
}

function describe(
  settings: ConnectSettings,
  link: Link,
  mode: Mode,
  family: Family,
  identity: Identity,
  found: Probe,
): Server {
  const tasks = new Set(found.shapes.get('tasks')?.columns.map(column => column.name));
  const version = identity.versionText === null ? null : parseVersion(identity.versionText);
  const inView = tasks.has('DATA_PROGRESS');
  // In sys the column came together with real totals; in a user tenant it came later, so the version tells.
  const real = family === 'sys' ? inView : totalsAreReal(inView, version);
  return {
    host: settings.socket ?? settings.host,
    port: settings.port,
    user: settings.user,
    versionText:
      version === null
        ? sanitise(identity.versionText ?? 'unknown version')
        : `OceanBase ${version.join('.')}`,
    version,
    mode,
    sees: family === 'sys' ? 'all_tenants' : 'own_tenant',
    tenantId: identity.tenantId,
    tenantName: sanitise(identity.tenantName ?? tenantOfUser(settings.user)),
    tls: link.tls,
    knowledge: {
      totalsAreReal: real,
      logFilesAreCounted: tasks.has('LOG_FILE_COUNT'),
      dataProgressIs: inView ? 'in_view' : real ? 'computed' : 'unknowable',
    },
    clock: identity.clock ?? 0n,
    remarks: remarksOn(found, family),
  };
}
