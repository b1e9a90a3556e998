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

/** BACKUP_USER_META: totals grow log stream by log stream; a repeated meta turn adds its totals again. */
export function* measure(
  phase: Phase,
  spec: BackupSpec,
  streams: readonly Stream[],
  counters: Counters,
): TaskChanges {
  yield [phase.from, { USER_LS_START_SCN: scnOf(phase.from) }];
  const turns = [...streams, ...(spec.metaTurn ? streams.slice(-1) : [])];
  for (const [i, stream] of turns.entries()) {
    const share = i < streams.length ? 1 : repeatedShare;
    const tablets = Math.ceil(stream.tablets * share);
    counters.add('TABLET_COUNT', tablets);
    counters.add('MACRO_BLOCK_COUNT', Math.ceil(stream.blocks * share));
    counters.add('INPUT_BYTES', tablets * 3_072);
    counters.add('OUTPUT_BYTES', tablets * 1_430);
    const at = phase.from + Math.round(((phase.until - phase.from) * (i + 1)) / (turns.length + 1));
    yield [at, { ...counters.row(), META_TURN_ID: i >= streams.length ? 2 : 1 }];
  }
}

/**
 * A data phase: counters change once per finished file; tablets count with the major data only. After a turn change one
 * log stream's last file is copied again under the next turn id.
 */
export function* copyData(
  phase: Phase,
  spec: BackupSpec,
  files: readonly DataFile[],
  counters: Counters,
): TaskChanges {
  const major = phase.work === 'major data';
  const write = (file: DataFile, tablets: number): Row => {
    counters.add('FINISH_MACRO_BLOCK_COUNT', file.blocks);
    counters.add('FINISH_TABLET_COUNT', tablets);
    counters.add('INPUT_BYTES', file.blocks * blockBytes + 512 * file.tablets);
    counters.add('OUTPUT_BYTES', file.outputBytes);
    return counters.row();
  };
  for (const file of files) {
    yield [phase.from + Math.round(file.at * second), write(file, major ? file.tablets : 0)];
  }
  const again = major && spec.turnChange ? files.at(-1) : undefined;
  if (again === undefined) return;
  const last = phase.from + Math.round(again.at * second);
  const left = phase.until - last;
  yield [last + Math.round(left * 0.3), { MINOR_TURN_ID: 2, MAJOR_TURN_ID: 2 }];
  yield [last + Math.round(left * 0.7), write(again, 0)];
}

/** BACKUP_LOG: one archived log file after another, for a backup PLUS ARCHIVELOG. */
export function* copyLogs(phase: Phase, spec: BackupSpec): TaskChanges {
  if (!spec.plusArchivelog) return;
  for (let n = 1; n <= spec.logFiles; n++) {
    const at = phase.from + Math.round(((phase.until - phase.from) * n) / (spec.logFiles + 1));
    yield [at, { FINISH_LOG_FILE_COUNT: n }];
  }
}
