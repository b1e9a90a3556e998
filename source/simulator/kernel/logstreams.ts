import type { Traits } from '../releases.ts';
import type { Row, TableName } from '../store.ts';
import type { BackupSpec } from './backup.ts';
import { type Server, serverComment, servers, traceId } from './comments.ts';
import {
  inputOf,
  type LogFile,
  type MetaReport,
  metaBytes,
  type Phase,
  type SecondTurn,
} from './counters.ts';
import { errorText } from './error-texts.ts';
import type { DataFile, Stream } from './files.ts';
import type { Random } from './random.ts';
import { type Ids, type Micros, second } from './rows.ts';
import type { Step } from './script.ts';

/** A phase with what its log streams do in it. */
export interface LogStreamPhase {
  phase: Phase;
  files: readonly DataFile[];
  again: SecondTurn | null;
  reports: readonly MetaReport[];
  logFiles: readonly LogFile[];
}

/** A failed attempt is made again no earlier than this (OB_BACKUP_RETRY_TIME_INTERVAL). */
const retryInterval = 5 * second;
/** RESULT of the attempts that fail while a log stream retries. */
const attemptFails = -4012;

/**
 * The row of one log stream in __all_virtual_backup_ls_task, reused through the phases of its task: task_type, status,
 * result, server, turn and retry are set with each phase, counters and start_ts are kept (convert_task_type_ in
 * ob_backup_data_set_task_mgr.cpp). Its queued work is a row of __all_virtual_backup_schedule_task.
 */
class StreamRow {
  readonly steps: Step[] = [];
  readonly stream: Stream;
  readonly #spec: BackupSpec;
  readonly #ids: Ids;
  readonly #traits: Traits;
  readonly #random: Random;
  #exists = false;
  #type = '';
  readonly #counts = { input: 0, output: 0, tablets: 0, blocks: 0, files: 0, allTablets: 0, allBlocks: 0 };

  constructor(stream: Stream, spec: BackupSpec, ids: Ids, traits: Traits, random: Random) {
    this.stream = stream;
    this.#spec = spec;
    this.#ids = ids;
    this.#traits = traits;
    this.#random = random;
  }

