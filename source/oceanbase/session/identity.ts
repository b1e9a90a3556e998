import type { Instant } from '../../backup/row.ts';
import type { Mode } from '../../backup/server.ts';
import { type ConnectionLabel, isPassing, toSourceError } from '../connection/errors.ts';
import type { ServerLink, TextResult } from '../connection/link.ts';
import { sessionSettings, tag, tagged } from '../statement/statement.ts';
import { parseInteger, parseTime } from '../statement/values.ts';
import { jobs } from '../views/jobs.ts';
import { tenants } from '../views/tenants.ts';
import { type Family, familyOf, viewName } from '../views/view.ts';
import { dialectOf } from './dialect.ts';

/** Asks, and takes a server's "there is no such thing" or "you may not" as null. Any other failure is one. */
export type TryQuery = (sql: string) => Promise<TextResult | null>;

/**
 * Makes a `TryQuery`. A server that is busy, hangs or goes away shows nothing about what it has, and a
 * wrong guess (DBA_ views in sys, say) would show a cluster without backups.
 * @throws SourceError for what may pass
 */
export function tryQueryOn(link: ServerLink, label: ConnectionLabel): TryQuery {
  return async sql => {
    try {
      return await link.query(sql);
    } catch (thrown) {
      const error = toSourceError(thrown, label, 'reading');
      if (link.lost || error.serverNumber === null || isPassing(error)) throw error;
      return null;
    }
  };
}

/** SHOW VARIABLES works in both modes; a server without the variable speaks MySQL. */
export async function askMode(tryQuery: TryQuery): Promise<Mode> {
  const answer = await tryQuery(`SHOW ${tag('identify')} VARIABLES LIKE 'ob_compatibility_mode'`);
  return answer?.rows[0]?.[1]?.toUpperCase() === 'ORACLE' ? 'ORACLE' : 'MYSQL';
}

/** Which tenant this is, as far as the answer has it. */
export interface Identity {
  readonly tenantId: bigint | null;
  readonly tenantName: string | null;
  readonly versionText: string | null;
  readonly clock: Instant | null;
  /** Time zone and read-only state of the session (`sessionSettings`), where the server reports them. */
  readonly settings: string | null;
}

async function askValue(tryQuery: TryQuery, expression: string, fromNothing = ''): Promise<string | null> {
  const answer = await tryQuery(tagged('identify', `${expression}${fromNothing}`));
  return answer?.rows[0]?.[0] ?? null;
}

/** Who we are, and in what session, in a MySQL-mode tenant: in one statement where the server knows all of it, else one by one. */
async function identifyMysql(tryQuery: TryQuery): Promise<Identity> {
  const all = tagged(
    'identify',
    `effective_tenant_id(), effective_tenant(), ob_version(), now(6), ${sessionSettings}`,
  );
  let row = (await tryQuery(all))?.rows[0];
  if (row === undefined) {
    // Where these are functions of database oceanbase, they are found only from within it.
    await tryQuery(`USE ${tag('identify')} oceanbase`);
    row = (await tryQuery(all))?.rows[0];
  }
  row ??= [
    await askValue(tryQuery, 'effective_tenant_id()'),
    await askValue(tryQuery, 'effective_tenant()'),
    (await askValue(tryQuery, 'ob_version()')) ?? (await askValue(tryQuery, '@@version_comment')),
    await askValue(tryQuery, 'now(6)'),
    await askValue(tryQuery, sessionSettings),
  ];
  return {
    tenantId: parseInteger(row[0] ?? null),
    tenantName: row[1] ?? null,
    versionText: row[2] ?? null,
    clock: parseTime(row[3] ?? null, 'mysql'),
    settings: row[4] ?? null,
  };
}

/** The same in an Oracle tenant, where DBA_OB_TENANTS (since 4.1) names the tenant. */
async function identifyOracle(tryQuery: TryQuery): Promise<Identity> {
  const dialect = dialectOf('oracle');
  const version = await askValue(tryQuery, 'ob_version()', dialect.fromNothing);
  const clock = await askValue(tryQuery, dialect.clock, dialect.fromNothing);
  const ownTenant = `TENANT_ID, TENANT_NAME FROM ${viewName(tenants, 'oracle')} WHERE TENANT_TYPE = 'USER'`;
  const tenant = (await tryQuery(tagged('identify', ownTenant)))?.rows[0];
  return {
    tenantId: parseInteger(tenant?.[0] ?? null),
    tenantName: tenant?.[1] ?? null,
    versionText: version,
    clock: parseTime(clock, 'mysql'),
    settings: null,
  };
}

/** Asks which tenant and version this is. */
export function identify(tryQuery: TryQuery, mode: Mode): Promise<Identity> {
  return mode === 'ORACLE' ? identifyOracle(tryQuery) : identifyMysql(tryQuery);
}

/** Which views this tenant reads; where its number is not known, whether the views of sys exist decides. */
export async function chooseFamily(
  link: ServerLink,
  label: ConnectionLabel,
  mode: Mode,
  tenantId: bigint | null,
): Promise<Family> {
  if (mode === 'ORACLE' || tenantId !== null) return familyOf(mode, tenantId === 1n);
  try {
    await link.query(tagged('columns', `* FROM ${viewName(jobs, 'sys')} WHERE TENANT_ID = 1 AND 1 = 0`));
    return familyOf(mode, true);
  } catch (thrown) {
    const error = toSourceError(thrown, label, 'reading');
    // A view that may not be read is there: this is sys, and the right is what is missing.
    if (error.kind === 'views_unreadable') return familyOf(mode, true);
    if (link.lost || error.serverNumber === null || isPassing(error)) throw error;
    return familyOf(mode, false);
  }
}

/** The tenant part of a user name: user@tenant#cluster, or cluster:tenant:user; a bare user is one of sys. */
export function tenantOfUser(user: string): string {
  const at = /@([^#]+)/.exec(user)?.[1];
  return at ?? user.split(':')[1] ?? 'sys';
}
