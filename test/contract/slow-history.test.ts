// A history that the server does not read within its time limit must not take what runs from the screen.
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { describe, expect, it, onTestFinished } from 'vitest';
import { jobKeyText } from '../../source/backup/job.ts';
import type { Picture } from '../../source/backup/picture.ts';
import type { View } from '../../source/backup/view.ts';
import { endedJobRow, jobRow, taskRow, tenantRow } from '../fixtures/rows.ts';
import { handClock } from './hand-clock.ts';
import { ownSimulator } from './on-simulator.ts';
import { describeOnEngine } from './servers/every-stage.ts';
import { all, ofTenant, sourceOn } from './source-on.ts';

const lists = {
  tenants: { kind: 'tenants' },
  'all jobs': { kind: 'jobs', scope: all, pages: 1, columns: 'list' },
} as const satisfies Record<string, View>;

const remarkOf = ({ remarks = [] }: Picture) => remarks.find(({ id }) => id === 'history_not_read');
const numbersOf = ({ jobs }: Picture) => jobs.map(({ key }) => jobKeyText(key));

/** What of the history a list reads by more than keys. */
const ofHistory = /'(last_jobs|job_history|task_history)'/;

/** A cluster with history in tenant 1002, where job 9 runs; statements with the history are not answered in time. */
async function cluster() {
  const clock = handClock();
  const { simulator, as } = await ownSimulator({ scenario: 'empty', clock });
  const row = (jobId: number, given = {}) => ({
    JOB_ID: jobId,
    STATUS: 'DOING',
    BACKUP_TYPE: 'FULL',
    RESULT: 0,
    START_TIMESTAMP: clock.at * 1000,
    ...given,
  });
  const end = (jobId: number, STATUS = 'COMPLETED', RESULT = 0) => {
    simulator.put(1002, 'JOB_HISTORY', row(jobId, { STATUS, RESULT, END_TIMESTAMP: clock.at * 1000 }));
    simulator.remove(1002, 'JOBS', { JOB_ID: jobId });
  };
  end(8);
  simulator.put(1002, 'JOBS', row(9));
  const slow = (match = ofHistory) =>
    simulator.fault({ kind: 'error', match, errno: 4012, message: 'Timeout', times: 9999 });
  const sent = () => simulator.statements().map(({ sql }) => sql);
  const source = sourceOn(as('root@sys'));
  await source.identify();
  return { clock, simulator, source, slow, sent, end };
}

describe.each(Object.entries(lists))(
  'A history that is not read in time [simulator]: the list of %s',
  (_, view) => {
    it('shows what runs, and says that the history was not read within 10 s, error 4012, and when it is tried again', async () => {
      const { clock, source, slow } = await cluster();
      slow();
      const picture = await source.read(view);
      expect(numbersOf(picture)).toEqual(['1002/9']);
      expect(remarkOf(picture)).toEqual({
        id: 'history_not_read',
        seconds: 10,
        number: 4012,
        again: BigInt(clock.at + 300_000) * 1000n,
      });
    });

    it('continues with one statement a refresh, without the history until it is tried again', async () => {
      const { clock, source, slow, sent } = await cluster();
      slow();
      await source.read(view);
      for (let refresh = 0; refresh < 5; refresh++) {
        clock.at += 2000;
        const before = sent().length;
        const picture = await source.read(view);
        expect(numbersOf(picture)).toEqual(['1002/9']);
        expect(remarkOf(picture)).toBeDefined();
        expect(sent().slice(before)).toHaveLength(1);
        expect(sent().at(-1)).not.toMatch(/JOB_HISTORY|TASK_HISTORY/);
      }
    });

    it('tries it after five minutes, then after ten and twenty: what runs first, which is shown before', async () => {
      const { clock, source, slow, sent } = await cluster();
      slow();
      await source.read(view);
      for (const minutes of [5, 10, 20, 20]) {
        clock.at += (minutes * 60 - 5) * 1000;
        let before = sent().length;
        await source.read(view);
        expect(sent().slice(before).join()).not.toMatch(ofHistory);
        clock.at += 5000;
        before = sent().length;
        const early: Picture[] = [];
        await source.read(view, part => early.push(part as Picture));
        expect(
          sent()
            .slice(before)
            .map(sql => ofHistory.test(sql)),
        ).toEqual([false, true]);
        expect(early.map(numbersOf)).toEqual([['1002/9']]);
      }
    });

    it('has the history again, and nothing to say, once it could be read', async () => {
      const { clock, simulator, source, slow, sent } = await cluster();
      slow();
      await source.read(view);
      simulator.fault({ kind: 'clear' });
      clock.at += 300_000;
      const picture = await source.read(view);
      expect(numbersOf(picture)).toEqual(['1002/9', '1002/8']);
      expect(remarkOf(picture)).toBeUndefined();
      // What the history tells of each tenant comes with the statement after it.
      clock.at += 2000;
      await source.read(view);
      clock.at += 2000;
      const before = sent().length;
      await source.read(view);
      expect(sent().slice(before)).toHaveLength(1);
    });

    it('keeps what it had read, and finds by its key how a job ended meanwhile', async () => {
      const { clock, source, slow, end } = await cluster();
      expect(numbersOf(await source.read(view))).toEqual(['1002/9', '1002/8']);
      slow();
      clock.at += 301_000;
      expect(numbersOf(await source.read(view))).toEqual(['1002/9', '1002/8']);
      clock.at += 2000;
      end(9, 'FAILED', -4016);
      await source.read(view);
      clock.at += 2000;
      const { jobs } = await source.read(view);
      expect(jobs.find(({ key }) => key.jobId === 9n)).toMatchObject({ result: -4016n, origin: 'history' });
    });

    it('is not failed twice by a lookup by keys that is not answered either', async () => {
      const { clock, source, slow, end } = await cluster();
      slow(/JOB_HISTORY/);
      await source.read(view);
      clock.at += 2000;
      end(9);
      await source.read(view);
      clock.at += 2000;
      await expect(source.read(view)).rejects.toMatchObject({ serverNumber: 4012 });
      clock.at += 2000;
      expect(numbersOf(await source.read(view))).toEqual([]);
    });

    it('fails where what runs is not read in time either, and has the history as soon as that is', async () => {
      const { simulator, source, slow } = await cluster();
      slow(/'jobs'/);
      await expect(source.read(view)).rejects.toMatchObject({ serverNumber: 4012 });
      simulator.fault({ kind: 'clear' });
      const picture = await source.read(view);
      expect(numbersOf(picture)).toEqual(['1002/9', '1002/8']);
      expect(remarkOf(picture)).toBeUndefined();
    });
  },
);

