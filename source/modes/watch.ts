import { type Job, sameJob } from '../backup/job.ts';
import type { View } from '../backup/view.ts';
import { onEnd } from '../lifecycle/cleanups.ts';
import { findAwaitedJobs } from '../report/awaited-jobs.ts';
import type { Settings } from '../settings/settings.ts';
import type { Words } from '../text/words.ts';
import type { LoggedChange } from '../watch/change-log.ts';
import { follow } from '../watch/follow.ts';
import { endingOf, type ProgramEnding } from './exit-status.ts';
import { type Following, openFollowing } from './following.ts';

/** Mode watch: prints a line for each change, until interrupted or nothing more can be read. */
export async function printChanges(settings: Settings, words: Words): Promise<ProgramEnding> {
  return printChangesOf(await openFollowing(settings, words), settings, words);
}

/** The same with what it needs opened already. */
export async function printChangesOf(
  following: Following,
  settings: Settings,
  words: Words,
): Promise<ProgramEnding> {
  const { scope, source, tenants, printProgress, report } = following;
  const one = settings.job === null ? null : await findAwaitedJobs(source, scope, settings.job, tenants);
  const key = one?.jobs[0]?.key ?? null;
  const main: View = key === null ? { kind: 'jobs', scope, pages: 1, columns: 'list' } : { kind: 'job', key };

  const isWanted = ({ job, tenantId }: LoggedChange) => {
    if (key !== null) return job !== null && sameJob(job, key);
    return scope.kind === 'all' || tenantId === scope.tenantId;
  };
  const isShown = (job: Job) => job.status.kind === 'running' && (key === null || sameJob(job.key, key));

  return new Promise(resolve => {
    const stop = follow({
      ...following.options,
      main,
      // How long the last one took decides when one runs for long, and with --progress when it may end.
      readsAlone: () => true,
      onChanges: changes => changes.filter(isWanted).forEach(report),
      onPicture: seen => {
        if (settings.progress && seen.isWhole) printProgress(seen.picture.jobs.filter(isShown), seen);
        return null;
      },
      onFatal: error => resolve(endingOf(error, words)),
    });
    // Before the connection is closed, which would look as if the server had closed it.
    onEnd('following', stop);
  });
}
