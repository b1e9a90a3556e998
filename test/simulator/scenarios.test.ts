import { afterEach, describe, expect, it } from 'vitest';
import {
  releases,
  ScenarioError,
  type Simulator,
  scenarios,
  startSimulator,
} from '../../source/simulator/index.ts';
import { closeAll, connect, rows, simulate, value } from './client.ts';

afterEach(closeAll);

const live = `SELECT j.TENANT_ID t, j.JOB_ID j, j.STATUS job, j.PLUS_ARCHIVELOG log, j.BACKUP_TYPE type, j.JOB_LEVEL level,
  j.INITIATOR_JOB_ID parent, k.STATUS task, k.DATA_PROGRESS data, k.LOG_PROGRESS logs
  FROM oceanbase.CDB_OB_BACKUP_JOBS j LEFT JOIN oceanbase.CDB_OB_BACKUP_TASKS k ON k.TENANT_ID = j.TENANT_ID AND k.JOB_ID = j.JOB_ID`;

interface Live {
  t: string;
  j: string;
  job: string;
  log: string;
  type: string;
  level: string;
  parent: string;
  task: string | null;
  data: string | null;
  logs: string | null;
}

/** The live jobs at each half second. */
async function watch(simulator: Simulator, seconds: number): Promise<Live[][]> {
  const connection = await connect(simulator);
  const pictures: Live[][] = [];
  for (let i = 0; i <= seconds * 2; i++) {
    pictures.push((await rows(connection, live)) as unknown as Live[]);
    simulator.advance(0.5);
  }
  return pictures;
}

