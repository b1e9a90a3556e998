/** Who may log in, and what they may read. */
export interface Account {
  readonly user: string;
  readonly tenant: string;
  readonly password: string;
  /** `all`, or the views (upper case) the account has SELECT on. */
  readonly rights: 'all' | ReadonlySet<string>;
  readonly note: string;
}

/** A tenant that a login can name. */
export interface LoginTenant {
  readonly id: number;
  readonly name: string;
  readonly mode: 'MYSQL' | 'ORACLE';
  readonly kind: 'SYS' | 'USER' | 'META';
}

/** The views and internal tables on backups, granted one by one. */
const backupViews: ReadonlySet<string> = new Set([
  'CDB_OB_BACKUP_JOBS',
  'CDB_OB_BACKUP_JOB_HISTORY',
  'CDB_OB_BACKUP_TASKS',
  'CDB_OB_BACKUP_TASK_HISTORY',
  'CDB_OB_BACKUP_SET_FILES',
  'CDB_OB_ARCHIVELOG',
  'DBA_OB_TENANTS',
  'DBA_OB_ROOTSERVICE_EVENT_HISTORY',
  '__ALL_VIRTUAL_BACKUP_LS_TASK',
  '__ALL_VIRTUAL_BACKUP_SCHEDULE_TASK',
  'GV$OB_PARAMETERS',
]);

/** Enough to see jobs, not their tasks. */
const jobsOnly: ReadonlySet<string> = new Set([
  'CDB_OB_BACKUP_JOBS',
  'CDB_OB_BACKUP_JOB_HISTORY',
  'DBA_OB_TENANTS',
]);

/** Jobs and tasks, none of the other views. */
const jobsAndTasks: ReadonlySet<string> = new Set([
  ...jobsOnly,
  'CDB_OB_BACKUP_TASKS',
  'CDB_OB_BACKUP_TASK_HISTORY',
]);

const nothing: ReadonlySet<string> = new Set();

/** The accounts of a cluster with these tenants; META tenants have none. */
export function accountsOf(loginTenants: readonly LoginTenant[]): readonly Account[] {
  return loginTenants.flatMap(({ name, mode, kind }): Account[] => {
    if (kind === 'SYS') {
      return [
        { user: 'root', tenant: name, password: '', rights: 'all', note: 'sees all tenants' },
        {
          user: 'backup_reader',
          tenant: name,
          password: 'reader',
          rights: backupViews,
          note: 'SELECT on each of the backup views',
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
          rights: jobsAndTasks,
          note: 'SELECT on jobs, tasks and tenants only',
        },
      ];
    }
    if (kind === 'META') return [];
    const [root, limited] = mode === 'ORACLE' ? ['SYS', 'LIMITED'] : ['root', 'limited'];
    return [
      { user: root, tenant: name, password: 'tenant', rights: 'all', note: 'sees its own tenant' },
      {
        user: limited,
        tenant: name,
        password: 'limited',
        rights: nothing,
        note: 'no privilege on the views',
      },
    ];
  });
}

/**
 * The user and tenant of a login name. A user without tenant is one of sys. Everything after the first @ is the tenant's
 * name, which is why `user@tenant#cluster` fails on an observer.
 */
export function splitLogin(login: string): { user: string; tenant: string } {
  const at = login.indexOf('@');
  return at === -1
    ? { user: login, tenant: 'sys' }
    : { user: login.slice(0, at), tenant: login.slice(at + 1) };
}

/** The account of a login, or undefined. Oracle tenants have their users in upper case unless quoted. */
export function findAccount(
  accounts: readonly Account[],
  loginTenants: readonly LoginTenant[],
  login: string,
): { account: Account; tenant: LoginTenant } | undefined {
  const { user, tenant: tenantName } = splitLogin(login);
  const tenant = loginTenants.find(one => one.name === tenantName);
  if (tenant === undefined) return undefined;
  const name = tenant.mode === 'ORACLE' ? (/^"(.*)"$/.exec(user)?.[1] ?? user.toUpperCase()) : user;
  const account = accounts.find(one => one.tenant === tenantName && one.user === name);
  return account === undefined ? undefined : { account, tenant };
}
