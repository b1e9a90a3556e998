// The reader under test, connected to a stage.
import { onTestFinished } from 'vitest';
import type { BackupSource } from '../../source/backup/source.ts';
import type { Scope } from '../../source/backup/view.ts';
import type { ConnectSettings } from '../../source/oceanbase/connection/driver-options.ts';
import { liveSource } from '../../source/oceanbase/live-source.ts';
import type { Account, Stage } from './servers/stage.ts';

/** A source as the program makes it; whoever opens it closes it. Plain unless the test says otherwise. */
export function openSource(
  stage: Pick<Stage, 'connection'>,
  as: Account = 'root',
  given: Partial<ConnectSettings> = {},
): BackupSource {
  const { host, port, user, password } = stage.connection(as);
  return liveSource({
    host,
    port,
    socket: null,
    user,
    password,
    ssl: { mode: 'preferred', ca: null },
    ...given,
  });
}

/** The same, closed when the test ends. */
export function sourceOn(...where: Parameters<typeof openSource>): BackupSource {
  const source = openSource(...where);
  onTestFinished(() => source.close());
  return source;
}

export const all: Scope = { kind: 'all' };
export const ofTenant = (tenantId: number | null): Scope => ({
  kind: 'tenant',
  tenantId: tenantId === null ? null : BigInt(tenantId),
});
