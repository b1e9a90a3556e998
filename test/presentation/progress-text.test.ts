import { describe, expect, it } from 'vitest';
import type { Job } from '../../source/backup/job.ts';
import { phaseOf } from '../../source/backup/phase.ts';
import type { Capabilities } from '../../source/backup/server.ts';
import type { Task } from '../../source/backup/task.ts';
import { progressOf } from '../../source/backup/task-progress.ts';
import { dataCell, logCell } from '../../source/presentation/lists/progress-cells.ts';
import { dataLines } from '../../source/presentation/panel/data-lines.ts';
import { logLines } from '../../source/presentation/panel/log-lines.ts';
import { throughputLines } from '../../source/presentation/panel/throughput-lines.ts';
import { type ProgressContext, phaseName } from '../../source/presentation/progress-text.ts';
import { nextEndText } from '../../source/presentation/time-left-text.ts';
import { cellWidth } from '../../source/text/width.ts';
import { createTaskTracker } from '../../source/watch/task-tracker.ts';
import { job, picture, seconds, server, task, tenFortyTwo } from '../fixtures/values.ts';
import { plainLook } from './plain-theme.ts';

const theme = plainLook();
const counted = server().capabilities;
const uncounted: Capabilities = {
  totalsAreReal: false,
  logFilesAreCounted: false,
  dataProgressIs: 'unknowable',
};

function context(change: Partial<ProgressContext> = {}): ProgressContext {
  return { capabilities: counted, seen: createTaskTracker(), now: tenFortyTwo, theme, ...change };
}

const said = (lines: readonly string[]) => lines.map(line => line.trimEnd().trimStart()).join(' / ');
const data = (of: Task, change: Partial<ProgressContext> = {}) =>
  said(dataLines(progressOf(of, job(), context(change)), 100, theme));
const log = (of: Task, by: Job | null) => said(logLines(progressOf(of, by, context()), 100, theme));
const withLog = job({ plusArchivelog: true });

