/** Who may log in, and what they may read. */
export interface Account {
  readonly user: string;
  readonly tenant: string;
  readonly password: string;
  /** `all`, or the views (upper case) the account has SELECT on. */
  readonly rights: 'all' | ReadonlySet<string>;
  readonly note: string;
}

/** A tenant as far as logging in goes. */
export interface Home {
  readonly id: number;
  readonly name: string;
  readonly mode: 'MYSQL' | 'ORACLE';
  readonly kind: 'SYS' | 'USER' | 'META';
}

/** The views a reader of backups is granted in sys, one by one. */
const granted: ReadonlySet<string> = new Set([
  'CDB_OB_BACKUP_JOBS',
  'CDB_OB_BACKUP_JOB_HISTORY',
  'CDB_OB_BACKUP_TASKS',
  'CDB_OB_BACKUP_TASK_HISTORY',
  'CDB_OB_BACKUP_SET_FILES',
  'CDB_OB_ARCHIVELOG',
  'DBA_OB_TENANTS',
  'DBA_OB_ROOTSERVICE_EVENT_HISTORY',
]);

/** Some of them: enough to see jobs, not their tasks. */
const jobsOnly: ReadonlySet<string> = new Set([
  'CDB_OB_BACKUP_JOBS',
  'CDB_OB_BACKUP_JOB_HISTORY',
  'DBA_OB_TENANTS',
]);

/** Jobs and tasks, and nothing that stands beside them. */
const tasksToo: ReadonlySet<string> = new Set([
  ...jobsOnly,
  'CDB_OB_BACKUP_TASKS',
  'CDB_OB_BACKUP_TASK_HISTORY',
]);

const nothing: ReadonlySet<string> = new Set();

/** The accounts of a cluster with these tenants; META tenants have none. */
export function accountsOf(homes: readonly Home[]): readonly Account[] {
  return homes.flatMap(({ name, mode, kind }): Account[] => {
    if (kind === 'SYS') {
      return [
        { user: 'root', tenant: name, password: '', rights: 'all', note: 'sees all tenants' },
        {
          user: 'backup_reader',
          tenant: name,
          password: 'reader',
          rights: granted,
          note: 'SELECT on the single backup views only',
        },
        {
          user: 'jobs_reader',
          tenant: name,
          password: 'jobs',
          rights: jobsOnly,
          note: 'SELECT on jobs and tenants only',
        },
        {
          user: 'tasks_reader',
          tenant: name,
          password: 'tasks',
          rights: tasksToo,
          note: 'SELECT on jobs, tasks and tenants only',
        },
      ];
    }
    if (kind === 'META') return [];
    const [root, limited] = mode === 'ORACLE' ? ['SYS', 'LIMITED'] : ['root', 'limited'];
    return [
      { user: root, tenant: name, password: 'tenant', rights: 'all', note: 'sees its own tenant' },
      { user: limited, tenant: name, password: 'limited', rights: nothing, note: 'no right on the views' },
    ];
  });
}

/**
 * The user and tenant of a login name. A bare user is of sys; all after the first @ is the tenant's name, which is
 * why `user@tenant#cluster` fails on an observer.
 */
export function splitLogin(login: string): { user: string; tenant: string } {
  const at = login.indexOf('@');
  return at === -1
    ? { user: login, tenant: 'sys' }
    : { user: login.slice(0, at), tenant: login.slice(at + 1) };
}

/** The account a login names, or undefined. Oracle tenants know users in upper case unless quoted. */
export function findAccount(
  accounts: readonly Account[],
  homes: readonly Home[],
  login: string,
): { account: Account; home: Home } | undefined {
  const { user, tenant } = splitLogin(login);
  const home = homes.find(one => one.name === tenant);
  if (home === undefined) return undefined;
  const name = home.mode === 'ORACLE' ? (/^"(.*)"$/.exec(user)?.[1] ?? user.toUpperCase()) : user;
  const account = accounts.find(one => one.tenant === tenant && one.user === name);
  return account === undefined ? undefined : { account, home };
}
