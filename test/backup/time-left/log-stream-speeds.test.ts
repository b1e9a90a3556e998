import { describe, expect, it } from 'vitest';
import { guessByLogStreams } from '../../../source/backup/time-left/by-log-streams.ts';
import { speedsOf } from '../../../source/backup/time-left/log-stream-speeds.ts';
import { type LogStreamRuns, noteLogStreams } from '../../../source/backup/time-left/log-stream-steps.ts';
import { logStream } from '../../fixtures/values.ts';

const second = 1_000_000n;
const total = 3000n;

/** One log stream that has finished 100 blocks at each of these seconds, watched from a second on until another. */
function runsOf(steps: readonly number[], until: number, since = 0): LogStreamRuns {
  let runs: LogStreamRuns | null = null;
  for (let at = since; at <= until; at += 2) {
    const finished = BigInt(100 * steps.filter(step => step <= at).length);
    const row = logStream(1001n, { macroBlocks: { finished, total } });
    runs = noteLogStreams(runs, [row], BigInt(at) * second, BigInt(since) * second, since === 0);
  }
  if (runs === null) throw new Error('no rows');
  return runs;
}

function speedsAt(steps: readonly number[], until: number, since = 0) {
  const runs = runsOf(steps, until, since);
  const [stream] = runs.streams;
  if (stream === undefined) throw new Error('no log stream');
  return speedsOf(stream, runs, until - since);
}

const every20 = (from: number, count: number) => Array.from({ length: count }, (_, n) => from + 20 * (n + 1));
/** Five blocks a second, but for ten minutes in which nothing moved. */
const paused = [...every20(0, 5), ...every20(700, 5)];

describe('The speed of a log stream', () => {
  it('is that of its files, with no time apart where they come evenly', () => {
    const { mean = 0, recent = 0, apart = 1 } = speedsAt(every20(0, 10), 200) ?? {};
    expect([mean, recent]).toEqual([5, 5]);
    expect(apart).toBeCloseTo(0, 9);
  });

  it('is without the most of a pause, of which a step keeps four times what it usually takes', () => {
    const { mean = 0, recent = 0 } = speedsAt(paused, 800) ?? {};
    expect(mean).toBeCloseTo(1000 / (9 * 20 + 80), 9);
    expect(recent).toBe(5);
  });

  it('is not sure after a pause, nor once it goes at another speed: that makes a range of the time left', () => {
    const spreadAt = (steps: readonly number[], until: number, since = 0) =>
      guessByLogStreams(runsOf(steps, until, since), BigInt(until) * second)?.spread;
    const apart = Math.log(5 / (1000 / 800));
    expect(speedsAt(paused, 800)?.apart).toBeCloseTo(apart, 9);
    expect(spreadAt(paused, 800)).toBeCloseTo(Math.sqrt(0.04 + 0.25 / 11 + ((apart - 0.2) / 2) ** 2), 9);
    // First read just before the pause: four steps, and the longest of them says nothing of those to come.
    expect(spreadAt(paused, 760, 90)).toBeGreaterThan(0.36);
    const slower = [...every20(0, 10), 260, 320, 380, 440, 500];
    expect(spreadAt(slower, 500)).toBeGreaterThan(spreadAt(every20(0, 15), 300) ?? 1);
  });
});
