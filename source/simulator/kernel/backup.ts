/** One tenant's backup as it was ordered, and how it will go. */

/** How long each part takes, in seconds. */
export interface Pace {
  init: number;
  systemMeta: number;
  userMeta: number;
  metaFinish: number;
  data: number;
  /** Fusing tablet meta, and any other short step between data and log. */
  fuse: number;
  /** Until archiving has passed END_SCN. */
  archiveWait: number;
  log: number;
  /** Between two steps of the scheduler: task ended, task moved, job ended, job moved. */
  scheduler: number;
}

export type Ending =
  | { how: 'completed' }
  /** Fails after this share (0 to 1) of the data phase. */
  | { how: 'failed'; at: number; result: number; module: string }
  /** Is cancelled `after` seconds from its start, and takes `winding` seconds to stop. */
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
  /** User log streams; the system log stream comes in addition. */
  streams: number;
  tablets: number;
  /** Largest size of a backup data file (tenant parameter backup_data_file_size), in bytes. */
  fileBytes: number;
  logFiles: number;
  pace: Pace;
  ending: Ending;
  /** Tablets moved while data was copied: one log stream has a second turn. */
  turnChange: boolean;
  /** A meta turn is repeated: its totals are added twice, so the data phase ends below 100 %. */
  metaTurn: boolean;
  /** One log stream only retries for `seconds`, every `every` seconds, from this share of the data phase on. */
  retry: { atShare: number; seconds: number; every: number } | null;
}

/** A small database on fast disks, quick enough for a demonstration. */
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

/** A production database at night. */
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

/** An ordinary backup, but for the fields of `spec`. */
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
