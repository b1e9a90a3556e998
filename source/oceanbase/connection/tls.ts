import type { SslOptions } from 'mysql2';
import { SourceError } from '../../backup/source.ts';
import { openSslReason } from '../../text/open-ssl.ts';
import { sanitise } from '../../text/sanitise.ts';

/** How TLS is used, with the meanings of the mysql client. */
export type SslMode = 'disabled' | 'preferred' | 'required' | 'verify_ca' | 'verify_identity';

/** How TLS is used, and what with; each text is PEM. */
export interface TlsSettings {
  readonly mode: SslMode;
  /** Certificates to verify the server against; null for those of the runtime. */
  readonly ca: string | null;
  /** Who the client is, for users that must show a certificate. */
  readonly client?: { readonly cert: string; readonly key: string } | null;
}

const sslOptions: Readonly<Record<SslMode, SslOptions | null>> = {
  disabled: null,
  preferred: { rejectUnauthorized: false },
  required: { rejectUnauthorized: false },
  verify_ca: { rejectUnauthorized: true },
  verify_identity: { rejectUnauthorized: true, verifyIdentity: true },
};

/** Whether a connection in this mode comes about only with a certificate that was verified. */
export function verifies(mode: SslMode): boolean {
  return sslOptions[mode]?.rejectUnauthorized === true;
}

/**
 * The options of TLS for mysql2; null for none. Over a socket file TLS is used only where it was demanded.
 * @throws SourceError cannot_connect where the CA certificates cannot be read
 */
export async function tlsOptions(
  { mode, ca, client }: TlsSettings,
  overSocketFile: boolean,
): Promise<SslOptions | null> {
  const ofMode = sslOptions[mode];
  if (ofMode === null || (overSocketFile && mode === 'preferred')) return null;
  const chosen = { ...ofMode, ...client };
  if (ca === null || !verifies(mode)) return chosen;
  const { createSecureContext } = await import('node:tls');
  try {
    // mysql2 would fail inside an event handler, where the error cannot be caught.
    createSecureContext({ ca });
  } catch (error) {
    const detail = sanitise(openSslReason(error instanceof Error ? error.message : String(error)));
    throw new SourceError('cannot_connect', { id: 'certificates_unreadable', detail });
  }
  return { ...chosen, ca };
}
