import type { Elsewhere } from './elsewhere.ts';
import type { EventsPicture } from './event.ts';
import { type HistoryFilter, historyFilterKey } from './history-filter.ts';
import { type JobKey, jobKeyText } from './job.ts';
import type { LogStreamsPicture } from './log-stream.ts';
import type { Picture } from './picture.ts';
import { sysTenantId } from './tenant.ts';

/** Which tenants' jobs: all of the cluster, or one (null: the own tenant where its number is not known). */
export type Scope = { readonly kind: 'all' } | { readonly kind: 'tenant'; readonly tenantId: bigint | null };

/** Whose jobs the list of a tenant shows: in sys, whose own jobs are cluster jobs, those of all tenants. */
export function scopeOf(tenantId: bigint | null): Scope {
  return tenantId === sysTenantId ? { kind: 'all' } : { kind: 'tenant', tenantId };
}

/** The job chosen in a list, of which more is read; absent for none. It is no part of what names the view. */
interface WithStory {
  readonly story?: JobKey;
}

/** What can be asked of a cluster in one refresh, by kind. Each screen shows one view. */
interface Views {
  /** Tenants, what runs in each, and the last ended job of each. */
  readonly tenants: WithStory;
  readonly jobs: WithStory & {
    readonly scope: Scope;
    /** How many pages of history, newest first. */
    readonly pages: number;
    /** 'list': the columns lists and bars need; 'full': every column but PASSWD. */
    readonly columns: 'list' | 'full';
    /** Of the history only jobs that are like this; live jobs come all the same. Absent: all of it. */
    readonly only?: HistoryFilter;
  };
  /**
   * One job with all columns, its tasks, where it is a cluster job its children, and once it has ended its
   * backup set. Empty where it is nowhere.
   */
  readonly job: { readonly key: JobKey };
  /** The log streams a job's task works on, of a cluster job those of all its children. Sys only. */
  readonly log_streams: { readonly key: JobKey };
  /** The root service's events about backups, newest first, bounded: of a tenant its own and those that name none. Sys only. */
  readonly events: { readonly scope: Scope };
}

/** What one read of a view brings, by kind. */
interface Answers {
  readonly tenants: Picture;
  readonly jobs: Picture;
  readonly job: Picture;
  readonly log_streams: LogStreamsPicture;
  readonly events: EventsPicture;
}

/** The name of a view. */
export type ViewKind = keyof Views;

/** One view by its kind; without a kind any of them. */
export type View<Kind extends ViewKind = ViewKind> = {
  readonly [K in Kind]: { readonly kind: K } & Views[K];
}[Kind];

/** What may come with any answer. A recording may leave it out. */
export interface WithElsewhere {
  /** Absent where the view shows all jobs itself, and in between: it is read less often. */
  readonly elsewhere?: Elsewhere;
}

/** The answer to a view. */
export type AnswerTo<V extends View> = Answers[V['kind']] & WithElsewhere;

/** Any answer, as screens are given it. */
export type Answer = Answers[ViewKind];

/** What reads each kind of view. */
export type Readers = {
  readonly [K in ViewKind]: (view: { readonly kind: K } & Views[K]) => Promise<Answers[K]>;
};

/** Reads a view by the reader of its kind. */
export function readBy<V extends View>(readers: Readers, view: V): Promise<AnswerTo<V>> {
  const read = readers[view.kind] as unknown as (view: V) => Promise<AnswerTo<V>>;
  return read(view);
}

/** Rows of history in one page. */
export const historyPage = 50;

/**
 * A text that names the view, under which its last answer is kept. The pages of history are not part of it: the
 * same list with one page more still shows what it has until the rest arrives.
 */
export function viewKey(view: View): string {
  const about = 'key' in view ? jobKeyText(view.key) : 'scope' in view ? scopeText(view.scope) : '';
  const only = 'only' in view && view.only !== undefined ? ` ${historyFilterKey(view.only)}` : '';
  return `${view.kind} ${about}${only}`;
}

/** Whether two views are read alike: the same view, and of a list the same pages of its history. */
export function isSameRequest(a: View, b: View): boolean {
  const pagesOf = (view: View) => ('pages' in view ? view.pages : 0);
  return viewKey(a) === viewKey(b) && pagesOf(a) === pagesOf(b);
}

/** The view whose answer may stand in for that of this one until it arrives: the same list without a filter. */
export function standInOf(view: View): View | null {
  if (view.kind !== 'jobs' || view.only === undefined) return null;
  const { only, ...all } = view;
  return all;
}

function scopeText(scope: Scope): string {
  return scope.kind === 'all' ? 'all' : String(scope.tenantId ?? 'own');
}

/** Whether something is going on in the answer that is worth reading at full pace. */
export function isBusy(answer: Answer): boolean {
  if ('jobs' in answer) return answer.jobs.some(job => job.status.kind === 'running');
  return 'logStreams' in answer && answer.logStreams.length > 0;
}
