import { expect, it } from 'vitest';
import { openTerminal } from '../fixtures/emulated-terminal.ts';
import { job, picture, seconds, task, tenFortyTwo } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';

it.each([
  ['FAILED', -4012n, 120, 'failed'],
  ['FAILED', -4012n, 80, 'failed'],
  ['COMPLETED', 0n, 120, 'completed'],
  ['COMPLETED', 0n, 80, 'done'],
  ['CANCELED', -4072n, 120, 'canceled'],
  ['CANCELED', -4072n, 80, 'ended'],
])(
  'A task that ends %s (%i) is said to have, in the list of tenants at %i columns, until the row of its job follows',
  async (status, result, columns, word) => {
    const { tenants } = usualDay();
    const running = job({ tenantId: 1006n });
    const ended = { status, result, endedAt: tenFortyTwo };
    const world = (change: object) => picture({ tenants, jobs: [running], tasks: [], ...change });
    const terminal = openTerminal({ world: world({ tasks: [task({ of: running })] }), columns });
    const row = () => terminal.lines().find(line => line.includes('crm_prod')) ?? '';
    await terminal.shows('71.40 %');
    const rows: string[] = [];
    for (const change of [
      { tasks: [task({ of: running, ...ended })] },
      { tasks: [] },
      { tasks: [] },
      { jobs: [job({ tenantId: 1006n, ...ended })] },
    ]) {
      terminal.source.world = world({ readAt: tenFortyTwo + seconds(rows.length), ...change });
      await terminal.passes(2);
      await terminal.idle();
      rows.push(row());
    }
    for (const line of rows.slice(0, 3)) expect(line).toContain(word);
    expect(rows.join('')).not.toMatch(/DOING/);
    // Then the list says what its job says.
    if (status !== 'FAILED') expect(rows.at(-1)).not.toContain(word);
  },
);
