import { describe, expect, it } from 'vitest';
import type { Job } from '../../source/backup/job.ts';
import type { Task } from '../../source/backup/task.ts';
import { historyPage } from '../../source/backup/view.ts';
import { HistoryCache, type Read } from '../../source/oceanbase/history-cache.ts';
import { jobKey, makeJob, makeTask } from '../backup/make.ts';

const second = 1_000_000n;
const both = { jobs: true, tasks: true };

function answer(
  at: number,
  { jobs = [], tasks = [] }: { jobs?: Job[]; tasks?: Task[] } = {},
  history: Partial<Read['history']> = {},
): Read {
  return {
    readAt: 1000n * second + BigInt(at) * second,
    live: { jobs, tasks },
    history: { page: [], others: [], tasks: [], ...history },
  };
}

const ended = (jobId: number) => makeJob(jobKey(jobId), { status: 'COMPLETED', place: 'history' });
/** Numbers from `newest` down to `oldest`. */
const page = (newest: number, oldest: number) =>
  Array.from({ length: newest - oldest + 1 }, (_, index) => ended(newest - index));
const numbers = (jobs: readonly Job[]) => jobs.map(job => Number(job.key.jobId)).sort((a, b) => b - a);

describe('The memory of the history', () => {
  it('wants it at first, and not again while nothing leaves', () => {
    const memory = new HistoryCache(true);
    expect(memory.wantingNext).toBe(true);
    memory.noteLive(answer(0, { jobs: [makeJob(jobKey(9))] }), both);
    memory.addNewest(answer(0, {}, { page: page(8, 1) }));
    memory.noteLive(answer(2, { jobs: [makeJob(jobKey(9))] }), both);
    expect(memory.wanting).toBe(false);
    expect(memory.wantingNext).toBe(false);
  });

  it('wants it when a job has left, and names the job, until that is found', () => {
    const memory = new HistoryCache(true);
    memory.noteLive(answer(0, { jobs: [makeJob(jobKey(9))] }), both);
    memory.addNewest(answer(0, {}, { page: page(8, 1) }));
    memory.noteLive(answer(2), both);
    expect(memory.wanting).toBe(true);
    expect(memory.awaited).toEqual([jobKey(9)]);
    memory.addNewest(answer(2, {}, { page: page(8, 1), others: [ended(9)] }));
    expect(memory.wanting).toBe(false);
    expect(numbers(memory.jobs)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('wants it when a task has left though its job is live: they move one after the other', () => {
    const memory = new HistoryCache(false);
    const jobs = [makeJob(jobKey(9))];
    memory.noteLive(answer(0, { jobs, tasks: [makeTask(jobKey(9))] }), both);
    memory.add(answer(0));
    memory.noteLive(answer(2, { jobs }), both);
    expect(memory.wanting).toBe(true);
    memory.add(answer(2, {}, { tasks: [makeTask(jobKey(9), { status: 'COMPLETED', place: 'history' })] }));
    expect(memory.wanting).toBe(false);
    expect(memory.tasks).toHaveLength(1);
  });

  it('does not wait for what the history of this question cannot show', () => {
    const memory = new HistoryCache(false);
    memory.noteLive(answer(0, { tasks: [makeTask(jobKey(9))] }), { jobs: true, tasks: false });
    memory.add(answer(0));
    memory.noteLive(answer(2), { jobs: true, tasks: false });
    expect(memory.wanting).toBe(false);
  });

  it('wants it when nobody looked for a while, as a job may have come and gone; not so for a single job', () => {
    for (const growsOld of [true, false]) {
      const memory = new HistoryCache(growsOld);
      memory.noteLive(answer(0), both);
      memory.add(answer(0));
      memory.noteLive(answer(15), both);
      memory.noteLive(answer(30), both);
      expect(memory.wanting).toBe(false);
      memory.noteLive(answer(90), both);
      expect(memory.wanting).toBe(growsOld);
      memory.noteLive(answer(90), both);
      memory.add(answer(90));
      expect(memory.wanting).toBe(false);
    }
  });

  it('wants it every few minutes, and says so before the read that is due', () => {
    const memory = new HistoryCache(true);
    memory.noteLive(answer(0), both);
    memory.add(answer(0));
    for (let at = 15; at <= 285; at += 15) {
      expect(memory.wantingNext).toBe(false);
      memory.noteLive(answer(at), both);
    }
    expect(memory.wanting).toBe(false);
    expect(memory.wantingNext).toBe(true);
  });

  it('knows by one row more than a page that there are older ones', () => {
    const memory = new HistoryCache(true);
    memory.addNewest(answer(0, {}, { page: page(100, 100 - historyPage) }));
    expect(memory.older).toBe(true);
    expect(memory.jobs).toHaveLength(historyPage);
    expect(memory.mark?.key).toEqual(jobKey(51));
    memory.addOlder(answer(0, {}, { page: page(50, 1) }));
    expect(memory.older).toBe(false);
    expect(memory.pages).toBe(2);
    expect(memory.jobs).toHaveLength(100);
  });

  it('keeps older pages when the newest is read again and they meet', () => {
    const memory = new HistoryCache(true);
    memory.addNewest(answer(0, {}, { page: page(100, 50) }));
    memory.addOlder(answer(0, {}, { page: page(50, 1) }));
    memory.addNewest(answer(2, {}, { page: page(110, 60) }));
    expect(numbers(memory.jobs)).toEqual(numbers(page(110, 1)));
    expect(memory.pages).toBe(2);
  });

  it('begins anew when so much has ended that the pages do not meet', () => {
    const memory = new HistoryCache(true);
    memory.addNewest(answer(0, {}, { page: page(100, 50) }));
    memory.addOlder(answer(0, {}, { page: page(50, 1) }));
    memory.addNewest(answer(2, {}, { page: page(900, 850), others: [ended(70)] }));
    expect(numbers(memory.jobs)).toEqual([...numbers(page(900, 851)), 70]);
    expect(memory.pages).toBe(1);
    expect(memory.older).toBe(true);
  });

  it('forgets what nobody asks about', () => {
    const memory = new HistoryCache(true);
    memory.add(answer(0, {}, { others: page(5, 1) }));
    memory.keepOnly(job => job.key.jobId > 3n);
    expect(numbers(memory.jobs)).toEqual([5, 4]);
  });
});