describe('the data line says', () => {
  it('that nothing has begun', () => {
    expect(data(task({ status: 'INIT' }))).toBe('Data     not started');
  });

  it('what is counted so far, and no percentage', () => {
    const counting = task({ status: 'BACKUP_USER_META', tablets: { finished: 0n, total: 412n } });
    expect(data(counting)).toBe('Data     counting: 412 tablets, 27 330 blocks so far');
  });

  it('the percentage and the blocks', () => {
    expect(data(task())).toMatch(/^Data {5}━+╸?─+ {2}71\.40 % {3}19 514 of 27 330 blocks$/);
  });

  it('99.99 % and not 100 % where more is finished than was counted, and 0.00 % where nothing is', () => {
    expect(data(task({ macroBlocks: { finished: 9n, total: 8n } }))).toMatch(/[╸─] {2}99\.99 %/);
    expect(data(task({ macroBlocks: { finished: 8n, total: 8n } }))).not.toContain('100.00 %');
    expect(data(task({ macroBlocks: { finished: 0n, total: 8n } }))).toContain(' 0.00 %');
  });

  it('why there is no percentage', () => {
    expect(data(task(), { capabilities: uncounted })).toMatch(
      /^Data {5}[▒ ]+19 514 blocks \/ no percentage before 4\.2\.1 BP3: the server keeps no totals$/,
    );
    expect(data(task({ status: 'BACKUP_SOMETHING_NEW' }))).toMatch(/no percentage: unknown status$/);
    expect(data(task({ status: 'CANCELING' }))).toMatch(/no percentage while canceling$/);
  });

  it('that the data is done while the task goes on, at whatever percentage it stopped', () => {
    const stopped = { macroBlocks: { finished: 987n, total: 1000n } };
    expect(data(task({ status: 'BEFORE_BACKUP_LOG', ...stopped }))).toMatch(
      /98\.70 % {3}data done {3}987 blocks$/,
    );
    expect(data(task({ status: 'BACKUP_LOG', ...stopped }), { capabilities: uncounted })).toBe(
      'Data     data done · 987 blocks',
    );
  });

  it('a full bar for what completed, and none for what failed', () => {
    expect(data(task({ status: 'COMPLETED' }))).toMatch(/^Data {5}━+ {2}completed {3}19 514 blocks$/);
    expect(data(task({ status: 'FAILED' }))).toBe('Data     failed');
    expect(data(task({ status: 'CANCELED' }))).toBe('Data     canceled');
  });

  it('how far a failed task was when this program last saw it', () => {
    const seen = createTaskTracker();
    const running = task({ macroBlocks: { finished: 631n, total: 1000n } });
    seen.take(picture({ jobs: [job()], tasks: [running] }), counted);
    expect(data(task({ of: job({ status: 'FAILED' }), status: 'FAILED' }), { seen })).toBe(
      'Data     failed at 63.10 % (last seen) · last seen in BACKUP_DATA_MAJOR',
    );
  });

  it.each([
    [14, 'failed at 63.10 % (last seen) · last seen in BACKUP_DATA_MAJOR', 'failed 63.10 % (-4012)'],
    [16, 'failed, 63.10 % 16s before the end · in BACKUP_DATA_MAJOR 16s before the end', 'failed (-4012)'],
    [960, 'failed, 63.10 % 16m before the end · in BACKUP_DATA_MAJOR 16m before the end', 'failed (-4012)'],
  ])(
    'how old a figure is that was read %i s before the end, which is left out in lists',
    (age, panel, list) => {
      const seen = createTaskTracker();
      const running = task({ macroBlocks: { finished: 631n, total: 1000n } });
      const failed = task({ of: job({ status: 'FAILED' }), status: 'FAILED', result: -4012n });
      const readAt = (failed.endedAt ?? 0n) - seconds(age);
      seen.take(picture({ readAt, jobs: [job()], tasks: [running] }), counted);
      expect(data(failed, { seen })).toBe(`Data     ${panel}`);
      const progress = progressOf(failed, job(), { capabilities: counted, seen, now: tenFortyTwo });
      expect(dataCell(progress, plainLook()).text).toBe(list);
    },
  );

  it('no figure where the end is not known', () => {
    const seen = createTaskTracker();
    seen.take(picture({ jobs: [job()], tasks: [task()] }), counted);
    expect(data(task({ status: 'FAILED', endedAt: null }), { seen })).toBe('Data     failed');
  });
});

describe('a running task in a list', () => {
  it.each(['PREPARE_BACKUP_LOG', 'BEFORE_BACKUP_LOG', 'BACKUP_LOG'])(
    'in %s: never that a task without log waits for the archive',
    status => {
      const progress = (of: Job) => progressOf(task({ of, status }), of, context());
      expect(logCell(progress(job()), theme).text).toBe('off');
      expect(logCell(progress(withLog), theme).text).not.toBe('off');
      const phase = phaseOf(status) ?? 'start';
      expect(phaseName(phase, true, theme)).toBe('finishing');
      expect(phaseName(phase, false, theme)).not.toBe('finishing');
    },
  );
});

