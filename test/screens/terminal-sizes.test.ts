// @module-tag slow
import { describe, expect, it } from 'vitest';
import { cellWidth } from '../../source/text/width.ts';
import { job, picture, task, tenant } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';
import { frameFaults, key, type Stage, startStage } from './stage.ts';

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
  ['events', ['e'], 'The root service has recorded nothing'],
  ['help', ['?'], 'move up'],
];

async function goTo(stage: Stage, keys: readonly string[], shows: string) {
  await stage.shows('mysql_tenant');
  for (const pressed of keys) {
    stage.type(pressed);
    await stage.idle();
  }
  await stage.shows(shows);
}

describe.each(sizes)('on a terminal of %sx%s', (columns, rows) => {
  it.each(screens)('the screen of %s fits', async (_name, keys, shows) => {
    const stage = startStage({ columns, rows });
    await goTo(stage, keys, shows);
    expect(frameFaults(stage)).toEqual([]);
    for (const line of stage.lines()) expect(cellWidth(line)).toBeLessThanOrEqual(columns);
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
    const stage = startStage({ columns, rows, world });
    await stage.shows('red');
    const steps = [key.down, 'd', key.escape, key.enter, key.enter, key.down, 'd', key.pageDown];
    for (const pressed of steps) {
      stage.type(pressed);
      await stage.idle();
      expect(frameFaults(stage)).toEqual([]);
    }
  });
});

describe('a terminal', () => {
  it('that is too small is told so in one line, and all is there again when it has grown', async () => {
    const stage = startStage({ columns: 59, rows: 24 });
    await stage.shows('The terminal is 59x24; 60x15 is needed.');
    stage.display.resize(80, 24);
    await stage.shows('mysql_tenant');
    stage.display.resize(30, 5);
    await stage.shows('The terminal is 30x5; 60x');
    expect(stage.lines().filter(line => line !== '')).toHaveLength(1);
    stage.display.resize(80, 24);
    await stage.shows('mysql_tenant');
    await stage.idle();
    expect(frameFaults(stage)).toEqual([]);
  });

  it.each([
    [140, 45],
    [60, 15],
    [80, 40],
    [120, 15],
  ])('is drawn right after it became %sx%s', async (columns, rows) => {
    const stage = startStage({ columns: 100, rows: 30 });
    await stage.shows('mysql_tenant');
    stage.display.resize(columns, rows);
    await stage.idle();
    const fresh = startStage({ columns, rows });
    await fresh.shows('mysql_tenant');
    await fresh.idle();
    expect(frameFaults(stage)).toEqual([]);
    expect(stage.lines()).toEqual(fresh.lines());
  });

  it('shows names in Chinese with the columns after them in place', async () => {
    const stage = startStage({ columns: 100, rows: 20 });
    await stage.shows('订单中心');
    const [titles, chinese, latin] = ['LAST BACKUP', '订单中心', 'crm_prod'].map(
      text => stage.lines().find(line => line.includes(text)) ?? '',
    );
    const at = (line = '', text = '') => cellWidth(line.slice(0, line.indexOf(text)));
    expect(at(chinese, '1008')).toBe(at(titles, 'ID'));
    expect(at(chinese, 'FULL failed')).toBe(at(titles, 'LAST'));
    expect(at(latin, '1006')).toBe(at(titles, 'ID'));
  });

  it('without colours or marks beyond ASCII gets neither', async () => {
    const world = usualDay();
    const ascii = { ...world, tenants: world.tenants.filter(({ id }) => id !== 1008n) };
    const stage = startStage({ ascii: true, world: ascii });
    await stage.shows('mysql_tenant');
    for (const pressed of [key.down, key.enter, key.enter, '?']) {
      stage.type(pressed);
      await stage.idle();
    }
    expect(stage.text()).toMatch(/^[\x20-\x7E\n]*$/);
    expect(stage.display.written.join('')).not.toMatch(/\x1b\[[\d;]*[1-9]m/);
  });
});
