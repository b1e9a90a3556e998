// @module-tag slow
import { describe, expect, it } from 'vitest';
import { medians, type Score, scoreOf, shares } from './score.ts';
import { heldOut, later } from './shapes.ts';
import type { Sight } from './watched-run.ts';

const runsEach = 4;

function scores(sight: Sight): { readonly data: Score[]; readonly job: Score[] } {
  const all = Object.entries(heldOut).flatMap(([shape, spread]) =>
    Array.from({ length: runsEach }, (_, n) => scoreOf(spread, `${shape} ${n}`, sight)),
  );
  return { data: all.map(score => score.data), job: all.map(score => score.job) };
}

const turnsOf = (all: readonly Score[]) => all.reduce((sum, { turns }) => sum + turns, 0) / all.length;

describe('The time left, over simulated runs of shapes it was not made with', () => {
  it('by log streams is within 15 % in the median of every part of the run, and nine of ten within 0.5 to 2', () => {
    const { data } = scores({ logStreams: true, past: false, openedAt: 0 });
    for (const median of medians(data)) {
      expect(median).toBeGreaterThan(0.85);
      expect(median).toBeLessThan(1.15);
    }
    expect(shares(data).within).toBeGreaterThan(0.9);
    expect(turnsOf(data)).toBeLessThan(1);
  });

  it('by the row of the task is a range that holds nine times in ten', () => {
    const { data } = scores({ logStreams: false, past: true, openedAt: 0 });
    expect(shares(data).covered).toBeGreaterThan(0.87);
    expect(turnsOf(data)).toBeLessThan(1.2);
  });

  it('by log streams is of use after a pause too, where it was opened shortly before it', () => {
    const shape = 'four, all stand for ten minutes';
    const spread = later[shape];
    if (spread === undefined) throw new Error(`There is no shape ${shape}.`);
    const sight = { logStreams: true, past: false, openedAt: 0.3 };
    const data = Array.from({ length: 8 }, (_, n) => scoreOf(spread, `${shape} ${n}`, sight).data);
    for (const { first } of data) {
      expect(first ?? 1).toBeGreaterThan(0.4);
      expect(first ?? 1).toBeLessThan(2.5);
    }
    expect(shares(data).within).toBeGreaterThan(0.9);
  });

  it('of the job is within a quarter in the median of every part of the run', () => {
    const { job } = scores({ logStreams: true, past: true, openedAt: 0 });
    for (const median of medians(job)) {
      expect(median).toBeGreaterThan(0.8);
      expect(median).toBeLessThan(1.25);
    }
  });
});
