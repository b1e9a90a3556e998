import type { Socket } from 'node:net';
import { Session } from '../session.ts';
import { mysqlErrors, oracleErrors, SqlError } from '../sql/errors.ts';
import type { SqlValue } from '../sql/functions.ts';
import { done, type Reply } from '../sql/result.ts';
import { execute, parameterCount } from '../sql/statements.ts';
import { admit, type ServerContext } from './admission.ts';
import { binaryRow } from './binary.ts';
import { greeting, type Login, newScramble, readLogin, switchRequest, usesNativePassword } from './login.ts';
import { OpenCursors } from './open-cursors.ts';
import {
  eofPacket,
  errorPacket,
  okPacket,
  PacketReader,
  PacketWriter,
  textRow,
  writeResult,
} from './packets.ts';
import { PreparedStatements } from './prepared.ts';
import { type CommandName, command, serverStatus } from './protocol.ts';

/** max_allowed_packet, in bytes. */
const packetLimit = 16 * 1024 * 1024;

/** Sequence number of the first packet of an answer: a command is packet 0. */
const answer = 1;

/** One client's connection: greeting, login, then commands in turn. */
export class Connection {
  readonly id: number;
  readonly #socket: Socket;
  readonly #server: ServerContext;
  readonly #reader = new PacketReader(packetLimit);
  readonly #scramble = newScramble();
  readonly prepared = new PreparedStatements();
  readonly cursors = new OpenCursors();
  #login: Login | null = null;
  #work: Promise<void>;
  #interrupt: () => void = () => undefined;
  /** After a packet that was too large nothing that follows can be read. */
  #isOver = false;
  #killed = false;
  session: Session | null = null;

