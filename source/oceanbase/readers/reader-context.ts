import type { Picture } from '../../backup/picture.ts';
import type { View } from '../../backup/view.ts';
import type { Session } from '../session/session.ts';
import type { ViewContext } from '../views/view.ts';
import type { JobHistory } from './job-history.ts';

/** What readers of several views ask with: the whole session, and what is known of the history. */
export interface ReaderContext extends ViewContext<Session> {
  /** Takes a first part of the answer, where more statements follow. */
  readonly early: (picture: Picture) => void;
  /** Whether the last statement also had what happens in other tenants than the view's. */
  readonly hadOthers: () => boolean;
  /** Whether no list of tenants was read yet, so that a job's own has to come with it. */
  readonly lacksTenants: boolean;
  /** The history known for a question, under a text that names it; `canMissRows` as for a HistoryCache. */
  history(question: string, canMissRows: boolean): JobHistory;
}

/** Readers by kind of view, each with what to read with. */
export function readOn<
  const R extends Readonly<Record<string, (view: never, context: ReaderContext) => Promise<unknown>>>,
>(
  readers: R,
  context: ReaderContext,
): { readonly [K in keyof R]: (view: Parameters<R[K]>[0]) => ReturnType<R[K]> } {
  const bound = Object.entries(readers).map(([kind, read]) => [
    kind,
    (view: View) => read(view as never, context),
  ]);
  return Object.fromEntries(bound);
}
