import { describe, expect, it } from 'vitest';
import type { Remark } from '../../source/backup/remark.ts';
import { type EmulatedTerminal, key, openTerminal } from '../fixtures/emulated-terminal.ts';
import { type FakeSource, fakeSource } from '../fixtures/fake-source.ts';
import {
  backupEvent,
  clusterJob,
  job,
  logStream,
  picture,
  seconds,
  task,
  tenant,
  tenFortyTwo,
} from '../fixtures/values.ts';

const numbers = Array.from({ length: 60 }, (_, index) => index);
const tenants = numbers.map(index => tenant(BigInt(1002 + index), `tenant_${index}`));
const jobs = numbers.map(index =>
  job({ jobId: BigInt(100 - index), status: 'COMPLETED', endedAt: tenFortyTwo - seconds(index * 100) }),
);
const parent = clusterJob(
  7,
  numbers.map(index => 1002 + index),
);
const children = numbers.map(index =>
  job({ tenantId: BigInt(1002 + index), initiatorTenantId: 1n, initiatorJobId: 7n }),
);
const tasks = children.map(of => task({ of }));
const remarks: Remark[] = [
  { id: 'view_missing', view: 'CDB_OB_ARCHIVELOG', loss: 'archive', number: 1146 },
  { id: 'view_unreadable', view: 'CDB_OB_BACKUP_SET_FILES', loss: 'backup_sets', number: 1142 },
];

function filled(change: Parameters<typeof picture>[0]) {
  const fake = fakeSource(picture({ tenants, ...change }));
  fake.logStreamTasks = numbers.map(index => logStream(BigInt(1001 + index)));
  fake.backupEvents = numbers.map(index => backupEvent(index * 100));
  return fake;
}

/** Opens the screens with these keys, each drawn before the next. */
async function openedWith(
  fake: FakeSource,
  keys: readonly string[],
  rows: number,
): Promise<EmulatedTerminal> {
  const terminal = openTerminal({ fake, columns: 120, rows });
  await terminal.shows('tenant_0');
  for (const pressed of keys) {
    terminal.type(pressed);
    await terminal.idle();
  }
  return terminal;
}

/** A line without its mark and without the width of its columns. */
const plain = (line: string) => line.replace(/^ ▸/, '  ').replace(/ +/g, ' ').trim();
const isChosen = (line: string) => line.startsWith(' ▸');

const toJobs = [key.down, key.enter];
const toTask = [...toJobs, key.enter];
const oneTask = () => filled({ jobs: [job()], tasks: [task()] });

describe('Page Down', () => {
  it.each([
    ['tenants', filled({}), []],
    ['tenants below two remarks', filled({ remarks }), []],
    ['jobs', filled({ jobs }), toJobs],
    ['jobs below two remarks', filled({ jobs, remarks }), toJobs],
    ['the jobs of a cluster job', filled({ jobs: [parent, ...children], tasks }), [key.enter, key.enter]],
    ['log streams', oneTask(), [...toTask, 'L']],
    ['events', filled({}), ['e']],
  ])(
    'in a list of %s goes by what is seen: first to the last row on the screen, then until that is the first',
    async (_, fake, keys) => {
      const terminal = await openedWith(fake, keys, 22);
      terminal.type(key.home);
      await terminal.idle();
      const first = terminal.lines().findIndex(isChosen);
      const seen = () => terminal.lines().slice(first, -1);
      const last = plain(seen().at(-1) ?? '');
      expect(seen().length).toBeGreaterThan(8);
      terminal.type(key.pageDown);
      await terminal.idle();
      expect(seen().findIndex(isChosen)).toBe(seen().length - 1);
      expect(plain(seen().at(-1) ?? '')).toBe(last);
      terminal.type(key.pageDown);
      await terminal.idle();
      expect(plain(seen()[0] ?? '')).toBe(last);
      expect(seen().findIndex(isChosen)).toBe(seen().length - 1);
    },
  );

  it('in the alerts goes by what is seen, too', async () => {
    const terminal = await openedWith(filled({}), [], 22);
    const started = children.map(child => ({ ...child, startedAt: tenFortyTwo + seconds(1) }));
    terminal.source.world = picture({ tenants, jobs: started });
    await terminal.passes(4);
    terminal.type('a', key.home);
    await terminal.shows('60 since the start');
    const first = terminal.lines().findIndex(isChosen);
    const last = plain(terminal.lines().at(-2) ?? '');
    terminal.type(key.pageDown, key.pageDown);
    await terminal.idle();
    expect(plain(terminal.lines()[first] ?? '')).toBe(last);
  });

  it.each([
    ['the details', [...toTask, 'd'], (line: string) => line.startsWith(' │') && !line.includes('COLUMN ')],
    ['the help', ['?'], (line: string) => line.startsWith('   ')],
  ] as const)('in %s goes on to where the last line seen is the first', async (_, keys, isBody) => {
    const terminal = await openedWith(oneTask(), keys, 16);
    const seen = terminal.lines().slice(2, -1).filter(isBody);
    terminal.type(key.pageDown);
    await terminal.idle();
    expect(terminal.lines().slice(2, -1).filter(isBody)[0]).toBe(seen.at(-1));
  });
});