  #step(at: Micros, change: Step['change'], table: TableName, row: Row): void {
    const key = { task_id: this.#ids.taskId, ls_id: this.stream.lsId };
    this.steps.push({ at, change, table, tenantId: this.#ids.tenantId, row: { ...key, ...row } });
  }

  #change(at: Micros, row: Row): void {
    this.#step(at, 'change', 'LS_TASKS', { gmt_modified: at, ...row });
  }

  #first(at: Micros, type: string): Row {
    const { ids, spec } = { ids: this.#ids, spec: this.#spec };
    return {
      tenant_id: ids.tenantId,
      gmt_create: at,
      gmt_modified: at,
      job_id: ids.jobId,
      backup_set_id: ids.setId,
      backup_type: spec.type,
      task_type: type,
      status: 'INIT',
      start_ts: at,
      end_ts: 0,
      date: 0,
      black_list: '',
      svr_ip: '',
      svr_port: 0,
      task_trace_id: '',
      input_bytes: 0,
      output_bytes: 0,
      tablet_count: 0,
      finish_tablet_count: 0,
      macro_block_count: 0,
      finish_macro_block_count: 0,
      extra_bytes: 0,
      file_count: 0,
      start_turn_id: 1,
      turn_id: 1,
      retry_id: 0,
      result: 0,
      comment: '',
      max_tablet_checkpoint_scn: 0,
      log_file_count: 0,
      finish_log_file_count: 0,
    };
  }

  /** Begins a phase: creates the row, or takes it over from the phase before. */
  begin(at: Micros, type: string): void {
    if (this.#exists && type === this.#type) return;
    if (!this.#exists) this.#step(at, 'put', 'LS_TASKS', this.#first(at, type));
    else {
      const turn = type === 'BACKUP_META_FINISH' ? {} : { turn_id: 1, retry_id: 0 };
      this.#change(at, { ...unsent, ...turn, task_type: type });
    }
    this.#exists = true;
    this.#type = type;
  }

  /** The row waits for a server, then works on one. */
  send(at: Micros, startedAt: Micros, server: Server = this.stream.server): void {
    const trace = traceId(this.#random);
    const address = { svr_ip: server.ip, svr_port: server.port };
    this.#change(at, { status: 'PENDING' });
    this.#step(at, 'put', 'SCHEDULE_TASKS', {
      tenant_id: this.#ids.tenantId,
      ...address,
      job_id: this.#ids.jobId,
      type: 0,
      trace_id: trace,
      destination: `${server.ip}:${server.port}`,
      is_schedule: 'False',
      generate_ts: at,
      schedule_ts: 0,
      executor_ts: 0,
    });
    const sent = { is_schedule: 'True', schedule_ts: startedAt, executor_ts: startedAt };
    this.#step(startedAt, 'change', 'SCHEDULE_TASKS', sent);
    this.#change(startedAt, { status: 'DOING', ...address, task_trace_id: trace });
  }

  /** The work is over: well, or with a RESULT that says why not. */
  finish(at: Micros, result = 0, comment = errorText(result)): void {
    this.#change(at, { status: 'FINISH', end_ts: at, result, comment });
    this.#step(at, 'remove', 'SCHEDULE_TASKS', {});
  }

  /** Attempts on one server after the other fail and are made again (redo_ls_task), until `until`. */
  retry(from: Micros, until: Micros, every: Micros): void {
    let at = from + every;
    for (let n = 0; at + retryInterval < until; n++) {
      const server = servers[n % servers.length] as Server;
      const comment = this.failure(server, attemptFails, 'BACKUP_DATA');
      this.#change(at, { black_list: `"${server.ip}:${server.port}"` });
      this.finish(at, attemptFails, comment);
      const again = at + retryInterval;
      this.#change(again, { ...unsent, retry_id: n + 1 });
      this.send(again, again, servers[(n + 1) % servers.length]);
      at = again + every;
    }
  }

  /** COMMENT of a failed attempt on a server. */
  failure(server: Server, result: number, module: string): string {
    return this.#traits.comments === 'plain'
      ? errorText(result)
      : serverComment(this.stream.lsId, server, module, result, traceId(this.#random));
  }

  /** Another turn of the phase: the row begins again under the next turn id. */
  turn(at: Micros, turn: number): void {
    this.#change(at, { ...unsent, turn_id: turn, retry_id: 0 });
    this.send(at, at);
  }

  /** Adds the totals that a log stream reports with its meta. */
  measured(at: Micros, { tablets, blocks }: MetaReport): void {
    const counts = this.#counts;
    counts.allTablets += tablets;
    counts.allBlocks += blocks;
    counts.input += tablets * metaBytes.input;
    counts.output += tablets * metaBytes.output;
    this.#report(at);
  }

  /** Adds a finished file. */
  wrote(at: Micros, file: DataFile, tablets: number): void {
    const counts = this.#counts;
    counts.blocks += file.blocks;
    counts.tablets += tablets;
    counts.input += inputOf(file);
    counts.output += file.outputBytes;
    counts.files += 1;
    this.#report(at);
  }

  #report(at: Micros): void {
    const { input, output, tablets, blocks, files, allTablets, allBlocks } = this.#counts;
    const measured = this.#traits.totals === 'measured';
    this.#change(at, {
      input_bytes: input,
      output_bytes: output,
      finish_tablet_count: tablets,
      tablet_count: measured ? Math.max(allTablets, tablets) : tablets,
      finish_macro_block_count: blocks,
      macro_block_count: measured ? Math.max(allBlocks, blocks) : blocks,
      file_count: files,
    });
  }

  /** Log files counted for copying, or copied so far. */
  logs(at: Micros, row: { log_file_count: number } | { finish_log_file_count: number }): void {
    this.#change(at, row);
  }
}

/** A row before its work is sent to a server. */
const unsent: Row = { status: 'INIT', result: 0, svr_ip: '', svr_port: 0, task_trace_id: '' };

/** Plays one phase of one log stream. */
function playPhase(
  row: StreamRow,
  given: LogStreamPhase,
  spec: BackupSpec,
  random: Random,
  last: boolean,
): void {
  const { phase } = given;
  const length = phase.until - phase.worksFrom;
  const own = given.files.filter(file => file.stream === row.stream);
  const reports = given.reports.filter(report => report.stream === row.stream);
  const logFiles = given.logFiles.filter(file => file.stream === row.stream);
  const delay = Math.round(random.between(0.02, 0.1) * length);
  const firstFile = own.length === 0 ? delay : Math.round(((own[0]?.at ?? 0) * second) / 2);
  const startedAt =
    phase.worksFrom + Math.min(delay, firstFile, (reports[0]?.at ?? phase.until) - phase.from);
  row.begin(phase.from, phase.lsTask);
  row.send(phase.worksFrom, startedAt);
  for (const file of own) {
    row.wrote(
      phase.from + Math.round(file.at * second),
      file,
      phase.work === 'major data' ? file.tablets : 0,
    );
  }
  for (const [n, file] of logFiles.entries()) row.logs(file.at, { finish_log_file_count: n + 1 });
  if (spec.retry !== null && phase.share > 0 && last) {
    const from = phase.from + Math.round(length * spec.retry.atShare);
    const until = Math.min(from + spec.retry.seconds * second, phase.from + Math.round(length * 0.9));
    row.retry(from, until, spec.retry.every * second);
  }
  const lastFile = own.at(-1);
  const ends =
    reports[0]?.at ??
    logFiles.at(-1)?.at ??
    (lastFile === undefined
      ? startedAt + Math.round((phase.until - startedAt) * random.between(0.5, 0.9))
      : phase.from + Math.round(lastFile.at * second) + 1);
  const harmless = phase.share > 0 && spec.harmless?.lsId === row.stream.lsId ? spec.harmless.result : 0;
  row.finish(ends, harmless);
  for (const report of reports) {
    if (report.turn > 1) row.turn(report.at - Math.round(length * 0.05), report.turn);
    row.measured(report.at, report);
    if (report.turn > 1) row.finish(report.at);
  }
  if (given.again?.file.stream === row.stream) {
    row.turn(given.again.from, 2);
    row.wrote(given.again.until, given.again.file, 0);
    row.finish(given.again.until + 1);
  }
}

/** All steps of the internal tables of log stream tasks, through the phases of one task. */
export function lsTaskSteps(
  spec: BackupSpec,
  ids: Ids,
  traits: Traits,
  streams: readonly Stream[],
  phases: readonly LogStreamPhase[],
  random: Random,
): Step[] {
  const rows = streams.map(stream => new StreamRow(stream, spec, ids, traits, random));
  for (const given of phases) {
    const { phase } = given;
    const works = phase.streams === 'all with log' ? spec.plusArchivelog : phase.streams !== 'reset';
    for (const [i, row] of rows.entries()) {
      const system = row.stream.lsId === 1;
      if (phase.streams === 'none' || phase.streams === (system ? 'user' : 'system')) {
        // The system log stream's totals are reported with those of users.
        for (const report of given.reports) if (report.stream === row.stream) row.measured(report.at, report);
      } else if (works) playPhase(row, given, spec, random, i === rows.length - 1);
      else row.begin(phase.from, phase.lsTask);
      if (phase.work === 'log count' && spec.plusArchivelog) {
        const count = Math.floor((spec.logFiles + rows.length - 1 - i) / rows.length);
        row.logs(phase.until, { log_file_count: count });
      }
    }
  }
  return rows.flatMap(row => row.steps);
}