describe('The demonstration', () => {
  it('has a backup in its data phase in the very first picture, with a bar that moves', async () => {
    const pictures = await watch(await simulate(), 4);
    const bars = pictures.map(picture => Number(picture.find(row => row.t === '1002')?.data));
    expect(pictures[0]?.find(row => row.t === '1002')?.task).toBe('BACKUP_USER_DATA');
    expect(bars[0]).toBeGreaterThan(5);
    expect(bars[0]).toBeLessThan(60);
    expect(bars.at(-1)).toBeGreaterThan(bars[0] ?? 0);
  });

  it('shows within a minute all that a backup can do', async () => {
    const simulator = await simulate();
    const all = (await watch(simulator, 60)).flat();
    const of = (wanted: Partial<Live>): Live[] =>
      all.filter(row => Object.entries(wanted).every(([name, wish]) => row[name as keyof Live] === wish));
    const walked = of({ t: '1008', log: 'ON', type: 'FULL' }).flatMap(row => row.task ?? []);
    expect([...new Set(walked)]).toEqual([
      'INIT',
      'BACKUP_SYS_META',
      'BACKUP_USER_META',
      'BACKUP_META_FINISH',
      'BACKUP_USER_DATA',
      'BACKUP_FUSE_TABLET_META',
      'BEFORE_BACKUP_LOG',
      'BACKUP_LOG',
      'COMPLETED',
    ]);
    expect(of({ t: '1006', log: 'OFF', type: 'FULL' }).length).toBeGreaterThan(0);
    expect(of({ t: '1004', type: 'INC' }).length).toBeGreaterThan(0);
    const cluster = of({ t: '1', level: 'CLUSTER' });
    expect(cluster.every(row => row.task === null && row.parent === row.j)).toBe(true);
    expect(
      new Set(all.filter(row => row.t !== '1' && row.parent === cluster[0]?.j).map(row => row.t)),
    ).toEqual(new Set(['1006', '1008']));
    const connection = await connect(simulator);
    const ended = await rows(
      connection,
      "SELECT STATUS s, RESULT r, COMMENT c FROM oceanbase.CDB_OB_BACKUP_JOB_HISTORY WHERE START_TIMESTAMP > '2026-11-22 09:59:00' AND STATUS <> 'COMPLETED'",
    );
    expect(ended.map(row => [row.s, row.r])).toEqual(
      expect.arrayContaining([
        ['FAILED', '-4012'],
        ['CANCELED', '-4072'],
      ]),
    );
    expect(String(ended.find(row => row.s === 'FAILED')?.c)).toMatch(/^\(SERVER\)ls_id: /);
  });

  it('has a cluster job for a moment in the live view and in history', async () => {
    const simulator = await simulate();
    const connection = await connect(simulator);
    let both = 0;
    for (let i = 0; i < 900 && both === 0; i++) {
      simulator.advance(0.1);
      both = Number(
        await value(
          connection,
          'SELECT COUNT(*) FROM oceanbase.DBA_OB_BACKUP_JOBS j JOIN oceanbase.DBA_OB_BACKUP_JOB_HISTORY h ON h.JOB_ID = j.JOB_ID',
        ),
      );
    }
    expect(both).toBe(1);
  });

  it('runs forever, in bounded memory', { tags: ['slow'] }, async () => {
    const simulator = await simulate();
    const connection = await connect(simulator);
    let idle = 0;
    for (let i = 0; i < 200; i++) {
      simulator.advance(30);
      if ((await rows(connection, live)).length === 0) idle++;
    }
    simulator.advance(12 * 3600);
    expect(idle).toBeLessThan(20);
    const kept = await rows(
      connection,
      'SELECT TENANT_ID t, COUNT(*) n FROM oceanbase.CDB_OB_BACKUP_JOB_HISTORY GROUP BY TENANT_ID',
    );
    for (const { n } of kept) expect(Number(n)).toBeLessThanOrEqual(601);
  });

  it('has some four hundred rows of history for one tenant, and none at first for crm_prod', async () => {
    const connection = await connect(await simulate());
    const count = async (tenantId: number): Promise<number> =>
      Number(
        await value(
          connection,
          `SELECT COUNT(*) FROM oceanbase.CDB_OB_BACKUP_JOB_HISTORY WHERE TENANT_ID = ${tenantId}`,
        ),
      );
    expect(await count(1002)).toBeGreaterThan(380);
    expect(await count(1004)).toBeGreaterThan(200);
    expect(await count(1006)).toBe(0);
  });

  it('links its sets: an incremental knows the full set and the set before it', async () => {
    const connection = await connect(await simulate());
    const sets = await rows(
      connection,
      "SELECT BACKUP_SET_ID id, BACKUP_TYPE type, STATUS s, PREV_FULL_BACKUP_SET_ID f, PREV_INC_BACKUP_SET_ID i FROM oceanbase.CDB_OB_BACKUP_SET_FILES WHERE TENANT_ID = 1002 AND STATUS = 'SUCCESS' ORDER BY 1",
    );
    let [full, good] = ['0', '0'];
    for (const set of sets) {
      if (set.type === 'INC') expect([set.f, set.i]).toEqual([full, good]);
      good = String(set.id);
      if (set.type === 'FULL') full = good;
    }
  });

  it('shows log streams at work in the internal tables', async () => {
    const connection = await connect(await simulate());
    const streams = await rows(
      connection,
      'SELECT ls_id, status, task_type FROM oceanbase.__all_virtual_backup_ls_task WHERE tenant_id = 1002',
    );
    expect(streams.map(row => row.ls_id)).toEqual(['1', '1001', '1002', '1003']);
    expect(new Set(streams.map(row => row.task_type))).toEqual(new Set(['BACKUP_USER_DATA']));
  });

  it.each(releases)('can be of release %s', async release => {
    const simulator = await simulate({ scenario: `@${release}` });
    const connection = await connect(simulator);
    const [task] = await rows(connection, 'SELECT * FROM oceanbase.CDB_OB_BACKUP_TASKS');
    expect(task?.TENANT_ID).toBe('1002');
    expect('DATA_PROGRESS' in (task ?? {})).toBe(!['4.0.0', '4.1.0', '4.2.0', '4.2.1'].includes(release));
    expect('LOG_PROGRESS' in (task ?? {})).toBe(
      ['4.3.1', '4.3.2', '4.3.3', '4.3.5', '4.6.0', 'next'].includes(release),
    );
    expect('QUANTUM_BYTES' in (task ?? {})).toBe(release === 'next');
  });

  it('walks through a STATUS nobody knows when it is of a future release', async () => {
    const pictures = await watch(await simulate({ scenario: 'demo@next' }), 40);
    expect(pictures.flat().map(row => row.task)).toContain('BACKUP_QUANTUM_META');
  });
});

