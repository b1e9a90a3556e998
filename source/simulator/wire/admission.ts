import { type Account, findAccount, type Home } from '../accounts.ts';
import type { Faults } from '../faults.ts';
import { Session, type Surroundings } from '../session.ts';
import { mysqlErrors, SqlError } from '../sql/errors.ts';
import { type Login, passwordMatches } from './login.ts';
import { capability } from './protocol.ts';

/** What a connection needs of the server. */
export interface Hosting {
  accounts: readonly Account[];
  homes: readonly Home[];
  faults: Faults;
  surroundings: Surroundings;
  capabilities: number;
  /** Told of every statement a client sends. */
  heard(user: string, sql: string): void;
}

/**
 * The session of a client that may come in.
 * @throws SqlError what the observer says otherwise: 1045, 1235, 1049, 1044
 */
export function admit(id: number, login: Login, scramble: Buffer, hosting: Hosting): Session {
  const { accounts, homes, surroundings } = hosting;
  const meta = homes.find(home => home.kind === 'META' && login.user.endsWith(`@${home.name}`));
  if (meta !== undefined) throw mysqlErrors.unsupported('Login to a META tenant is');
  const found = findAccount(accounts, homes, login.user);
  if (found === undefined || !passwordMatches(found.account.password, login.token, scramble)) {
    const used = login.token.length > 0 ? 'YES' : 'NO';
    throw new SqlError(
      1045,
      '28000',
      `Access denied for user '${login.user}'@'xxx.xxx.xxx.xxx' (using password: ${used})`,
    );
  }
  if (found.home.mode === 'ORACLE' && (login.flags & capability.bit27) === 0) {
    throw new SqlError(1235, '0A000', 'Oracle tenant for current client driver is not supported');
  }
  const session = new Session(id, found.account, found.home, surroundings);
  if (login.database !== null && session.mode === 'mysql') session.use(login.database);
  return session;
}
