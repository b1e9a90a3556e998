import { parseComment } from '../backup/comment.ts';
import { isClusterJob } from '../backup/job.ts';
import type { Row } from '../backup/row.ts';
import type { JobRow } from '../presentation/lists/job-rows.ts';
import type { Theme } from '../presentation/theme.ts';
import { firstBytes, mostCopied } from '../terminal/sequences.ts';
import { bytes } from '../text/number.ts';
import type { RowSection } from './details-lines.ts';

/** What the copy key takes, and the sentence that confirms it. */
export interface Copied {
  readonly kind: 'copy';
  readonly text: string;
  readonly message: string;
}

/**
 * A row in one line for a table or a ticket: whose it is, and its columns as the server sent them, parted by
 * tabs. Their text is the one made safe for terminals: it may be pasted into one.
 */
export function copiedRow(name: string, row: Row, theme: Theme): Copied {
  return {
    kind: 'copy',
    text: [name, ...row.map(({ text }) => text ?? '')].join('\t'),
    message: theme.words.screens.copied.row(name),
  };
}

/** The trace id, which is what one greps the servers' logs for; null where there is none. */
export function copiedTrace(traceId: string | null | undefined, theme: Theme): Copied | null {
  return traceId === null || traceId === undefined || traceId === ''
    ? null
    : { kind: 'copy', text: traceId, message: theme.words.screens.copied.trace(traceId) };
}

/** The first trace id in the comments of a job and its tasks. */
export function traceOf({ job, tasks }: JobRow, theme: Theme): Copied | null {
  return copiedTrace(
    [job, ...tasks].map(({ comment }) => parseComment(comment)?.traceId).find(id => id != null),
    theme,
  );
}

/** A job's own row. */
export function copiedJob({ job, tenantName }: JobRow, theme: Theme): Copied {
  const name = isClusterJob(job)
    ? theme.words.screens.changes.clusterJob(job.key.jobId.toString(), job.type.text)
    : theme.words.screens.changes.job(tenantName, job.key.jobId.toString(), job.type.text);
  return {
    ...copiedRow(isClusterJob(job) ? 'sys' : tenantName, job.row, theme),
    message: theme.words.screens.copied.row(name),
  };
}

/** Rows with a column a line: its name, a tab, its value. */
export function copiedColumns(sections: readonly RowSection[], theme: Theme): Copied | null {
  const { details, copied } = theme.words.screens;
  const lines = sections.flatMap(({ row }) =>
    row.map(({ name, text }) => `${name}\t${text ?? details.isNull}`),
  );
  return lines.length === 0 ? null : { kind: 'copy', text: lines.join('\n'), message: copied.columns };
}

/** What is said of a text that was copied; terminals refuse long ones, so of those only the beginning was. */
export function copiedMessage(text: string, message: string, { words }: Theme): string {
  if (firstBytes(text, mostCopied) === text) return message;
  return words.screens.copied.cut(message, bytes(BigInt(mostCopied)));
}
