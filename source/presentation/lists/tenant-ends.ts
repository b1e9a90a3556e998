import type { Activity } from '../../backup/activity.ts';
import { type Picture, tasksOf } from '../../backup/picture.ts';
import type { Instant } from '../../backup/row.ts';
import { progressOf } from '../../backup/task-progress.ts';
import type { ProgressContext } from '../progress-text.ts';

/**
 * The ends that rows are ordered by, by their keys. They are kept for a while: guesses change with each step, and rows that change
 * places are hard to follow and are all written to the terminal again.
 */
export interface HeldEnds {
  /** When they were taken; null for none. */
  readonly at: Instant | null;
  readonly byRow: ReadonlyMap<string, Instant>;
}

export const noEnds: HeldEnds = { at: null, byRow: new Map() };

const heldMicros = 120_000_000n;

/** What is held of them now: none once they are too old, or of a time to come. */
export function heldNow(ends: HeldEnds, now: Instant | null): HeldEnds {
  if (ends.at === null || now === null || now < ends.at || now - ends.at >= heldMicros) return noEnds;
  return ends;
}

/** A row that is ordered by the end of its data. */
interface EndingRow {
  readonly key: string;
  /** Null where nothing runs. */
  readonly end: Instant | null;
}

/** The ends to hold from now on, with those of rows that have come since; the same value where there are none. */
export function holding(ends: HeldEnds, rows: readonly EndingRow[], now: Instant | null): HeldEnds {
  if (now === null) return ends;
  const held = heldNow(ends, now);
  const running = rows.filter(({ end }) => end !== null);
  if (held.at !== null && running.every(({ key }) => held.byRow.has(key))) return ends;
  const byRow = new Map([...held.byRow, ...running.map(({ key, end }) => [key, end ?? 0n] as const)]);
  return { at: held.at ?? now, byRow };
}

/**
 * Seconds: rows whose data ends within the same minutes do not change places; the further off the end is, the less is known of it.
 */
const together: readonly { readonly below: number; readonly width: number }[] = [
  { below: 1800, width: 300 },
  { below: 7200, width: 900 },
  { below: Number.POSITIVE_INFINITY, width: 3600 },
];
const never = 2n ** 62n;

/**
 * When the data of a tenant's backup is expected to be done, or was, to some minutes, so that rows do not change places with
 * each guess; the last of all where that is not known, and null where nothing runs.
 */
export function dataEnd(
  activity: Activity | null,
  context: ProgressContext & { readonly picture: Picture | null },
): Instant | null {
  const { picture, now } = context;
  const job = activity?.running[0];
  const task = picture === null || job === undefined ? undefined : tasksOf(picture, job.key)[0];
  if (job === undefined) return null;
  if (task === undefined || now === null) return never;
  const { data, dataLeft } = progressOf(task, job, context);
  if (data.state === 'finished' || data.state === 'ended') return 0n;
  const seconds =
    dataLeft === null || dataLeft.kind === 'second_turn'
      ? null
      : dataLeft.kind === 'soon'
        ? 0
        : dataLeft.high;
  if (seconds === null) return never;
  const { width = 0 } = together.find(({ below }) => seconds < below) ?? {};
  return BigInt(Math.floor((Number(now) / 1e6 + seconds) / width) * width);
}
