/** The kernel releases that can be simulated. What differs between them is data here, not branches elsewhere. */

/** Task STATUS values in order; INIT comes before, a terminal STATUS after. */
const meta = ['BACKUP_SYS_META', 'BACKUP_USER_META'] as const;
const metaFinish = [...meta, 'BACKUP_META_FINISH'] as const;
const dataTwice = ['BACKUP_DATA_MINOR', 'BACKUP_DATA_MAJOR'] as const;
const logOnly = ['BACKUP_LOG'] as const;
const logCounted = ['BEFORE_BACKUP_LOG', 'BACKUP_LOG'] as const;
const logPrepared = ['PREPARE_BACKUP_LOG', ...logCounted] as const;
/** 4.6.0 walks these on every cluster; SS_WAIT_LS_CONSISTENCY, on shared storage only, is not simulated. */
const sharedStorageFirst = ['DISABLE_SS_GC', 'WAIT_SS_CLOG_CHECKPOINT'] as const;

export interface Traits {
  /** The answer of `ob_version()`. */
  readonly version: string;
  /** The newest entry of views.json whose columns this release has. */
  readonly columnsOf: string;
  /** STATUS values of a task between INIT and its end. */
  readonly phases: readonly string[];
  /** The phase in which a backup PLUS ARCHIVELOG waits until the log is archived up to END_SCN. */
  readonly waitsForArchiveIn: string;
  /** Whether PLUS ARCHIVELOG exists; where it does not, a start that asks for it is refused with -4007. */
  readonly plusArchivelog: boolean;
  /** Whether TABLET_COUNT and MACRO_BLOCK_COUNT are measured in the meta phases, or follow the finished counters. */
  readonly totals: 'measured' | 'follow finished';
  /** END_TIMESTAMP while a job runs: the CASE of 4.0.0 GA mixes '' with a time. */
  readonly endWhileRunning: null | '';
  /** Whether the end of BACKUP_FUSE_TABLET_META sets END_TIMESTAMP and OUTPUT_RATE_BYTES of a task that runs on. */
  readonly fuseSetsEnd: boolean;
  /** Whether task and job move to history in one transaction or one after the other. */
  readonly moves: 'together' | 'task first';
  /** Whether a failed job's COMMENT has the form (ROOTSERVICE)... or (SERVER)..., or is the plain text of its code. */
  readonly comments: 'forms' | 'plain';
  /** Seconds between two steps of the root service when nothing wakes it earlier. */
  readonly schedulerPeriod: 30 | 300;
  /** Whether the root service writes the event advance_status at every change of a task's STATUS. */
  readonly statusEvents: boolean;
  /** Whether a tenant that cannot start leaves the event handle_user_tenant_backup_failed. */
  readonly refusalEvents: boolean;
  /** Whether an incremental becomes full where the tenant's data version is not that of the set it would build on. */
  readonly newVersionMakesFull: boolean;
  /** Whether tenants have the parameter archive_lag_target. */
  readonly archiveLagTarget: boolean;
  /** Whether GV$OB_PARAMETERS has DEFAULT_VALUE and ISDEFAULT. */
  readonly parameterDefaults: boolean;
  /** Columns that no released kernel has, by table. */
  readonly unknownColumns: Readonly<Record<string, readonly (readonly [string, string])[]>>;
}

/** What 4.0 and 4.1 share; each of the following adds to the one before. */
const of40 = {
  phases: [...meta, 'BACKUP_DATA_SYS', ...dataTwice, ...logOnly],
  waitsForArchiveIn: 'BACKUP_LOG',
  plusArchivelog: false,
  totals: 'follow finished',
  endWhileRunning: null,
  fuseSetsEnd: false,
  moves: 'together',
  comments: 'plain',
  schedulerPeriod: 300,
  statusEvents: false,
  refusalEvents: false,
  newVersionMakesFull: false,
  archiveLagTarget: false,
  parameterDefaults: false,
  unknownColumns: {},
} as const;

const of420 = {
  ...of40,
  phases: [...meta, ...dataTwice, ...logOnly],
  plusArchivelog: true,
  comments: 'forms',
  schedulerPeriod: 30,
  refusalEvents: true,
  archiveLagTarget: true,
} as const;

