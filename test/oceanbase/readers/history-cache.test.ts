import { describe, expect, it } from 'vitest';
import type { Job } from '../../../source/backup/job.ts';
import type { Column } from '../../../source/backup/row.ts';
import type { Task } from '../../../source/backup/task.ts';
import { historyPage } from '../../../source/backup/view.ts';
import type { Read } from '../../../source/oceanbase/readers/history-cache.ts';
import { createJobHistory } from '../../../source/oceanbase/readers/job-history.ts';
import { job, jobKey, task } from '../../fixtures/values.ts';

const second = 1_000_000n;
const both = { rows: true, parts: true };

function answer(
  at: number,
  { jobs = [], tasks = [] }: { jobs?: Job[]; tasks?: Task[] } = {},
  history: Partial<Read<Job, Task>['history']> = {},
): Read<Job, Task> {
  return {
    readAt: 1000n * second + BigInt(at) * second,
    live: { rows: jobs, parts: tasks },
    history: { page: [], others: [], parts: [], ...history },
  };
}

const ended = (jobId: number) => job({ ...jobKey(jobId), status: 'COMPLETED', origin: 'history' });
/** Numbers from `newest` down to `oldest`. */
const page = (newest: number, oldest: number) =>
  Array.from({ length: newest - oldest + 1 }, (_, index) => ended(newest - index));
const comment = (length: number): Column => {
  const text = 'x'.repeat(length);
  return { name: 'COMMENT', kind: 'text', raw: text, text };
};
const numbers = (jobs: readonly Job[]) => jobs.map(job => Number(job.key.jobId)).sort((a, b) => b - a);

