/** What is asked of one tenant's backup, and how it will go. */

export interface Pace {
  /** Seconds each part takes. */
  init: number;
  systemMeta: number;
  userMeta: number;
  metaFinish: number;
  data: number;
  /** Fusing tablet meta (and any other short step between data and log). */
  fuse: number;
  /** How long archiving needs to pass END_SCN. */
  archiveWait: number;
  log: number;
  /** Between one step of the scheduler and the next: task ended, task moved, job ended, job moved. */
  scheduler: number;
}

export type Ending =
  | { how: 'completed' }
  /** Fails when this share (0 to 1) of the data phase has passed. */
  | { how: 'failed'; at: number; result: number; module: string }
  /** Is cancelled this many seconds after its start, and needs `winding` seconds to stop. */
  | { how: 'canceled'; after: number; winding: number };

export interface BackupSpec {
  tenantId: number;
  type: 'FULL' | 'INC';
  plusArchivelog: boolean;
  description: string;
  /** Data to read, in bytes. */
  bytes: number;
  /** Bytes written for each byte read. */
  ratio: number;
  /** Log streams of users; the system log stream comes on top. */
  streams: number;
  tablets: number;
  /** The most a backup data file holds (tenant parameter backup_data_file_size), in bytes. */
  fileBytes: number;
  logFiles: number;
  pace: Pace;
  ending: Ending;
  /** Tablets moved while data was copied: one log stream goes through another turn. */
  turnChange: boolean;
  /** A meta turn is repeated: its totals are added twice, so the data phase ends below 100 %. */
  metaTurn: boolean;
  /** A log stream that does nothing but retry for a while. */
  retry: { atShare: number; seconds: number; every: number } | null;
}

/** Seconds for a small database on fast disks: what a demonstration can show. */
export const fastPace: Pace = {
  init: 0.8,
  systemMeta: 1.2,
  userMeta: 3.2,
  metaFinish: 0.9,
  data: 24,
  fuse: 2.2,
  archiveWait: 5,
  log: 6,
  scheduler: 0.7,
};

/** Seconds as a night has them. */
export const nightPace: Pace = {
  init: 6,
  systemMeta: 15,
  userMeta: 90,
  metaFinish: 12,
  data: 1800,
  fuse: 40,
  archiveWait: 20,
  log: 150,
  scheduler: 2,
};

export const megabyte = 1024 ** 2;
export const gigabyte = 1024 ** 3;

/** A backup with everything ordinary; name what differs. */
export function backup(spec: Partial<BackupSpec> & { tenantId: number }): BackupSpec {
  return {
    type: 'FULL',
    plusArchivelog: false,
    description: '',
    bytes: 40 * gigabyte,
    ratio: 0.24,
    streams: 3,
    tablets: 840,
    fileBytes: 512 * megabyte,
    logFiles: 9,
    pace: fastPace,
    ending: { how: 'completed' },
    turnChange: false,
    metaTurn: false,
    retry: null,
    ...spec,
  };
}
