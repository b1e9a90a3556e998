import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openRefusal, openRefusals, refusalsIn } from '../../source/backup/refusal.ts';
import { backupEvent, job, jobKey } from '../fixtures/values.ts';

const event = (at: number, tenantId: number | null, result: number | null, name = 'start_backup_data') =>
  backupEvent(0, {
    at: BigInt(at),
    event: name,
    tenantId: tenantId === null ? null : BigInt(tenantId),
    result: result === null ? null : BigInt(result),
  });

describe('Refused starts', () => {
  it('are the tenants whose last start failed', () => {
    const events = [event(1, 1002, -9040), event(2, 1004, -9040), event(3, 1004, 0), event(4, 1006, 0)];
    expect(refusalsIn(events)).toEqual([{ tenantId: 1002n, at: 1n, result: -9040n }]);
  });

  it('are listed once where the start and the cluster job both report them', () => {
    const both = [event(1, 1002, -9040), event(2, 1002, -9040, 'handle_user_tenant_backup_failed')];
    expect(refusalsIn(both)).toEqual([{ tenantId: 1002n, at: 2n, result: -9040n }]);
  });

  it('are not made from other events, nor from starts without a result', () => {
    expect(refusalsIn([event(1, 1002, -4016, 'backup data succeed'), event(2, 1002, null)])).toEqual([]);
  });

  it('are at most one per tenant, in whatever order the events come', () => {
    const some = fc.uniqueArray(
      fc.record({ at: fc.nat(), tenant: fc.nat(5), result: fc.constantFrom(0, -9040, -4016) }),
      { selector: one => one.at },
    );
    fc.assert(
      fc.property(some, fc.infiniteStream(fc.nat()), (all, order) => {
        const events = all.map(one => event(one.at, one.tenant, one.result));
        const shuffled = events
          .map(one => ({ one, turn: order.next().value }))
          .sort((a, b) => a.turn - b.turn);
        const reported = refusalsIn(events);
        expect(refusalsIn(shuffled.map(({ one }) => one))).toEqual(reported);
        expect(new Set(reported.map(({ tenantId }) => tenantId)).size).toBe(reported.length);
      }),
    );
  });
});

describe('A refused start is open', () => {
  const refusal = { tenantId: 1002n, at: 100n, result: -9040n };
  const startedAt = (at: bigint, tenantId = 1002) => job({ ...jobKey(7, tenantId), startedAt: at });

  it('until a job of the same tenant starts after it', () => {
    expect(openRefusals([refusal], [startedAt(99n)])).toEqual([refusal]);
    expect(openRefusals([refusal], [startedAt(100n)])).toEqual([refusal]);
    expect(openRefusals([refusal], [startedAt(99n), startedAt(101n)])).toEqual([]);
    expect(openRefusals([refusal], [startedAt(101n, 1004)])).toEqual([refusal]);
  });

  it('for its own tenant only, and for nobody where the jobs could not be read', () => {
    expect(openRefusal([refusal], 1002n, [])).toBe(refusal);
    expect(openRefusal([refusal], 1004n, [])).toBeNull();
    expect(openRefusal([refusal], 1002n, null)).toBeNull();
  });
});
