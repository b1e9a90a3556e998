import type { Server } from '../../backup/server.ts';
import type { ServerLink } from '../connection/link.ts';
import type { ReadableSession } from '../views/view.ts';

/** A connection made ready: which tenant it is in, and what the views there have. */
export interface Session extends ReadableSession {
  readonly link: ServerLink;
  readonly server: Server;
}
