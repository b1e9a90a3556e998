import { describe, expect, it } from 'vitest';
import { previousRunOf, projectedTotal, remainingByPreviousRun } from '../../source/backup/previous-run.ts';
import { notKnown } from '../../source/backup/task.ts';
import { job, jobKey, task } from '../fixtures/values.ts';

const minute = 60_000_000n;

describe('The previous run of a backup', () => {
  const times = { startedAt: 0n, endedAt: 41n * minute };
  const copied = task({
    of: job(jobKey(5)),
    inputBytes: 9n,
    outputBytes: 4n,
    macroBlocks: { finished: 3n, total: 3n },
  });

  it('has its length and what it copied', () => {
    expect(previousRunOf(job({ ...jobKey(5), ...times }), copied)).toEqual({
      jobId: 5n,
      type: 'full',
      seconds: 2460,
      inputBytes: 9n,
      outputBytes: 4n,
      macroBlocks: 3n,
      plusArchivelog: false,
      parts: null,
    });
  });

  it('is divided by the SCN of the end of its data, where that lies within', () => {
    const partsOf = (endScn: bigint) =>
      previousRunOf(job({ ...jobKey(5), ...times }), { ...copied, startedAt: minute, endScn })?.parts;
    expect(partsOf(31n * minute * 1000n)).toEqual({ data: 1800, later: 600 });
    expect(partsOf(0n)).toBeNull();
    expect(partsOf(42n * minute * 1000n)).toBeNull();
  });

  it('has no bytes where its task cannot be read or its row has none, and is null without its times or its type', () => {
    expect(previousRunOf(job({ ...jobKey(5), ...times }), null)).toMatchObject({
      seconds: 2460,
      inputBytes: null,
    });
    const nothing = { finished: notKnown, total: notKnown };
    const empty = { ...copied, inputBytes: notKnown, outputBytes: notKnown, macroBlocks: nothing };
    expect(previousRunOf(job({ ...jobKey(5), ...times }), empty)).toMatchObject({
      inputBytes: null,
      outputBytes: null,
      macroBlocks: null,
    });
    expect(previousRunOf(job({ ...jobKey(5), ...times, endedAt: null }), copied)).toBeNull();
    expect(previousRunOf(job({ ...jobKey(5), ...times, type: 'WEEKLY' }), copied)).toBeNull();
  });

  it('gives the time left until the running one has taken as long, and none after that', () => {
    const past = previousRunOf(job({ ...jobKey(5), ...times }), copied);
    expect(remainingByPreviousRun(0n, 30n * minute, past)).toBe(660);
    expect(remainingByPreviousRun(0n, 42n * minute, past)).toBeNull();
    expect(remainingByPreviousRun(null, 0n, past)).toBeNull();
    expect(projectedTotal(0n, 30n * minute, 540)).toBe(2340);
    expect(projectedTotal(0n, 30n * minute, null)).toBeNull();
  });
});
