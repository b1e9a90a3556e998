import type { Job } from './job.ts';
import { kernelCodeNamed } from './kernel-code.ts';
import type { Outcome } from './status.ts';

/** What of a typed filter the server itself can look for in its history; null where a part is not asked for. */
export interface HistoryFilter {
  readonly outcome: Outcome | null;
  readonly type: 'full' | 'inc' | null;
  /** The kernel's code without its sign, which not every release writes. */
  readonly result: number | null;
}

/** What one word asks for, as STATUS, BACKUP_TYPE or RESULT. */
type WordMeaning = Partial<HistoryFilter>;

const meanings: Readonly<Record<string, WordMeaning>> = {
  completed: { outcome: 'completed' },
  failed: { outcome: 'failed' },
  canceled: { outcome: 'canceled' },
  cancelled: { outcome: 'canceled' },
  full: { type: 'full' },
  inc: { type: 'inc' },
};

/** The words of a filter, in lower case. */
export function filterWords(filter: string): readonly string[] {
  return filter
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter(word => word !== '');
}

/** What a word (in lower case) asks for: `failed`, `full`, `-4012`, `ob_timeout`; null where it is only a text. */
function meaningOf(word: string): WordMeaning | null {
  const known = Object.hasOwn(meanings, word) ? meanings[word] : undefined;
  if (known !== undefined) return known;
  const code = /^-(\d{1,5})$/.exec(word)?.[1];
  const result = code === undefined ? kernelCodeNamed(word.toUpperCase()) : Number(code);
  return result === null || result === 0 ? null : { result };
}

/** What the server is asked of the history for a typed filter; null where it can find none of the words. */
export function historyFilterOf(filter: string): HistoryFilter | null {
  const found = filterWords(filter).flatMap(word => meaningOf(word) ?? []);
  if (found.length === 0) return null;
  return Object.assign({ outcome: null, type: null, result: null }, ...found);
}

/** Whether a word is more than a text: whether the server looks for it in the whole history. */
export function isAskedOfServer(word: string): boolean {
  return meaningOf(word) !== null;
}

/** Whether a job is what a word (in lower case) asks for; false where it is only a text. */
export function isMeantBy(word: string, job: Job): boolean {
  const { outcome, type, result } = meaningOf(word) ?? {};
  if (outcome != null) return job.status.kind === 'ended' && job.status.outcome === outcome;
  if (type != null) return job.type.kind === type;
  return result != null && Math.abs(Number(job.result)) === result;
}

/** A text that is the same for the same filter. */
export function historyFilterKey({ outcome, type, result }: HistoryFilter): string {
  return [outcome ?? '', type ?? '', result ?? ''].join('/');
}
