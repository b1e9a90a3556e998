import { endOf } from '../backup/change.ts';
import type { Job, JobKey } from '../backup/job.ts';
import { findJob, type Picture } from '../backup/picture.ts';
import type { Tenant } from '../backup/tenant.ts';
import type { View } from '../backup/view.ts';
import { onEnd } from '../lifecycle/cleanups.ts';
import { type ExitCode, exitCodes } from '../lifecycle/exit-codes.ts';
import { jobName, jobProgressText } from '../presentation/job-progress-text.ts';
import { findAwaitedJobs } from '../report/awaited-jobs.ts';
import type { Settings } from '../settings/settings.ts';
import { spoken } from '../text/duration.ts';
import type { Words } from '../text/words.ts';
import { type FollowedPicture, follow } from '../watch/follow.ts';
import { createJobWait, type WaitOutcome } from '../watch/job-wait.ts';
import { endingOf, type ProgramEnding } from './exit-status.ts';
import { type Following, openFollowing, remarkSentence } from './following.ts';

/** The worst end of several decides, in this order. */
const codesByOutcome: readonly (readonly [WaitOutcome, ExitCode])[] = [
  ['failed', exitCodes.jobFailed],
  ['lost', exitCodes.views],
  ['canceled', exitCodes.jobCanceled],
];

function codeOf(outcomes: readonly WaitOutcome[]): ExitCode {
  return codesByOutcome.find(([outcome]) => outcomes.includes(outcome))?.[1] ?? exitCodes.fine;
}

/** Some of the jobs by name, for a sentence. */
function named(jobs: readonly Job[], tenants: readonly Tenant[], { theme }: Following): string {
  const names = jobs.slice(0, 5).map(job => jobName(job, tenants, theme));
  return `${names.join(', ')}${jobs.length > names.length ? ', …' : ''}`;
}

/** What the first of the jobs is doing, and how many more there are. */
function statusText(running: readonly Job[], seen: FollowedPicture, { theme }: Following): string {
  const [job] = running;
  if (job === undefined) return '';
  const text = jobProgressText(job, seen.picture, seen.tenants, { ...seen.evidence, theme });
  const more = running.length - 1;
  return theme.toTerminal(more === 0 ? text : theme.words.waitingForMore(text, String(more)));
}

/** Mode wait: ends when the jobs asked for have ended, with a code that says how, or at the time limit. */
export async function waitForJobs(settings: Settings, words: Words): Promise<ProgramEnding> {
  /** What is still waited for by name; null before it is known. */
  let open: (() => string) | null = null;
  const ended = waitUntilEnded(settings, words, names => {
    open = names;
  });
  const { timeoutSeconds } = settings;
  if (timeoutSeconds === null) return ended;
  // The limit holds for connecting, too.
  const timedOut = new Promise<ProgramEnding>(resolve => {
    setTimeout(() => {
      const length = spoken(timeoutSeconds, words.time);
      const message =
        open === null
          ? remarkSentence({ id: 'timed_out_before', length }, words)
          : remarkSentence({ id: 'timed_out', length, jobs: open() }, words);
      resolve({ code: exitCodes.waitTimedOut, message });
    }, timeoutSeconds * 1000);
  });
  return Promise.race([ended, timedOut]);
}

async function waitUntilEnded(
  settings: Settings,
  words: Words,
  onJobs: (openNames: () => string) => void,
): Promise<ProgramEnding> {
  const following = await openFollowing(settings, words);
  const { scope, source, tenants, progress, printProgress, report, say } = following;
  const { jobs, picture: first } = await findAwaitedJobs(source, scope, settings.job, tenants);
  if (jobs.length === 0) {
    return { code: exitCodes.fine, message: remarkSentence({ id: 'nothing_to_wait_for' }, words) };
  }
  const wait = createJobWait(jobs.map(({ key }) => key));
  const reportEnd = (key: JobKey, picture: Picture) => {
    const job = findJob(picture, key);
    const end = job === null ? null : endOf(job, picture.readAt);
    const tenant = tenants.find(({ id }) => id === key.tenantId) ?? null;
    if (end !== null) report({ ...end, seenAt: picture.readAt, tenant });
  };
  for (const { job } of wait.take({ view: { kind: 'tenants' }, picture: first, location: null }).ends) {
    if (job !== null) reportEnd(job, first);
  }
  if (wait.open().length === 0) {
    await following.commandsDone();
    return { code: codeOf(wait.outcomes()), message: null };
  }

  const [only] = jobs;
  const main: View =
    jobs.length === 1 && only !== undefined
      ? { kind: 'job', key: only.key }
      : { kind: 'jobs', scope, pages: 1, columns: 'list' };
  /** The last sight of what is still waited for. */
  let running: readonly Job[] = jobs;
  onJobs(() => named(running, tenants, following));
  const show = (seen: FollowedPicture) => {
    running = seen.picture.jobs.filter(({ key }) => wait.isAwaited(key));
    progress.show(statusText(running, seen, following));
    if (settings.progress) printProgress(running, seen);
  };

  return new Promise(resolve => {
    const done = (ending: ProgramEnding) => {
      stop();
      progress.clear();
      // The last of them has only just been started.
      void following.commandsDone().then(() => resolve(ending));
    };
    const doneIfAllEnded = () => {
      if (wait.open().length === 0) done({ code: codeOf(wait.outcomes()), message: null });
    };
    const stop = follow({
      ...following.options,
      main,
      readsAlone: job => (progress.isShown || settings.progress) && wait.isAwaited(job),
      onChanges: changes => {
        for (const change of changes) {
          if (wait.isAwaited(change.job)) {
            wait.takeChange(change);
            report(change);
          }
        }
        doneIfAllEnded();
      },
      onPicture: seen => {
        const { ends, lost } = wait.take(seen);
        for (const { job } of ends) if (job !== null) reportEnd(job, seen.picture);
        for (const key of lost) {
          const job = jobs.find(one => one.key.jobId === key.jobId && one.key.tenantId === key.tenantId);
          if (job !== undefined) {
            say(remarkSentence({ id: 'lost', job: jobName(job, tenants, following.theme) }, words));
          }
        }
        doneIfAllEnded();
        if (wait.open().length > 0 && seen.isWhole) show(seen);
        return wait.lookFor();
      },
      onFatal: error => done(endingOf(error, words)),
    });
    // Before the connection is closed, which would look as if the server had closed it.
    onEnd('following', stop);
  });
}
