import { findJob } from '../../backup/picture.ts';
import { progressOf } from '../../backup/task-progress.ts';
import { calmSpeed } from '../../backup/throughput.ts';
import type { TenantColumnsContext } from './tenant-rows.ts';

const rates = new WeakMap<TenantColumnsContext, { readonly rate: number | null }>();

/**
 * Bytes a second that all tasks of the picture write; null where nothing is written, or one's speed is not known. Added up
 * once for the same context.
 */
export function totalRate(context: TenantColumnsContext): number | null {
  const known = rates.get(context) ?? { rate: rateOf(context) };
  rates.set(context, known);
  return known.rate;
}

function rateOf(context: TenantColumnsContext): number | null {
  const { picture, now } = context;
  if (picture === null || now === null) return null;
  const writing = picture.tasks.flatMap(task => {
    const job = findJob(picture, task.job);
    const { data, seen } = progressOf(task, job, context);
    return job !== null && (data.state === 'running' || data.state === 'unknowable') ? [{ seen }] : [];
  });
  const speeds = writing.map(({ seen }) =>
    seen?.throughput == null ? null : calmSpeed(seen.throughput, now),
  );
  if (speeds.length === 0 || speeds.some(each => each === null)) return null;
  return speeds.reduce((sum, each) => sum + (each?.bytesPerSecond ?? 0), 0);
}
