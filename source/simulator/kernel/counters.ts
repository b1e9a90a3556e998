import type { Traits } from '../releases.ts';
import type { Row } from '../store.ts';
import type { BackupSpec } from './backup.ts';
import { blockBytes, type DataFile, type Stream } from './files.ts';
import type { PhaseShape } from './phases.ts';
import { type Micros, scnOf, second } from './rows.ts';

/** A phase with its STATUS and time. */
export interface Phase extends PhaseShape {
  status: string;
  from: Micros;
  /** Later than `from` where the phase first waits for the archive. */
  worksFrom: Micros;
  until: Micros;
}

/** The changes of a task's row, each with its time. */
export type TaskChanges = Iterable<readonly [Micros, Row]>;

/** The counters of a task. */
export class Counters {
  readonly #values: Record<string, number> = {
    INPUT_BYTES: 0,
    OUTPUT_BYTES: 0,
    TABLET_COUNT: 0,
    FINISH_TABLET_COUNT: 0,
    MACRO_BLOCK_COUNT: 0,
    FINISH_MACRO_BLOCK_COUNT: 0,
  };
  readonly #measured: boolean;

  constructor(traits: Traits) {
    this.#measured = traits.totals === 'measured';
  }

  add(name: string, amount: number): void {
    this.#values[name] = (this.#values[name] ?? 0) + amount;
  }

  /** Totals that are not measured equal the finished counters; measured ones are raised when these exceed them. */
  row(): Row {
    for (const what of ['TABLET_COUNT', 'MACRO_BLOCK_COUNT']) {
      const finished = this.#values[`FINISH_${what}`] ?? 0;
      this.#values[what] = this.#measured ? Math.max(this.#values[what] ?? 0, finished) : finished;
    }
    return { ...this.#values };
  }
}

/** The share of a log stream's tablets that a repeated meta turn covers. */
const repeatedShare = 0.2;

/** The moment at which a log stream has reported its meta, and how much of it. */
export interface MetaReport {
  at: Micros;
  stream: Stream;
  tablets: number;
  blocks: number;
  turn: 1 | 2;
}

/** What a tablet's meta adds to INPUT_BYTES and OUTPUT_BYTES. */
export const metaBytes = { input: 3_072, output: 1_430 } as const;

/** BACKUP_USER_META, log stream by log stream; a repeated meta turn reports its totals again. */
export function metaReports(phase: Phase, spec: BackupSpec, streams: readonly Stream[]): MetaReport[] {
  const turns = [...streams, ...(spec.metaTurn ? streams.slice(-1) : [])];
  return turns.map((stream, i) => {
    const share = i < streams.length ? 1 : repeatedShare;
    return {
      at: phase.from + Math.round(((phase.until - phase.from) * (i + 1)) / (turns.length + 1)),
      stream,
      tablets: Math.ceil(stream.tablets * share),
      blocks: Math.ceil(stream.blocks * share),
      turn: i < streams.length ? 1 : 2,
    };
  });
}

/** BACKUP_USER_META: totals grow log stream by log stream. */
export function* measure(phase: Phase, reports: readonly MetaReport[], counters: Counters): TaskChanges {
  yield [phase.from, { USER_LS_START_SCN: scnOf(phase.from) }];
  for (const { at, tablets, blocks, turn } of reports) {
    counters.add('TABLET_COUNT', tablets);
    counters.add('MACRO_BLOCK_COUNT', blocks);
    counters.add('INPUT_BYTES', tablets * metaBytes.input);
    counters.add('OUTPUT_BYTES', tablets * metaBytes.output);
    yield [at, { ...counters.row(), META_TURN_ID: turn }];
  }
}

/** The second turn of one log stream after tablets moved: it copies its last file once more. */
export interface SecondTurn {
  from: Micros;
  until: Micros;
  file: DataFile;
}

/** The second turn of a data phase, or null. */
export function secondTurn(phase: Phase, spec: BackupSpec, files: readonly DataFile[]): SecondTurn | null {
  const file = phase.work === 'major data' && spec.turnChange ? files.at(-1) : undefined;
  if (file === undefined) return null;
  const last = phase.from + Math.round(file.at * second);
  const left = phase.until - last;
  return { from: last + Math.round(left * 0.3), until: last + Math.round(left * 0.7), file };
}

/** What a finished file adds to INPUT_BYTES. */
export function inputOf(file: DataFile): number {
  return file.blocks * blockBytes + 512 * file.tablets;
}

/**
 * A data phase: counters change once per finished file; tablets count with the major data only. After a turn change one
 * log stream's last file is copied again under the next turn id.
 */
export function* copyData(
  phase: Phase,
  files: readonly DataFile[],
  again: SecondTurn | null,
  counters: Counters,
): TaskChanges {
  const write = (file: DataFile, tablets: number): Row => {
    counters.add('FINISH_MACRO_BLOCK_COUNT', file.blocks);
    counters.add('FINISH_TABLET_COUNT', tablets);
    counters.add('INPUT_BYTES', inputOf(file));
    counters.add('OUTPUT_BYTES', file.outputBytes);
    return counters.row();
  };
  for (const file of files) {
    const tablets = phase.work === 'major data' ? file.tablets : 0;
    yield [phase.from + Math.round(file.at * second), write(file, tablets)];
  }
  if (again === null) return;
  yield [again.from, { MINOR_TURN_ID: 2, MAJOR_TURN_ID: 2 }];
  yield [again.until, write(again.file, 0)];
}

/** A copied log file: when, and of which log stream. */
export interface LogFile {
  at: Micros;
  stream: Stream;
}

/** BACKUP_LOG of a backup PLUS ARCHIVELOG: one archived log file after another, the log streams in turn. */
export function logFilesOf(phase: Phase, spec: BackupSpec, streams: readonly Stream[]): LogFile[] {
  if (phase.work !== 'log' || !spec.plusArchivelog) return [];
  const [from, length] = [phase.worksFrom, phase.until - phase.worksFrom];
  return Array.from({ length: spec.logFiles }, (_, n) => ({
    at: from + Math.round((length * (n + 1)) / (spec.logFiles + 1)),
    stream: streams[n % streams.length] as Stream,
  }));
}

/** The copied log adds to FINISH_LOG_FILE_COUNT alone: OUTPUT_BYTES is data and meta. */
export function* copyLogs(files: readonly LogFile[]): TaskChanges {
  for (const [i, { at }] of files.entries()) yield [at, { FINISH_LOG_FILE_COUNT: i + 1 }];
}
