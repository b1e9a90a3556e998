import { type JobKey, sameJob } from '../backup/job.ts';
import type { Theme } from '../presentation/theme.ts';
import { cellWidth } from '../text/width.ts';
import { byTenantAndJob } from '../watch/known-running.ts';

/**
 * The running job after this one, by -1 the one before it, from the last on to the first; null where no other runs.
 * @param running by tenant and JOB_ID
 */
export function nextRunning(running: readonly JobKey[], from: JobKey, by: 1 | -1): JobKey | null {
  const others = running.filter(key => !sameJob(key, from));
  const after = others.findIndex(key => byTenantAndJob(key, from) > 0);
  const place = after === -1 ? others.length : after;
  return others.at(by === 1 ? place % others.length : place - 1) ?? null;
}

/** "1 of 4 running: [ ]", in fewer words where only those fit into `cells`; empty where none do or no other job runs. */
export function runningText(
  running: readonly JobKey[],
  key: JobKey,
  cells: number,
  { words }: Pick<Theme, 'words'>,
): string {
  const index = running.findIndex(each => sameJob(each, key));
  if (index === -1 || running.length < 2) return '';
  const { ofRunning, ofRunningShort } = words.screens.counts;
  const [at, all] = [String(index + 1), String(running.length)];
  return [ofRunning(at, all), ofRunningShort(at, all)].find(text => cellWidth(text) <= cells) ?? '';
}
