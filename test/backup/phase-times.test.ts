import { describe, expect, it } from 'vitest';
import { notePhase, type PhaseTimes, timeIn, watchedGap } from '../../source/backup/phase-times.ts';
import { task } from '../fixtures/values.ts';

const at = (seconds: number) => BigInt(seconds) * 1_000_000n;
const gap = watchedGap(2);

/** What is known after pictures of a task in these statuses. */
function seen(...pictures: readonly (readonly [seconds: number, status: string])[]): PhaseTimes {
  return pictures.reduce<PhaseTimes>(
    (times, [seconds, status]) => notePhase(times, task({ status }), at(seconds), gap),
    [],
  );
}

describe('The time a task spends in a phase', () => {
  it('is exact where the pictures before and after its begin are close together', () => {
    const times = seen([0, 'BACKUP_USER_META'], [2, 'BACKUP_DATA_MAJOR'], [4, 'BACKUP_DATA_MAJOR']);
    expect(timeIn(times, 'data', at(6))).toEqual({ seconds: 4, atLeast: false });
    expect(timeIn(times, 'user_meta', at(6))).toEqual({ seconds: 2, atLeast: true });
    expect(timeIn(times, 'log', at(6))).toBeNull();
  });

  it('is a least one where nobody looked when it began', () => {
    const times = seen([0, 'BACKUP_USER_META'], [300, 'BACKUP_DATA_MAJOR'], [302, 'BACKUP_DATA_MAJOR']);
    expect(timeIn(times, 'data', at(304))).toEqual({ seconds: 4, atLeast: true });
  });

  it('counts up to the last sight of a phase whose end nobody saw, and is a least one', () => {
    const times = seen([0, 'INIT'], [8, 'INIT'], [300, 'BACKUP_DATA_MAJOR']);
    expect(timeIn(times, 'start', at(301))).toEqual({ seconds: 8, atLeast: true });
  });

  it('spans a gap in which the phase did not change', () => {
    const times = seen([0, 'INIT'], [2, 'BACKUP_DATA_MAJOR'], [300, 'BACKUP_DATA_MAJOR']);
    expect(timeIn(times, 'data', at(302))).toEqual({ seconds: 300, atLeast: false });
  });

  it('does not count on after the last sight where the task ended while nobody looked', () => {
    const times = seen([0, 'INIT'], [2, 'BACKUP_DATA_MAJOR'], [10, 'BACKUP_DATA_MAJOR']);
    expect(timeIn(times, 'data', at(12))).toEqual({ seconds: 10, atLeast: false });
    expect(timeIn(times, 'data', at(900))).toEqual({ seconds: 8, atLeast: true });
  });

  it('allows for a few intervals between two pictures, fifteen seconds at least and a minute at most', () => {
    expect([0.5, 5, 10, 600].map(interval => Number(watchedGap(interval)) / 1e6)).toEqual([15, 15, 30, 60]);
  });
});
