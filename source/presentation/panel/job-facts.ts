import { restoreChain } from '../../backup/backup-set.ts';
import { parseComment } from '../../backup/comment.ts';
import { isClusterJob, type Job, parentOf } from '../../backup/job.ts';
import { kernelCode } from '../../backup/kernel-code.ts';
import { countsIn } from '../../backup/phase.ts';
import type { Picture } from '../../backup/picture.ts';
import type { Instant } from '../../backup/row.ts';
import type { Task } from '../../backup/task.ts';
import { duration } from '../../text/duration.ts';
import { bytes, count, ratio } from '../../text/number.ts';
import { tookSeconds } from '../lists/job-columns.ts';
import { resultText } from '../result-text.ts';
import type { Theme } from '../theme.ts';
import { labelledLines } from './labelled-line.ts';

/** When a job or task started and ended, by the server's clock. */
export function timeLines(
  of: Pick<Job, 'startedAt' | 'endedAt'>,
  now: Instant | null,
  columns: number,
  theme: Theme,
): string[] {
  const { panel, none } = theme.words.screens;
  const seconds = tookSeconds(of, now);
  const length = seconds === null ? none : duration(seconds, theme.words.time);
  const moment = (instant: Instant) => theme.zone.date(instant, ...(now === null ? [] : [now]));
  if (of.startedAt === null) return [];
  if (of.endedAt === null) {
    return labelledLines(panel.labels.started, panel.since(moment(of.startedAt), length), columns, theme);
  }
  return [
    ...labelledLines(panel.labels.started, moment(of.startedAt), columns, theme),
    ...labelledLines(panel.labels.ended, `${moment(of.endedAt)}, ${panel.took(length)}`, columns, theme),
  ];
}

/**
 * Bytes read and written, and tablets: of how many, only from the data phase on. Before that the total grows, a
 * status this program does not know does not tell, and in history it is overwritten with what was finished.
 * @param totalsAreReal whether the server counts totals at all: where it sets them equal to what is finished,
 * "412 of 412" would look like the end
 */
export function volumeLines(task: Task, totalsAreReal: boolean, columns: number, theme: Theme): string[] {
  const { panel } = theme.words.screens;
  const { tablets } = task;
  const volume = panel.readWrote(bytes(task.inputBytes), bytes(task.outputBytes));
  const saved = task.outputBytes > 0n ? ` ${panel.ratio(ratio(task.inputBytes, task.outputBytes))}` : '';
  const counts = task.status.kind === 'running' && totalsAreReal ? countsIn(task.status.text) : null;
  const done =
    counts === 'data' || counts === 'after_data'
      ? panel.tablets(count(tablets.finished), count(tablets.total))
      : panel.tabletsDone(count(tablets.finished));
  return labelledLines(panel.labels.read, `${volume}${saved} · ${done}`, columns, theme);
}

/** The result of a task that has ended; what it does not tell of its failure, its job may. */
export function resultOf(task: Task, job: Job): Pick<Job, 'result' | 'comment' | 'status'> {
  const { status } = task;
  if (status.kind !== 'ended' || status.outcome === 'completed') return task;
  return {
    status,
    result: task.result === 0n ? job.result : task.result,
    comment: task.comment === '' ? job.comment : task.comment,
  };
}

