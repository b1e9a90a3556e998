import { describe, expect, it } from 'vitest';
import { key, openTerminal } from '../fixtures/emulated-terminal.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { job, logStream, picture, seconds, tenant, tenFortyTwo } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';

const chosen = (lines: readonly string[]) => lines.find(line => line.startsWith(' ▸')) ?? '';

/** Ended jobs, newest first, and how each ended. */
function history(...outcomes: readonly ('COMPLETED' | 'FAILED' | 'CANCELED')[]) {
  return picture({
    tenants: [tenant(1002n, 'mysql_tenant')],
    jobs: outcomes.map((status, age) =>
      job({
        jobId: BigInt(30 - age),
        status,
        result: status === 'COMPLETED' ? 0n : -4012n,
        startedAt: tenFortyTwo - seconds(86_400 * (age + 1)),
        endedAt: tenFortyTwo - seconds(86_400 * (age + 1) - 600),
      }),
    ),
  });
}

describe('in a list of jobs', () => {
  const open = async (world: ReturnType<typeof picture>) => {
    const terminal = openTerminal({ fake: fakeSource(world), columns: 120, tenant: '1002' });
    await terminal.shows('› Jobs');
    await terminal.shows(/▸ +30/);
    return terminal;
  };

  it('n and N go to the failed ones, not to those that were canceled, and say when they pass an end', async () => {
    const terminal = await open(history('COMPLETED', 'CANCELED', 'FAILED', 'COMPLETED', 'FAILED'));
    terminal.type('n');
    await terminal.until(() => / 28 .*FAILED/.test(chosen(terminal.lines())), 'job 28 is chosen');
    terminal.type('n');
    await terminal.until(() => / 26 .*FAILED/.test(chosen(terminal.lines())), 'job 26 is chosen');
    expect(terminal.text()).not.toContain('Passed');
    terminal.type('n');
    await terminal.shows('Passed the end of the list: back at the top.');
    expect(chosen(terminal.lines())).toContain(' 28 ');
    terminal.type('N');
    await terminal.shows('Passed the top of the list: on at its end.');
    expect(chosen(terminal.lines())).toContain(' 26 ');
  });

  it('they say that the only one is chosen already, and that there is none', async () => {
    const one = await open(history('FAILED', 'COMPLETED'));
    one.type('n');
    await one.shows('There is no other one in this list.');
    const none = await open(history('COMPLETED', 'CANCELED'));
    none.type('!');
    await none.shows('Nothing in this list needs a look.');
  });

  it('they go to hits while a filter is there, and ! to trouble among them', async () => {
    const terminal = await open(history('COMPLETED', 'CANCELED', 'COMPLETED', 'FAILED'));
    terminal.type('/', '2', key.enter);
    await terminal.shows('filter: 2');
    await terminal.until(() => chosen(terminal.lines()).includes('COMPLETED'), 'the first hit is chosen');
    const start = chosen(terminal.lines());
    terminal.type('n');
    await terminal.until(() => chosen(terminal.lines()) !== start, 'the next hit is chosen');
    terminal.type('!');
    await terminal.until(() => chosen(terminal.lines()).includes('FAILED'), 'the failed one is chosen');
  });
});

it('in a list of log streams n goes to those that retry or have failed an attempt', async () => {
  const fake = fakeSource(usualDay());
  fake.logStreamTasks = [
    logStream(1001n),
    logStream(1002n, { retryId: 3n }),
    logStream(1003n, { status: 'FINISH', retryId: 2n, schedule: null }),
    logStream(1004n, { status: 'FINISH', result: -4012n, schedule: null }),
  ];
  const terminal = openTerminal({ fake, columns: 150, tenant: '1002', job: 12n });
  await terminal.shows('71.40 %');
  terminal.type('L');
  await terminal.until(() => chosen(terminal.lines()).includes(' 1004 '), 'the failed one comes first');
  terminal.type('n');
  await terminal.until(() => chosen(terminal.lines()).includes(' 1002 '), 'the one that retries is chosen');
  terminal.type('n');
  await terminal.shows('Passed the end of the list');
  expect(chosen(terminal.lines())).toContain(' 1004 ');
});