describe('the log line says', () => {
  it.each([
    ['that it was not asked for', task(), job(), 'off: backed up without PLUS ARCHIVELOG'],
    ['that nobody knows whether it was asked for', task(), null, /^Log {6}unknown: the job's row/],
    ['that it comes later', task(), withLog, 'PLUS ARCHIVELOG: copied after the data'],
    [
      'that it waits for the archive',
      task({ status: 'BEFORE_BACKUP_LOG' }),
      withLog,
      /waits until archiving reaches END_SCN/,
    ],
    [
      'that files are not counted, and not that they are copied where nobody has read the archive',
      task({ status: 'BACKUP_LOG', logFiles: null }),
      withLog,
      /copied once archiving has reached END_SCN.*; this release does not count log files/,
    ],
    ['that there is nothing to copy', task({ status: 'BACKUP_LOG' }), withLog, 'nothing to copy'],
    [
      'how far it is',
      task({ status: 'BACKUP_LOG', logFiles: { finished: 7n, total: 90n } }),
      withLog,
      /^Log {6}.*7\.77 % {3}7 of 90 files$/,
    ],
    ['that it is done', task({ status: 'COMPLETED' }), withLog, 'completed'],
    ['that it was not finished', task({ status: 'FAILED' }), withLog, 'not finished'],
  ] as const)('%s', (_name, of, by, expected) => {
    const line = log(of, by);
    if (typeof expected === 'string') expect(line).toBe(`Log      ${expected}`);
    else expect(line).toMatch(expected);
  });

  it('never 0 % for a log that nobody asked for or that is not counted yet', () => {
    for (const by of [job(), withLog, null]) {
      for (const status of ['BACKUP_DATA_MAJOR', 'BEFORE_BACKUP_LOG', 'BACKUP_LOG', 'COMPLETED']) {
        expect(log(task({ status }), by)).not.toMatch(/\d %/);
        expect(logCell(progressOf(task({ status }), by, context()), theme).text).not.toMatch(/\d %/);
      }
    }
  });
});

describe('in a list', () => {
  const cell = (of: Task, capabilities = counted) =>
    dataCell(progressOf(of, job(), context({ capabilities })), theme).text;

  it('the data has a bar only where there is something to draw', () => {
    expect(cell(task({ status: 'INIT' }))).toBe('──────────        –');
    expect(cell(task({ status: 'BACKUP_SYS_META' }))).toBe('counting');
    expect(cell(task())).toBe('━━━━━━━───  71.40 %');
    expect(cell(task(), uncounted)).toBe('▒ ▒ ▒ ▒ ▒  19 514 blocks');
    expect(cell(task({ status: 'BACKUP_LOG' }), uncounted)).toBe('data done');
    expect(cell(task({ status: 'COMPLETED' }))).toBe('completed');
    expect(cell(task({ status: 'FAILED', result: -4012n }))).toBe('failed (-4012)');
  });

  it('data that is done has no full bar while its job is still working', () => {
    expect(cell(task({ status: 'BACKUP_LOG' }))).toBe('data done');
    const stopped = { macroBlocks: { finished: 987n, total: 1000n } };
    expect(cell(task({ status: 'BEFORE_BACKUP_LOG', ...stopped }))).toBe('data done');
  });

  it('a number is never cut inside where there is no room for more', () => {
    const of = task({ macroBlocks: { finished: 12_199n, total: 12_199n } });
    const progress = progressOf(of, job(), context({ capabilities: uncounted }));
    expect(dataCell(progress, theme).shorter).toEqual(['12 199 blocks', '12 199']);
    expect(cell(task({ macroBlocks: { finished: 1n, total: 1n } }), uncounted)).toMatch(/ 1 block$/);
  });
});

describe('the speed', () => {
  function paced(...steps: readonly (readonly [after: number, finished: bigint])[]) {
    const seen = createTaskTracker();
    const of = job();
    let last = tenFortyTwo;
    for (const [after, finished] of steps) {
      last = tenFortyTwo + seconds(after);
      const moved = task({
        of,
        outputBytes: finished * 2_097_152n,
        macroBlocks: { finished, total: 27_330n },
      });
      seen.take(picture({ readAt: last, jobs: [of], tasks: [moved] }), counted);
    }
    return (now: bigint) => {
      const finished = steps.at(-1)?.[1] ?? 0n;
      const progress = progressOf(
        task({ of, macroBlocks: { finished, total: 27_330n } }),
        of,
        context({ seen, now }),
      );
      const lineAt = (columns: number) => said(throughputLines(progress, now, columns, 0, theme));
      const graphAt = (columns: number) => throughputLines(progress, now, columns, 2, theme);
      return { line: lineAt(120), lineAt, graphAt, progress };
    };
  }

  it('is not known before two steps of the counters', () => {
    const { line, progress } = paced([0, 100n], [10, 200n])(tenFortyTwo + seconds(12));
    expect(line).toBe(
      'Speed    speed and time left: after a few more backup files (counters move once a file) · last progress 2s ago',
    );
    expect(progress.eta).toBeNull();
  });

  it('is shown with its previous run and, before a few more files, without a time left', () => {
    const { line, progress } = paced(
      [0, 100n],
      [10, 200n],
      [20, 300n],
      [30, 400n],
    )(tenFortyTwo + seconds(32));
    expect(line).toMatch(/^Speed {4}writes 20\.0 MB\/s {3}[▁-█]+ {3}last progress 2s ago$/);
    expect(progress).toMatchObject({ eta: null, dataLeft: null, stuck: null });
  });

  const evenly = Array.from({ length: 14 }, (_, n) => [n * 10, BigInt(100 + n * 500)] as const);

  it('has the end of the data with its clock time once enough was seen', () => {
    const now = tenFortyTwo + seconds(132);
    const { progress } = paced(...evenly)(now);
    expect(progress.dataLeft).toMatchObject({ kind: 'point' });
    expect(nextEndText(progress, now, theme)).toMatch(/^data ends ~10:\d\d \(~\dm\)$/);
  });

  it('has a range where several log streams are at work', () => {
    const uneven = [0, 12, 15, 42, 44, 79, 90, 95, 130].map(
      (at, n) => [at, BigInt(100 + n * 500 + (n % 3) * 90)] as const,
    );
    const now = tenFortyTwo + seconds(132);
    const { progress } = paced(...uneven)(now);
    expect(progress.dataLeft).toMatchObject({ kind: 'range', asLastTime: false });
    expect(progress.eta).toBeNull();
    expect(nextEndText(progress, now, theme)).toMatch(/^data ends in \d+–\d+m$/);
  });

  it('drops its past before the last progress', () => {
    const { lineAt } = paced(...evenly)(tenFortyTwo + seconds(132));
    expect(lineAt(80)).toMatch(/^Speed {4}writes 100 MB\/s {3}[▁-█]+ {3}last progress 2s ago$/);
    expect(lineAt(60)).toBe('Speed    writes 100 MB/s   last progress 2s ago');
  });

  it('has its mean and since when it is one above the graph', () => {
    const { graphAt } = paced(...evenly)(tenFortyTwo + seconds(132));
    const [line, top, half, axis, times, ...more] = graphAt(80);
    expect(line).toBe('  Speed    writes 100 MB/s · mean 100 MB/s since 10:42 · last progress 2s ago');
    expect(top).toMatch(/^ {2}MB\/s 100┤ {2}█+$/);
    expect(half).toMatch(/^ {8}50┤ {2}█+$/);
    expect(axis).toMatch(/^ {9}0┼[─┬]+$/);
    expect(times).toMatch(/^ +10:43 {7}10:44$/);
    expect(more).toEqual([]);
    for (const columns of [60, 80, 120, 200])
      for (const each of graphAt(columns)) expect(cellWidth(each)).toBeLessThan(columns);
  });

  it('gives way to a warning when nothing has moved for ten minutes', () => {
    const at = paced([0, 100n], [10, 200n], [20, 300n]);
    expect(at(tenFortyTwo + seconds(620)).progress.stuck).toBeNull();
    expect(at(tenFortyTwo + seconds(621)).progress.stuck).toEqual({ seconds: 601, lookAt: 'log_streams' });
    const never = paced([0, 100n]);
    expect(never(tenFortyTwo + seconds(700)).progress.stuck?.seconds).toBe(700);
  });

  it('is no more once the task has ended', () => {
    const ended = progressOf(task({ status: 'COMPLETED' }), job(), context());
    expect(throughputLines(ended, tenFortyTwo, 120, 0, theme)).toEqual([]);
  });
});
