import { describe, expect, it } from 'vitest';
import { kernelKeepAliveSeconds, patienceWith, stuckIn } from '../../source/backup/stuck.ts';
import { observe, type Throughput } from '../../source/backup/throughput.ts';

const second = 1_000_000n;
const throughput = (stepsEvery: number, count: number): Throughput => {
  let known: Throughput | null = null;
  for (let n = 0; n <= count; n++) {
    known = observe(known, { at: BigInt(n * stepsEvery) * second, bytes: BigInt(n), units: BigInt(n) });
  }
  return known as Throughput;
};

describe('A task that stands still', () => {
  it('has the kernel’s own limit before its habit is known', () => {
    expect(patienceWith(null)).toBe(kernelKeepAliveSeconds);
    expect(patienceWith(throughput(10, 4))).toBe(kernelKeepAliveSeconds);
  });

  it('is given four times its longest gap once its habit is known, and two minutes at least', () => {
    expect(patienceWith(throughput(10, 8))).toBe(120);
    expect(patienceWith(throughput(90, 8))).toBe(360);
  });

  it('is looked into where it waits: the archive, or the log streams', () => {
    const at = 700n * second;
    expect(stuckIn('data', null, 0n, at)).toEqual({ seconds: 700, lookAt: 'log_streams' });
    expect(stuckIn('wait_archive', null, 0n, at)).toEqual({ seconds: 700, lookAt: 'archive' });
    expect(stuckIn('log', null, 0n, at)?.lookAt).toBe('archive');
    expect(stuckIn('log', throughput(10, 8), 0n, at)?.lookAt).toBe('log_streams');
    expect(stuckIn(null, null, 0n, at)?.lookAt).toBe('log_streams');
    expect(stuckIn('data', null, 200n * second, at)).toBeNull();
  });

  it('waits for the archive as long as the archive stands still, whenever the wait began and whoever watched', () => {
    const at = 700n * second;
    expect(stuckIn('wait_archive', null, 650n * second, at, 10n * second)?.seconds).toBe(690);
    expect(stuckIn('wait_archive', null, 0n, at, 690n * second)).toBeNull();
    expect(stuckIn('data', null, 650n * second, at, 10n * second)).toBeNull();
  });
});
