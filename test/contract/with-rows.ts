import { beforeEach, describe } from 'vitest';
import { tenantRow } from '../fixtures/rows.ts';
import { describeOnEveryStage } from './servers/every-stage.ts';
import type { Stage } from './servers/stage.ts';

/** Suites on rows that each test puts itself, seen from sys at 4.3.3, with tenants 1002 and 1004. */
export function describeWithRows(title: string, ...suites: readonly ((stage: Stage) => void)[]): void {
  describeOnEveryStage(title, stage => {
    describe.skipIf(!stage.canPut)('with rows of the test', () => {
      beforeEach(async () => {
        await stage.clear();
        await stage.build({ as: 'sys', release: '4.3.3' });
        await stage.put('TENANTS', 1002n, tenantRow('mysql_tenant'));
        await stage.put('TENANTS', 1004n, tenantRow('other'));
      });

      for (const suite of suites) suite(stage);
    });
  });
}
