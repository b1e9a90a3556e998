// Every screen and mode of the built program, and each statement that they sent.
import { describe, expect, it, vi } from 'vitest';
import { type Simulator, startSimulator } from '../../source/simulator/index.ts';
import { grants } from '../fixtures/readme-grants.ts';
import {
  archiveRow,
  endedJobRow,
  endedTaskRow,
  jobRow,
  setRow,
  taskRow,
  tenantRow,
} from '../fixtures/rows.ts';
import { startProgram } from './driver/terminal.ts';
import { run } from './run.ts';

const [escapeKey, enter] = ['\x1b', '\r'];

const logins = [
  { family: 'sys', user: 'backup_reader@sys', password: 'reader', tenantId: 1002, tenant: 'mysql_tenant' },
  { family: 'mysql', user: 'root@mysql_tenant', password: 'tenant', tenantId: 1002, tenant: 'mysql_tenant' },
  {
    family: 'oracle',
    user: 'SYS@oracle_tenant',
    password: 'tenant',
    tenantId: 1004,
    tenant: 'oracle_tenant',
  },
] as const;

/** A tenant with a job that waits for its archive, one that copies data, and more ended ones than a page holds. */
async function cluster(tenantId: number): Promise<Simulator> {
  const simulator = await startSimulator({ scenario: 'empty' });
  simulator.clear();
  simulator.put(tenantId, 'TENANTS', tenantRow(tenantId === 1002 ? 'mysql_tenant' : 'oracle_tenant'));
  const start = Date.now() * 1000 - 60_000_000;
  const times = { START_TIMESTAMP: start };
  const ended = { ...times, END_TIMESTAMP: start + 30_000_000 };
  const putJob = (id: number, status: string) => {
    simulator.put(tenantId, 'JOBS', { ...jobRow(id, { PLUS_ARCHIVELOG: 'ON' }), ...times });
    simulator.put(tenantId, 'TASKS', { ...taskRow(id, { STATUS: status }), ...times });
  };
  putJob(101, 'BEFORE_BACKUP_LOG');
  putJob(100, 'BACKUP_DATA_MAJOR');
  for (let id = 1; id <= 99; id++) {
    simulator.put(tenantId, 'JOB_HISTORY', { ...endedJobRow(id), ...ended });
    simulator.put(tenantId, 'TASK_HISTORY', { ...endedTaskRow(id), ...ended });
  }
  simulator.put(tenantId, 'SET_FILES', { ...setRow(99), ...ended });
  simulator.put(tenantId, 'ARCHIVELOG', archiveRow({ CHECKPOINT_SCN: String(BigInt(start) * 1000n) }));
  return simulator;
}

function connectionTo({ host, port }: Simulator, { user, password }: (typeof logins)[number]) {
  const words = ['-h', host, '-P', String(port), '-u', user];
  return { words, env: { OB_PASSWORD: password } };
}

/** Goes through all screens with all keys that ask for something, and leaves with q. */
async function useEveryScreen(simulator: Simulator, login: (typeof logins)[number]): Promise<void> {
  const { words, env } = connectionTo(simulator, login);
  await using terminal = startProgram([...words, '-n', '0.5'], { columns: 160, rows: 40, env });
  /** Waits for a statement of this purpose that is sent after those already counted. */
  const asks = (purpose: string, counted = simulator.statements().length) =>
    vi.waitUntil(
      () =>
        simulator
          .statements()
          .slice(counted)
          .some(({ sql }) => sql.includes(`ob-backup-top: ${purpose} *`)),
      { timeout: 60_000 },
    );
  /** Where one is, and by which filter: all else of the second line changes with new pictures, too. */
  const place = ([, line = '']: readonly string[]) => line.match(/^ *\S+(?: \S+)*|filter: \S+/g)?.join();
  /** Types keys that lead to another screen, or change the filter, and waits for what that has to ask. */
  const go = async (keys: string, purpose?: string) => {
    const [before, counted] = [place(terminal.screen()), simulator.statements().length];
    terminal.type(keys);
    // A filter counts from its last letter on.
    const typed = /^\/(.+)\r$/.exec(keys)?.[1] ?? '';
    await terminal.waitFor(screen => {
      const now = place(screen);
      return now !== before && (typed === '' || now?.endsWith(`filter: ${typed}`) === true);
    });
    if (purpose !== undefined) await asks(purpose, counted);
  };
  const isSys = login.family === 'sys';
  await terminal.waitFor(login.tenant);
  for (const overlay of ['?', 'a']) {
    await go(overlay);
    await go(escapeKey);
  }
  terminal.type('sS');
  await go(`/tenant${enter}`);
  await go(escapeKey, 'tenants');
  if (isSys) {
    await go('e', 'events');
    await go(escapeKey, 'tenants');
  }
  await go(`/${login.tenant}${enter}`);
  await go(`G${enter}`, 'jobs');
  await terminal.waitFor(/▸ ?\d+ .*FULL/);
  terminal.type('\t\t');
  // Page by page to the oldest job.
  await vi.waitUntil(
    () => {
      terminal.type('G');
      return /^ ▸ +1 /m.test(terminal.screen().join('\n'));
    },
    { timeout: 60_000 },
  );
  await go('d', 'task');
  await go(escapeKey, 'jobs');
  for (const filter of ['FAILED', '-4012']) {
    await go(`/${filter}${enter}`);
    await go(escapeKey);
  }
  terminal.type('gsr+-  ');
  await asks('jobs');
  terminal.type('\tg');
  await go(enter, 'task');
  await terminal.waitFor(/Job 10\d/);
  await go('L', isSys ? 'log streams' : undefined);
  await go(escapeKey, 'task');
  await go(escapeKey, 'jobs');
  await go('e', isSys ? 'events' : undefined);
  await go(escapeKey, 'jobs');
  await go('d', 'task');
  terminal.type('y');
  await go(escapeKey);
  terminal.type('y');
  terminal.type('q');
  expect((await terminal.exit).code).toBe(0);
}

