import type { Connection } from 'mysql2';

/** What mysql2 has and does not declare. */
interface Internals {
  serverCapabilityFlags: number;
  readonly stream: {
    encrypted?: boolean;
    _host?: string;
    destroy(): void;
    on(event: 'data', listener: (data: Buffer) => void): void;
    getPeerCertificate?(): { readonly fingerprint256?: string };
  };
}

/** The connection as what it also is. */
export function internalsOf(connection: Connection): Internals {
  return connection as unknown as Internals;
}
