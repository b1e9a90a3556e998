import { describe, expect, it } from 'vitest';
import { observe, type Throughput } from '../../source/backup/throughput.ts';
import { throughputCourse } from '../../source/backup/throughput-course.ts';

const second = 1_000_000n;

/** A task watched from the first step on; a step is the second and the bytes written by then. */
function watched(...steps: readonly (readonly [number, number])[]): Throughput {
  const throughput = steps
    .map(([at, bytes], units) => ({ at: BigInt(at) * second, bytes: BigInt(bytes), units: BigInt(units) }))
    .reduce<Throughput | null>(observe, null);
  if (throughput === null) throw new Error('nothing was watched');
  return throughput;
}

describe('The course of a throughput', () => {
  it('is not known before a second step', () => {
    expect(throughputCourse(watched([0, 0]), 60n * second, 10)).toBeNull();
    expect(throughputCourse(watched([0, 0], [10, 100]), 60n * second, 10)).toBeNull();
  });

  it('is blank where nothing is known: before the first step, and after the last one', () => {
    const course = throughputCourse(watched([0, 0], [20, 100], [40, 300]), 60n * second, 7);
    expect(course).toMatchObject({ from: 0n, sliceSeconds: 10, meanBytesPerSecond: 10 });
    expect(course?.slices).toEqual([null, null, 10, 10, null, null, null]);
  });

  it('keeps the bytes that were written, in however many slices they are', () => {
    const throughput = watched([0, 0], [7, 100], [13, 900], [31, 1000], [44, 5000], [58, 5300]);
    for (const most of [5, 20, 60]) {
      const course = throughputCourse(throughput, 58n * second, most);
      expect(course?.slices.length).toBeLessThanOrEqual(most);
      expect(course?.meanBytesPerSecond).toBeCloseTo(5200 / 51);
    }
  });

  it('has no slices shorter than five seconds, as no pace is of less than ten', () => {
    const course = throughputCourse(watched([0, 0], [10, 100], [20, 300]), 20n * second, 120);
    expect(course).toMatchObject({ sliceSeconds: 5 });
    expect(course?.slices).toHaveLength(5);
  });

  it('leaves slices that are over as they are while time goes on', () => {
    const throughput = watched([3, 0], [20, 100], [40, 300]);
    const [before, later] = [50n, 55n].map(now => throughputCourse(throughput, now * second, 12));
    expect(later?.from).toBe(before?.from);
    expect(later?.slices.slice(0, before?.slices.length)).toEqual(before?.slices);
  });

  it('has no peak where files of several log streams end shortly after each other', () => {
    const file = 4000;
    const steps: [number, number][] = [[0, 0]];
    for (let round = 1; round <= 6; round++) {
      for (const after of [0, 1, 2, 3]) steps.push([round * 40 + after, steps.length * file]);
    }
    // At each step as the last one, so that a stretch that has just begun is seen, too.
    for (let seen = 6; seen <= steps.length; seen++) {
      const course = throughputCourse(watched(...steps.slice(0, seen)), 300n * second, 120);
      const fastest = Math.max(0, ...(course?.slices ?? []).map(each => each ?? 0));
      expect(fastest).toBeLessThan(1.5 * ((4 * file) / 40));
    }
  });
});
