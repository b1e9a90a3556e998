import { expect, it } from 'vitest';
import { key, openTerminal } from '../fixtures/emulated-terminal.ts';
import { tenant } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';

it('moving through five thousand tenants looks at those on the screen', async () => {
  let looks = 0;
  const tenants = Array.from({ length: 5000 }, (_, index) => {
    const one = tenant(BigInt(2000 + 2 * index), `tenant_${String(index).padStart(4, '0')}`);
    return new Proxy(one, {
      get(of, property) {
        looks += 1;
        return Reflect.get(of, property);
      },
    });
  });
  const terminal = openTerminal({ world: { ...usualDay(), tenants, jobs: [], tasks: [] }, columns: 120 });
  await terminal.shows('tenant_0009');
  terminal.type(...Array<string>(9).fill('j'));
  await terminal.shows(/▸ +tenant_0008/);
  looks = 0;
  terminal.type('j', key.pageDown, 'j', key.pageDown, 'j');
  await terminal.shows(/▸ +tenant_00[2-9]/);
  expect(looks).toBeGreaterThan(0);
  expect(looks).toBeLessThan(1000);
});
