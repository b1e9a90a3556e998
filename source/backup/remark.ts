import type { FailureReason } from './failure-reason.ts';
import type { Instant } from './row.ts';

/** What is not shown for want of a view. */
export type ViewLoss =
  | 'jobs'
  | 'tasks'
  | 'ended_jobs'
  | 'ended_tasks'
  | 'tenant_names'
  | 'backup_sets'
  | 'archive'
  | 'events'
  | 'schedule'
  | 'archive_lag_target'
  | 'normal_lag';

/** A view that cannot be read, by its full name, and what is lost without it. */
interface LostView {
  readonly view: string;
  readonly loss: ViewLoss | null;
}

/** Something worth knowing of a server or a picture, as an id that the language has a sentence for, with what fills it. */
export type Remark =
  | { readonly id: 'certificate_changed' }
  | (LostView & { readonly id: 'view_missing'; readonly number: number | null })
  | (LostView & { readonly id: 'view_unreadable'; readonly number: number | null })
  | (LostView & { readonly id: 'only_in_sys' })
  /** Columns of an internal table that this release does not have. */
  | (LostView & { readonly id: 'columns_missing'; readonly columns: readonly string[] })
  /** No target was read of some tenant: it has none, or the statement failed with it. */
  | { readonly id: 'lag_target_unknown'; readonly loss: 'archive_lag_target' | 'normal_lag' }
  /** A list has more rows than these of the view, and the others were not read. */
  | { readonly id: 'rows_left_out'; readonly view: string; readonly rows: number }
  /** The history was not read within these seconds: it is as it was before, if it was ever read, and tried again then. */
  | {
      readonly id: 'history_not_read';
      readonly seconds: number;
      /** The server's number; null where it said nothing. */
      readonly number: number | null;
      readonly again: Instant;
    }
  /** A part of a picture that could not be read. */
  | { readonly id: 'not_read'; readonly reason: FailureReason };