  constructor(id: number, socket: Socket, server: ServerContext) {
    this.id = id;
    this.#socket = socket;
    this.#server = server;
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#interrupt());
    socket.on('data', chunk => this.#receive(chunk));
    this.#work = server.faults
      .thawed()
      .then(() => this.#send(0, [greeting(id, this.#scramble, server.capabilities)]));
  }

  /** Ends the connection at once. */
  destroy(): void {
    this.#socket.destroy();
  }

  /** Ends the statement that is waiting, with 1317. */
  interrupt(): void {
    this.#killed = true;
    this.#interrupt();
  }

  #receive(chunk: Buffer): void {
    if (this.#isOver) return;
    try {
      for (const { sequence, payload } of this.#reader.push(chunk)) {
        // One after the other: a client may send its next command before the last is answered.
        this.#work = this.#work.then(() => this.#handle(sequence, payload)).catch(() => this.destroy());
      }
    } catch {
      this.#isOver = true;
      this.#send(answer, [errorPacket(1153, '08S01', "Got a packet bigger than 'max_allowed_packet' bytes")]);
      this.#socket.end();
    }
  }

  #send(sequence: number, payloads: readonly Buffer[]): void {
    const writer = new PacketWriter(sequence & 0xff);
    for (const payload of payloads) writer.add(payload);
    if (this.#socket.writable) this.#socket.write(writer.bytes());
  }

  #fail(sequence: number, error: SqlError): void {
    this.#send(sequence, [errorPacket(error.errno, error.state, error.message)]);
  }

  async #handle(sequence: number, payload: Buffer): Promise<void> {
    if (this.#socket.destroyed) return;
    if (this.session === null) return this.#authenticate(sequence + 1, payload);
    const handler = handlerByCode.get(payload[0] ?? -1);
    if (handler === undefined) return this.#fail(answer, new SqlError(1047, '08S01', 'Unknown command'));
    try {
      await handler.call(this, this.session, payload.subarray(1));
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      this.#fail(answer, error);
    }
  }

  async #authenticate(sequence: number, payload: Buffer): Promise<void> {
    await this.#server.faults.thawed();
    const first = this.#login === null;
    this.#login ??= readLogin(payload, this.#server.capabilities);
    if (first && !usesNativePassword(this.#login))
      return this.#send(sequence, [switchRequest(this.#scramble)]);
    const login = first ? this.#login : { ...this.#login, token: payload };
    try {
      this.session = admit(this.id, login, this.#scramble, this.#server);
      const { autocommit, oracleMode } = serverStatus;
      const oracle = this.session.mode === 'oracle';
      this.#send(sequence, [okPacket(oracle ? autocommit | oracleMode : autocommit)]);
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      this.#fail(sequence, error);
      this.#socket.end();
    }
  }

  /** Runs a statement, after the faults that were injected. */
  async run(session: Session, sql: string, parameters: readonly SqlValue[] | null): Promise<Reply> {
    const { onStatement, faults } = this.#server;
    if (parameters !== null) onStatement(`${session.account.user}@${session.tenant.name}`, sql);
    session.statement = sql;
    this.#killed = false;
    const ended = new Promise<void>(resolve => {
      this.#interrupt = resolve;
    });
    try {
      const timeLimit = session.timeLimit(sql);
      const outcome = await faults.apply({ sql, tenantId: session.tenant.id, timeLimit, ended });
      if (this.#killed || this.#socket.destroyed) throw inMode(session, mysqlErrors.interrupted(), 5065);
      if (outcome === 'time out') throw inMode(session, mysqlErrors.timeout(String(timeLimit)), 4012);
      return execute(session, sql, parameters);
    } finally {
      session.statement = null;
    }
  }

  async query(session: Session, sql: string): Promise<void> {
    this.#reply(await this.run(session, sql, []), textRow);
  }

  #reply(reply: Reply, encode: Parameters<typeof writeResult>[3]): void {
    if (reply.kind === 'ok') {
      this.#send(answer, [okPacket(serverStatus.autocommit, reply.affectedRows)]);
      return;
    }
    this.#write(writer => writeResult(writer, reply.fields, reply.rows, encode));
  }

  /** COM_STMT_PREPARE: the statement's id, its parameters and the columns it will give. */
  async prepare(session: Session, sql: string): Promise<void> {
    const parameters = parameterCount(session, sql);
    const reads = /^[\s(]*(?:\/\*[\s\S]*?\*\/\s*)*(select|with|show|desc)\b/i.test(sql);
    const reply: Reply = reads ? await this.run(session, sql, null) : done;
    this.#send(answer, this.prepared.add(sql, parameters, reply.kind === 'rows' ? reply.fields : []));
  }

  /** COM_STMT_EXECUTE, answered with binary rows. */
  async executePrepared(session: Session, payload: Buffer): Promise<void> {
    const { id, sql, values, wantsCursor } = this.prepared.bound(payload);
    const reply = await this.run(session, sql, values);
    if (!wantsCursor || reply.kind === 'ok') return this.#reply(reply, binaryRow);
    return this.#write(writer => this.cursors.open(id, reply, writer));
  }

  /** COM_STMT_FETCH: the next rows of a statement that was executed with a cursor. */
  fetch(session: Session, payload: Buffer): void {
    this.#write(writer => this.cursors.fetch(payload, session.mode, writer));
  }

  #write(fill: (writer: PacketWriter) => void): void {
    const writer = new PacketWriter(answer);
    fill(writer);
    if (this.#socket.writable) this.#socket.write(writer.bytes());
  }

  ok(): void {
    this.#send(answer, [okPacket()]);
  }

  eof(): void {
    this.#send(answer, [eofPacket()]);
  }

  end(): void {
    this.#socket.end();
  }

  /** COM_RESET_CONNECTION: the session as after login. */
  reset(session: Session): void {
    this.prepared.clear();
    this.cursors.clear();
    this.session = new Session(this.id, session.account, session.tenant, session.cluster);
    this.ok();
  }

  /** COM_STATISTICS: a line of text. */
  statistics(): void {
    this.#send(answer, [Buffer.from('Uptime: 1  Threads: 1')]);
  }
}

/** An error of MySQL mode in the wording of the session's mode; `internal` is the kernel's own code. */
function inMode(session: Session, error: SqlError, internal: number): SqlError {
  return session.mode === 'oracle' ? oracleErrors.internal(String(-internal), error.message) : error;
}

type Handler = (this: Connection, session: Session, payload: Buffer) => void | Promise<void>;

/** What each command does. COM_STMT_CLOSE and COM_STMT_SEND_LONG_DATA are the ones without an answer. */
const handlers: Readonly<Record<CommandName, Handler>> = {
  COM_QUIT() {
    this.end();
  },
  COM_INIT_DB(session, payload) {
    session.use(payload.toString('utf8'));
    this.ok();
  },
  async COM_QUERY(session, payload) {
    await this.query(session, payload.toString('utf8'));
  },
  COM_FIELD_LIST() {
    this.eof();
  },
  COM_STATISTICS() {
    this.statistics();
  },
  COM_PING() {
    this.ok();
  },
  async COM_STMT_PREPARE(session, payload) {
    await this.prepare(session, payload.toString('utf8'));
  },
  async COM_STMT_EXECUTE(session, payload) {
    await this.executePrepared(session, payload);
  },
  COM_STMT_SEND_LONG_DATA(_, payload) {
    this.prepared.longData(payload);
  },
  COM_STMT_CLOSE(_, payload) {
    this.prepared.close(payload);
    this.cursors.close(payload.readUInt32LE(0));
  },
  COM_STMT_RESET(_, payload) {
    this.cursors.close(payload.readUInt32LE(0));
    this.ok();
  },
  COM_STMT_FETCH(session, payload) {
    this.fetch(session, payload);
  },
  COM_SET_OPTION() {
    this.eof();
  },
  COM_RESET_CONNECTION(session) {
    this.reset(session);
  },
};

const handlerByCode: ReadonlyMap<number, Handler> = new Map(
  (Object.keys(handlers) as CommandName[]).map(name => [command[name], handlers[name]]),
);
