import type { Stage } from './stage.ts';

/** Variables that name a real cluster to read, as `mysql://user%40tenant:password@host:port`. */
export const clusterVariables = { OB_TEST_URL: 'MySQL mode', OB_TEST_ORACLE_URL: 'Oracle mode' } as const;

/** A stage that only reads the cluster the URL names. Throws when the URL has no user or is none. */
export function clusterStage(url: string): Stage {
  const { protocol, hostname, port, username, password, pathname } = new URL(url);
  if (protocol !== 'mysql:' || username === '') {
    throw new Error(
      'A cluster is named as mysql://user%40tenant:password@host:port; check OB_TEST_URL and OB_TEST_ORACLE_URL.',
    );
  }
  const refuse = async (): Promise<never> => {
    throw new Error('A real cluster is only read; ask stage.canPut before changing anything.');
  };
  const database = pathname.slice(1);
  return {
    name: 'real cluster',
    canPut: false,
    connection: (as = 'root') => {
      if (as !== 'root') throw new Error(`The URL of a real cluster names one user; there is no ${as}.`);
      return {
        host: hostname,
        port: Number(port || 2881),
        user: decodeURIComponent(username),
        password: decodeURIComponent(password),
        ...(database === '' ? {} : { database }),
      };
    },
    build: refuse,
    put: refuse,
    remove: refuse,
    clear: refuse,
    close: async () => {},
  };
}
