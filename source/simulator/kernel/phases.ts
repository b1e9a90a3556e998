import type { BackupSpec, Pace } from './backup.ts';

/** Which counters change in a phase. */
export type Work =
  | 'system meta'
  | 'user meta'
  | 'nothing counted'
  | 'minor data'
  | 'major data'
  | 'wait for archive'
  | 'log';

/** What happens in a phase and for how long. */
export interface PhaseShape {
  work: Work;
  seconds(pace: Pace, spec: BackupSpec): number;
  /** The share of the blocks that a data phase copies; 0 for any other phase. */
  share: number;
  /** task_type of its log stream tasks in __all_virtual_backup_ls_task. */
  lsTask: string;
  /** The event that the root service writes at the end of the phase, if any. */
  event?: string;
}

function oneStep(pace: Pace): number {
  return pace.scheduler;
}

/** Every phase by the task's STATUS. */
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
    seconds: oneStep,
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