const of421 = { ...of420, moves: 'task first' } as const;

const of421BP3 = {
  ...of421,
  phases: [...metaFinish, ...dataTwice, ...logOnly],
  totals: 'measured',
  statusEvents: true,
} as const;

const of431 = {
  ...of421BP3,
  phases: [...metaFinish, ...dataTwice, ...logCounted],
  waitsForArchiveIn: 'BEFORE_BACKUP_LOG',
  parameterDefaults: true,
} as const;

const of433 = {
  ...of431,
  phases: [...metaFinish, 'BACKUP_USER_DATA', 'BACKUP_FUSE_TABLET_META', ...logCounted],
  fuseSetsEnd: true,
  newVersionMakesFull: true,
} as const;

const of435 = {
  ...of433,
  phases: [...metaFinish, 'BACKUP_USER_DATA', 'BACKUP_FUSE_TABLET_META', ...logPrepared],
  waitsForArchiveIn: 'PREPARE_BACKUP_LOG',
} as const;

const of460 = {
  ...of435,
  phases: [
    ...sharedStorageFirst,
    ...metaFinish,
    'BACKUP_USER_DATA',
    'ENABLE_SS_GC',
    'BACKUP_FUSE_TABLET_META',
    ...logPrepared,
  ],
} as const;

const table = {
  '4.0.0': { ...of40, version: '4.0.0.0', columnsOf: '4.0.0', endWhileRunning: '' },
  '4.1.0': { ...of40, version: '4.1.0.0', columnsOf: '4.1.0' },
  '4.2.0': { ...of420, version: '4.2.0.0', columnsOf: '4.2.0' },
  '4.2.1': { ...of421, version: '4.2.1.2', columnsOf: '4.2.1' },
  '4.2.1.3': { ...of421BP3, version: '4.2.1.3', columnsOf: '4.2.1_BP3' },
  '4.2.3': { ...of421BP3, version: '4.2.3.0', columnsOf: '4.2.3', parameterDefaults: true },
  '4.3.0': { ...of421BP3, version: '4.3.0.0', columnsOf: '4.3.0' },
  '4.3.1': { ...of431, version: '4.3.1.0', columnsOf: '4.3.1' },
  '4.3.2': { ...of431, version: '4.3.2.0', columnsOf: '4.3.2' },
  '4.3.3': { ...of433, version: '4.3.3.0', columnsOf: '4.3.3' },
  '4.3.5': { ...of435, version: '4.3.5.3', columnsOf: '4.3.3' },
  '4.6.0': { ...of460, version: '4.6.0.0', columnsOf: '4.3.3' },
  next: {
    ...of460,
    version: '4.9.0.0',
    columnsOf: '4.3.3',
    phases: of460.phases.flatMap(status =>
      status === 'BACKUP_FUSE_TABLET_META' ? ['BACKUP_QUANTUM_META', status] : [status],
    ),
    unknownColumns: {
      JOBS: [['QUANTUM_MODE', 'varchar(64)']],
      JOB_HISTORY: [['QUANTUM_MODE', 'varchar(64)']],
      TASKS: [['QUANTUM_BYTES', 'bigint']],
      TASK_HISTORY: [['QUANTUM_BYTES', 'bigint']],
    },
  },
} as const satisfies Record<string, Traits>;

export type Release = keyof typeof table;

/** Other names of releases. */
const aliases: Readonly<Record<string, Release>> = { '4.2.1_BP3': '4.2.1.3' };

export const defaultRelease: Release = '4.3.3';

/** Every release by its name, oldest first. */
export const releases: readonly Release[] = Object.keys(table) as Release[];

/** How a release differs from the others. */
export function traitsOf(release: Release): Traits {
  return table[release];
}

/** The release of a name (`4.3.3`, `4.2.1_BP3`, `next`), or null. */
export function releaseNamed(name: string): Release | null {
  const known = aliases[name] ?? name;
  return Object.hasOwn(table, known) ? (known as Release) : null;
}
