// A hand-written server on loopback that asks for the password in ways that OceanBase never does, and keeps what it got.
import { readFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';

const file = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

/** Two certificates for localhost, each signed by itself. */
export const certificates = {
  first: { key: file('first-key.pem'), cert: file('first-cert.pem') },
  second: { key: file('second-key.pem'), cert: file('second-cert.pem') },
} as const;

export interface Behaviour {
  /** The plugin that the greeting names. */
  readonly greets: string;
  /** The plugin it asks for after the login packet; null: the login is accepted. */
  readonly switchesTo: string | null;
  /** The certificate it offers TLS with; null: no TLS. */
  readonly tls: keyof typeof certificates | null;
  /** The client must show this certificate; without it nothing is asked for. */
  readonly wants?: keyof typeof certificates;
  /** What it sends after a statement; OK packets where it is not given. Packets are numbered from 1. */
  readonly answer?: (sql: string) => Iterable<Uint8Array>;
  /** Bytes that it sends with its greeting, outside of TLS. */
  readonly withGreeting?: Uint8Array;
  /** Bytes that it sends in place of its greeting, of its answer to the login, or of that to each statement. */
  readonly instead?: Readonly<Partial<Record<'greeting' | 'login' | 'statement', Uint8Array>>>;
}

export interface Rogue {
  readonly port: number;
  /** What it does with the next connection. */
  behaviour: Behaviour;
  /** Payloads of the packets received on each connection, a request for TLS left out. */
  readonly received: Buffer[][];
}

const capabilities = 0x81bfffff;
const offersTls = 0x800;

function greeting({ greets, tls }: Behaviour): Buffer {
  const flags = tls === null ? capabilities & ~offersTls : capabilities;
  const lengths = Buffer.alloc(4);
  lengths.writeUInt32LE(flags >>> 0);
  return Buffer.concat([
    Buffer.from([10]),
    Buffer.from('5.7.25\0'),
    Buffer.from([1, 0, 0, 0]),
    Buffer.from('01234567\0'),
    lengths.subarray(0, 2),
    Buffer.from([45, 2, 0]),
    lengths.subarray(2),
    Buffer.from([21]),
    Buffer.alloc(10),
    Buffer.from('890123456789\0'),
    Buffer.from(`${greets}\0`),
  ]);
}

/** A packet with its header. */
export function packet(sequence: number, payload: Uint8Array): Buffer {
  const { length } = payload;
  return Buffer.concat([Buffer.from([length & 0xff, length >> 8, 0, sequence]), payload]);
}

function send(socket: Socket, sequence: number, payload: Uint8Array): void {
  socket.write(packet(sequence, payload));
}

/** An OK packet. */
export const accepted = Buffer.from([0, 0, 0, 2, 0, 0, 0]);
const fullAuthentication = Buffer.from([1, 4]);

function serve(raw: Socket, behaviour: Behaviour, got: Buffer[]): void {
  let socket = raw;
  const answerStatement = (sql: string) => {
    let number = 0;
    for (const payload of behaviour.answer?.(sql) ?? [accepted]) {
      number = (number + 1) & 0xff;
      send(socket, number, payload);
      if (socket.destroyed) return;
    }
  };
  const answer = (sequence: number) => {
    const step = got.length;
    const last = got.at(-1);
    const { login, statement } = behaviour.instead ?? {};
    const bytes = step === 1 ? login : statement;
    if (bytes !== undefined) return socket.write(bytes);
    if (step > 1 && last?.[0] === 3 && behaviour.switchesTo === null) {
      return answerStatement(last.subarray(1).toString());
    }
    if (step === 1 && behaviour.switchesTo !== null) {
      const name = Buffer.from(`${behaviour.switchesTo}\0`);
      return send(
        socket,
        sequence,
        Buffer.concat([Buffer.from([0xfe]), name, Buffer.from(`${'x'.repeat(20)}\0`)]),
      );
    }
    // The hash of the password is no use to it: it asks for the password.
    if (step === 2 && behaviour.switchesTo === 'caching_sha2_password')
      return send(socket, sequence, fullAuthentication);
    return send(socket, sequence, accepted);
  };
  const listen = () => {
    let rest = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', piece => {
      rest = Buffer.concat([rest, piece]);
      while (rest.length >= 4 && rest.length >= 4 + rest.readUIntLE(0, 3)) {
        const payload = rest.subarray(4, 4 + rest.readUIntLE(0, 3));
        const sequence = (rest[3] ?? 0) + 1;
        rest = rest.subarray(4 + payload.length);
        if (payload.length === 32 && socket === raw && behaviour.tls !== null) return upgrade(rest);
        got.push(payload);
        answer(sequence);
      }
    });
  };
  const upgrade = (early: Buffer) => {
    raw.removeAllListeners('data');
    raw.pause();
    // The client does not wait for an answer: its first TLS record may be here already.
    if (early.length > 0) raw.unshift(early);
    const { tls, wants } = behaviour;
    const demand =
      wants === undefined
        ? {}
        : { requestCert: true, rejectUnauthorized: true, ca: certificates[wants].cert };
    socket = new TLSSocket(raw, { isServer: true, ...certificates[tls ?? 'first'], ...demand });
    listen();
  };
  listen();
  const { instead, withGreeting = Buffer.alloc(0) } = behaviour;
  socket.write(Buffer.concat([instead?.greeting ?? packet(0, greeting(behaviour)), withGreeting]));
}

/** Starts it on a free port; it ends with the test. */
export async function startRogue(behaviour: Behaviour): Promise<Rogue> {
  const rogue = { port: 0, behaviour, received: [] as Buffer[][] };
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    const got: Buffer[] = [];
    rogue.received.push(got);
    serve(socket, rogue.behaviour, got);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  rogue.port = (server.address() as { port: number }).port;
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return rogue;
}
