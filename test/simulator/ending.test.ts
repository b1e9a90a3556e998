import { describe, expect, it } from 'vitest';
import { nightPace } from '../../source/simulator/kernel/backup.ts';
import { errorText } from '../../source/simulator/kernel/error-texts.ts';
import { events, moments, planned, second, startedAt } from './backups.ts';

const failed = { how: 'failed', at: 0.5, result: -4012, module: 'BACKUP_DATA' } as const;
const canceled = { how: 'canceled', after: 12, winding: 3 } as const;

describe('A backup that fails', () => {
  it('says in its job’s COMMENT which log stream failed, where, and with what', () => {
    const past = moments(planned({ ending: failed })).at(-1)?.pastJob;
    expect(past).toMatchObject({ STATUS: 'FAILED', RESULT: -4012 });
    expect(past?.COMMENT).toMatch(
      /^\(SERVER\)ls_id: \d+, addr: 10\.0\.0\.\d:2882, module: BACKUP_DATA, result: -4012\(Timeout\), trace_id: YB42[0-9A-F]+-[0-9A-F]+-0-0$/,
    );
  });

  it('has the plain text of its code as the COMMENT of task and set', () => {
    const last = moments(planned({ ending: failed })).at(-1);
    expect([last?.pastTask?.COMMENT, last?.set?.COMMENT]).toEqual(['Timeout', 'Timeout']);
    expect([last?.pastTask?.RESULT, last?.set?.RESULT]).toEqual([-4012, -4012]);
  });

  it.each(['4.0.0', '4.1.0'] as const)('has the plain text everywhere at %s', release => {
    const last = moments(planned({ ending: failed }, release)).at(-1);
    expect([last?.pastJob?.COMMENT, last?.pastTask?.COMMENT]).toEqual(['Timeout', 'Timeout']);
  });

  it('turns job, task, set and all log streams terminal in one moment', () => {
    const all = moments(planned({ ending: failed }));
    const end = all.find(({ job }) => job?.STATUS === 'FAILED');
    expect(end?.task?.STATUS).toBe('FAILED');
    expect(end?.set).toMatchObject({ STATUS: 'FAILED', FILE_STATUS: 'INCOMPLETE' });
    const streams = [...(end?.streams.values() ?? [])];
    expect(streams.length).toBe(4);
    expect(streams.every(row => row.status === 'FINISH' && row.end_ts === end?.at)).toBe(true);
    expect(streams.map(row => row.result).sort()).toEqual([-4012, 0, 0, 0]);
  });

  it('is given up with an event, after the task’s STATUS', () => {
    const ends = events(planned({ ending: failed })).slice(-2);
    expect(ends.map(({ event }) => event)).toEqual(['advance_status', 'deal with failed job']);
    expect(ends[0]?.values).toEqual(['1002', '7', '9', 'FAILED', 'FAILED', '-4012']);
    expect(ends[1]?.values.slice(0, 3)).toEqual(['1002', '7', '-4012']);
    expect(ends[1]?.values[3]).toMatch(/^YB42/);
  });

  it('fails in the meta phases where a checkpoint did not advance', () => {
    const ending = { how: 'failed', at: 0.5, result: -9086, module: 'BACKUP_DATA' } as const;
    const all = moments(planned({ ending }));
    const end = all.findIndex(({ task }) => task?.STATUS === 'FAILED');
    expect(all[end - 1]?.task?.STATUS).toBe('BACKUP_USER_META');
    expect(all[end]?.task?.RESULT).toBe(-9086);
  });
});

