// How good the time left is: what the program said of simulated runs, compared with what was really left.
import type { TimeLeft } from '../../source/backup/time-left/time-left.ts';
import { about } from '../../source/text/duration.ts';
import { timeWords } from '../../source/text/en/time.ts';
import { backupRun, type Spread } from './backup-run.ts';
import { type Sight, watch } from './watched-run.ts';

/** The parts of the data phase that figures are gathered in, by where each ends. */
export const parts = [0.25, 0.5, 0.75, 0.9, 1] as const;
/** Figures kept of a run in each part, so that long runs weigh no more than short ones. */
const perPart = 12;
/** Real seconds below which a ratio says nothing. */
const leastReal = 10;

/** What was said of one run, to one of its two ends. */
export interface Score {
  /** Shown ÷ real by part of the data phase. */
  readonly ratios: number[][];
  /** Of each range, whether the end lay within, and how many times the low end the high one was. */
  readonly covered: number[];
  readonly widths: number[];
  first: number | null;
  turns: number;
  readonly kinds: Record<'point' | 'range' | 'soon' | 'nothing', number>;
}

const emptyScore = (): Score => ({
  ratios: parts.map(() => []),
  covered: [],
  widths: [],
  first: null,
  turns: 0,
  kinds: { point: 0, range: 0, soon: 0, nothing: 0 },
});

/** The figure that a text goes up or down by. */
function middleOf(left: TimeLeft | null): number | null {
  if (left?.kind === 'point') return left.seconds;
  return left?.kind === 'range' ? Math.sqrt(Math.max(1, left.low) * left.high) : null;
}

function textOf(left: TimeLeft): string {
  if (left.kind === 'point') return about(left.seconds, timeWords);
  return left.kind === 'range' ? `${about(left.low, timeWords)}–${about(left.high, timeWords)}` : left.kind;
}

function scorer() {
  const score = emptyScore();
  let shown: { readonly text: string; readonly kind: string; readonly middle: number } | null = null;
  let direction = -1;
  const take = (left: TimeLeft | null, real: number, part: number) => {
    const kind = left === null || left.kind === 'second_turn' ? 'nothing' : left.kind;
    score.kinds[kind] += 1;
    const middle = middleOf(left);
    if (left === null || middle === null) return;
    const text = textOf(left);
    // A point in place of a range is no change of direction, wherever the middle of the range was.
    if (shown !== null && shown.kind === left.kind && text !== shown.text) {
      const now = Math.sign(middle - shown.middle);
      if (now !== direction) score.turns += 1;
      direction = now;
    }
    shown = { text, kind: left.kind, middle };
    if (real < leastReal) return;
    if (left.kind === 'range') {
      score.covered.push(left.low <= real && real <= left.high ? 1 : 0);
      score.widths.push(left.high / Math.max(1, left.low));
    }
    if (left.kind === 'point') {
      score.ratios[part]?.push(left.seconds / real);
      score.first ??= left.seconds / real;
    }
  };
  return { score, take };
}

function thinned<T>(values: readonly T[]): readonly T[] {
  if (values.length <= perPart) return values;
  return Array.from({ length: perPart }, (_, n) => values[Math.floor((n * values.length) / perPart)] as T);
}

export function scoreOf(spread: Spread, seed: string, sight: Sight): { data: Score; job: Score } {
  const { run, past } = backupRun(spread, seed);
  const [data, job] = [scorer(), scorer()];
  const length = run.dataUntil - run.dataFrom;
  for (const { at, progress } of watch(run, past, sight)) {
    if (at < run.dataFrom) continue;
    const share = (at - run.dataFrom) / length;
    const part = parts.findIndex(end => share < end);
    if (part >= 0) data.take(progress.dataLeft, run.dataUntil - at, part);
    job.take(progress.jobLeft?.left ?? null, run.end - at, part < 0 ? parts.length - 1 : part);
  }
  return { data: data.score, job: job.score };
}

const quantile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ??
  Number.NaN;
const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
const two = (value: number) => (Number.isFinite(value) ? value.toFixed(2) : '–');
const percent = (value: number) => (Number.isFinite(value) ? `${(value * 100).toFixed(0)} %` : '–');

/** The medians of shown ÷ real by part of the data phase; NaN where no point was shown. */
export function medians(scores: readonly Score[]): number[] {
  return parts.map((_, part) =>
    quantile(
      scores.flatMap(score => thinned(score.ratios[part] ?? [])),
      0.5,
    ),
  );
}

/** The share of shown ÷ real between 0.5 and 2, and of ranges that held. */
export function shares(scores: readonly Score[]): { readonly within: number; readonly covered: number } {
  const all = scores.flatMap(score => score.ratios.flatMap(ratios => [...thinned(ratios)]));
  return {
    within: mean(all.map(ratio => (ratio >= 0.5 && ratio <= 2 ? 1 : 0))),
    covered: mean(scores.flatMap(score => [...thinned(score.covered)])),
  };
}

/** One line of the table: what was said over many runs. */
export function line(name: string, scores: readonly Score[]): string {
  const ratios = parts.map((_, part) => scores.flatMap(score => thinned(score.ratios[part] ?? [])));
  const cells = ratios.map(values =>
    values.length === 0
      ? '–'
      : `${two(quantile(values, 0.5))} (${two(quantile(values, 0.1))}–${two(quantile(values, 0.9))})`,
  );
  const { within, covered } = shares(scores);
  const firsts = scores.flatMap(({ first }) => (first === null ? [] : [first]));
  const off = mean(firsts.map(ratio => (ratio > 2.5 || ratio < 0.4 ? 1 : 0)));
  const widths = scores.flatMap(score => thinned(score.widths));
  const total = (kind: keyof Score['kinds']) =>
    mean(scores.map(({ kinds }) => kinds[kind] / (kinds.point + kinds.range + kinds.soon + kinds.nothing)));
  return `| ${[
    name,
    ...cells,
    percent(within),
    percent(off),
    percent(covered),
    two(quantile(widths, 0.5)),
    mean(scores.map(({ turns }) => turns)).toFixed(1),
    [total('point'), total('range'), total('soon')].map(share => (share * 100).toFixed(0)).join(' / '),
  ].join(' | ')} |`;
}
