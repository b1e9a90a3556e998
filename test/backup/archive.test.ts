import { describe, expect, it } from 'vitest';
import {
  archiveLag,
  archivePace,
  archiveStillToGo,
  furthestBehind,
  isAdvancing,
  noteArchive,
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
    ['DOING', true],
    ['BEGINNING', true],
    ['INTERRUPTED', false],
    ['SUSPEND', false],
    ['STOP', false],
  ])('in %s goes on by itself: %s', (status, goesOn) => {
    expect(isAdvancing(archive({ status }))).toBe(goesOn);
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

  it('keeps up to two minutes of lag, is behind after that, and stalled once it was watched for as long', () => {
    const at = (seconds: number, seen = first(seconds)) => archivePace(archive(), seen, later(seconds));
    expect(at(120)).toBe('with_log');
    expect(at(180)).toBe('behind');
    expect(at(310, first(180))).toBe('stalled');
    expect(at(601)).toBe('stalled');
    const moved = noteArchive(first(700), archive({ checkpointScn: later(1) * 1000n }), later(702));
    expect(archivePace(archive({ checkpointScn: later(1) * 1000n }), moved, later(704))).toBe('behind');
    expect(archivePace(archive(), null, later(900))).toBe('behind');
  });

  it('is that of the tenant, and of its destinations the one furthest behind', () => {
    const all = [archive({ tenantId: 1004n, checkpointScn: 1n }), archive(), archive({ checkpointScn: 5n })];
    expect(furthestBehind([...all, archive({ checkpointScn: 0n })], 1002n)?.checkpointScn).toBe(5n);
    expect(furthestBehind(all, 1006n)).toBeNull();
  });
});
