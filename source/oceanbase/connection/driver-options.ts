import type { ConnectionOptions, SslOptions } from 'mysql2';
import { refusedPlugins } from './authentication.ts';
import type { ConnectionObserver } from './connection-observer.ts';
import { type TlsSettings, verifies } from './tls.ts';

/** Where to log in, and as whom. */
export interface ConnectSettings {
  readonly host: string;
  readonly port: number;
  readonly socket: string | null;
  /** As it is sent: user@tenant or user@tenant#cluster. */
  readonly user: string;
  readonly password: string;
  readonly ssl: TlsSettings;
  /** How long to wait for the greeting and the login; 10 s. */
  readonly connectTimeoutMillis?: number;
  /** How long to wait for an answer; 15 s, longer than the server's own limit, so that it can say 4012 itself. */
  readonly answerTimeoutMillis?: number;
  /** Receives logins and statements. */
  readonly observer?: ConnectionObserver | null;
}

const connectTimeoutMillis = 10_000;

/** Every value as the text the server sent: what it means is decided in one place, by the column's name. */
export function textOf(field: { string(encoding: string): string | null }): string | null {
  return field.string('utf8');
}

/** What mysql2 is given for one connection; `ssl`: null for none. */
export function driverOptions(settings: ConnectSettings, ssl: SslOptions | null): ConnectionOptions {
  const target =
    settings.socket === null ? { host: settings.host, port: settings.port } : { socketPath: settings.socket };
  return {
    ...target,
    user: settings.user,
    password: settings.password,
    ...(ssl === null ? {} : { ssl }),
    ...refusedPlugins(verifies(settings.ssl.mode)),
    charset: 'utf8mb4',
    connectTimeout: settings.connectTimeoutMillis ?? connectTimeoutMillis,
    enableKeepAlive: true,
    rowsAsArray: true,
    typeCast: textOf,
  };
}