describe('A history that is not read in time [simulator]', () => {
  it('is not what is blamed where jobs of other tenants, read with it, were the reason', async () => {
    const { source, slow } = await cluster();
    slow(/'live_elsewhere'/);
    const picture = await source.read({ ...lists['all jobs'], scope: ofTenant(1002) });
    expect(numbersOf(picture)).toEqual(['1002/9', '1002/8']);
    expect(remarkOf(picture)).toBeUndefined();
  });

  it('leaves a list with the pages it has where an older one is not read', async () => {
    const { clock, simulator, source, slow } = await cluster();
    for (let jobId = 100; jobId < 200; jobId++) {
      const times = { START_TIMESTAMP: clock.at * 1000 - jobId, END_TIMESTAMP: clock.at * 1000 };
      simulator.put(1002, 'JOB_HISTORY', {
        JOB_ID: jobId,
        STATUS: 'COMPLETED',
        BACKUP_TYPE: 'FULL',
        RESULT: 0,
        ...times,
      });
    }
    const first = await source.read(lists['all jobs']);
    slow(/older jobs/);
    const picture = await source.read({ ...lists['all jobs'], pages: 2 });
    expect(numbersOf(picture)).toEqual(numbersOf(first));
    expect(picture.olderJobs).toBe(true);
    expect(remarkOf(picture)).toBeDefined();
  });

  it('does not make a panel say that its job is lost', async () => {
    const { source, slow } = await cluster();
    slow(/JOB_HISTORY/);
    const running = await source.read({ kind: 'job', key: { tenantId: 1002n, jobId: 9n } });
    expect(numbersOf(running)).toEqual(['1002/9']);
    expect(remarkOf(running)).toBeDefined();
    const ended = { kind: 'job', key: { tenantId: 1002n, jobId: 8n } } as const;
    for (let attempt = 0; attempt < 3; attempt++) {
      await expect(source.read(ended)).rejects.toMatchObject({ serverNumber: 4012 });
    }
  });

  it('tells the number that an Oracle tenant wraps', async () => {
    const { simulator, as } = await ownSimulator({ scenario: 'demo' });
    const message = 'ORA-00600: internal error code, arguments: -4012, Timeout';
    simulator.fault({ kind: 'error', match: ofHistory, errno: 600, message, times: 99 });
    const picture = await sourceOn(as('SYS@oracle_tenant')).read(lists.tenants);
    expect(remarkOf(picture)).toMatchObject({ number: 4012 });
  });
});

describeOnEngine('A history that is not read in time', stage => {
  it('leaves the lists with what runs, and with the number the engine gives', async () => {
    await stage.clear();
    await stage.build({ as: 'sys', release: '4.3.3' });
    await stage.put('TENANTS', 1002n, tenantRow('mine'));
    await stage.put('JOBS', 1002n, jobRow(9));
    await stage.put('TASKS', 1002n, taskRow(9));
    await stage.put('JOB_HISTORY', 1002n, endedJobRow(8));
    const { host, port } = stage.connection();
    const root = await createConnection({ host, port, user: 'root' });
    const view = 'CDB_OB_BACKUP_JOB_HISTORY';
    const [[built]] = await root.query<RowDataPacket[]>('SELECT BODY FROM stage.BUILT WHERE VIEW_NAME = ?', [
      view,
    ]);
    onTestFinished(async () => {
      await root.query(`CREATE OR REPLACE VIEW oceanbase.${view} AS ${built?.BODY}`);
      await root.end();
    });
    await root.query(`CREATE OR REPLACE VIEW oceanbase.${view} AS ${built?.BODY} WHERE SLEEP(60) = 0`);
    const read = async (list: (typeof lists)[keyof typeof lists]) => {
      const source = sourceOn(stage);
      const picture = await source.read(list);
      expect(numbersOf(picture)).toEqual(['1002/9']);
      expect(remarkOf(picture)).toMatchObject({ seconds: 10, number: 4012 });
      expect(numbersOf(await source.read(list))).toEqual(['1002/9']);
    };
    // Each waits for the ten seconds that the engine takes.
    await Promise.all(Object.values(lists).map(read));
  });
});
