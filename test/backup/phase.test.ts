import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareVersions,
  countsIn,
  isKnownTaskStatus,
  type KernelVersion,
  phaseOf,
  phaseWalk,
  taskStatuses,
} from '../../source/backup/phase.ts';

describe('The phases of a task', () => {
  it.each([
    [
      [4, 0, 0, 0],
      ['system_meta', 'user_meta', 'data', 'log', 'done'],
    ],
    [
      [4, 2, 1, 2],
      ['system_meta', 'user_meta', 'data', 'log', 'done'],
    ],
    [
      [4, 2, 1, 3],
      ['system_meta', 'user_meta', 'meta_finish', 'data', 'log', 'done'],
    ],
    [
      [4, 3, 0, 1],
      ['system_meta', 'user_meta', 'meta_finish', 'data', 'log', 'done'],
    ],
    [
      [4, 3, 1, 0],
      ['system_meta', 'user_meta', 'meta_finish', 'data', 'wait_archive', 'log', 'done'],
    ],
    [
      [4, 3, 5, 0],
      ['system_meta', 'user_meta', 'meta_finish', 'data', 'fuse_meta', 'wait_archive', 'log', 'done'],
    ],
  ] as const)('are in %j: %j', (version, walk) => {
    expect(phaseWalk(version)).toEqual(walk);
  });

  it('are the newest ones where the version is not known', () => {
    expect(phaseWalk(null)).toEqual(phaseWalk([4, 9, 0, 0]));
  });

  it('take in one seen in an older release, at its place', () => {
    expect(phaseWalk([4, 2, 0, 0], 'wait_archive')).toEqual([
      'system_meta',
      'user_meta',
      'data',
      'wait_archive',
      'log',
      'done',
    ]);
  });

  it('have a name for every status the kernels have written', () => {
    for (const status of Object.keys(taskStatuses)) {
      expect(isKnownTaskStatus(status)).toBe(true);
      expect(phaseOf(status)).not.toBeNull();
    }
    expect(isKnownTaskStatus('CANCELING')).toBe(true);
  });

  it.each(['CANCELING', 'BACKUP_QUANTUM_META', 'constructor'])('are not known from %s', status => {
    expect(phaseOf(status)).toBeNull();
    expect(countsIn(status)).toBeNull();
  });
});

describe('Kernel versions', () => {
  const version = fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20), fc.nat(20)) as fc.Arbitrary<KernelVersion>;

  it('are ordered by their numbers, the BP last', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        const weight = ([x, y, z, bp]: KernelVersion) => ((x * 100 + y) * 100 + z) * 100 + bp;
        expect(Math.sign(compareVersions(a, b))).toBe(Math.sign(weight(a) - weight(b)));
      }),
    );
  });
});
