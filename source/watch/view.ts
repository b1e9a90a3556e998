import type { EventsPicture } from '../backup/event.ts';
import { type JobKey, jobKeyText } from '../backup/job.ts';
import type { LogStreamsPicture } from '../backup/log-stream.ts';
import type { Picture } from '../backup/picture.ts';
import type { BackupSource, JobsQuery, Scope } from '../backup/source.ts';

/** What a screen shows, and so what is read for it. */
export type View =
  | { readonly kind: 'tenants' }
  | { readonly kind: 'jobs'; readonly query: JobsQuery }
  | { readonly kind: 'task'; readonly key: JobKey }
  | { readonly kind: 'log_streams'; readonly key: JobKey }
  | { readonly kind: 'events'; readonly scope: Scope };

/** What one read of a view has brought. */
export type Answer =
  | { readonly kind: 'picture'; readonly picture: Picture }
  | { readonly kind: 'log_streams'; readonly picture: LogStreamsPicture }
  | { readonly kind: 'events'; readonly picture: EventsPicture };

/**
 * A text that names the view, under which its last picture is kept. The pages of history are not part of
 * it: the same list with one page more still shows what it has until the rest arrives.
 */
export function viewKey(view: View): string {
  switch (view.kind) {
    case 'tenants':
      return 'tenants';
    case 'jobs':
      return `jobs ${scopeKey(view.query.scope)}`;
    case 'task':
      return `task ${jobKeyText(view.key)}`;
    case 'log_streams':
      return `log streams ${jobKeyText(view.key)}`;
    case 'events':
      return `events ${scopeKey(view.scope)}`;
  }
}

function scopeKey(scope: Scope): string {
  return scope.kind === 'all' ? 'all' : String(scope.tenantId ?? 'own');
}

/** Reads what a view needs: one call of the source. Rejects with the source's SourceError. */
export async function readView(source: BackupSource, view: View): Promise<Answer> {
  switch (view.kind) {
    case 'tenants':
      return { kind: 'picture', picture: await source.tenants() };
    case 'jobs':
      return { kind: 'picture', picture: await source.jobs(view.query) };
    case 'task':
      return { kind: 'picture', picture: await source.task(view.key) };
    case 'log_streams':
      return { kind: 'log_streams', picture: await source.logStreams(view.key) };
    case 'events':
      return { kind: 'events', picture: await source.events(view.scope) };
  }
}
