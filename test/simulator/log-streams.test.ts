import { describe, expect, it } from 'vitest';
import { gigabyte, nightPace } from '../../source/simulator/kernel/backup.ts';
import type { Row } from '../../source/simulator/store.ts';
import { type Moment, moments, number, planned, second } from './backups.ts';

/** One log stream's row, each time it has changed. */
function rowsOf(all: readonly Moment[], lsId: number): Row[] {
  const rows = all.map(({ streams }) => streams.get(lsId)).filter(row => row !== undefined);
  return rows.filter((row, i) => row !== rows[i - 1]);
}

const night = { bytes: 300 * gigabyte, streams: 2, fileBytes: 4 * gigabyte, pace: nightPace };

describe('The row of a log stream', () => {
  it('is one and the same through all phases: type, status and result begin again, counters stay', () => {
    const all = moments(planned({ plusArchivelog: true, streams: 2 }));
    const rows = rowsOf(all, 1001);
    expect([...new Set(rows.map(row => row.task_type))]).toEqual([
      'BACKUP_META',
      'BACKUP_META_FINISH',
      'BACKUP_USER_DATA',
      'BACKUP_FUSE_TABLET_META',
      'BEFORE_PLUS_ARCHIVE_LOG',
      'PLUS_ARCHIVE_LOG',
    ]);
    expect(new Set(rows.map(row => row.start_ts)).size).toBe(1);
    const counters = ['macro_block_count', 'finish_macro_block_count', 'finish_tablet_count', 'output_bytes'];
    for (const [i, row] of rows.entries()) {
      for (const counter of counters)
        expect(number(row, counter)).toBeGreaterThanOrEqual(number(rows[i - 1], counter));
    }
    const begun = rows.filter((row, i) => i > 0 && row.task_type !== rows[i - 1]?.task_type);
    expect(begun.every(row => ['INIT', 'PENDING'].includes(String(row.status)) && row.svr_ip === '')).toBe(
      true,
    );
  });

  it('walks INIT, PENDING, DOING, FINISH in a phase', () => {
    const data = rowsOf(moments(planned({ streams: 2 })), 1001).filter(
      row => row.task_type === 'BACKUP_USER_DATA',
    );
    expect([...new Set(data.map(row => row.status))]).toEqual(['PENDING', 'DOING', 'FINISH']);
    expect(data.at(-1)).toMatchObject({ status: 'FINISH', result: 0, comment: '' });
  });

  it('adds up to the task’s row', () => {
    const all = moments(planned({ streams: 3, turnChange: true, metaTurn: true }));
    for (const { task, streams } of all) {
      if (task === undefined) continue;
      const sum = (column: string): number =>
        [...streams.values()].reduce((n, row) => n + number(row, column), 0);
      for (const column of [
        'macro_block_count',
        'finish_macro_block_count',
        'finish_tablet_count',
        'output_bytes',
      ])
        expect(sum(column)).toBe(number(task, column.toUpperCase()));
    }
  });

  it('is a failed attempt where it is FINISH with a RESULT, made again five seconds later under the next retry_id', () => {
    const retry = { atShare: 0.3, seconds: 400, every: 45 };
    const rows = rowsOf(moments(planned({ ...night, retry })), 1002);
    const attempts = rows.flatMap((row, i) => (row.status === 'FINISH' && row.result !== 0 ? [i] : []));
    expect(attempts.length).toBeGreaterThan(4);
    for (const [n, i] of attempts.entries()) {
      const [failed, again] = [rows[i], rows[i + 1]];
      expect(failed).toMatchObject({ retry_id: n, result: -4012 });
      expect(failed?.comment).toMatch(
        /^\(SERVER\)ls_id: 1002, addr: .*, result: -4012\(Timeout\), trace_id: YB42/,
      );
      expect(again).toMatchObject({ retry_id: n + 1, result: 0 });
      expect(number(again, 'gmt_modified') - number(failed, 'gmt_modified')).toBeGreaterThanOrEqual(
        5 * second,
      );
    }
    const last = rows.filter(row => row.task_type === 'BACKUP_USER_DATA').at(-1);
    expect(last).toMatchObject({ status: 'FINISH', result: 0, retry_id: attempts.length });
  });

  it.each([-9095, -4719] as const)('may end its data with %i, and the backup completes', result => {
    const all = moments(planned({ harmless: { lsId: 1001, result } }));
    const data = rowsOf(all, 1001).filter(row => row.task_type === 'BACKUP_USER_DATA');
    expect(data.at(-1)).toMatchObject({ status: 'FINISH', result, finish_macro_block_count: 0 });
    expect(all.at(-1)?.pastJob?.STATUS).toBe('COMPLETED');
  });

  it('has the next turn id while tablets that moved are copied again', () => {
    const all = moments(planned({ streams: 1, turnChange: true }));
    const data = rowsOf(all, 1001).filter(row => row.task_type === 'BACKUP_USER_DATA');
    expect([...new Set(data.map(row => row.turn_id))]).toEqual([1, 2]);
    expect(data.at(-1)).toMatchObject({ status: 'FINISH', turn_id: 2 });
  });

  it('waits while the task waits for the archive, and counts its own part of the log files', () => {
    const spec = { plusArchivelog: true, streams: 2, logFiles: 7, pace: { ...nightPace, archiveWait: 600 } };
    const all = moments(planned(spec));
    const waiting = all.filter(({ task }) => task?.STATUS === 'BEFORE_BACKUP_LOG');
    expect([...(waiting[0]?.streams.values() ?? [])].map(row => row.status)).toEqual([
      'INIT',
      'INIT',
      'INIT',
    ]);
    const log = all.filter(({ task }) => task?.STATUS === 'BACKUP_LOG').at(-1);
    const counts = [...(log?.streams.values() ?? [])].map(row => row.finish_log_file_count);
    expect(counts).toEqual([3, 2, 2]);
  });
});
