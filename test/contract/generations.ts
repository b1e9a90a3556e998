// Kernel generations as far as the backup views differ between them, and who may look at them.

/** Who looks: the sys tenant, a MySQL tenant, an Oracle tenant. */
export const modes = ['sys', 'mysql', 'oracle'] as const;
export type Mode = (typeof modes)[number];

/** Where a percentage of the data comes from: a column of the view, the counters, or nowhere. */
export type ProgressFrom = 'view' | 'counters' | 'nowhere';

/** One kernel generation. */
export interface Generation {
  /** As people say it. */
  readonly name: string;
  /** As stages call it; `4.6.0`, and `next`, which is not out yet, on the simulator only. */
  readonly release: string;
  readonly progress: Readonly<Record<Mode, ProgressFrom>>;
  /** Whether the live task view has LOG_FILE_COUNT and its companions. */
  readonly logIsCounted: boolean;
  /** The STATUS a task has while it copies data, oldest first. */
  readonly dataStatuses: readonly string[];
  /** Other STATUS values of a task that not every generation has. */
  readonly statuses: readonly string[];
}

const nowhere = { sys: 'nowhere', mysql: 'nowhere', oracle: 'nowhere' } as const;
const sysFirst = { sys: 'view', mysql: 'counters', oracle: 'counters' } as const;
const everywhere = { sys: 'view', mysql: 'view', oracle: 'view' } as const;
const twoTurns = ['BACKUP_DATA_MINOR', 'BACKUP_DATA_MAJOR'];
const quickRestore = [
  'BACKUP_META_FINISH',
  'BACKUP_FUSE_TABLET_META',
  'PREPARE_BACKUP_LOG',
  'BEFORE_BACKUP_LOG',
];

const sharedStorage = ['DISABLE_SS_GC', 'WAIT_SS_CLOG_CHECKPOINT', 'SS_WAIT_LS_CONSISTENCY', 'ENABLE_SS_GC'];

const before421 = { progress: nowhere, logIsCounted: false, dataStatuses: twoTurns, statuses: [] };
const withTotals = { ...before421, progress: sysFirst, statuses: ['BACKUP_META_FINISH'] };
const withLog = { progress: everywhere, logIsCounted: true };

/** The generations, oldest first. */
export const generations: readonly Generation[] = [
  { ...before421, name: '4.0.0', release: '4.0.0', dataStatuses: ['BACKUP_DATA_SYS', ...twoTurns] },
  { ...before421, name: '4.1.0', release: '4.1.0', dataStatuses: ['BACKUP_DATA_SYS', ...twoTurns] },
  { ...before421, name: '4.2.1', release: '4.2.1' },
  { ...withTotals, name: '4.2.1 BP3', release: '4.2.1_BP3' },
  { ...withTotals, name: '4.2.3', release: '4.2.3' },
  { ...withTotals, name: '4.3.0', release: '4.3.0' },
  {
    ...withLog,
    name: '4.3.1',
    release: '4.3.1',
    dataStatuses: twoTurns,
    statuses: ['BACKUP_META_FINISH', 'BEFORE_BACKUP_LOG'],
  },
  { ...withLog, name: '4.3.3', release: '4.3.3', dataStatuses: ['BACKUP_USER_DATA'], statuses: quickRestore },
  {
    ...withLog,
    name: '4.6.0',
    release: '4.6.0',
    dataStatuses: ['BACKUP_USER_DATA'],
    statuses: [...quickRestore, ...sharedStorage],
  },
  {
    ...withLog,
    name: 'next',
    release: 'next',
    dataStatuses: ['BACKUP_USER_DATA'],
    statuses: [...quickRestore, ...sharedStorage, 'BACKUP_QUANTUM_META'],
  },
];
