import type { BackupSpec, Pace } from './backup.ts';

/** What happens in a phase: which counters move, and how long it lasts. */
export type Work =
  | 'system meta'
  | 'user meta'
  | 'nothing counted'
  | 'minor data'
  | 'major data'
  | 'wait for archive'
  | 'log';

export interface PhaseShape {
  work: Work;
  seconds(pace: Pace, spec: BackupSpec): number;
  /** The part of the blocks a data phase copies. */
  share: number;
  /** The part that LS-level tasks play, as task_type of __all_virtual_backup_ls_task. */
  lsTask: string;
  /** The event the root service writes when the phase is over, where it writes one. */
  event?: string;
}

const short = (pace: Pace): number => pace.scheduler;

/** Every phase by the STATUS a task shows in it. */
export const phaseShapes: Readonly<Record<string, PhaseShape>> = {
  BACKUP_SYS_META: {
    work: 'system meta',
    seconds: pace => pace.systemMeta,
    share: 0,
    lsTask: 'BACKUP_META',
    event: 'backup sys ls meta succeed',
  },
  BACKUP_USER_META: {
    work: 'user meta',
    seconds: pace => pace.userMeta,
    share: 0,
    lsTask: 'BACKUP_META',
    event: 'backup user ls meta succeed',
  },
  BACKUP_META_FINISH: {
    work: 'nothing counted',
    seconds: pace => pace.metaFinish,
    share: 0,
    lsTask: 'BACKUP_META_FINISH',
  },
  BACKUP_DATA_SYS: {
    work: 'nothing counted',
    seconds: pace => pace.metaFinish,
    share: 0,
    lsTask: 'BACKUP_DATA_SYS',
  },
  BACKUP_DATA_MINOR: {
    work: 'minor data',
    seconds: pace => pace.data * 0.2,
    share: 0.12,
    lsTask: 'BACKUP_DATA_MINOR',
    event: 'backup data succeed',
  },
  BACKUP_DATA_MAJOR: {
    work: 'major data',
    seconds: pace => pace.data * 0.8,
    share: 0.88,
    lsTask: 'BACKUP_DATA_MAJOR',
    event: 'backup data succeed',
  },
  BACKUP_USER_DATA: {
    work: 'major data',
    seconds: pace => pace.data,
    share: 1,
    lsTask: 'BACKUP_USER_DATA',
    event: 'backup data succeed',
  },
  BACKUP_QUANTUM_META: {
    work: 'nothing counted',
    seconds: pace => pace.fuse,
    share: 0,
    lsTask: 'BACKUP_QUANTUM_META',
  },
  BACKUP_FUSE_TABLET_META: {
    work: 'nothing counted',
    seconds: pace => pace.fuse,
    share: 0,
    lsTask: 'BACKUP_FUSE_TABLET_META',
  },
  PREPARE_BACKUP_LOG: {
    work: 'nothing counted',
    seconds: short,
    share: 0,
    lsTask: 'BEFORE_PLUS_ARCHIVE_LOG',
  },
  BEFORE_BACKUP_LOG: {
    work: 'wait for archive',
    seconds: (pace, spec) => (spec.plusArchivelog ? pace.archiveWait : pace.scheduler),
    share: 0,
    lsTask: 'BEFORE_PLUS_ARCHIVE_LOG',
  },
  BACKUP_LOG: {
    work: 'log',
    seconds: (pace, spec) => (spec.plusArchivelog ? pace.log : pace.scheduler),
    share: 0,
    lsTask: 'PLUS_ARCHIVE_LOG',
    event: 'backup completing log succeed',
  },
};
