import type { BackupSpec, Pace } from './backup.ts';

/** Which counters change in a phase. */
export type Work = 'user meta' | 'nothing counted' | 'minor data' | 'major data' | 'log count' | 'log';

/**
 * Which rows of __all_virtual_backup_ls_task a phase works on: that of the system log stream, those of users, all of
 * them, all but only where the backup copies log, or none; `reset` phases prepare all rows and the root service works.
 */
export type Streams = 'none' | 'system' | 'user' | 'all' | 'all with log' | 'reset';

/** What happens in a phase and for how long. */
export interface PhaseShape {
  work: Work;
  seconds(pace: Pace, spec: BackupSpec): number;
  /** The share of the blocks that a data phase copies; 0 for any other phase. */
  share: number;
  streams: Streams;
  /** task_type of its log stream rows. */
  lsTask: string;
  /** The event that the root service writes at the end of the phase, if any. */
  event?: string;
}

const idle = { work: 'nothing counted', share: 0, streams: 'none', lsTask: '' } as const;

function oneStep(pace: Pace): number {
  return pace.scheduler;
}

/** Every phase by the task's STATUS. Waiting for the archive comes in addition, in the phase that the release says. */
export const phaseShapes: Readonly<Record<string, PhaseShape>> = {
  DISABLE_SS_GC: { ...idle, seconds: oneStep },
  WAIT_SS_CLOG_CHECKPOINT: { ...idle, seconds: oneStep },
  BACKUP_SYS_META: {
    ...idle,
    seconds: pace => pace.systemMeta,
    streams: 'system',
    lsTask: 'BACKUP_META',
    event: 'backup sys ls meta succeed',
  },
  BACKUP_USER_META: {
    ...idle,
    work: 'user meta',
    seconds: pace => pace.userMeta,
    streams: 'user',
    lsTask: 'BACKUP_META',
    event: 'backup user ls meta succeed',
  },
  BACKUP_META_FINISH: {
    ...idle,
    seconds: pace => pace.metaFinish,
    streams: 'reset',
    lsTask: 'BACKUP_META_FINISH',
  },
  BACKUP_DATA_SYS: {
    ...idle,
    seconds: pace => pace.metaFinish,
    streams: 'all',
    lsTask: 'BACKUP_DATA_SYS',
  },
  BACKUP_DATA_MINOR: {
    work: 'minor data',
    seconds: pace => pace.data * 0.2,
    share: 0.12,
    streams: 'all',
    lsTask: 'BACKUP_DATA_MINOR',
    event: 'backup data succeed',
  },
  BACKUP_DATA_MAJOR: {
    work: 'major data',
    seconds: pace => pace.data * 0.8,
    share: 0.88,
    streams: 'all',
    lsTask: 'BACKUP_DATA_MAJOR',
    event: 'backup data succeed',
  },
  BACKUP_USER_DATA: {
    work: 'major data',
    seconds: pace => pace.data,
    share: 1,
    streams: 'all',
    lsTask: 'BACKUP_USER_DATA',
    event: 'backup data succeed',
  },
  ENABLE_SS_GC: { ...idle, seconds: oneStep },
  BACKUP_QUANTUM_META: {
    ...idle,
    seconds: pace => pace.fuse,
    streams: 'all',
    lsTask: 'BACKUP_QUANTUM_META',
  },
  BACKUP_FUSE_TABLET_META: {
    ...idle,
    seconds: pace => pace.fuse,
    streams: 'all',
    lsTask: 'BACKUP_FUSE_TABLET_META',
    event: 'backup fuse tablet meta succeed',
  },
  PREPARE_BACKUP_LOG: {
    ...idle,
    seconds: oneStep,
    streams: 'reset',
    lsTask: 'BEFORE_PLUS_ARCHIVE_LOG',
    event: 'prepare backup completing log succeed',
  },
  BEFORE_BACKUP_LOG: {
    ...idle,
    work: 'log count',
    seconds: oneStep,
    streams: 'all with log',
    lsTask: 'BEFORE_PLUS_ARCHIVE_LOG',
    event: 'before backup completing log succeed',
  },
  BACKUP_LOG: {
    ...idle,
    work: 'log',
    seconds: (pace, spec) => (spec.plusArchivelog ? pace.log : pace.scheduler),
    streams: 'all with log',
    lsTask: 'PLUS_ARCHIVE_LOG',
    event: 'backup completing log succeed',
  },
};
