// What must be said of each state of a job, and what must never be said, as data. Words come from the program's own
// table of words, so that a better wording breaks nothing.
import type { DataProgress, LogProgress } from '../../../source/backup/progress.ts';
import { bytes, count, percent } from '../../../source/text/number.ts';
import { wordsOf } from '../../../source/text/words.ts';
import type { Generation } from '../generations.ts';
import type { Expected } from '../situation.ts';

const words = wordsOf('en').screens;

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
    panel: [words.data.notStarted],
    cell: [words.none],
    bars: ['none', 'known'],
    json: { data_percent: null, data_state: 'not_begun' },
  }),
  counting: ({ blocks }, tablets) => ({
    hundredths: null,
    panel: [words.data.counting(count(tablets), count(blocks.total))],
    cell: [words.data.countingShort],
    bars: ['none', 'none'],
    json: { data_percent: null, data_state: 'counting' },
  }),
  unknowable: ({ finished, why }) => ({
    hundredths: null,
    panel: [words.data.blocks(count(finished)), words.data.why[why], ...volume],
    cell: [words.data.blocks(count(finished))],
    bars: ['unknown', 'unknown'],
    json: { data_percent: null, data_state: 'unknowable' },
  }),
  running: ({ hundredths, blocks }) => ({
    hundredths,
    panel: [
      percent(hundredths),
      words.data.blocksOf(count(blocks.finished), count(blocks.total)),
      words.phases.data,
    ],
    cell: [percent(hundredths)],
    bars: ['known', 'known'],
    json: { data_percent: hundredths / 100, data_state: 'running' },
  }),
  finished: ({ hundredths, blocks }) => ({
    hundredths,
    panel: [words.data.over, words.data.blocks(count(blocks.finished))],
    cell: [words.data.over],
    bars: [hundredths === null ? 'none' : 'known', 'none'],
    json: { data_percent: hundredths === null ? null : hundredths / 100, data_state: 'finished' },
  }),
  ended: ({ outcome }) => ({
    hundredths: null,
    panel: [words.outcomes[outcome]],
    cell: [],
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
  not_requested: () => withoutBar(words.log.notRequested, words.log.short.not_requested, 'not_requested'),
  unknown_request: () => withoutBar(words.log.unknownRequest, words.none, null),
  waiting: (_, waitsForArchive) =>
    waitsForArchive
      ? withoutBar('waits until archiving reaches END_SCN', words.log.short.waiting, 'waiting')
      : withoutBar(words.log.later, words.log.short.later, 'waiting'),
  uncounted: () => withoutBar(words.log.uncounted, words.log.short.uncounted, 'running'),
  implausible_counters: () => withoutBar(words.log.implausibleCounters, words.log.short.uncounted, 'running'),
  nothing_to_copy: () => withoutBar(words.log.nothingToCopy, words.log.short.nothing_to_copy, 'running'),
  running: ({ hundredths, files }) => ({
    hundredths,
    panel: [percent(hundredths), words.log.filesOf(count(files.finished), count(files.total))],
    cell: [percent(hundredths)],
    bars: ['known', 'none'],
    json: { log_percent: hundredths / 100, log_state: 'running' },
  }),
  done: () => withoutBar(words.log.done, words.log.short.done, 'done'),
  ended: () => withoutBar(words.log.ended, words.none, null),
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
    tablets: ofAll ? words.panel.tablets(count(412n), count(668n)) : words.panel.tabletsDone(count(412n)),
  };
}

/** What is to be said of a job without a task. */
export const withoutTask: Readonly<Record<'running' | 'ended', string>> = {
  running: words.panel.noTaskYet,
  ended: words.panel.noTaskEver,
};
