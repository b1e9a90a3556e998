import type { Instant } from '../backup/row.ts';
import type { TaskProgress } from '../backup/task-progress.ts';
import type { TimeLeft } from '../backup/time-left/time-left.ts';
import { about, between } from '../text/duration.ts';
import type { Theme } from './theme.ts';

type End = keyof Theme['words']['screens']['timeLeft']['ends'];

/** "data ends ~15:22 (~16m)", "data ends in 10–25m": as exactly as it is known, and whose end it is. */
export function endText(what: End, left: TimeLeft, now: Instant, theme: Theme): string {
  const { timeLeft: words } = theme.words.screens;
  const name = words.ends[what];
  switch (left.kind) {
    case 'point': {
      const end = now + BigInt(Math.round(left.seconds)) * 1_000_000n;
      return words.at(name, theme.zone.clock(end).slice(0, 5), about(left.seconds, theme.words.time));
    }
    case 'range': {
      const text = words.within(name, between(left.low, left.high, theme.words.time));
      return left.asLastTime ? words.asLastTime(text) : text;
    }
    case 'soon':
      return words.soon(name);
    case 'second_turn':
      return words.secondTurn;
  }
}

/** The end of what a task does now, its data or its log; null where it cannot be known. */
export function nextEndText(progress: TaskProgress, now: Instant | null, theme: Theme): string | null {
  const { dataLeft, logLeft } = progress;
  if (now === null) return null;
  if (dataLeft !== null) return endText('data', dataLeft, now, theme);
  return logLeft === null ? null : endText('log', logLeft, now, theme);
}

/** The same where a list has room for the length alone; null too where only the last backup promises it. */
export function shortTimeLeft({ dataLeft, logLeft }: TaskProgress, theme: Theme): string | null {
  const { timeLeft: words } = theme.words.screens;
  const left = dataLeft ?? logLeft;
  switch (left?.kind) {
    case 'point':
      return about(left.seconds, theme.words.time);
    case 'range':
      return left.asLastTime ? null : between(left.low, left.high, theme.words.time);
    case 'soon':
      return words.soonShort;
    case 'second_turn':
      return words.secondTurn;
    default:
      return null;
  }
}

/** "job ends ~15:40 (~33m) if archive and log take as long as in job 58"; null without such an earlier job. */
export function jobEndText({ jobLeft, log }: TaskProgress, now: Instant | null, theme: Theme): string | null {
  if (jobLeft === null || now === null) return null;
  const { ifAsIn } = theme.words.screens.timeLeft;
  const { left } = jobLeft;
  const ends = endText('job', left.kind === 'range' ? { ...left, asLastTime: false } : left, now, theme);
  const job = jobLeft.asInJob.toString();
  return log.state === 'not_requested' ? ifAsIn.withoutLog(ends, job) : ifAsIn.withLog(ends, job);
}
