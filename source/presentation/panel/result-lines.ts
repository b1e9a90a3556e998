import { parseComment } from '../../backup/comment.ts';
import type { Job } from '../../backup/job.ts';
import { kernelCodeName } from '../../backup/kernel-code.ts';
import type { Task } from '../../backup/task.ts';
import { resultText } from '../result-text.ts';
import type { Theme } from '../theme.ts';
import { labelledLines } from './labelled-line.ts';

/**
 * The result of a task that has ended; what its row lacks about a failure is taken from its job. From 4.2.0 on a
 * task's COMMENT is the text of its code alone (`ob_strerror`): server, log stream and trace id are in the job's.
 */
export function resultOf(task: Task, job: Job): Pick<Job, 'result' | 'comment' | 'status'> {
  const { status } = task;
  if (status.kind !== 'ended' || status.outcome === 'completed') return task;
  return {
    status,
    result: task.result === 0n ? job.result : task.result,
    comment: task.comment === '' || parseComment(job.comment) !== null ? job.comment : task.comment,
  };
}

type ResultOf = Pick<Job, 'result' | 'comment' | 'status'>;

/**
 * The result code of an ended job or task, what it means, and its comment taken apart.
 * @param ofTenant whether a cluster job has it from a job of it
 */
export function resultLines(of: ResultOf, columns: number, theme: Theme, ofTenant = false): string[] {
  const { panel } = theme.words.screens;
  const failed = of.result !== 0n;
  const completed = of.status.kind === 'ended' && of.status.outcome === 'completed';
  const code = failed ? resultText(of.result, of.comment, theme) : panel.ok;
  const text = failed && ofTenant ? panel.ofTenant(code) : code;
  return [
    ...(completed || failed
      ? labelledLines(panel.labels.result, text, columns, theme, failed ? 'bad' : null)
      : []),
    ...causeLines(of, columns, theme),
  ];
}

/** The same without the code, for where it stands above: what it means, what to do next, and the comment. */
export function causeLines({ result, comment }: ResultOf, columns: number, theme: Theme): string[] {
  const { panel } = theme.words.screens;
  const name = result === 0n ? null : kernelCodeName(result);
  const lines: string[] = [];
  if (name !== null) {
    const { meaning, next } = theme.words.kernelCodes[name];
    lines.push(...labelledLines(panel.labels.meaning, meaning, columns, theme));
    lines.push(...labelledLines(panel.labels.next, next, columns, theme));
  }
  if (comment === '') return lines;
  const parsed = parseComment(comment);
  if (parsed === null) return [...lines, ...labelledLines(panel.labels.comment, comment, columns, theme)];
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
