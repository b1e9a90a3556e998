import type { Archive } from '../backup/archive.ts';
import type { BackupEvent } from '../backup/event.ts';
import type { LogStreamTask } from '../backup/log-stream.ts';
import type { Row } from '../backup/row.ts';
import { Fields } from './statement/fields.ts';
import { parseInteger } from './statement/values.ts';

/** A row of …_OB_ARCHIVELOG. */
export function toArchive(row: Row, ownTenantId: bigint | null): Archive {
  const fields = new Fields(row);
  return {
    tenantId: fields.integer('TENANT_ID') ?? ownTenantId,
    destNo: fields.integer('DEST_NO'),
    status: fields.text('STATUS'),
    checkpointScn: fields.count('CHECKPOINT_SCN'),
    path: fields.text('PATH'),
    comment: fields.text('COMMENT'),
    row,
  };
}

/** What the kernel calls the same thing in different events. */
const tenantNames: ReadonlySet<string> = new Set(['tenant_id', 'user_tenant_id']);
const resultNames: ReadonlySet<string> = new Set(['result', 'ret']);
const jobNames: ReadonlySet<string> = new Set(['job_id']);

/** ip:port, with brackets around an IPv6 address; '' without an address. */
function address(ip: string, port: bigint | null): string {
  if (ip === '') return '';
  return `${ip.includes(':') ? `[${ip}]` : ip}:${port ?? ''}`;
}

/** A row of DBA_OB_ROOTSERVICE_EVENT_HISTORY, or null for one without a time. */
export function toEvent(row: Row): BackupEvent | null {
  const fields = new Fields(row);
  const at = fields.instant('TIMESTAMP');
  if (at === null) return null;
  const facts = [1, 2, 3, 4, 5, 6]
    .map(n => ({ name: fields.text(`NAME${n}`), value: fields.text(`VALUE${n}`) }))
    .filter(({ name, value }) => name !== '' || value !== '');
  const extra = fields.text('EXTRA_INFO');
  const number = (wanted: ReadonlySet<string>) =>
    parseInteger(facts.find(({ name }) => wanted.has(name.toLowerCase()))?.value ?? null);
  return {
    at,
    event: fields.text('EVENT'),
    facts: extra === '' ? facts : [...facts, { name: '', value: extra }],
    tenantId: number(tenantNames),
    jobId: number(jobNames),
    result: number(resultNames),
    server: address(fields.text('RS_SVR_IP'), fields.integer('RS_SVR_PORT')),
    row,
  };
}

/** What a log stream's row and its row in the scheduler's queue have in common. */
function keyText(fields: Fields): string {
  return ['TENANT_ID', 'TASK_ID', 'LS_ID'].map(name => fields.count(name)).join('/');
}

/** Rows of __all_virtual_backup_ls_task, each with its row of __all_virtual_backup_schedule_task where there is one. */
export function toLogStreams(rows: readonly Row[], queued: readonly Row[]): LogStreamTask[] {
  const queue = new Map(queued.map(row => new Fields(row)).map(fields => [keyText(fields), fields]));
  return rows.map(row => {
    const fields = new Fields(row);
    const inQueue = queue.get(keyText(fields));
    const start = fields.count('START_TS');
    return {
      tenantId: fields.count('TENANT_ID'),
      taskId: fields.count('TASK_ID'),
      lsId: fields.count('LS_ID'),
      server: address(fields.text('SVR_IP'), fields.integer('SVR_PORT')),
      type: fields.text('TASK_TYPE'),
      status: fields.text('STATUS'),
      turnId: fields.count('TURN_ID'),
      retryId: fields.count('RETRY_ID'),
      inputBytes: fields.count('INPUT_BYTES'),
      outputBytes: fields.count('OUTPUT_BYTES'),
      macroBlocks: fields.counter('FINISH_MACRO_BLOCK_COUNT', 'MACRO_BLOCK_COUNT'),
      tablets: fields.counter('FINISH_TABLET_COUNT', 'TABLET_COUNT'),
      startedAt: start > 0n ? start : null,
      result: fields.count('RESULT'),
      comment: fields.text('COMMENT'),
      traceId: fields.text('TASK_TRACE_ID'),
      schedule:
        inQueue === undefined
          ? null
          : {
              isScheduled: inQueue.text('IS_SCHEDULE').toLowerCase() === 'true',
              destination: inQueue.text('DESTINATION'),
            },
      row,
    };
  });
}
