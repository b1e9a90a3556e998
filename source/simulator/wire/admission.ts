import { type Account, findAccount, type LoginTenant } from '../accounts.ts';
import type { Faults } from '../faults.ts';
import { type ClusterContext, Session } from '../session.ts';
import { mysqlErrors, SqlError } from '../sql/errors.ts';
import { type Login, passwordMatches } from './login.ts';
import { capability } from './protocol.ts';

/** What connections share. */
export interface ServerContext {
  accounts: readonly Account[];
  loginTenants: readonly LoginTenant[];
  faults: Faults;
  cluster: ClusterContext;
  capabilities: number;
  /** Called for every statement that a client sends. */
  onStatement(user: string, sql: string): void;
}

/**
 * The session of a client whose login is accepted.
 * @throws SqlError as an observer refuses it: 1045, 1235, 1049, 1044
 */
export function admit(id: number, login: Login, scramble: Buffer, server: ServerContext): Session {
  const { accounts, loginTenants, cluster } = server;
  const meta = loginTenants.find(tenant => tenant.kind === 'META' && login.user.endsWith(`@${tenant.name}`));
  if (meta !== undefined) throw mysqlErrors.unsupported('Login to a META tenant is');
  const found = findAccount(accounts, loginTenants, login.user);
  if (found === undefined || !passwordMatches(found.account.password, login.token, scramble)) {
    const used = login.token.length > 0 ? 'YES' : 'NO';
    throw new SqlError(
      1045,
      '28000',
      `Access denied for user '${login.user}'@'xxx.xxx.xxx.xxx' (using password: ${used})`,
    );
  }
  if (found.tenant.mode === 'ORACLE' && (login.flags & capability.bit27) === 0) {
    throw new SqlError(1235, '0A000', 'Oracle tenant for current client driver is not supported');
  }
  const session = new Session(id, found.account, found.tenant, cluster);
  if (login.database !== null && session.mode === 'mysql') session.use(login.database);
  return session;
}
