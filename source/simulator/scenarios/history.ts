import { gigabyte } from '../kernel/backup.ts';
import type { Cluster } from '../kernel/cluster.ts';
import type { Past } from '../kernel/past.ts';
import { type Micros, second } from '../kernel/rows.ts';

/** A tenant's backups so far: an incremental each night, a full each Sunday, some of them not completed. */
export interface BackupRoutine {
  tenantId: number;
  days: number;
  /** Size of a full backup now, in GB; it has grown from two thirds of that. */
  gigabytes: number;
  tablets: number;
  /** Share of nights without a backup. */
  skipped: number;
  plusArchivelog: boolean;
  /** How long a full backup takes. */
  secondsForFull: number;
}

const day = 86_400 * second;
/** 02:00 in UTC+8 is 18:00 UTC of the day before. */
const night = 18 * 3600 * second;
const failures = [-4012, -4012, -9086, -4554, -4016, -9003] as const;

/** The night's backup of one tenant, or null if there was none. `nightStart` is 02:00 of that night. */
function nightOf(cluster: Cluster, routine: BackupRoutine, age: number, nightStart: Micros): Past | null {
  const { random } = cluster;
  if (random.next() < routine.skipped) return null;
  const sunday = new Date(nightStart / 1000).getUTCDay() === 6;
  const type = sunday ? 'FULL' : 'INC';
  const grown = 1 - age / (3 * Math.max(1, routine.days));
  const share = type === 'FULL' ? random.between(0.97, 1.03) : random.between(0.05, 0.13);
  const chance = random.next();
  const outcome = chance < 0.03 ? 'FAILED' : chance < 0.045 ? 'CANCELED' : 'COMPLETED';
  const part = outcome === 'COMPLETED' ? 1 : random.between(0.05, 0.9);
  const seconds = routine.secondsForFull * (type === 'FULL' ? 1 : 0.42) * part * random.between(0.9, 1.15);
  return {
    tenantId: routine.tenantId,
    at: nightStart + Math.round(random.between(0, 4) * second),
    seconds,
    type,
    plusArchivelog: routine.plusArchivelog && type === 'FULL',
    outcome,
    result: outcome === 'FAILED' ? random.pick(failures) : outcome === 'CANCELED' ? -4072 : 0,
    bytes: Math.round(routine.gigabytes * gigabyte * grown * share * part),
    ratio: random.between(0.2, 0.27),
    tablets: Math.round(routine.tablets * grown * part),
  };
}

/**
 * Fills the history up to last night. On Sundays the tenants in `together` were backed up by one job of sys.
 */
export function fillHistory(
  cluster: Cluster,
  now: Micros,
  routines: readonly BackupRoutine[],
  together: readonly number[] = [],
): void {
  const lastNight = Math.floor((now - night) / day) * day + night;
  const longest = Math.max(0, ...routines.map(routine => routine.days));
  for (let age = longest - 1; age >= 0; age--) {
    const start = lastNight - age * day;
    if (start > now - 3600 * second) continue;
    const done = routines
      .filter(routine => age < routine.days)
      .flatMap(routine => nightOf(cluster, routine, age, start) ?? []);
    const joint = done.filter(past => past.type === 'FULL' && together.includes(past.tenantId));
    const asOne = joint.length > 1 && age < 180 ? joint : [];
    for (const past of done) if (!asOne.includes(past)) cluster.addPast(past);
    cluster.addPastClusterJob(asOne);
  }
}
