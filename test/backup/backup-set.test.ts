import { describe, expect, it } from 'vitest';
import { isUsable, restoreChain } from '../../source/backup/backup-set.ts';
import { backupSet } from '../fixtures/values.ts';

const inc = (id: number, full: number, before: number, given = {}) =>
  backupSet(id, {
    type: 'INC',
    prevFullBackupSetId: BigInt(full),
    prevIncBackupSetId: BigInt(before),
    ...given,
  });
const numbers = (sets: readonly { backupSetId: bigint }[]) => sets.map(set => Number(set.backupSetId));

describe('The restore chain of a backup set', () => {
  const full = backupSet(4);
  const sets = [
    backupSet(3),
    full,
    inc(5, 4, 4),
    inc(6, 4, 5, { status: 'FAILED' }),
    inc(7, 4, 5),
    inc(8, 4, 7),
  ];

  it('is the set alone where it is full', () => {
    expect(restoreChain(full, sets)).toEqual({ sets: [full], unusable: [] });
  });

  it('runs from the full set over the incremental ones to the set, without a failed one', () => {
    const chain = restoreChain(sets.at(-1)!, sets);
    expect(numbers(chain.sets)).toEqual([4, 5, 7, 8]);
    expect(chain.unusable).toEqual([]);
  });

  it('names the sets that are missing or unusable', () => {
    const deleted = inc(5, 4, 4, { fileStatus: 'DELETED' });
    expect(restoreChain(inc(7, 4, 5), [deleted]).unusable).toEqual([4n, 5n]);
  });

  it('takes the full set where the row names no previous set', () => {
    expect(numbers(restoreChain(inc(5, 4, 0), sets).sets)).toEqual([4, 5]);
  });

  it('takes no set of another tenant', () => {
    const other = backupSet(4, { tenantId: 1004n });
    expect(restoreChain(inc(5, 4, 4), [other]).unusable).toEqual([4n]);
  });

  it('is finite even where a row names itself or a later set as its base', () => {
    expect(numbers(restoreChain(inc(5, 5, 5), sets).sets)).toEqual([5]);
    expect(numbers(restoreChain(inc(5, 9, 9), sets).sets)).toEqual([5]);
  });

  it('is a set of its own type where an INC became FULL', () => {
    const turned = backupSet(9, { type: 'FULL' });
    expect(restoreChain(turned, sets).sets).toEqual([turned]);
  });

  it.each(['EXPIRED', 'DELETING', 'BROKEN', 'INCOMPLETE'])('has no use for a set that is %s', fileStatus => {
    expect(isUsable(backupSet(1, { fileStatus }))).toBe(false);
  });
});
