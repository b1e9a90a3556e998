import type { Remark } from '../backup/remark.ts';
import type { Server } from '../backup/server.ts';
import { addressText } from '../text/address.ts';
import type { ConnectSettings } from './connection/driver-options.ts';
import { KnownPeer } from './connection/known-peer.ts';
import { openSession } from './session/open-session.ts';
import { everyView } from './views/registry.ts';
import { viewName } from './views/view.ts';

/** A view of the server, and what of it this login can read. */
export interface FoundView {
  /** Its full name: oceanbase.CDB_OB_BACKUP_JOBS. */
  readonly name: string;
  /** Its columns in their order; null where it cannot be read. */
  readonly columns: readonly string[] | null;
  /** What is missing, and what is lost for it. */
  readonly remark: Remark | null;
}

/**
 * Logs in, asks for the columns of every view that the program reads, and goes.
 * @throws SourceError where there is no cluster, or nothing that could be shown
 */
export async function foundViews(
  settings: ConnectSettings,
): Promise<{ readonly server: Server; readonly views: readonly FoundView[] }> {
  const where = settings.socket ?? addressText(settings.host, settings.port);
  const end = new AbortController();
  const session = await openSession(settings, { user: settings.user, where }, new KnownPeer(), end.signal);
  try {
    const views: FoundView[] = [];
    for (const view of everyView) {
      const remark = await session.reach(view);
      const columns = session.shapes.get(view)?.columns.map(({ name }) => name) ?? null;
      views.push({ name: viewName(view, session.family), columns, remark });
    }
    return { server: session.server, views };
  } finally {
    await session.link.close();
  }
}