describe('The history cache', () => {
  it('is due at first, and not again while nothing leaves', () => {
    const cache = createJobHistory(true);
    expect(cache.isDueNext).toBe(true);
    cache.noteLive(answer(0, { jobs: [job(jobKey(9))] }), both);
    cache.addNewest(answer(0, {}, { page: page(8, 1) }));
    cache.noteLive(answer(2, { jobs: [job(jobKey(9))] }), both);
    expect(cache.isDue).toBe(false);
    expect(cache.isDueNext).toBe(false);
  });

  it('does not keep all that ends over weeks: past a thousand rows more than its pages it starts over', () => {
    const cache = createJobHistory(true);
    let most = 0;
    for (let newest = 51; newest <= 5000; newest += 40) {
      cache.noteLive(answer(newest), both);
      cache.addNewest(answer(newest, {}, { page: page(newest, newest - historyPage) }));
      most = Math.max(most, cache.rows.length);
      expect(numbers(cache.rows)[0]).toBe(newest);
      expect(cache.hasOlder).toBe(true);
    }
    expect(most).toBeGreaterThan(1000);
    expect(most).toBeLessThan(1100);
  });

  it('takes no older page once its rows are 16 MB, however few they are, and starts over past a quarter more', () => {
    const cache = createJobHistory(true);
    const long = (jobs: readonly Job[]) => jobs.map(each => ({ ...each, row: [comment(90_000)] }));
    cache.noteLive(answer(0), both);
    cache.addNewest(answer(0, {}, { page: long(page(1000, 1000 - historyPage)) }));
    expect(cache.isFull).toBe(false);
    let oldest = 1000 - historyPage;
    while (!cache.isFull) {
      cache.addOlder(answer(0, {}, { page: long(page(oldest, oldest - historyPage)) }));
      oldest -= historyPage;
    }
    expect(cache.pages).toBe(4);
    expect(cache.rows).toHaveLength(200);
    expect(cache.bytes).toBeGreaterThan(16_000_000);
    const kept: number[] = [];
    for (let newest = 1010; newest <= 1050; newest += 10) {
      cache.addNewest(answer(2, {}, { page: long(page(newest, newest - historyPage)) }));
      kept.push(cache.rows.length);
    }
    expect(kept).toEqual([210, 220, 230, 50, 60]);
  });

  it('is due when a job has left, and names the job, until that is found', () => {
    const cache = createJobHistory(true);
    cache.noteLive(answer(0, { jobs: [job(jobKey(9))] }), both);
    cache.addNewest(answer(0, {}, { page: page(8, 1) }));
    cache.noteLive(answer(2), both);
    expect(cache.isDue).toBe(true);
    expect(cache.awaited).toEqual([jobKey(9)]);
    cache.addNewest(answer(2, {}, { page: page(8, 1), others: [ended(9)] }));
    expect(cache.isDue).toBe(false);
    expect(numbers(cache.rows)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('is due when a task has left though its job is live: they move one after the other', () => {
    const cache = createJobHistory(false);
    const jobs = [job(jobKey(9))];
    cache.noteLive(answer(0, { jobs, tasks: [task({ of: job(jobKey(9)) })] }), both);
    cache.add(answer(0));
    cache.noteLive(answer(2, { jobs }), both);
    expect(cache.isDue).toBe(true);
    cache.add(
      answer(2, {}, { parts: [task({ of: job(jobKey(9)), status: 'COMPLETED', origin: 'history' })] }),
    );
    expect(cache.isDue).toBe(false);
    expect(cache.parts).toHaveLength(1);
  });

  it('is not due for what the history of this question cannot show', () => {
    const cache = createJobHistory(false);
    cache.noteLive(answer(0, { tasks: [task({ of: job(jobKey(9)) })] }), { rows: true, parts: false });
    cache.add(answer(0));
    cache.noteLive(answer(2), { rows: true, parts: false });
    expect(cache.isDue).toBe(false);
  });

  it('is due after a gap between reads, as a job may have come and gone; not so for a single job', () => {
    for (const canMissRows of [true, false]) {
      const cache = createJobHistory(canMissRows);
      cache.noteLive(answer(0), both);
      cache.add(answer(0));
      cache.noteLive(answer(15), both);
      cache.noteLive(answer(30), both);
      expect(cache.isDue).toBe(false);
      cache.noteLive(answer(90), both);
      expect(cache.isDue).toBe(canMissRows);
      cache.noteLive(answer(90), both);
      cache.add(answer(90));
      expect(cache.isDue).toBe(false);
    }
  });

  it('is due every five minutes, and says so before the read that is due', () => {
    const cache = createJobHistory(true);
    cache.noteLive(answer(0), both);
    cache.add(answer(0));
    for (let at = 15; at <= 285; at += 15) {
      expect(cache.isDueNext).toBe(false);
      cache.noteLive(answer(at), both);
    }
    expect(cache.isDue).toBe(false);
    expect(cache.isDueNext).toBe(true);
  });

  it('knows by one row more than a page that there are older ones', () => {
    const cache = createJobHistory(true);
    cache.addNewest(answer(0, {}, { page: page(100, 100 - historyPage) }));
    expect(cache.hasOlder).toBe(true);
    expect(cache.rows).toHaveLength(historyPage);
    expect(cache.oldest?.key).toEqual(jobKey(51));
    cache.addOlder(answer(0, {}, { page: page(50, 1) }));
    expect(cache.hasOlder).toBe(false);
    expect(cache.pages).toBe(2);
    expect(cache.rows).toHaveLength(100);
  });

  it('keeps older pages when the newest is read again and they meet', () => {
    const cache = createJobHistory(true);
    cache.addNewest(answer(0, {}, { page: page(100, 50) }));
    cache.addOlder(answer(0, {}, { page: page(50, 1) }));
    cache.addNewest(answer(2, {}, { page: page(110, 60) }));
    expect(numbers(cache.rows)).toEqual(numbers(page(110, 1)));
    expect(cache.pages).toBe(2);
  });

  it('starts over when so much has ended that the pages do not meet', () => {
    const cache = createJobHistory(true);
    cache.addNewest(answer(0, {}, { page: page(100, 50) }));
    cache.addOlder(answer(0, {}, { page: page(50, 1) }));
    cache.addNewest(answer(2, {}, { page: page(900, 850), others: [ended(70)] }));
    expect(numbers(cache.rows)).toEqual([...numbers(page(900, 851)), 70]);
    expect(cache.pages).toBe(1);
    expect(cache.hasOlder).toBe(true);
  });

  it('drops what is no longer wanted', () => {
    const cache = createJobHistory(true);
    cache.add(answer(0, {}, { others: page(5, 1) }));
    cache.retain(job => job.key.jobId > 3n);
    expect(numbers(cache.rows)).toEqual([5, 4]);
  });
});
