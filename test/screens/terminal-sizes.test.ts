import { describe, expect, it } from 'vitest';
import { cellWidth } from '../../source/text/width.ts';
import { type EmulatedTerminal, frameFaults, key, openTerminal } from '../fixtures/emulated-terminal.ts';
import { job, picture, task, tenant } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';

const sizes = [
  [60, 15],
  [80, 24],
  [140, 45],
] as const;

const toTask = [key.down, key.enter, key.enter];

/** How each screen is reached, and what it shows there. */
const screens: readonly (readonly [name: string, keys: readonly string[], shows: string])[] = [
  ['tenants', [], 'crm_prod'],
  ['jobs of a tenant', [key.down, key.enter], 'INC'],
  ['jobs of all tenants', [key.enter], '└ '],
  ['task', toTask, '71.40 %'],
  ['cluster job', [key.enter, key.enter], '0 of 4 ended'],
  ['details', [...toTask, 'd'], 'JOB_ID'],
  ['alerts', ['a'], 'Nothing has happened'],
  ['log streams', [...toTask, 'L'], 'No log stream is working on this job.'],
  ['events', ['e'], 'RootService has recorded no'],
  ['help', ['?'], 'move up'],
];

async function goTo(terminal: EmulatedTerminal, keys: readonly string[], shows: string) {
  await terminal.shows('mysql_tenant');
  for (const pressed of keys) {
    terminal.type(pressed);
    await terminal.idle();
  }
  await terminal.shows(shows);
}

describe.each([
  [1, 24],
  [2, 2],
  [5, 1],
  [80, 1],
])('on a terminal of %sx%s, which is too small', (columns, rows) => {
  it('nothing ends the program, and each screen is there once there is room', async () => {
    const terminal = openTerminal({ columns, rows });
    await terminal.idle();
    for (const [, keys] of screens) {
      for (const pressed of [...keys, key.escape, key.escape, key.escape]) {
        terminal.type(pressed);
        await terminal.idle();
      }
    }
    terminal.display.resize(80, 24);
    await terminal.shows('mysql_tenant');
    expect(frameFaults(terminal)).toEqual([]);
  });
});

describe.each(sizes)('on a terminal of %sx%s', (columns, rows) => {
  it.each(screens)('the screen of %s fits', async (_name, keys, shows) => {
    const terminal = openTerminal({ columns, rows });
    await goTo(terminal, keys, shows);
    expect(frameFaults(terminal)).toEqual([]);
    for (const line of terminal.lines()) expect(cellWidth(line)).toBeLessThanOrEqual(columns);
  });

  it('names that would break a line do not', async () => {
    const hostile = [
      '\x1b[31mred\x1b[0m\r\n',
      '订单中心数据库订单中心数据库订单中心数据库订单中心数据库',
      'a'.repeat(128),
      '👩‍👩‍👧‍👦👩‍👩‍👧‍👦',
      'e\u0301'.repeat(60),
      '\u202Eevil\u2066',
    ];
    const tenants = hostile.map((name, index) => tenant(BigInt(1002 + index), name));
    const jobs = tenants.map(({ id }) =>
      job({
        tenantId: id,
        status: 'FAILED',
        result: -4012n,
        comment: `${'\x1b]0;title\x07'}${'很长的注释'.repeat(80)}`,
        description: '\x1b[2J'.repeat(30),
        path: `file:///${'目录/'.repeat(60)}`,
      }),
    );
    const world = picture({
      tenants,
      jobs,
      tasks: jobs.map(of => task({ of, status: 'FAILED', result: -4012n })),
    });
    const terminal = openTerminal({ columns, rows, world });
    await terminal.shows('red');
    const steps = [key.down, 'd', key.escape, key.enter, key.enter, key.down, 'd', key.pageDown];
    for (const pressed of steps) {
      terminal.type(pressed);
      await terminal.idle();
      expect(frameFaults(terminal)).toEqual([]);
    }
  });
});

describe('a terminal', () => {
  it('that is too small shows one line about it, and everything again when it has grown', async () => {
    const terminal = openTerminal({ columns: 59, rows: 24 });
    await terminal.shows('The terminal is 59x24; 60x15 is needed.');
    terminal.display.resize(80, 24);
    await terminal.shows('mysql_tenant');
    terminal.display.resize(30, 5);
    await terminal.shows('The terminal is 30x5; 60x');
    expect(terminal.lines().filter(line => line !== '')).toHaveLength(1);
    terminal.display.resize(80, 24);
    await terminal.shows('mysql_tenant');
    await terminal.idle();
    expect(frameFaults(terminal)).toEqual([]);
  });

  it.each([
    [140, 45],
    [60, 15],
    [80, 40],
    [120, 15],
  ])('is drawn right after it became %sx%s', async (columns, rows) => {
    const terminal = openTerminal({ columns: 100, rows: 30 });
    await terminal.shows('mysql_tenant');
    terminal.display.resize(columns, rows);
    await terminal.idle();
    const fresh = openTerminal({ columns, rows });
    await fresh.shows('mysql_tenant');
    await fresh.idle();
    expect(frameFaults(terminal)).toEqual([]);
    expect(terminal.lines()).toEqual(fresh.lines());
  });

  it('shows names in Chinese with the columns after them in place', async () => {
    const terminal = openTerminal({ columns: 160, rows: 20 });
    await terminal.shows('订单中心');
    const [titles, chinese, latin] = ['DATA ENDS', '订单中心', 'crm_prod'].map(
      text => terminal.lines().findLast(line => line.includes(text)) ?? '',
    );
    const at = (line = '', text = '') => cellWidth(line.slice(0, line.indexOf(text)));
    expect(at(chinese, '1008')).toBe(at(titles, 'ID'));
    expect(at(chinese, 'failed')).toBe(at(titles, 'PHASE'));
    expect(at(latin, '1006')).toBe(at(titles, 'ID'));
  });

  it('without colours or marks beyond ASCII gets neither', async () => {
    const world = usualDay();
    const ascii = { ...world, tenants: world.tenants.filter(({ id }) => id !== 1008n) };
    const terminal = openTerminal({ ascii: true, world: ascii });
    await terminal.shows('mysql_tenant');
    for (const pressed of [key.down, key.enter, key.enter, '?']) {
      terminal.type(pressed);
      await terminal.idle();
    }
    expect(terminal.text()).toMatch(/^[\x20-\x7E\n]*$/);
    expect(terminal.display.written.join('')).not.toMatch(/\x1b\[[\d;]*[1-9]m/);
  });
});
