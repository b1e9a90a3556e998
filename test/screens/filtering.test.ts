import { describe, expect, it } from 'vitest';
import { job, picture, seconds, tenant, tenFortyTwo } from '../fixtures/values.ts';
import { key, startStage } from './stage.ts';

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
  const stage = startStage({ world: longHistory(), columns: 120 });
  await stage.shows('orders');
  stage.type(key.down, key.enter);
  await stage.shows('orders (1002) › Jobs');
  await stage.shows('COMPLETED');
  return stage;
}

describe('a filter over the history', () => {
  it('asks the server for a STATUS, a type or a code, and finds what is on no page that was read', async () => {
    for (const words of ['failed', 'FAILED full', '-4012', 'ob_timeout']) {
      const stage = await atJobs();
      stage.type('/', words, key.enter);
      await stage.shows('all of the history was searched');
      await stage.shows('2 found');
      expect(stage.lines().filter(line => /^[ ▸]+\d+ .*FAILED /.test(line))).toHaveLength(2);
      expect(stage.text()).not.toContain('COMPLETED');
    }
  });

  it('says how far it has searched for any other text, and searches on where it is asked to', async () => {
    const stage = await atJobs();
    stage.type('/', 'move', key.enter);
    await stage.shows('Nothing matches "move"');
    await stage.shows('searched the newest 50 of the history, back to 2026-10-03');
    await stage.shows('0 of 51+');
    stage.type(key.enter);
    await stage.shows('before the move');
    await stage.shows('all of the history was searched');
    await stage.shows('1 of 301');
  });

  it('shows what was read already while the server looks', async () => {
    const stage = await atJobs();
    let open = () => {};
    stage.source.gate = new Promise(resolve => {
      open = resolve;
    });
    stage.type('/', 'completed', key.enter);
    await stage.shows('searching the history for completed');
    expect(stage.text()).toContain('COMPLETED');
    stage.source.gate = null;
    open();
    await stage.shows('the history was searched for completed: 50 jobs');
  });

  it('finds running jobs by that word, and each word of several', async () => {
    const stage = await atJobs();
    stage.type('/', 'running hand', key.enter);
    await stage.shows('1 of 51+');
    expect(stage.lines().find(line => line.includes('▸'))).toContain('500');
  });

  it('leaves no row chosen that it does not match, and is no match for all tenants', async () => {
    const stage = startStage({ world: longHistory(), columns: 120 });
    await stage.shows('orders');
    stage.type('/', 'oracle', key.enter);
    await stage.shows('filter: oracle · 1 of 2');
    expect(stage.text()).not.toContain('all tenants');
    expect(stage.lines().find(line => line.includes('▸'))).toContain('billing');
  });
});
