// Planned backups and the rows they leave, moment by moment.
import { type BackupSpec, backup } from '../../source/simulator/kernel/backup.ts';
import { type Plan, planBackup, type Start } from '../../source/simulator/kernel/plan.ts';
import { random } from '../../source/simulator/kernel/random.ts';
import { applyStep } from '../../source/simulator/kernel/script.ts';
import { type Release, traitsOf } from '../../source/simulator/releases.ts';
import { type Row, Store } from '../../source/simulator/store.ts';

/** When planned backups start, in microseconds. */
export const startedAt = 1_795_312_800_000_000;
export const second = 1_000_000;

/** A backup of tenant 1002, job 7, task 8, set 9. */
export function planned(spec: Partial<BackupSpec>, release: Release = '4.3.3', seed = 'x'): Plan {
  const start: Start = {
    at: startedAt,
    ids: { tenantId: 1002, jobId: 7, taskId: 8, setId: 9 },
    initiatorTenantId: 1002,
    initiatorJobId: 0,
    path: 'file:///backup',
    previousFull: 0,
    previousInc: 0,
    compatible: '4.3.3.0',
    archive: { step: 5 * second, behind: second },
    traits: traitsOf(release),
  };
  return planBackup(backup({ tenantId: 1002, ...spec }), start, random(seed));
}

export interface Moment {
  at: number;
  job: Row | undefined;
  task: Row | undefined;
  pastJob: Row | undefined;
  pastTask: Row | undefined;
  set: Row | undefined;
  /** Rows of __all_virtual_backup_ls_task by ls_id. */
  streams: ReadonlyMap<number, Row>;
}

/** The rows after each moment at which something changes. */
export function moments({ steps }: Plan): Moment[] {
  const store = new Store();
  const ordered = steps
    .map((step, turn) => ({ step, turn }))
    .sort((a, b) => a.step.at - b.step.at || a.turn - b.turn);
  const found: Moment[] = [];
  for (const [i, { step }] of ordered.entries()) {
    applyStep(step, store);
    if (ordered[i + 1]?.step.at === step.at) continue;
    found.push({
      at: step.at,
      job: store.row('JOBS', 1002, { JOB_ID: 7 }),
      task: store.row('TASKS', 1002, { TASK_ID: 8 }),
      pastJob: store.row('JOB_HISTORY', 1002, { JOB_ID: 7 }),
      pastTask: store.row('TASK_HISTORY', 1002, { TASK_ID: 8 }),
      set: store.row('SET_FILES', 1002, { BACKUP_SET_ID: 9, DEST_ID: 1002 }),
      streams: new Map([...store.rows('LS_TASKS')].map(({ row }) => [Number(row.ls_id), row])),
    });
  }
  return found;
}

/** The events of the root service, in order: name and values. */
export function events({ steps }: Plan): { at: number; event: string; values: string[] }[] {
  return steps
    .filter(step => step.table === 'ROOTSERVICE_EVENT_HISTORY')
    .map(({ row }) => ({
      at: Number(row.TIMESTAMP),
      event: String(row.EVENT),
      values: [1, 2, 3, 4, 5, 6].map(n => String(row[`VALUE${n}`])).filter(text => text !== ''),
    }))
    .sort((a, b) => a.at - b.at);
}

/** A number of a row; 0 where it is not there. */
export function number(row: Row | undefined, column: string): number {
  return Number(row?.[column] ?? 0);
}

/** The task's row at each moment it is live. */
export function liveTasks(all: readonly Moment[]): Row[] {
  return all.map(({ task }) => task).filter(task => task !== undefined);
}

/** The STATUS values of the live task, each once, in order. */
export function statuses(all: readonly Moment[]): unknown[] {
  return [...new Set(liveTasks(all).map(task => task.STATUS))];
}
