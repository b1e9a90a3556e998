import { type JobKey, jobKeyText } from '../backup/job.ts';
import type { Picture } from '../backup/picture.ts';
import type { BackupSource, JobsQuery } from '../backup/source.ts';

/** What a screen shows, and so what is read for it. */
export type View =
  | { readonly kind: 'tenants' }
  | { readonly kind: 'jobs'; readonly query: JobsQuery }
  | { readonly kind: 'task'; readonly key: JobKey };

/**
 * A text that names the view, under which its last picture is kept. The pages of history are not part of
 * it: the same list with one page more still shows what it has until the rest arrives.
 */
export function viewKey(view: View): string {
  if (view.kind === 'tenants') return 'tenants';
  if (view.kind === 'task') return `task ${jobKeyText(view.key)}`;
  const { scope } = view.query;
  return scope.kind === 'all' ? 'jobs all' : `jobs ${scope.tenantId ?? 'own'}`;
}

/** Reads what a view needs: one call of the source. Rejects with the source's SourceError. */
export function readView(source: BackupSource, view: View): Promise<Picture> {
  if (view.kind === 'tenants') return source.tenants();
  return view.kind === 'jobs' ? source.jobs(view.query) : source.task(view.key);
}
