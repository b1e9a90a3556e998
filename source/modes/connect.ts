import type { BackupSource } from '../backup/source.ts';
import { onEnd } from '../lifecycle/cleanups.ts';
import type { ConnectSettings } from '../oceanbase/connection/driver-options.ts';
import { readPassword, realEffects } from '../settings/password.ts';
import { filesWhenNamed, readCertificates, readClientCertificate } from '../settings/secret-file.ts';
import type { Settings } from '../settings/settings.ts';
import { UsageError } from '../settings/usage-error.ts';
import { inZone } from '../text/time.ts';
import type { Words } from '../text/words.ts';
import { InterruptedError } from './exit-status.ts';
import { logOf } from './log-of.ts';

/** Where to log in: the cluster the user named, or the demo's. Asks for the password where that was wished. */
export async function connectSettings(settings: Settings, words: Words): Promise<ConnectSettings> {
  const observer = await logOf(settings, words);
  if (settings.demo !== null) {
    const { startDemo, howToReach } = await import('./demo.ts');
    const simulator = await startDemo(settings);
    // Of --once nobody could reach it: the cluster ends with it.
    if (settings.mode === 'screens') process.stderr.write(howToReach(simulator, words.demo));
    const { host, port } = simulator;
    return {
      host,
      port,
      socket: null,
      user: 'root@sys',
      password: '',
      ssl: { mode: 'disabled', ca: null },
      observer,
    };
  }
  const { host, port, socket, user, ssl, timeoutSeconds } = settings.connect;
  const read = await readPassword(settings.connect.password, realEffects(words.passwordPrompt, onEnd));
  if ('problem' in read) throw new UsageError(read.problem);
  if ('interrupted' in read) throw new InterruptedError();
  const ca = ssl.ca === null ? null : await certificates(ssl.ca);
  const client = await readClientCertificate(ssl, filesWhenNamed);
  if (client !== null && 'problem' in client) throw new UsageError(client.problem);
  return {
    host,
    port,
    socket,
    user: user.raw,
    password: read.password,
    ssl: { mode: ssl.mode, ca, client },
    connectTimeoutMillis: timeoutSeconds * 1000,
    observer,
  };
}

async function certificates(path: string): Promise<string> {
  const read = await readCertificates(path, filesWhenNamed);
  if ('problem' in read) throw new UsageError(read.problem);
  return read.text;
}

/**
 * A source that reads the cluster and is closed when the program ends. It connects with its first question.
 * @param timeZone whose days group the outcomes
 */
export async function openSource(connect: ConnectSettings, timeZone: string): Promise<BackupSource> {
  const { liveSource } = await import('../oceanbase/live-source.ts');
  const source = liveSource(connect, inZone(timeZone).dayStart);
  onEnd('connection', () => source.close());
  return source;
}

/** The same, loaded with its first question: TLS and the reader take longer than the first frame. */
export function sourceWhenAsked(connect: ConnectSettings, timeZone: string): Required<BackupSource> {
  let opening: Promise<BackupSource> | null = null;
  let source: BackupSource | null = null;
  const opened = async () => {
    opening ??= openSource(connect, timeZone);
    source = await opening;
    return source;
  };
  return {
    identify: async () => (await opened()).identify(),
    read: async (view, early) => (await opened()).read(view, early),
    statement: view => source?.statement?.(view) ?? null,
    close: async () => (await opening)?.close(),
  };
}