describe('The night', () => {
  it('has a cluster job whose tenants each have a trouble of their own', async () => {
    const simulator = await simulate({ scenario: 'night' });
    const connection = await connect(simulator);
    const names = await rows(
      connection,
      "SELECT TENANT_ID id, TENANT_NAME name FROM oceanbase.DBA_OB_TENANTS WHERE TENANT_TYPE = 'USER'",
    );
    const idOf = (name: string): string => String(names.find(row => row.name === name)?.id);
    const children = (await rows(connection, live))
      .filter(row => row.level === 'USER_TENANT')
      .map(row => row.t);
    expect(children).toHaveLength(5);
    expect(children).not.toContain(idOf('refused'));
    const refused = await rows(
      connection,
      "SELECT VALUE1 t, VALUE2 r FROM oceanbase.DBA_OB_ROOTSERVICE_EVENT_HISTORY WHERE MODULE = 'backup_data' AND EVENT = 'start_backup_data' AND VALUE2 <> '0'",
    );
    expect(refused).toEqual([{ t: idOf('refused'), r: '-9040' }]);

    simulator.advance(15 * 60);
    const waiting = (await rows(connection, live)).find(row => row.t === idOf('archive_behind'));
    expect(waiting?.task).toBe('BEFORE_BACKUP_LOG');
    const lag = (): Promise<unknown> =>
      value(
        connection,
        `SELECT TIMESTAMPDIFF(SECOND, CHECKPOINT_SCN_DISPLAY, now(6)) FROM oceanbase.CDB_OB_ARCHIVELOG WHERE TENANT_ID = ${idOf('archive_behind')}`,
      );
    const before = Number(await lag());
    simulator.advance(300);
    expect(Number(await lag())).toBe(before + 300);
    const retries = await rows(
      connection,
      `SELECT MAX(retry_id) n FROM oceanbase.__all_virtual_backup_ls_task WHERE tenant_id = ${idOf('retrying_ls')}`,
    );
    expect(Number(retries[0]?.n)).toBeGreaterThan(2);

    simulator.advance(3 * 3600);
    expect(await rows(connection, live)).toEqual([]);
    const ended = await rows(
      connection,
      "SELECT TENANT_ID t, STATUS s FROM oceanbase.CDB_OB_BACKUP_JOB_HISTORY WHERE START_TIMESTAMP > '2026-11-22 09:00:00'",
    );
    expect(Object.fromEntries(ended.map(row => [row.t, row.s]))).toEqual({
      1: 'FAILED',
      [idOf('slow_storage')]: 'COMPLETED',
      [idOf('archive_behind')]: 'COMPLETED',
      [idOf('retrying_ls')]: 'COMPLETED',
      [idOf('failing')]: 'FAILED',
      [idOf('fine')]: 'COMPLETED',
    });
  });
});

describe('The other scenarios', () => {
  it('stand still, are empty, or are many', async () => {
    const counts: Record<string, string[]> = {};
    for (const scenario of ['still', 'empty', 'many']) {
      const simulator = await simulate({ scenario });
      simulator.advance(60);
      const connection = await connect(simulator);
      counts[scenario] = [
        String(await value(connection, 'SELECT COUNT(*) FROM oceanbase.CDB_OB_BACKUP_JOBS')),
        String(
          await value(connection, "SELECT COUNT(*) FROM oceanbase.DBA_OB_TENANTS WHERE TENANT_TYPE = 'USER'"),
        ),
      ];
    }
    expect(counts.still).toEqual(['1', '2']);
    expect(counts.empty).toEqual(['0', '3']);
    expect(Number(counts.many?.[0])).toBeGreaterThan(35);
    expect(counts.many?.[1]).toBe('300');
  });

  it('are all listed with a summary', () => {
    expect(scenarios.map(({ name }) => name)).toEqual(['demo', 'night', 'still', 'empty', 'many']);
    expect(scenarios.every(({ summary }) => summary.length > 10)).toBe(true);
  });

  it.each([
    ['nothing-such', 'There is no scenario "nothing-such". There are: demo, night, still, empty, many.'],
    ['demo@3.2', `There is no release "3.2" to simulate. There are: ${releases.join(', ')}.`],
    ['constructor', 'There is no scenario "constructor". There are: demo, night, still, empty, many.'],
    ['@toString', `There is no release "toString" to simulate. There are: ${releases.join(', ')}.`],
  ])('say what there is when asked for %s', async (scenario, sentence) => {
    await expect(startSimulator({ scenario })).rejects.toThrow(new ScenarioError(sentence));
  });
});
