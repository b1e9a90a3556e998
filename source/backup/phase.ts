/** What a running task is doing, in the order a kernel walks. Several STATUS texts may belong to one phase. */
export type PhaseId =
  | 'start'
  | 'system_meta'
  | 'user_meta'
  | 'meta_finish'
  | 'data'
  | 'fuse_meta'
  | 'wait_archive'
  | 'log'
  | 'done';

/** What the counters of the views mean in a phase. */
export type PhaseCounts = 'nothing' | 'totals_grow' | 'data' | 'after_data';

interface StatusEntry {
  readonly phase: PhaseId;
  readonly counts: PhaseCounts;
}

/**
 * Every task STATUS an OceanBase 4.x kernel has written, and the phase it belongs to
 * (kernel: ob_backup_struct.cpp, ObBackupStatus). Shared-storage steps are no-ops elsewhere and belong
 * to the phase they prepare or follow.
 */
export const taskStatuses: Readonly<Record<string, StatusEntry>> = {
  INIT: { phase: 'start', counts: 'nothing' },
  DOING: { phase: 'start', counts: 'nothing' },
  DISABLE_SS_GC: { phase: 'start', counts: 'nothing' },
  WAIT_SS_CLOG_CHECKPOINT: { phase: 'start', counts: 'nothing' },
  SS_WAIT_LS_CONSISTENCY: { phase: 'start', counts: 'nothing' },
  BACKUP_SYS_META: { phase: 'system_meta', counts: 'totals_grow' },
  BACKUP_USER_META: { phase: 'user_meta', counts: 'totals_grow' },
  BACKUP_META_FINISH: { phase: 'meta_finish', counts: 'totals_grow' },
  BACKUP_SYS_DATA: { phase: 'data', counts: 'data' },
  BACKUP_DATA_SYS: { phase: 'data', counts: 'data' },
  BACKUP_DATA_MINOR: { phase: 'data', counts: 'data' },
  BACKUP_DATA_MAJOR: { phase: 'data', counts: 'data' },
  BACKUP_USER_DATA: { phase: 'data', counts: 'data' },
  ENABLE_SS_GC: { phase: 'fuse_meta', counts: 'after_data' },
  BACKUP_FUSE_TABLET_META: { phase: 'fuse_meta', counts: 'after_data' },
  PREPARE_BACKUP_LOG: { phase: 'wait_archive', counts: 'after_data' },
  BEFORE_BACKUP_LOG: { phase: 'wait_archive', counts: 'after_data' },
  BACKUP_LOG: { phase: 'log', counts: 'after_data' },
};

/** The STATUS that a job and its task begin with. */
export const initial = 'INIT';

/** A task that winds down after ALTER SYSTEM CANCEL BACKUP; its STATUS no longer says which phase it was in. */
export const canceling = 'CANCELING';

/** The phases each kernel generation walks, oldest first; the version decides which one applies. */
const walks: readonly {
  readonly since: readonly [number, number, number, number];
  readonly phases: readonly PhaseId[];
}[] = [
  { since: [4, 0, 0, 0], phases: ['system_meta', 'user_meta', 'data', 'log', 'done'] },
  { since: [4, 2, 1, 3], phases: ['system_meta', 'user_meta', 'meta_finish', 'data', 'log', 'done'] },
  {
    since: [4, 3, 1, 0],
    phases: ['system_meta', 'user_meta', 'meta_finish', 'data', 'wait_archive', 'log', 'done'],
  },
  {
    since: [4, 3, 3, 0],
    phases: ['system_meta', 'user_meta', 'meta_finish', 'data', 'fuse_meta', 'wait_archive', 'log', 'done'],
  },
];

/** A kernel version as four numbers; the fourth is the BP (4.2.1 BP3 is 4.2.1.3). */
export type KernelVersion = readonly [number, number, number, number];

/** Orders two kernel versions: negative when a is older. */
export function compareVersions(a: KernelVersion, b: KernelVersion): number {
  for (const index of [0, 1, 2, 3] as const) {
    if (a[index] !== b[index]) return a[index] - b[index];
  }
  return 0;
}

/** Whether this program has a name for a running task's STATUS. */
export function isKnownTaskStatus(text: string): boolean {
  return text === canceling || Object.hasOwn(taskStatuses, text);
}

/** The phase of a running task's STATUS, or null for one this program has no name for. */
export function phaseOf(statusText: string): PhaseId | null {
  return Object.hasOwn(taskStatuses, statusText) ? (taskStatuses[statusText]?.phase ?? null) : null;
}

/** What the counters mean while a task has this STATUS; null for an unknown one. */
export function countsIn(statusText: string): PhaseCounts | null {
  return Object.hasOwn(taskStatuses, statusText) ? (taskStatuses[statusText]?.counts ?? null) : null;
}

/**
 * The phases a kernel of this version walks, in order. With an unknown version the newest walk is taken.
 * A status seen that is not in the walk (a backport) is put where the newest walk has it.
 */
export function phaseWalk(version: KernelVersion | null, seen: PhaseId | null = null): readonly PhaseId[] {
  const newest = walks[walks.length - 1]?.phases ?? [];
  const walk =
    version === null
      ? newest
      : (walks.findLast(entry => compareVersions(entry.since, version) <= 0)?.phases ?? newest);
  if (seen === null || seen === 'start' || walk.includes(seen)) return walk;
  return newest.filter(phase => phase === seen || walk.includes(phase));
}