/** The panel of a job, until it has been read a few times. */
async function watchJob(simulator: Simulator, login: (typeof logins)[number], id: number): Promise<void> {
  const { words, env } = connectionTo(simulator, login);
  const asked = ['-t', login.tenant, '-j', String(id), '-n', '0.5'];
  await using terminal = startProgram([...words, ...asked], { columns: 120, rows: 40, env });
  const before = simulator.statements().length;
  await vi.waitUntil(() => simulator.statements().length >= before + 12, { timeout: 60_000 });
  terminal.type('L');
  await terminal.waitFor(/Log streams/i);
  terminal.type('q');
  expect((await terminal.exit).code).toBe(0);
}

const readsOnly =
  /^(?:SELECT \/\*\+ QUERY_TIMEOUT\(10000000\) \*\/ \/\* ob-backup-top: [a-z ]+ \*\/ |SHOW \/\* ob-backup-top: identify \*\/ VARIABLES LIKE |USE \/\* ob-backup-top: identify \*\/ oceanbase$|SET \/\* ob-backup-top: session \*\/ (?:time_zone = '\+00:00', SESSION tx_read_only = 1|SESSION TRANSACTION READ ONLY)$)/;

describe('in every mode and on every screen, as', () => {
  // At the same time, for each mostly waits for the program.
  it.concurrent.for(logins)(
    '$user, the program reads only, and what the README grants is what it reads',
    async (login, { onTestFinished, expect }) => {
      const simulator = await cluster(login.tenantId);
      onTestFinished(() => simulator.close());
      await useEveryScreen(simulator, login);
      for (const id of [101, 100, 99]) await watchJob(simulator, login, id);
      const { words, env } = connectionTo(simulator, login);
      for (const mode of [
        [],
        ['--json'],
        ['--json', '-t', login.tenant],
        ['-t', login.tenant, '-j', '101'],
      ]) {
        expect((await run([...words, '--once', ...mode], env)).code).toBe(0);
      }
      const sent = simulator.statements().map(({ sql }) => sql);
      expect(sent.length).toBeGreaterThan(60);
      for (const sql of sent) {
        expect(sql).toMatch(readsOnly);
        expect(sql).not.toMatch(/;|\bINTO\b|\bFOR UPDATE\b|\bLOCK IN\b|\bPASSWD\b/i);
      }
      const purposes = new Set(sent.map(sql => /ob-backup-top: ([a-z ]+) \*/.exec(sql)?.[1]));
      for (const purpose of ['identify', 'session', 'columns', 'jobs', 'older jobs', 'task', 'last backup']) {
        expect(purposes).toContain(purpose);
      }
      const names = sent.flatMap(sql =>
        [...sql.matchAll(/\b(?:oceanbase|SYS)\.([\w$]+)/g)].map(match => match[1]),
      );
      expect([...new Set(names)].sort()).toEqual([...grants[login.family]].sort());
    },
  );
});
