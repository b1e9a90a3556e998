// What must be said of each state of a job, and what must never be said, as data. Words come from the program's own
// table of words, so that a better wording breaks nothing.
import type { DataProgress, LogProgress } from '../../source/backup/progress.ts';
import { bytes, count, percent } from '../../source/text/number.ts';
import { words } from '../../source/text/words.ts';
import type { Generation } from './generations.ts';
import type { Expected } from './situations.ts';

const say = words('en').screens;

/** Which kind of bar is drawn: one that has a length, one that stands for "cannot be known", or none. */
export type BarKind = 'known' | 'unknown' | 'none';

/** What is said of one of the two progresses of a task. */
export interface SaidOfProgress {
  /** Hundredths of a percent; null where no percentage may be said. */
  readonly hundredths: number | null;
  /** Words of the panel. */
  readonly panel: readonly string[];
  /** Words of the cell in the list of jobs. */
  readonly cell: readonly string[];
  /** The bar of the panel, and of the list. */
  readonly bars: readonly [panel: BarKind, list: BarKind];
  /** Under `derived` in JSON. */
  readonly json: Readonly<Record<string, unknown>>;
}

/** Bytes of the task's row in source-on.ts. */
const volume = [bytes(173_261_302n), bytes(18_706_154n)];

const dataSays: {
  readonly [State in DataProgress['state']]: (
    data: Extract<DataProgress, { state: State }>,
    tablets: bigint,
  ) => SaidOfProgress;
} = {
  not_begun: () => ({
    hundredths: null,
    panel: [say.data.notBegun],
    cell: [say.none],
    bars: ['none', 'known'],
    json: { data_percent: null, data_state: 'not_begun' },
  }),
  counting: ({ blocks }, tablets) => ({
    hundredths: null,
    panel: [say.data.counting(count(tablets), count(blocks.total))],
    cell: [say.data.countingShort],
    bars: ['none', 'none'],
    json: { data_percent: null, data_state: 'counting' },
  }),
  unknowable: ({ finished, why }) => ({
    hundredths: null,
    panel: [say.data.blocks(count(finished)), say.data.why[why], ...volume],
    cell: [say.data.blocks(count(finished))],
    bars: ['unknown', 'unknown'],
    json: { data_percent: null, data_state: 'unknowable' },
  }),
  running: ({ hundredths, blocks }) => ({
    hundredths,
    panel: [
      percent(hundredths),
      say.data.blocksOf(count(blocks.finished), count(blocks.total)),
      say.phases.data,
    ],
    cell: [percent(hundredths)],
    bars: ['known', 'known'],
    json: { data_percent: hundredths / 100, data_state: 'running' },
  }),
  finished: ({ hundredths, blocks }) => ({
    hundredths,
    panel: [say.data.over, say.data.blocks(count(blocks.finished))],
    cell: [say.data.over],
    bars: [hundredths === null ? 'none' : 'known', 'none'],
    json: { data_percent: hundredths === null ? null : hundredths / 100, data_state: 'finished' },
  }),
  ended: ({ outcome }) => ({
    hundredths: null,
    panel: [say.outcomes[outcome]],
    cell: [say.outcomes[outcome]],
    bars: [outcome === 'completed' ? 'known' : 'none', 'none'],
    json: { data_percent: null, data_state: 'ended' },
  }),
};

const logSays: {
  readonly [State in LogProgress['state']]: (
    log: Extract<LogProgress, { state: State }>,
    waitsForArchive: boolean,
  ) => SaidOfProgress;
} = {
  not_requested: () => withoutBar(say.log.notRequested, say.log.short.not_requested, 'not_requested'),
  unknown_request: () => withoutBar(say.log.unknownRequest, say.none, null),
  waiting: (_, waitsForArchive) =>
    waitsForArchive
      ? withoutBar(say.log.waiting, say.log.short.waiting, 'waiting')
      : withoutBar(say.log.later, say.log.short.later, 'waiting'),
  uncounted: () => withoutBar(say.log.uncounted, say.log.short.uncounted, 'running'),
  nothing_to_copy: () => withoutBar(say.log.nothingToCopy, say.log.short.nothing_to_copy, 'running'),
  running: ({ hundredths, files }) => ({
    hundredths,
    panel: [percent(hundredths), say.log.filesOf(count(files.finished), count(files.total))],
    cell: [percent(hundredths)],
    bars: ['known', 'none'],
    json: { log_percent: hundredths / 100, log_state: 'running' },
  }),
  done: () => withoutBar(say.log.done, say.log.short.done, 'done'),
  ended: () => withoutBar(say.log.ended, say.none, null),
};

function withoutBar(panel: string, cell: string, state: string | null): SaidOfProgress {
  return {
    hundredths: null,
    panel: [panel],
    cell: [cell],
    bars: ['none', 'none'],
    json: { log_percent: null, log_state: state },
  };
}

/** What is to be said of a task, the tablets of its row counted as this generation counts them. */
export function taskSays(task: NonNullable<Expected['task']>, generation: Generation) {
  const data = dataSays[task.data.state] as (data: DataProgress, tablets: bigint) => SaidOfProgress;
  const log = logSays[task.log.state] as (log: LogProgress, waitsForArchive: boolean) => SaidOfProgress;
  const totalsAreReal = generation.progress.sys !== 'nowhere';
  const ofAll = totalsAreReal && ['running', 'finished'].includes(task.data.state);
  return {
    data: data(task.data, totalsAreReal ? 668n : 412n),
    log: log(task.log, task.phase === 'wait_archive' || task.phase === 'log'),
    tablets: ofAll ? say.panel.tablets(count(412n), count(668n)) : say.panel.tabletsDone(count(412n)),
  };
}

/** What is to be said of a job without a task. */
export const withoutTask: Readonly<Record<'running' | 'ended', string>> = {
  running: say.panel.noTaskYet,
  ended: say.panel.noTaskEver,
};
