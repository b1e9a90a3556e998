import { type BackupSpec, backup, gigabyte, nightPace } from '../kernel/backup.ts';
import { second } from '../kernel/rows.ts';
import { fillHistory } from './history.ts';
import { type Scenario, tenant } from './scenario.ts';

const minute = 60;
const [slow, archive, retrying, failing, refused, fine] = [1002, 1004, 1006, 1008, 1010, 1012];

/** A backup at night. */
function night(tenantId: number, changes: Partial<BackupSpec>): BackupSpec {
  return backup({
    tenantId,
    bytes: 380 * gigabyte,
    streams: 6,
    tablets: 14_200,
    fileBytes: 4 * gigabyte,
    logFiles: 140,
    pace: nightPace,
    plusArchivelog: true,
    description: 'nightly',
    ...changes,
  });
}

/** Each tenant of the cluster job has a problem of its own. */
const specs = [
  // Slow storage: one log stream, one file at a time, minutes between two changes.
  night(slow, {
    bytes: 190 * gigabyte,
    streams: 1,
    ratio: 0.42,
    pace: { ...nightPace, data: 75 * minute },
  }),
  // Archiving is half an hour behind, so the log phase cannot start.
  night(archive, {
    bytes: 60 * gigabyte,
    pace: { ...nightPace, data: 8 * minute, archiveWait: 35 * minute },
  }),
  // The last log stream retries from server to server for most of the data phase.
  night(retrying, { retry: { atShare: 0.35, seconds: 14 * minute, every: 45 } }),
  night(failing, {
    bytes: 210 * gigabyte,
    ending: { how: 'failed', at: 0.62, result: -4012, module: 'BACKUP_DATA' },
  }),
  night(fine, { bytes: 120 * gigabyte, pace: { ...nightPace, data: 17 * minute, log: 6 * minute } }),
];

export const nightScenario: Scenario = {
  name: 'night',
  summary: 'a cluster job over six tenants at night: slow, waiting, retrying, failing, refused, fine',
  tenants: [
    tenant(slow, 'slow_storage'),
    tenant(archive, 'archive_behind'),
    tenant(retrying, 'retrying_ls'),
    tenant(failing, 'failing'),
    tenant(refused, 'refused', { archiving: false }),
    tenant(fine, 'fine', { mode: 'ORACLE' }),
  ],
  begin(cluster, now) {
    const routine = { days: 60, skipped: 0, plusArchivelog: true, tablets: 14_000 };
    fillHistory(cluster, now - 6 * 3600 * second, [
      { ...routine, tenantId: slow, gigabytes: 190, secondsForFull: 42 * minute },
      { ...routine, tenantId: archive, gigabytes: 60, secondsForFull: 11 * minute },
      { ...routine, tenantId: retrying, gigabytes: 380, secondsForFull: 34 * minute },
      { ...routine, tenantId: failing, gigabytes: 210, secondsForFull: 30 * minute },
      { ...routine, tenantId: fine, gigabytes: 120, secondsForFull: 21 * minute },
    ]);
    const at = now - 4 * minute * second;
    cluster.follow([
      {
        at,
        begin: one =>
          one.beginClusterJob(
            specs.map(spec => ({ ...spec, plusArchivelog: one.traits.plusArchivelog })),
            at,
            [refused],
          ),
      },
    ]);
  },
};
