import { describe, expect, it } from 'vitest';
import { key, openTerminal } from '../fixtures/emulated-terminal.ts';
import { job, picture, seconds, tenant, tenFortyTwo } from '../fixtures/values.ts';

/** 300 ended jobs of one tenant, the newest first; two of them failed, far back. */
function longHistory() {
  const tenants = [tenant(1002n, 'orders'), tenant(1004n, 'billing', 'ORACLE')];
  const ended = Array.from({ length: 300 }, (_, index) => {
    const startedAt = tenFortyTwo - seconds(86_400 * (index + 1));
    const failed = index === 120 || index === 280;
    return job({
      jobId: BigInt(400 - index),
      status: failed ? 'FAILED' : 'COMPLETED',
      result: failed ? -4012n : 0n,
      description: index === 200 ? 'before the move' : 'nightly',
      startedAt,
      endedAt: startedAt + seconds(600),
    });
  });
  const running = job({ jobId: 500n, description: 'by hand' });
  return picture({ tenants, jobs: [running, ...ended] });
}

async function atJobs() {
  const terminal = openTerminal({ world: longHistory(), columns: 120 });
  await terminal.shows('orders');
  terminal.type(key.down, key.enter);
  await terminal.shows('orders (1002) › Jobs');
  await terminal.shows('COMPLETED');
  return terminal;
}

describe('a filter over the history', () => {
  it('counts what was found so far, and says that there may be more', async () => {
    const terminal = await atJobs();
    terminal.type('/', 'completed', key.enter);
    await terminal.shows('filter: completed · 50+ found');
  });

  it('asks the server for a STATUS, a type or a code, and finds what is on no page that was read', async () => {
    for (const words of ['failed', 'FAILED full', '-4012', 'ob_timeout']) {
      const terminal = await atJobs();
      terminal.type('/', words, key.enter);
      await terminal.shows('all of the history was searched');
      await terminal.shows('2 found');
      expect(terminal.lines().filter(line => /^[ ▸]+\d+ .*FAILED /.test(line))).toHaveLength(2);
      expect(terminal.text()).not.toContain('COMPLETED');
    }
  });

  it('says how far it has searched for any other text, and searches on where it is asked to', async () => {
    const terminal = await atJobs();
    terminal.type('/', 'move', key.enter);
    await terminal.shows('Nothing matches "move"');
    await terminal.shows('searched the newest 50 of the history, back to 2026-10-03');
    await terminal.shows('0 of 51+');
    terminal.type(key.enter);
    await terminal.shows('all of the history was searched');
    await terminal.shows('1 of 301');
  });

  it('shows what was read already while the server looks', async () => {
    const terminal = await atJobs();
    const { promise, resolve: open } = Promise.withResolvers<void>();
    terminal.source.gate = promise;
    terminal.type('/', 'completed', key.enter);
    await terminal.shows('searching the history for completed');
    expect(terminal.text()).toContain('COMPLETED');
    terminal.source.gate = null;
    open();
    await terminal.shows('the history was searched for completed back to');
  });

  it('finds running jobs by that word, and each word of several', async () => {
    const terminal = await atJobs();
    terminal.type('/', 'running hand', key.enter);
    await terminal.shows('1 of 51+');
    expect(terminal.lines().find(line => line.includes('▸'))).toContain('500');
  });

  it('leaves no row chosen that it does not match, and is no match for all tenants', async () => {
    const terminal = openTerminal({ world: longHistory(), columns: 120 });
    await terminal.shows('orders');
    terminal.type('/', 'oracle', key.enter);
    await terminal.shows('filter: oracle · 1 of 2');
    expect(terminal.text()).not.toContain('all tenants');
    expect(terminal.lines().find(line => line.includes('▸'))).toContain('billing');
  });
});
