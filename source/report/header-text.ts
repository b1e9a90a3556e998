import type { Instant } from '../backup/row.ts';
import type { Server } from '../backup/server.ts';
import type { Theme } from '../presentation/theme.ts';
import { addressText } from '../text/address.ts';

/** Who is connected to what, whether encrypted, which release, and the server's clock. */
export function headerFacts(server: Server, readAt: Instant, theme: Theme): readonly string[] {
  const { screens: words } = theme.words;
  const where = server.port === 0 ? server.host : addressText(server.host, server.port);
  const tls = server.tls ? words.tls : words.noTls;
  const clock = `${theme.zone.full(readAt)} ${theme.zone.offset(readAt)}`;
  return [server.user, where, server.versionText, tls, clock];
}

/** The same in a line. */
export function headerText(server: Server, readAt: Instant, theme: Theme): string {
  return headerFacts(server, readAt, theme).join(' · ');
}