describe('A backup that is cancelled', () => {
  it('has no COMMENT in its job, the plain text in task and set', () => {
    const last = moments(planned({ ending: canceled })).at(-1);
    expect(last?.pastJob).toMatchObject({ STATUS: 'CANCELED', RESULT: -4072, COMMENT: '' });
    expect(last?.pastTask?.COMMENT).toBe('Operation canceled');
    expect(last?.set).toMatchObject({
      STATUS: 'FAILED',
      FILE_STATUS: 'INCOMPLETE',
      COMMENT: 'Operation canceled',
    });
  });

  it('has the plain text in its job too at 4.1.0', () => {
    expect(moments(planned({ ending: canceled }, '4.1.0')).at(-1)?.pastJob?.COMMENT).toBe(
      'Operation canceled',
    );
  });

  it('has RESULT 0 while it is canceling, and -4072 in all its log streams at the end', () => {
    const all = moments(planned({ ending: canceled }));
    const canceling = all.find(({ job }) => job?.STATUS === 'CANCELING');
    expect(canceling?.task).toMatchObject({ STATUS: 'CANCELING', RESULT: 0, COMMENT: '' });
    const end = all.find(({ task }) => task?.STATUS === 'CANCELED');
    const streams = [...(end?.streams.values() ?? [])];
    expect(streams.length).toBe(4);
    expect(streams.every(row => row.status === 'FINISH' && row.result === -4072)).toBe(true);
  });

  it('leaves no event where it begins to cancel, but one where it is cancelled', () => {
    const written = events(planned({ ending: canceled }));
    const changes = written.filter(({ event }) => event === 'advance_status').map(({ values }) => values);
    expect(changes.at(-1)?.slice(3)).toEqual(['CANCELING', 'CANCELED', '-4072']);
    expect(changes.at(-2)?.[4]).toBe('BACKUP_USER_DATA');
    expect(written.map(({ event }) => event)).toContain('cancel backup succeed');
  });

  it('has no task and no set where it was cancelled before it had one', () => {
    const all = moments(planned({ pace: nightPace, ending: { how: 'canceled', after: 1, winding: 60 } }));
    expect(all.every(({ task, set }) => task === undefined && set === undefined)).toBe(true);
    expect(all.find(({ job }) => job?.STATUS === 'CANCELED')?.at).toBeLessThan(startedAt + 10 * second);
  });
});

describe('A backup that completes', () => {
  it('has a set that is copying until it is there', () => {
    const all = moments(planned({}));
    const files = [...new Set(all.flatMap(({ set }) => `${set?.STATUS} ${set?.FILE_STATUS}`))];
    expect(files).toEqual(['undefined undefined', 'DOING COPYING', 'SUCCESS AVAILABLE']);
  });

  it('has a task that is terminal a moment before its job, and moves before it', () => {
    const all = moments(planned({})).map(
      ({ job, task, pastJob, pastTask }) =>
        [task ?? pastTask, job ?? pastJob].map(row => row?.STATUS).join() +
        (task === undefined && job !== undefined && pastTask !== undefined ? ', task moved' : ''),
    );
    expect([...new Set(all)].slice(-3)).toEqual([
      'COMPLETED,DOING',
      'COMPLETED,COMPLETED',
      'COMPLETED,COMPLETED, task moved',
    ]);
  });
});

describe('The texts of the kernel’s codes', () => {
  it.each([
    [-4012, 'Timeout'],
    [-4072, 'Operation canceled'],
    [-4109, 'Server state or role not the same as expected'],
    [-4143, 'Version not match'],
    [-4552, 'rebalance task can not executing now'],
    [-4719, 'log stream does not exist'],
    [-4725, 'tablet does not exist'],
    [-4766, 'ls waiting safe destory'],
    [-9003, 'OSS error'],
    [-9027, 'ob log archive interrupted'],
    [-9028, 'ob log archive stat not match'],
    [-9029, 'log archive is not running'],
    [-9036, 'Backup is in progress'],
    [-9042, 'backup data version gap over limit'],
    [-9086, 'backup advance checkpoint by flush timeout'],
    [-9095, 'No tablet need backup'],
  ])('are those of its own table: %i is “%s”', (code, text) => {
    expect(errorText(code)).toBe(text);
  });
});
