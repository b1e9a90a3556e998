import type { Connection } from 'mysql2';

/** What mysql2 has and does not declare. */
interface Internals {
  serverCapabilityFlags: number;
  /** The number that the next packet has to have. */
  sequenceId: number;
  /** What the next packet answers. */
  readonly _command?: Command;
  readonly config: { ssl?: unknown };
  /** Without a packet: begins a command. */
  handlePacket(packet?: Packet): void;
  /** Puts a TLS socket in place of `stream`. */
  startTLS(onSecure: (error?: Error) => void): void;
  stream: {
    encrypted?: boolean;
    _host?: string;
    readonly bytesRead: number;
    destroy(): void;
    on(event: 'data', listener: (data: Buffer) => void): void;
    once(event: 'data', listener: (data: Buffer) => void): void;
    getPeerCertificate?(): { readonly fingerprint256?: string };
  };
}

/** A packet with its header of four bytes. */
interface Packet {
  readonly sequenceId: number;
  /** Where in its buffer it begins and ends. */
  readonly start: number;
  readonly end: number;
  peekByte(): number;
}

/** What a statement under way has of its answer; nothing of a login. */
interface Command {
  /** Columns that its result was said to have. */
  readonly _fieldCount?: number | null;
  /** Results before this one. */
  readonly _resultIndex?: number;
  /** Of a login: what the server has greeted with. */
  readonly handshake?: { readonly capabilityFlags: number };
}

/** The connection as what it also is. */
export function internalsOf(connection: Connection): Internals {
  return connection as unknown as Internals;
}

/**
 * Calls `note` with the length of each piece that arrives, before TLS and within it. Not of whole packets: one may be
 * announced that never ends.
 */
export function countBytes(connection: Connection, note: (length: number) => void): void {
  const driver = internalsOf(connection);
  const listen = () => driver.stream.on('data', data => note(data.length));
  const { startTLS } = driver;
  driver.startTLS = function counted(onSecure) {
    startTLS.call(this, onSecure);
    listen();
  };
  listen();
}

/** CLIENT_SSL: capability bit 11. */
const tlsBit = 0x0800;

/**
 * Has the login go on without TLS where the server's greeting offers none; mysql2 would fail, and a second connection be
 * needed. To be called on a connection just made.
 */
export function offeredTlsOnly(connection: Connection): void {
  const { config, _command: login } = internalsOf(connection);
  const { ssl } = config;
  Object.defineProperty(config, 'ssl', {
    configurable: true,
    get() {
      const greeting = login?.handshake;
      if (greeting === undefined) return ssl;
      const value = (greeting.capabilityFlags & tlsBit) === 0 ? undefined : ssl;
      // The driver keeps settings longer than connections, so they must not reach the login.
      Object.defineProperty(config, 'ssl', { value });
      return value;
    },
  });
}

const greetingMarks = [10, 0xff];

/**
 * Breaks off where the first bytes cannot be a greeting or a refusal. The driver would take those of another service, as
 * `SSH-2.0`, for the length of a packet and wait for its end. To be called on a connection just made.
 */
export function refuseOtherServices(connection: Connection): void {
  internalsOf(connection).stream.once('data', ({ 3: number, 4: mark }) => {
    const isOther = (number ?? 0) !== 0 || (mark !== undefined && !greetingMarks.includes(mark));
    if (isOther) connection.emit('error', new Error('no greeting'));
  });
}

/**
 * Breaks off where something came with the greeting of a server that offers TLS: the driver would take it as part of the
 * login, and the beginning of a packet as that of the first one within TLS, whoever put it there. To be called on a
 * connection just made.
 */
export function refuseBytesBeforeTls(connection: Connection): void {
  const driver = internalsOf(connection);
  const { startTLS, handlePacket } = driver;
  let greeting = 0;
  driver.handlePacket = function measured(packet) {
    if (packet !== undefined) greeting ||= packet.end - packet.start;
    handlePacket.call(this, packet);
  };
  driver.startTLS = function checked(onSecure) {
    if (this.stream.bytesRead !== greeting) throw new Error('bytes before TLS');
    startTLS.call(this, onSecure);
  };
}

const errorMark = 0xff;

/** As many as a table of MySQL may have. */
const mostColumns = 4096;

/** A statement has one result. Each further one, and each column, costs the driver many times what it takes on the wire. */
function checkShape({ _fieldCount, _resultIndex = 0 }: Command): void {
  if ((_fieldCount ?? 0) > mostColumns) throw new Error('too many columns');
  if (_resultIndex > 0) throw new Error('more than one result');
}

/**
 * Makes every fault of a packet a failure of the connection. mysql2 catches what its reading of an answer throws; a
 * packet that nobody asked for, and that ends too early, would end the program. It only prints that packets are out of
 * their order, and takes them as an answer to what was asked; clients in C break off, and so does this. It prints a stack
 * trace for a length that cannot be, and then throws: that is left out. It takes any number of columns and results.
 */
export function guardPackets(connection: Connection): void {
  const driver = internalsOf(connection);
  const handle = driver.handlePacket;
  driver.handlePacket = function guarded(packet) {
    const { trace } = console;
    console.trace = () => undefined;
    try {
      if (packet !== undefined && this._command && packet.sequenceId !== this.sequenceId) {
        // The last word of a server that closes an idle connection may cross a statement, and is numbered 0.
        if (packet.peekByte() !== errorMark) throw new Error('packets out of order');
        this.sequenceId = packet.sequenceId;
      }
      const command = this._command;
      handle.call(this, packet);
      if (packet !== undefined && command) checkShape(command);
    } catch (error) {
      driver.stream.destroy();
      connection.emit('error', error);
    } finally {
      console.trace = trace;
    }
  };
}
