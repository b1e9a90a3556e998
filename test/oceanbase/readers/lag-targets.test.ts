import { describe, expect, it } from 'vitest';
import type { KernelVersion } from '../../../source/backup/phase.ts';
import type { Remark } from '../../../source/backup/remark.ts';
import { LagTargets } from '../../../source/oceanbase/readers/lag-targets.ts';
import type { ReaderContext } from '../../../source/oceanbase/readers/reader-context.ts';
import { type LagTarget, parameters } from '../../../source/oceanbase/views/parameters.ts';
import type { StatementRows } from '../../../source/oceanbase/views/view.ts';
import { readableWith } from '../views/readable.ts';

const lack: Remark = {
  id: 'view_unreadable',
  view: 'oceanbase.GV$OB_PARAMETERS',
  number: 1142,
  loss: 'archive_lag_target',
};

/** What is read with at that many seconds, on a server of this version. */
function at(seconds: number, reach: Remark | null = null, version: KernelVersion | null = [4, 2, 1, 8]) {
  const session = { ...readableWith(parameters), reach: async () => reach, server: { version } };
  return { session, now: BigInt(seconds) * 1_000_000n } as unknown as ReaderContext;
}

const answer = (targets: readonly LagTarget[]) => ({ of: () => targets }) as unknown as StatementRows;
const slow = answer([{ tenantId: 1002n, seconds: 1800 }]);

describe('archive_lag_target', () => {
  it('is not known before it was asked for, and then each tenant’s own', async () => {
    const targets = new LagTargets();
    expect(targets.of(1002n, at(0).session)).toBeNull();
    const part = await targets.part('all', at(0));
    expect(part.branches).toHaveLength(1);
    part.note(slow);
    expect(targets.of(1002n, at(0).session)).toBe(1800);
    expect(targets.remark([1002n], at(0).session)).toBeNull();
  });

  it.each([
    [[4, 2, 0, 0], 120, 'archive_lag_target'],
    [[4, 3, 5, 1], 120, 'archive_lag_target'],
    [[4, 1, 0, 2], null, 'normal_lag'],
    [null, null, 'normal_lag'],
  ] as const)('that may not be read on %s is %s, which a remark says', async (version, target, loss) => {
    const targets = new LagTargets();
    const context = at(0, lack, version);
    expect((await targets.part('all', context)).branches).toEqual([]);
    expect(targets.of(1002n, context.session)).toBe(target);
    expect(targets.remark([1002n], context.session)).toEqual({ ...lack, loss });
  });

  it('is asked for every five minutes, of single tenants only where all were not', async () => {
    const targets = new LagTargets();
    const asked = async (wanted: readonly bigint[] | 'all', seconds: number) => {
      const part = await targets.part(wanted, at(seconds));
      if (part.branches.length > 0) part.note(slow);
      return part.branches.length;
    };
    expect(await asked([1002n], 0)).toBe(1);
    expect(await asked([1002n], 299)).toBe(0);
    expect(await asked([1004n], 299)).toBe(1);
    expect(await asked([], 299)).toBe(0);
    expect(await asked('all', 299)).toBe(1);
    expect(await asked([1002n, 1006n], 598)).toBe(0);
    expect(await asked('all', 598)).toBe(0);
    expect(await asked('all', 599)).toBe(1);
  });

  it('is left alone for an hour after a statement that failed with it', async () => {
    const targets = new LagTargets();
    await targets.part('all', at(0));
    expect((await targets.part('all', at(3599))).branches).toEqual([]);
    expect(targets.of(1002n, at(3599).session)).toBe(120);
    expect(targets.remark([1002n], at(3599).session)).toEqual({
      id: 'lag_target_unknown',
      loss: 'archive_lag_target',
    });
    const again = await targets.part('all', at(3600));
    again.note(slow);
    expect(targets.of(1002n, at(3600).session)).toBe(1800);
  });

  it('that a tenant no longer has is not kept', async () => {
    const targets = new LagTargets();
    (await targets.part('all', at(0))).note(slow);
    (await targets.part('all', at(300))).note(answer([]));
    expect(targets.of(1002n, at(300).session)).toBe(120);
  });
});
