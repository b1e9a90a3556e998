import QuickLRU from 'quick-lru';
import { type JobKey, jobKeyText } from '../../backup/job.ts';
import type { Remark } from '../../backup/remark.ts';
import { SourceError } from '../../backup/source.ts';
import type { Session } from '../session/session.ts';

/** Answers kept; the ones not asked for longest are evicted first. */
const maxJobs = 100;
/** What could not be read, or was not final, is asked for this often at most. */
const maxTries = 3;

/** An answer, or why there is none. */
export type OnceAnswer<T> = { readonly value: T } | { readonly remark: Remark };

/** What is asked once a job and kept, as it does not change any more. */
export class OncePerJob<T> {
  readonly #kept = new QuickLRU<string, { readonly answer: OnceAnswer<T>; readonly tries: number }>({
    maxSize: maxJobs,
  });

  /**
   * The answer for a job. What cannot be read is a remark: the job itself is shown all the same.
   * @param ask gives a remark where the view is known to be unreadable; that is not counted as a try
   * @param isFinal whether an answer will not change any more
   * @throws SourceError when the connection was lost
   */
  async of(
    key: JobKey,
    session: Session,
    ask: () => Promise<OnceAnswer<T>>,
    isFinal: (value: T) => boolean = () => true,
  ): Promise<OnceAnswer<T>> {
    const name = jobKeyText(key);
    const kept = this.#kept.get(name);
    if (kept !== undefined) {
      const { answer, tries } = kept;
      if (tries >= maxTries || ('value' in answer && isFinal(answer.value))) return answer;
    }
    const keep = (answer: OnceAnswer<T>) => {
      this.#kept.set(name, { answer, tries: (kept?.tries ?? 0) + 1 });
      return answer;
    };
    try {
      const answer = await ask();
      return 'value' in answer ? keep(answer) : answer;
    } catch (error) {
      if (!(error instanceof SourceError) || session.link.lost) throw error;
      return keep({ remark: { id: 'not_read', reason: error.reason } });
    }
  }
}
