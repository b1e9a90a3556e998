import type { Socket } from 'node:net';
import { type Account, findAccount, type Home } from '../accounts.ts';
import type { Faults } from '../faults.ts';
import { Session, type Surroundings } from '../session.ts';
import { mysqlErrors, oracleErrors, SqlError } from '../sql/errors.ts';
import type { SqlValue } from '../sql/functions.ts';
import { field, type Reply } from '../sql/result.ts';
import { execute, parameterCount } from '../sql/statements.ts';
import { binaryRow, readParameters } from './binary.ts';
import { Cursor } from './cursor.ts';
import {
  capability,
  greeting,
  type Login,
  newScramble,
  passwordMatches,
  readLogin,
  speaksOurPlugin,
  switchRequest,
} from './login.ts';
import {
  autocommit,
  columnPacket,
  eofPacket,
  errorPacket,
  int,
  okPacket,
  oracleMode,
  PacketReader,
  PacketWriter,
  textRow,
  writeResult,
} from './packets.ts';

/** What a connection needs of the server. */
export interface Hosting {
  accounts: readonly Account[];
  homes: readonly Home[];
  faults: Faults;
  surroundings: Surroundings;
  capabilities: number;
  /** Told of every statement a client sends. */
  heard(user: string, sql: string): void;
}

interface Prepared {
  sql: string;
  parameters: number;
  types: (readonly [number, number])[];
  long: Map<number, Buffer>;
}

/** The most bytes one packet may have: max_allowed_packet. */
const packetLimit = 16 * 1024 * 1024;
/** Prepared statements a session may hold at once. */
const preparedLimit = 10_000;

/** One client's connection: greeting, login, then one command after the other. */
export class Connection {
  readonly id: number;
  readonly #socket: Socket;
  readonly #hosting: Hosting;
  readonly #reader = new PacketReader(packetLimit);
  readonly #scramble = newScramble();
  readonly #prepared = new Map<number, Prepared>();
  #nextStatement = 1;
  #login: Login | null = null;
  #work: Promise<void>;
  #interrupt: () => void = () => undefined;
  #killed = false;
  session: Session | null = null;

