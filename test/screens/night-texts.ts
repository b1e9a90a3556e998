import type { Row } from './panel-figures.ts';
import { grouped, length, moment, scnMoment, shortDate, size } from './recompute.ts';
import type { Night } from './simulated-night.ts';

/** The columns of the running tasks that the figures come from. */
export const tasks = `SELECT TENANT_ID, STATUS, INPUT_BYTES, OUTPUT_BYTES, TABLET_COUNT, FINISH_TABLET_COUNT,
  MACRO_BLOCK_COUNT, FINISH_MACRO_BLOCK_COUNT, LOG_FILE_COUNT, FINISH_LOG_FILE_COUNT, START_SCN, END_SCN, DATA_PROGRESS, LOG_PROGRESS, JOB_ID,
  TASK_ID, BACKUP_SET_ID, START_TIMESTAMP, PATH FROM oceanbase.CDB_OB_BACKUP_TASKS`;

/** The figures of every header. */
export async function headerOf(night: Night): Promise<string[]> {
  const [server] = await night.query('SELECT ob_version() v, now(6) n');
  const at = shortDate(moment(server?.n)).slice(6);
  return ['10.0.0.5:2881', `OceanBase ${server?.v}`, 'every 10s · 0s ago', `${at} +00:00`];
}

/** The texts of a running task's panel that come straight from its row, the history and the server's clock. */
export async function panelTexts(night: Night, task: Row): Promise<string[]> {
  const of = `TENANT_ID = ${task.TENANT_ID}`;
  const [now] = await night.query('SELECT now(6) n');
  const [past] = await night.query(
    `SELECT j.JOB_ID, j.START_TIMESTAMP, j.END_TIMESTAMP, t.OUTPUT_BYTES FROM oceanbase.CDB_OB_BACKUP_JOB_HISTORY j
     JOIN oceanbase.CDB_OB_BACKUP_TASK_HISTORY t ON t.TENANT_ID = j.TENANT_ID AND t.JOB_ID = j.JOB_ID
     WHERE j.${of} AND j.STATUS = 'COMPLETED' AND j.BACKUP_TYPE = 'FULL' ORDER BY j.JOB_ID DESC LIMIT 1`,
  );
  const [input, output] = [BigInt(task.INPUT_BYTES ?? 0), BigInt(task.OUTPUT_BYTES ?? 0)];
  const times = (input * 10n) / output;
  const took = (moment(past?.END_TIMESTAMP) - moment(past?.START_TIMESTAMP)) / 1000;
  const start = BigInt(task.START_SCN ?? 0);
  const started = moment(task.START_TIMESTAMP);
  return [
    ...(await headerOf(night)),
    `(${task.TENANT_ID}) › Job ${task.JOB_ID} › Task ${task.TASK_ID} · set ${task.BACKUP_SET_ID}`,
    `${size(input)} → wrote ${size(output)} (${times / 10n}.${times % 10n}:1) without the copied log`,
    `tablets ${grouped(task.FINISH_TABLET_COUNT ?? '')} of ${grouped(task.TABLET_COUNT ?? '')}`,
    `${shortDate(started)}, ${length((moment(now?.n) - started) / 1000)} so far`,
    `start ${start} = ${new Date(scnMoment(String(start))).toISOString().slice(0, 19).replace('T', ' ')}.${String((start / 1000n) % 1_000_000n).padStart(6, '0')}`,
    `last FULL took ${length(took)}, ${size(BigInt(past?.OUTPUT_BYTES ?? 0))} + log (job ${past?.JOB_ID})`,
    `${task.PATH}`,
    'cluster job 1',
  ];
}

/** How the last backup of a tenant went: seconds from its task's start to the end of its data, and from there to its end. */
export async function lastRun(night: Night, tenant: string | undefined) {
  const [row] = await night.query(
    `SELECT t.JOB_ID, t.START_TIMESTAMP, t.END_SCN, j.END_TIMESTAMP FROM oceanbase.CDB_OB_BACKUP_TASK_HISTORY t
     JOIN oceanbase.CDB_OB_BACKUP_JOB_HISTORY j ON t.TENANT_ID = j.TENANT_ID AND t.JOB_ID = j.JOB_ID
     WHERE t.TENANT_ID = ${tenant} AND j.STATUS = 'COMPLETED' AND j.BACKUP_TYPE = 'FULL' ORDER BY t.JOB_ID DESC LIMIT 1`,
  );
  const end = scnMoment(String(row?.END_SCN));
  const data = (end - moment(row?.START_TIMESTAMP)) / 1000;
  return { job: row?.JOB_ID, data, later: (moment(row?.END_TIMESTAMP) - end) / 1000 };
}

export const taskOf = async (night: Night, tenant: string | undefined): Promise<Row> =>
  (await night.query(`${tasks} WHERE TENANT_ID = ${tenant}`))[0] ?? {};

const phaseNames: Readonly<Record<string, string>> = {
  BACKUP_SYS_META: 'system meta',
  BACKUP_USER_META: 'user meta',
  BACKUP_META_FINISH: 'merge meta',
  BACKUP_USER_DATA: 'data',
  BACKUP_FUSE_TABLET_META: 'fuse tablet meta',
  BEFORE_BACKUP_LOG: 'wait for archive',
  BACKUP_LOG: 'log',
};

/** How long a task was in its phases, by the events of its changes of STATUS: "user meta 1 min". */
export async function phaseTimes(night: Night, { TENANT_ID, JOB_ID }: Row, least = 1): Promise<string[]> {
  const [clock] = await night.query('SELECT now(6) n');
  const changes = await night.query(
    `SELECT TIMESTAMP t, VALUE5 s FROM oceanbase.DBA_OB_ROOTSERVICE_EVENT_HISTORY WHERE EVENT = 'advance_status'
     AND VALUE1 = '${TENANT_ID}' AND VALUE2 = '${JOB_ID}' ORDER BY TIMESTAMP`,
  );
  return changes.flatMap(({ t, s = '' }, index) => {
    const name = phaseNames[s ?? ''];
    const seconds = (moment(changes[index + 1]?.t ?? clock?.n) - moment(t)) / 1000;
    return name === undefined ? [] : [seconds < least ? name : `${name} ${length(seconds)}`];
  });
}

/** Which of the running jobs a tenant's is, by tenant: "1 of 4 running". */
export async function runningText(night: Night, tenantId: string): Promise<string> {
  const running = await night.query(
    'SELECT TENANT_ID FROM oceanbase.CDB_OB_BACKUP_JOBS WHERE TENANT_ID <> 1 ORDER BY TENANT_ID',
  );
  const at = running.findIndex(({ TENANT_ID }) => TENANT_ID === tenantId);
  return `${at + 1} of ${running.length} running`;
}
