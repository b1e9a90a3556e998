/** The kernel releases that can be simulated. What differs between them is data here, not branches elsewhere. */

/** Task STATUS values in order; INIT comes before, a terminal STATUS after. */
const firstPhases = ['BACKUP_SYS_META', 'BACKUP_USER_META', 'BACKUP_META_FINISH'] as const;
const dataTwice = ['BACKUP_DATA_MINOR', 'BACKUP_DATA_MAJOR'] as const;

const phases = {
  '4.0': ['BACKUP_SYS_META', 'BACKUP_USER_META', 'BACKUP_DATA_SYS', ...dataTwice, 'BACKUP_LOG'],
  '4.2': ['BACKUP_SYS_META', 'BACKUP_USER_META', ...dataTwice, 'BACKUP_LOG'],
  '4.2.1.3': [...firstPhases, ...dataTwice, 'BACKUP_LOG'],
  '4.3.1': [...firstPhases, ...dataTwice, 'BEFORE_BACKUP_LOG', 'BACKUP_LOG'],
  '4.3.3': [
    ...firstPhases,
    'BACKUP_USER_DATA',
    'BACKUP_FUSE_TABLET_META',
    'PREPARE_BACKUP_LOG',
    'BEFORE_BACKUP_LOG',
    'BACKUP_LOG',
  ],
  next: [
    ...firstPhases,
    'BACKUP_USER_DATA',
    'BACKUP_QUANTUM_META',
    'BACKUP_FUSE_TABLET_META',
    'PREPARE_BACKUP_LOG',
    'BEFORE_BACKUP_LOG',
    'BACKUP_LOG',
  ],
} as const satisfies Record<string, readonly string[]>;

export interface Traits {
  /** The answer of `ob_version()`. */
  readonly version: string;
  /** The newest entry of views.json whose columns this release has. */
  readonly columnsOf: string;
  /** STATUS values of a task between INIT and its end. */
  readonly phases: readonly string[];
  /** Whether TABLET_COUNT and MACRO_BLOCK_COUNT are measured in the meta phases, or follow the finished counters. */
  readonly totals: 'measured' | 'follow finished';
  /** END_TIMESTAMP while a job runs: the CASE of 4.0.0 GA mixes '' with a time. */
  readonly endWhileRunning: null | '';
  /** Whether task and job move to history in one transaction or one after the other. */
  readonly moves: 'together' | 'task first';
  /** Columns that no released kernel has, by table. */
  readonly unknownColumns: Readonly<Record<string, readonly (readonly [string, string])[]>>;
}

const old = { endWhileRunning: null, unknownColumns: {} } as const;

const table = {
  '4.0.0': {
    ...old,
    version: '4.0.0.0',
    columnsOf: '4.0.0',
    phases: phases['4.0'],
    totals: 'follow finished',
    endWhileRunning: '',
    moves: 'together',
  },
  '4.1.0': {
    ...old,
    version: '4.1.0.0',
    columnsOf: '4.1.0',
    phases: phases['4.0'],
    totals: 'follow finished',
    moves: 'together',
  },
  '4.2.0': {
    ...old,
    version: '4.2.0.0',
    columnsOf: '4.2.0',
    phases: phases['4.2'],
    totals: 'follow finished',
    moves: 'together',
  },
  '4.2.1': {
    ...old,
    version: '4.2.1.2',
    columnsOf: '4.2.1',
    phases: phases['4.2'],
    totals: 'follow finished',
    moves: 'task first',
  },
  '4.2.1.3': {
    ...old,
    version: '4.2.1.3',
    columnsOf: '4.2.1_BP3',
    phases: phases['4.2.1.3'],
    totals: 'measured',
    moves: 'task first',
  },
  '4.2.3': {
    ...old,
    version: '4.2.3.0',
    columnsOf: '4.2.3',
    phases: phases['4.2.1.3'],
    totals: 'measured',
    moves: 'task first',
  },
  '4.3.0': {
    ...old,
    version: '4.3.0.0',
    columnsOf: '4.3.0',
    phases: phases['4.2.1.3'],
    totals: 'measured',
    moves: 'task first',
  },
  '4.3.1': {
    ...old,
    version: '4.3.1.0',
    columnsOf: '4.3.1',
    phases: phases['4.3.1'],
    totals: 'measured',
    moves: 'task first',
  },
  '4.3.2': {
    ...old,
    version: '4.3.2.0',
    columnsOf: '4.3.2',
    phases: phases['4.3.1'],
    totals: 'measured',
    moves: 'task first',
  },
  '4.3.3': {
    ...old,
    version: '4.3.3.0',
    columnsOf: '4.3.3',
    phases: phases['4.3.3'],
    totals: 'measured',
    moves: 'task first',
  },
  next: {
    ...old,
    version: '4.9.0.0',
    columnsOf: '4.3.3',
    phases: phases.next,
    totals: 'measured',
    moves: 'task first',
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
