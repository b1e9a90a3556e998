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
  /** How long the archive does not advance after the end of the data; it passes END_SCN with its next step. */
  archiveWait: number;
  log: number;
  /** Between two steps of the root service that wake each other: task ended, task moved, job moved. */
  scheduler: number;
  /** The longest time between two steps of the root service; null for the release's own. */
  period: number | null;
}

export type Ending =
  | { how: 'completed' }
  /** Fails after this share (0 to 1) of the data phase, with -9086 of the meta phases. */
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
  /**
   * The attempts of one log stream fail for `seconds`, from this share of the data phase on. Each lasts `every` seconds
   * and is made again five seconds after it failed.
   */
  retry: { atShare: number; seconds: number; every: number } | null;
  /**
   * A log stream that copies no data and ends it with a RESULT that is none to worry about: -9095 where it has no tablet
   * to back up, -4719 where it was dropped.
   */
  harmless: { lsId: number; result: -9095 | -4719 } | null;
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
  period: 2,
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
  period: null,
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
    harmless: null,
    ...spec,
  };
}