  constructor(id: number, socket: Socket, hosting: Hosting) {
    this.id = id;
    this.#socket = socket;
    this.#hosting = hosting;
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#interrupt());
    socket.on('data', chunk => this.#receive(chunk));
    this.#work = hosting.faults
      .thawed()
      .then(() => this.#send(0, [greeting(id, this.#scramble, hosting.capabilities)]));
  }

  /** Ends the connection at once. */
  destroy(): void {
    this.#socket.destroy();
  }

  /** Ends the statement that waits, with 1317. */
  interrupt(): void {
    this.#killed = true;
    this.#interrupt();
  }

  #receive(chunk: Buffer): void {
    try {
      for (const { sequence, payload } of this.#reader.push(chunk)) {
        // One after the other: a client may send its next command before the last is answered.
        this.#work = this.#work.then(() => this.#handle(sequence, payload)).catch(() => this.destroy());
      }
    } catch {
      this.#send(1, [errorPacket(1153, '08S01', "Got a packet bigger than 'max_allowed_packet' bytes")]);
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
    const command = commands[payload[0] ?? -1];
    if (command === undefined) return this.#fail(1, new SqlError(1047, '08S01', 'Unknown command'));
    try {
      await command.call(this, this.session, payload.subarray(1));
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      this.#fail(1, error);
    }
  }

  async #authenticate(sequence: number, payload: Buffer): Promise<void> {
    await this.#hosting.faults.thawed();
    const first = this.#login === null;
    this.#login ??= readLogin(payload, this.#hosting.capabilities);
    if (first && !speaksOurPlugin(this.#login)) return this.#send(sequence, [switchRequest(this.#scramble)]);
    const login = first ? this.#login : { ...this.#login, token: payload };
    try {
      this.session = this.#admit(login);
      const oracle = this.session.mode === 'oracle';
      this.#send(sequence, [okPacket(oracle ? autocommit | oracleMode : autocommit)]);
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      this.#fail(sequence, error);
      this.#socket.end();
    }
  }

  /** Lets a client in, or throws what the observer says: 1045, 1235, 1049, 1044. */
  #admit(login: Login): Session {
    const { accounts, homes, surroundings } = this.#hosting;
    const meta = homes.find(home => home.kind === 'META' && login.user.endsWith(`@${home.name}`));
    if (meta !== undefined) throw mysqlErrors.unsupported('Login to a META tenant is');
    const found = findAccount(accounts, homes, login.user);
    if (found === undefined || !passwordMatches(found.account.password, login.token, this.#scramble)) {
      const used = login.token.length > 0 ? 'YES' : 'NO';
      throw new SqlError(
        1045,
        '28000',
        `Access denied for user '${login.user}'@'xxx.xxx.xxx.xxx' (using password: ${used})`,
      );
    }
    if (found.home.mode === 'ORACLE' && (login.flags & capability.bit27) === 0) {
      throw new SqlError(1235, '0A000', 'Oracle tenant for current client driver is not supported');
    }
    const session = new Session(this.id, found.account, found.home, surroundings);
    if (login.database !== null && session.mode === 'mysql') session.use(login.database);
    return session;
  }

  /** Runs a statement, with whatever goes wrong on purpose. */
  async run(session: Session, sql: string, parameters: readonly SqlValue[] | null): Promise<Reply> {
    const { heard, faults } = this.#hosting;
    if (parameters !== null) heard(`${session.account.user}@${session.home.name}`, sql);
    session.statement = sql;
    this.#killed = false;
    const ended = new Promise<void>(resolve => {
      this.#interrupt = resolve;
    });
    try {
      const timeLimit = session.timeLimit(sql);
      const met = await faults.meet({ sql, tenantId: session.home.id, timeLimit, ended });
      if (this.#killed) throw inMode(session, mysqlErrors.interrupted(), 5065);
      if (met === 'out of time') throw inMode(session, mysqlErrors.timeout(String(timeLimit)), 4012);
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
      this.#send(1, [okPacket(autocommit, reply.affectedRows)]);
      return;
    }
    const writer = new PacketWriter(1);
    writeResult(writer, reply.fields, reply.rows, encode);
    if (this.#socket.writable) this.#socket.write(writer.bytes());
  }

  /** COM_STMT_PREPARE: the statement's id, its parameters and the columns it will give. */
  async prepare(session: Session, sql: string): Promise<void> {
    const parameters = parameterCount(session, sql);
    const reads = /^[\s(]*(?:\/\*[\s\S]*?\*\/\s*)*(select|with|show|desc)\b/i.test(sql);
    const reply: Reply = reads ? await this.run(session, sql, null) : { kind: 'ok', affectedRows: 0 };
    if (this.#prepared.size >= preparedLimit) {
      throw new SqlError(
        1461,
        '42000',
        `Can't create more than max_prepared_stmt_count statements (current value: ${preparedLimit})`,
      );
    }
    const id = this.#nextStatement++;
    this.#prepared.set(id, { sql, parameters, types: [], long: new Map() });
    const fields = reply.kind === 'rows' ? reply.fields : [];
    const head = Buffer.concat([
      int(0, 1),
      int(id, 4),
      int(fields.length, 2),
      int(parameters, 2),
      int(0, 1),
      int(0, 2),
    ]);
    const parameter = columnPacket(field('?', 'varchar(4096)'));
    this.#send(1, [
      head,
      ...(parameters > 0 ? [...Array.from({ length: parameters }, () => parameter), eofPacket()] : []),
      ...(fields.length > 0 ? [...fields.map(columnPacket), eofPacket()] : []),
    ]);
  }

  /** COM_STMT_EXECUTE, answered with binary rows. */
  async executePrepared(session: Session, payload: Buffer): Promise<void> {
    const cursor = new Cursor(payload);
    const id = cursor.int(4);
    cursor.bytes(5);
    const statement = this.#prepared.get(id);
    if (statement === undefined) throw mysqlErrors.unknownStatement(String(id));
    const { values, types } = readParameters(cursor, statement.parameters, statement.types, statement.long);
    statement.types = types;
    statement.long.clear();
    this.#reply(await this.run(session, statement.sql, values), binaryRow);
  }

  longData(payload: Buffer): void {
    const cursor = new Cursor(payload);
    const statement = this.#prepared.get(cursor.int(4));
    const parameter = cursor.int(2);
    const known = statement?.long.get(parameter) ?? Buffer.alloc(0);
    if (known.length < packetLimit) statement?.long.set(parameter, Buffer.concat([known, cursor.rest()]));
  }

  closePrepared(payload: Buffer): void {
    this.#prepared.delete(new Cursor(payload).int(4));
  }

  ok(): void {
    this.#send(1, [okPacket()]);
  }

  eof(): void {
    this.#send(1, [eofPacket()]);
  }

  end(): void {
    this.#socket.end();
  }

  /** COM_RESET_CONNECTION: the session as after login. */
  reset(session: Session): void {
    this.#prepared.clear();
    this.session = new Session(this.id, session.account, session.home, session.surroundings);
    this.ok();
  }

  /** COM_STATISTICS: a line of text. */
  statistics(): void {
    this.#send(1, [Buffer.from('Uptime: 1  Threads: 1')]);
  }
}

/** An error of MySQL mode as the session's mode tells it; `internal` is the kernel's own code. */
function inMode(session: Session, error: SqlError, internal: number): SqlError {
  return session.mode === 'oracle' ? oracleErrors.internal(String(-internal), error.message) : error;
}

type Command = (this: Connection, session: Session, payload: Buffer) => void | Promise<void>;

/** Commands of the protocol by their number; those that answer nothing are CLOSE and LONG_DATA. */
const commands: Readonly<Record<number, Command>> = {
  1() {
    this.end();
  },
  2(session, payload) {
    session.use(payload.toString('utf8'));
    this.ok();
  },
  async 3(session, payload) {
    await this.query(session, payload.toString('utf8'));
  },
  4() {
    this.eof();
  },
  9() {
    this.statistics();
  },
  async 14() {
    this.ok();
  },
  async 22(session, payload) {
    await this.prepare(session, payload.toString('utf8'));
  },
  async 23(session, payload) {
    await this.executePrepared(session, payload);
  },
  24(_, payload) {
    this.longData(payload);
  },
  25(_, payload) {
    this.closePrepared(payload);
  },
  26() {
    this.ok();
  },
  27() {
    this.eof();
  },
  31(session) {
    this.reset(session);
  },
};
