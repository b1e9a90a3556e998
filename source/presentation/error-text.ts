import type { Remark } from '../backup/remark.ts';
import type { SourceError } from '../backup/source.ts';
import { sentence, type Words } from '../text/words.ts';

/** What happened, the server's number and words where it gave any, and what to try: one sentence or two. */
export function errorText({ reason }: SourceError, { failures }: Words): string {
  return sentence(failures, reason);
}

/** A remark in words. */
export function remarkText(remark: Remark, { failures, remarks }: Words): string {
  return remark.id === 'not_read' ? sentence(failures, remark.reason) : sentence(remarks, remark);
}
