import type { Row, TableName } from '../store.ts';
import type { BackupSpec } from './backup.ts';
import { servers, traceId } from './comments.ts';
import { blockBytes, type DataFile, type Stream } from './files.ts';
import type { PhaseShape } from './phases.ts';
import type { Random } from './random.ts';
import { type Ids, type Micros, second } from './rows.ts';
import type { Step } from './script.ts';

interface LogStreamPhase {
  spec: BackupSpec;
  ids: Ids;
  phase: PhaseShape & { from: Micros; until: Micros };
  streams: readonly Stream[];
  files: readonly DataFile[];
  random: Random;
}

/**
 * The rows of one phase in the internal tables of log stream tasks: one for each log stream
 * (__all_virtual_backup_ls_task), and one in the scheduler's queue (__all_virtual_backup_schedule_task).
 */
export function lsTaskSteps({ spec, ids, phase, streams, files, random }: LogStreamPhase): Step[] {
  const { tenantId } = ids;
  const involved = phase.work === 'nothing counted' ? streams.slice(0, 1) : streams;
  return involved.flatMap(stream => {
    const key = { task_id: ids.taskId, ls_id: stream.lsId };
    const step = (at: Micros, change: Step['change'], table: TableName, row: Row): Step => ({
      at,
      change,
      table,
      tenantId,
      row,
    });
    const trace = traceId(random);
    const own = files.filter(file => file.stream === stream);
    const counts = { blocks: 0, output: 0, files: 0, tablets: 0 };
    const startDelay = Math.round(random.between(0.02, 0.1) * (phase.until - phase.from));
    const firstFile = own.length === 0 ? startDelay : Math.round(((own[0]?.at ?? 0) * second) / 2);
    const startedAt = phase.from + Math.min(startDelay, firstFile);
    const tenantKey = { tenant_id: tenantId, ...key };
    const first: Row = {
      ...tenantKey,
      gmt_create: phase.from,
      gmt_modified: phase.from,
      job_id: ids.jobId,
      backup_set_id: ids.setId,
      backup_type: spec.type,
      task_type: phase.lsTask,
      status: 'INIT',
      start_ts: phase.from,
      end_ts: 0,
      date: 0,
      black_list: '',
      svr_ip: '',
      svr_port: 0,
      task_trace_id: '',
      input_bytes: 0,
      output_bytes: 0,
      tablet_count: stream.tablets,
      finish_tablet_count: 0,
      macro_block_count: own.reduce((sum, file) => sum + file.blocks, 0),
      finish_macro_block_count: 0,
      extra_bytes: 0,
      file_count: 0,
      start_turn_id: 1,
      turn_id: 1,
      retry_id: 0,
      result: 0,
      comment: '',
      max_tablet_checkpoint_scn: 0,
      log_file_count: phase.work === 'log' && spec.plusArchivelog ? spec.logFiles : 0,
      finish_log_file_count: 0,
    };
    const queued: Row = {
      ...tenantKey,
      svr_ip: stream.server.ip,
      svr_port: stream.server.port,
      job_id: ids.jobId,
      type: 0,
      trace_id: trace,
      destination: `${stream.server.ip}:${stream.server.port}`,
      is_schedule: 'True',
      generate_ts: phase.from,
      schedule_ts: startedAt,
      executor_ts: startedAt,
    };
    const progress = own.map(file => {
      counts.blocks += file.blocks;
      counts.output += file.outputBytes;
      counts.files += 1;
      counts.tablets += file.tablets;
      const at = phase.from + Math.round(file.at * second);
      return step(at, 'change', 'LS_TASKS', {
        ...key,
        gmt_modified: at,
        finish_macro_block_count: counts.blocks,
        finish_tablet_count: counts.tablets,
        input_bytes: counts.blocks * blockBytes,
        output_bytes: counts.output,
        file_count: counts.files,
      });
    });
    const ends =
      own.length > 0
        ? phase.from + Math.round((own.at(-1)?.at ?? 0) * second) + 1
        : startedAt + Math.round((phase.until - startedAt) * random.between(0.5, 0.9));
    return [
      step(phase.from, 'put', 'LS_TASKS', first),
      step(phase.from, 'put', 'SCHEDULE_TASKS', queued),
      step(startedAt, 'change', 'LS_TASKS', {
        ...key,
        status: 'DOING',
        svr_ip: stream.server.ip,
        svr_port: stream.server.port,
        task_trace_id: trace,
      }),
      ...progress,
      ...retries(spec, phase, stream, streams, random).map(({ at, row }) =>
        step(at, 'change', 'LS_TASKS', { ...key, gmt_modified: at, ...row }),
      ),
      step(ends, 'change', 'LS_TASKS', { ...key, status: 'FINISH', end_ts: ends, gmt_modified: ends }),
      step(ends, 'remove', 'SCHEDULE_TASKS', key),
    ];
  });
}

/** A log stream that retries moves from server to server; its black list has the address of the last one. */
function retries(
  spec: BackupSpec,
  phase: LogStreamPhase['phase'],
  stream: Stream,
  streams: readonly Stream[],
  random: Random,
): { at: Micros; row: Row }[] {
  const { retry } = spec;
  if (retry === null || phase.share === 0 || stream !== streams.at(-1)) return [];
  const from = phase.from + Math.round((phase.until - phase.from) * retry.atShare);
  return Array.from({ length: Math.floor(retry.seconds / retry.every) }, (_, n) => {
    const [left, next] = [servers[n % servers.length], servers[(n + 1) % servers.length]];
    return {
      at: from + Math.round(retry.every * (n + 1) * second),
      row: {
        retry_id: n + 1,
        svr_ip: next?.ip ?? '',
        black_list: `"${left?.ip}:${left?.port}"`,
        task_trace_id: traceId(random),
      },
    };
  });
}
