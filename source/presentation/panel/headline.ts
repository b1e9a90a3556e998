import { elapsedSeconds, isClusterJob, type Job } from '../../backup/job.ts';
import { failedAttempts, logStreamsOfTask, mostRetried } from '../../backup/log-stream.ts';
import { phaseOf } from '../../backup/phase.ts';
import type { Picture } from '../../backup/picture.ts';
import type { Instant } from '../../backup/row.ts';
import { doing } from '../../backup/status.ts';
import type { TaskProgress } from '../../backup/task-progress.ts';
import { duration } from '../../text/duration.ts';
import { count } from '../../text/number.ts';
import { cellWidth } from '../../text/width.ts';
import { wrap } from '../../text/wrap.ts';
import type { JobLocation } from '../../watch/tracked-job.ts';
import { percentText } from '../percent-text.ts';
import { endedText, outcomeRoles, stuckText } from '../progress-text.ts';
import { resultText } from '../result-text.ts';
import type { Role, Theme } from '../theme.ts';
import { jobEndText, nextEndText } from '../time-left-text.ts';

/** What the headline of a job's panel is made from. */
export interface HeadlineOf {
  readonly job: Job;
  readonly progress: TaskProgress | null;
  readonly location: JobLocation['state'];
  readonly now: Instant | null;
  /** The log streams of its task, where they were read. */
  readonly logStreams?: Picture['logStreams'];
  /** What has become of the tenants of a cluster job. */
  readonly tenants?: readonly Part[];
}

/** A part of a headline. */
export interface Part {
  readonly text: string;
  readonly role: Role | null;
  /** Left out where it would take a line of its own. */
  readonly isOptional?: boolean;
}

const between = ' · ';
const margin = '  ';

/** The one line that must be seen first: is it going, is something wrong, how far, how long. What does not fit is cut. */
export function headline(of: HeadlineOf, columns: number, theme: Theme): string {
  return headlines(of, columns, theme)[0] ?? '';
}

/** The same with all there is to say, over as many lines as that takes. */
export function headlines(of: HeadlineOf, columns: number, theme: Theme): string[] {
  const room = columns - margin.length - 1;
  const lines: { cells: number; text: string }[] = [];
  for (const { text, role, isOptional = false } of partsOf(of, theme)) {
    const last = lines.at(-1);
    const cells = (last?.cells ?? 0) + between.length + cellWidth(text);
    if (last !== undefined && cells <= room) {
      last.text += between + theme.style(role, text);
      last.cells = cells;
    } else if (!isOptional) {
      lines.push(
        ...wrap(text, room).map(line => ({ cells: cellWidth(line), text: theme.style(role, line) })),
      );
    }
  }
  return lines.map(({ text }) => margin + text);
}

function partsOf(of: HeadlineOf, theme: Theme): readonly Part[] {
  const { job, progress, location } = of;
  const status = progress?.task.status ?? job.status;
  const parts = status.kind === 'ended' ? endedParts(of, theme) : runningParts(of, theme);
  const moving = { text: theme.words.screens.panel.moving, role: null };
  const { tenants } = of;
  return [...parts, ...(tenants ?? []), ...(location === 'moving' ? [moving] : [])].filter(
    ({ text }) => text !== '',
  );
}

function endedParts({ job, progress, now }: HeadlineOf, theme: Theme): readonly Part[] {
  const status = progress?.task.status ?? job.status;
  if (status.kind !== 'ended') return [];
  // The panel shows when its task ended; the job ends some seconds later.
  const of = progress?.task ?? job;
  // Its code, too, is in the row of the task before it is in that of the job.
  const by = job.result === 0n ? of : job;
  const took = of.endedAt === null ? null : elapsedSeconds(of, now);
  const { endedIn, endedAfter } = theme.words.screens.panel;
  const length = status.outcome === 'completed' ? endedIn : endedAfter;
  const role = outcomeRoles[status.outcome];
  return [
    { text: endedText(status.outcome, progress?.lastSeen ?? null, theme, { isLoud: true }), role },
    { text: by.result === 0n ? '' : resultText(by.result, by.comment, theme), role },
    { text: took === null ? '' : length(duration(took, theme.words.time)), role: null },
  ];
}

/** Which log stream retries, and how many have failed their last attempt. */
function retryParts({ progress, logStreams = [] }: HeadlineOf, theme: Theme): readonly Part[] {
  const { logStreams: words } = theme.words.screens;
  if (progress === null) return [];
  const own = logStreamsOfTask(progress.task, logStreams);
  const [worst, failed] = [mostRetried(own), failedAttempts(own)];
  return [
    { text: failed === 0 ? '' : `⚠ ${words.failed(count(BigInt(failed)))}`, role: 'bad' },
    {
      text: worst === null ? '' : words.retrying(worst.lsId.toString(), worst.retryId.toString()),
      role: 'warning',
    },
  ];
}

function runningParts(of: HeadlineOf, theme: Theme): readonly Part[] {
  const { job, progress, location, now } = of;
  const { panel } = theme.words.screens;
  const status = progress?.task.status ?? job.status;
  const stuck = progress?.stuck ?? null;
  const failsWith = progress?.archive.failsWith ?? null;
  const isKnownPhase = phaseOf(status.text) !== null;
  return [
    {
      text: location === 'lost' ? panel.lastSeenRunning : panel.running,
      role: stuck === null && failsWith === null ? 'running' : 'warning',
    },
    { text: failsWith === null ? '' : panel.willFail(failsWith.toString()), role: 'warning' },
    { text: stuck === null ? '' : stuckText(stuck, theme), role: 'warning' },
    ...(progress?.data.state === 'running'
      ? [{ text: percentText(progress.data.hundredths, theme), role: 'strong' } as const]
      : []),
    ...retryParts(of, theme),
    { text: progress === null ? '' : (nextEndText(progress, now, theme) ?? ''), role: null },
    { text: progress === null ? '' : (jobEndText(progress, now, theme) ?? ''), role: null },
    // A phase that has a name stands in the line of phases; of a cluster job DOING says no more than that it runs.
    {
      text: isClusterJob(job) && status.text === doing ? '' : status.text,
      role: isKnownPhase ? 'faint' : null,
      isOptional: isKnownPhase,
    },
  ];
}
