import { expect, it } from 'vitest';
import { openTerminal } from '../fixtures/emulated-terminal.ts';
import { job, picture, seconds, task, tenFortyTwo } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';

it.each([
  ['FAILED', -4012n, 'failed 71.40 % (-4012)'],
  ['COMPLETED', 0n, 'completed'],
  ['CANCELED', -4072n, 'canceled 71.40 % (-4072)'],
])(
  'A task that ends %s keeps that word in the list of tenants until the row of its job follows',
  async (status, result, word) => {
    const { tenants } = usualDay();
    const running = job({ tenantId: 1006n });
    const ended = { status, result, endedAt: tenFortyTwo };
    const world = (change: object) => picture({ tenants, jobs: [running], tasks: [], ...change });
    const terminal = openTerminal({ world: world({ tasks: [task({ of: running })] }) });
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
    expect(rows.at(-1)).toMatch(/crm_prod .* – .* ago/);
  },
);