/** The result code of an ended job or task, and its comment taken apart. */
export function resultLines(
  of: Pick<Job, 'result' | 'comment' | 'status'>,
  columns: number,
  theme: Theme,
): string[] {
  const { panel } = theme.words.screens;
  const parsed = parseComment(of.comment);
  const failed = of.result !== 0n;
  const meaning = failed ? kernelCode(of.result) : null;
  const text = failed ? resultText(of.result, of.comment, theme) : panel.ok;
  const completed = of.status.kind === 'ended' && of.status.outcome === 'completed';
  const lines =
    completed || failed
      ? labelledLines(panel.labels.result, text, columns, theme, failed ? 'bad' : null)
      : [];
  if (meaning !== null) {
    lines.push(...labelledLines(panel.labels.meaning, meaning.meaning, columns, theme));
    lines.push(...labelledLines(panel.labels.lookAt, meaning.lookAt, columns, theme));
  }
  if (of.comment === '') return lines;
  if (parsed === null) return [...lines, ...labelledLines(panel.labels.comment, of.comment, columns, theme)];
  const parts = [
    parsed.codeText ?? '',
    panel.server(parsed.address),
    parsed.lsId === null ? '' : panel.logStream(parsed.lsId.toString()),
    parsed.module === null ? '' : panel.module(parsed.module),
    parsed.traceId === null ? '' : panel.trace(parsed.traceId),
  ];
  return [
    ...lines,
    ...labelledLines(panel.labels.comment, parts.filter(part => part !== '').join(' · '), columns, theme),
  ];
}

/** START_SCN, nanoseconds since 1970 UTC, with the time it means. */
export function scnLines(task: Task, columns: number, theme: Theme): string[] {
  const { panel } = theme.words.screens;
  const text =
    task.startScn === 0n
      ? panel.notSet
      : panel.startScn(task.startScn.toString(), theme.zone.full(task.startScn / 1000n, 6));
  return labelledLines(panel.labels.scn, text, columns, theme);
}

/** What was asked for: type, archivelog, encryption; who asked; where to; the note given with it. */
export function optionLines(job: Job, columns: number, theme: Theme): string[] {
  const { panel } = theme.words.screens;
  const encryption = job.row.find(column => column.name === 'ENCRYPTION_MODE')?.text ?? null;
  const archivelog = job.plusArchivelog === null ? 'unknown' : job.plusArchivelog ? 'on' : 'off';
  const options = [
    job.type.text,
    panel.archivelog[archivelog],
    encryption === null || encryption === '' ? '' : panel.encryption(encryption),
  ];
  const parent = parentOf(job);
  const own = isClusterJob(job) ? panel.bySys : panel.byTenant;
  const from = parent === null ? own : panel.byClusterJob(parent.jobId.toString());
  return [
    ...(job.path === '' ? [] : labelledLines(panel.labels.path, job.path, columns, theme)),
    ...labelledLines(panel.labels.kind, options.filter(option => option !== '').join(' · '), columns, theme),
    ...labelledLines(panel.labels.startedBy, from, columns, theme),
    ...(job.description === ''
      ? []
      : labelledLines(panel.labels.description, job.description, columns, theme)),
  ];
}

/** The backup set that an ended job has left: its files, and what a restore of it needs. */
export function setLines(job: Job, picture: Picture, columns: number, theme: Theme): string[] {
  const { panel } = theme.words.screens;
  const sets = picture.sets ?? [];
  const set = sets.find(each => each.backupSetId === job.backupSetId && each.tenantId === job.key.tenantId);
  if (set === undefined) return [];
  const chain = restoreChain(set, sets);
  const ids = (of: readonly bigint[]) => of.join(', ');
  const restore = [
    set.minRestoreAt === null ? '' : panel.restoreFrom(theme.zone.full(set.minRestoreAt, 6)),
    chain.sets.length > 1 ? panel.restoreNeeds(ids(chain.sets.map(each => each.backupSetId))) : '',
    chain.unusable.length > 0 ? panel.restoreLacks(ids(chain.unusable)) : '',
  ].filter(part => part !== '');
  const files = panel.setFiles(set.backupSetId.toString(), `${set.status} ${set.fileStatus}`);
  return [
    ...labelledLines(panel.labels.set, files, columns, theme),
    ...(restore.length === 0
      ? []
      : labelledLines(
          panel.labels.restore,
          restore.join(' · '),
          columns,
          theme,
          chain.unusable.length > 0 ? 'warning' : null,
        )),
  ];
}
