import { describe, expect, it } from 'vitest';
import { chooserStep } from '../../source/screens/order-chooser.ts';
import type { Orders } from '../../source/screens/orders.ts';
import { key, openTerminal } from '../fixtures/emulated-terminal.ts';

const orders: Orders = {
  choices: [
    { id: null, text: 'need' },
    { id: 'tenant', text: 'name' },
    { id: 'id', text: 'id' },
  ],
  sortings: [
    { id: 'tenant', first: 'up', by: () => null },
    { id: 'id', first: 'up', by: () => null },
  ],
  unsorted: { id: 'tenant', reversed: true },
};
const by = (id: string, reversed = false) => ({ kind: 'order', sort: { id, reversed } });
const byNeed = { kind: 'order', sort: null };

describe('while an order is chosen', () => {
  it.each([
    ['s', null, by('tenant')],
    ['right', { id: 'id', reversed: true }, byNeed],
    ['left', null, by('id')],
    ['up', { id: 'tenant', reversed: false }, byNeed],
    ['S', null, by('tenant', true)],
    ['S', { id: 'id', reversed: false }, by('id', true)],
    ['i', null, by('id')],
    ['n', null, by('tenant')],
    ['n', { id: 'tenant', reversed: false }, byNeed],
    ['t', null, by('tenant')],
    ['j', null, by('tenant')],
    ['enter', null, { kind: 'taken' }],
    ['escape', null, { kind: 'given_up' }],
    ['q', null, { kind: 'given_up' }],
    ['pagedown', null, null],
    ['ctrl-c', null, null],
  ] as const)('%s with the order %j does %j', (press, sort, step) => {
    expect(chooserStep(press, sort, orders)).toEqual(step);
  });
});

describe('the order of a list', () => {
  /** The names in the list, as they stand there. */
  const names = (lines: readonly string[]) =>
    lines.flatMap(line => /^ [ ▸] [✖! ] +(crm_prod|mysql_tenant|oracle_tenant)/.exec(line)?.[1] ?? []);
  const byName = ['crm_prod', 'mysql_tenant', 'oracle_tenant'];

  it('is seen as it is chosen, and Esc brings the one before back', async () => {
    const terminal = openTerminal({ columns: 120 });
    await terminal.shows('crm_prod');
    const before = names(terminal.lines());
    expect(before).not.toEqual(byName);
    terminal.type('s', 's');
    await terminal.until(() => names(terminal.lines()).join() === byName.join(), 'by name');
    await terminal.shows('←→ choose  S reverse  ⏎ apply  Esc as it was');
    terminal.type(key.escape);
    await terminal.showsNot('Order by');
    expect(names(terminal.lines())).toEqual(before);
  });

  it('is that of every such list that is opened later', async () => {
    const terminal = openTerminal({ columns: 120 });
    await terminal.shows('crm_prod');
    terminal.type('j', key.enter);
    await terminal.shows('› Jobs');
    terminal.type('s', 't', 't', key.enter);
    await terminal.shows('by TIME▾');
    terminal.type(key.escape);
    await terminal.shows(/^ Tenants {2}/m);
    terminal.type('j', key.enter);
    await terminal.shows('› Jobs');
    await terminal.shows('by TIME▾');
  });

  it('is taken by a key that means something else, which does it', async () => {
    const terminal = openTerminal({ columns: 120 });
    await terminal.shows('crm_prod');
    terminal.type('s', 's', '?');
    await terminal.shows('Help');
    terminal.type('q');
    await terminal.shows('by name▴');
    await terminal.showsNot('Order by');
  });
});
