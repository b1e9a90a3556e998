import type { Remark } from '../backup/remark.ts';
import type { Instant } from '../backup/row.ts';
import type { SourceError } from '../backup/source.ts';
import { sentence, type Words } from '../text/words.ts';

/** What happened, the server's number and words where it gave any, and what to try: one sentence or two. */
export function errorText({ reason }: SourceError, { failures }: Words): string {
  return sentence(failures, reason);
}

/**
 * A remark in words.
 * @param clock the time of day of a moment; without it nothing is tried again
 */
export function remarkText(
  remark: Remark,
  { failures, remarks }: Words,
  clock: ((at: Instant) => string) | null = null,
): string {
  switch (remark.id) {
    case 'not_read':
      return sentence(failures, remark.reason);
    case 'history_not_read': {
      const { seconds, number, again } = remark;
      return remarks.history_not_read({ seconds, number, next: clock === null ? null : clock(again) });
    }
    default:
      return sentence(remarks, remark);
  }
}
