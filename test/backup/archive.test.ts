import { describe, expect, it } from 'vitest';
import {
  archiveLag,
  archiveStillToGo,
  coarseLag,
  furthestBehind,
  isBehindBy,
  isDoing,
  isStalled,
  normalLag,
  noteArchive,
  resultWithout,
} from '../../source/backup/archive.ts';
import { archive } from '../fixtures/values.ts';

/** 10.5 s after the checkpoint of `archive`. */
const now = 1_715_248_532_500_000n;

describe('The archive of a tenant', () => {
  it('is behind the server’s clock by its lag, never by less than nothing', () => {
    expect(archiveLag(archive(), now)).toBe(10.5);
    expect(archiveLag(archive({ checkpointScn: (now + 5n) * 1000n }), now)).toBe(0);
    expect(archiveLag(archive({ checkpointScn: 0n }), now)).toBeNull();
  });

  it('has so much to go until it has passed the end of the data', () => {
    expect(archiveStillToGo(archive(), 1_715_248_525_000_000_000n)).toBe(3);
    expect(archiveStillToGo(archive(), 1_715_248_400_000_000_000n)).toBe(0);
    expect(archiveStillToGo(archive(), 0n)).toBeNull();
    expect(archiveStillToGo(archive({ checkpointScn: 0n }), 5n)).toBeNull();
  });

  it.each([
    ['DOING', true, -9029n],
    ['PREPARE', false, -9029n],
    ['BEGINNING', false, -9029n],
    ['INTERRUPTED', false, -9027n],
    ['SUSPENDING', false, -9029n],
    ['SUSPEND', false, -9029n],
    ['STOPPING', false, -9029n],
    ['STOP', false, -9029n],
  ] as const)('in %s keeps a backup going: %s, else it fails with %s', (status, keepsGoing, code) => {
    expect(isDoing(archive({ status }))).toBe(keepsGoing);
    expect(resultWithout(archive({ status }))).toBe(code);
  });

  it('is no archive at all, where a backup fails with -9029', () => {
    expect(resultWithout(null)).toBe(-9029n);
  });

  it.each([
    [120, 240],
    [7200, 14_400],
    [30, 60],
    [0, 20],
  ])('with archive_lag_target %s lags normally by up to %i s', (lagTarget, normal) => {
    const of = archive({ lagTarget });
    expect(normalLag(of)).toBe(normal);
    expect([isBehindBy(normal, of), isBehindBy(normal + 1, of)]).toEqual([false, true]);
    expect(isBehindBy(null, of)).toBeNull();
  });

  it('is not behind by any lag where its archive_lag_target is not known, nor called normal', () => {
    const of = archive({ lagTarget: null });
    expect(normalLag(of)).toBeNull();
    expect([isBehindBy(5, of), isBehindBy(99_999, of)]).toEqual([null, null]);
    const at = (lag: number) => of.checkpointScn / 1000n + BigInt(lag) * 1_000_000n;
    expect(coarseLag(of, at(200))).toEqual({ isBelow: true, seconds: 240 });
    expect(coarseLag(of, at(700))).toEqual({ isBelow: false, seconds: 660 });
  });
});

describe('The pace of an archive', () => {
  const second = 1_000_000n;
  const until = archive().checkpointScn / 1000n;
  const later = (seconds: number) => until + BigInt(seconds) * second;
  const first = (seconds: number) => noteArchive(null, archive(), later(seconds));

  it('counts from its checkpoint where it was never seen to move', () => {
    expect(first(360).movedAt).toBe(until);
    expect(first(-5).movedAt).toBe(later(-5));
    expect(noteArchive(first(360), archive(), later(400)).movedAt).toBe(until);
  });

  it('counts from when it was seen to move, else from its checkpoint', () => {
    const moved = archive({ checkpointScn: later(100) * 1000n });
    expect(noteArchive(first(360), moved, later(370)).movedAt).toBe(later(370));
    expect(noteArchive(first(360), moved, later(900)).movedAt).toBe(later(100));
  });

  it('is that it stalls once it has not moved for ten minutes, or for twice its archive_lag_target', () => {
    expect([isStalled(first(600), later(600)), isStalled(first(601), later(601))]).toEqual([false, true]);
    const slow = noteArchive(null, archive({ lagTarget: 7200 }), later(601));
    expect([isStalled(slow, later(14_400)), isStalled(slow, later(14_401))]).toEqual([false, true]);
  });

  it('is that of the tenant, and of its destinations the one furthest behind', () => {
    const all = [archive({ tenantId: 1004n, checkpointScn: 1n }), archive(), archive({ checkpointScn: 5n })];
    expect(furthestBehind([...all, archive({ checkpointScn: 0n })], 1002n)?.checkpointScn).toBe(5n);
    expect(furthestBehind(all, 1006n)).toBeNull();
  });
});
