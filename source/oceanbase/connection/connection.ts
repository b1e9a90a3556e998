import type { Connection, SslOptions } from 'mysql2';
import { guardGreeting } from './authentication.ts';
import type { EndedLogin } from './connection-observer.ts';
import {
  countBytes,
  guardPackets,
  internalsOf,
  offeredTlsOnly,
  refuseBytesBeforeTls,
  refuseOtherServices,
} from './driver-internals.ts';
import { type ConnectSettings, driverOptions } from './driver-options.ts';
import { type ConnectionLabel, toSourceError } from './errors.ts';
import type { KnownPeer } from './known-peer.ts';
import { dropConnection, OpenLink, type ServerLink, tooMuch, typeNames } from './link.ts';
import { errorMark, ObservedLink } from './observed-link.ts';
import { answerTimeoutMillis } from './time-limits.ts';
import { tlsOptions, verifies } from './tls.ts';

/** CLIENT_QUERY_ATTRIBUTES: capability bit 27. */
const queryAttributesBit = 0x08000000;

/**
 * mysql2 compiles code for each new set of columns and keeps it, 15,000 of them by default: hundreds of
 * megabytes, for a server that has damaged columns in each answer. The program's own statements are a few dozen.
 */
const mostParsers = 100;

/** Far more than a greeting and the answers to a login. */
const mostLoginBytes = 1_000_000;

/** Opens one connection and logs in; `signal` breaks it off. */
async function open(
  settings: ConnectSettings,
  ssl: SslOptions | null,
  mayGoWithout: boolean,
  signal: AbortSignal,
): Promise<Connection> {
  // mysql2 takes a while to load; the first frame is on the screen before.
  const mysql = await import('mysql2');
  mysql.setMaxParserCache(mostParsers);
  signal.throwIfAborted();
  const connection = mysql.createConnection(driverOptions(settings, ssl));
  if (!verifies(settings.ssl.mode)) guardGreeting(connection);
  if (mayGoWithout) offeredTlsOnly(connection);
  // For an address mysql2 names no host to TLS, and the certificate would be held against 'localhost'.
  if (settings.socket === null) internalsOf(connection).stream._host = settings.host;
  refuseBytesBeforeTls(connection);
  guardPackets(connection);
  refuseOtherServices(connection);
  // What comes after the first failure is of no interest, and must not end the program.
  connection.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    const breakOff = () => {
      dropConnection(connection);
      reject(signal.reason);
    };
    signal.addEventListener('abort', breakOff, { once: true });
    let isLoggingIn = true;
    let bytes = 0;
    const settled = () => {
      isLoggingIn = false;
      signal.removeEventListener('abort', breakOff);
    };
    countBytes(connection, length => {
      bytes += length;
      if (isLoggingIn && bytes > mostLoginBytes) connection.emit('error', tooMuch(bytes));
    });
    connection.once('error', error => {
      settled();
      dropConnection(connection);
      reject(error);
    });
    // A moment later: the same bytes may hold a packet that ends the connection.
    connection.once('connect', () =>
      setImmediate(() => {
        settled();
        resolve(connection);
      }),
    );
  });
}

/** With TLS where the server offers it, and without only where that is allowed. */
async function openWithOrWithoutTls(
  settings: ConnectSettings,
  peer: KnownPeer,
  signal: AbortSignal,
): Promise<Connection> {
  const { mode } = settings.ssl;
  const ssl = await tlsOptions(settings.ssl, settings.socket !== null);
  // Somebody between this program and the server could take TLS away: what was encrypted once stays so.
  const mayGoWithout = mode === 'preferred' && !peer.hadTls;
  try {
    return await open(settings, ssl, mayGoWithout, signal);
  } catch (error) {
    const hasNone = (error as { code?: string }).code === 'HANDSHAKE_NO_SSL_SUPPORT';
    if (mode !== 'preferred' || !hasNone) throw error;
    throw Object.assign(new Error('TLS withdrawn'), { code: 'TLS_WITHDRAWN' });
  }
}

/**
 * Logs in.
 * @param peer what earlier connections of this program showed of the server
 * @param signal breaks it off
 * @throws SourceError cannot_connect or login_refused, with a sentence
 */
export async function connect(
  settings: ConnectSettings,
  label: ConnectionLabel,
  peer: KnownPeer,
  signal: AbortSignal,
): Promise<ServerLink> {
  const start = performance.now();
  const { observer = null } = settings;
  const note = (tls: boolean | null, error: EndedLogin['error']) =>
    observer?.login({ milliseconds: performance.now() - start, tls, error });
  try {
    const types = await typeNames();
    const connection = await openWithOrWithoutTls(settings, peer, signal);
    // An Oracle tenant lets in only clients with bit 27 set in the handshake (kernel: obmp_connect.cpp). mysql2
    // sets it, and would frame queries with attributes if the server offered them; no OceanBase reads those.
    internalsOf(connection).serverCapabilityFlags &= ~queryAttributesBit;
    const timeout = settings.answerTimeoutMillis ?? answerTimeoutMillis;
    const link = new OpenLink(connection, timeout, types);
    peer.note(link.fingerprint);
    note(link.tls, null);
    return observer === null ? link : new ObservedLink(link, observer);
  } catch (error) {
    note(null, errorMark(error));
    throw toSourceError(error, label, 'connecting');
  }
}
