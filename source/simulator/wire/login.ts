import { createHash, randomBytes } from 'node:crypto';
import { Cursor } from './cursor.ts';
import { int } from './packets.ts';
import { capability, collation, reply, serverStatus } from './protocol.ts';

const plugin = 'mysql_native_password';

/** The capabilities of an observer, without compression and session tracking, which this server does not implement. */
export const offered = 0x9ff7ff & ~capability.compress & ~capability.sessionTrack;

const protocolVersion = 10;
const scrambleLength = 20;
/** The part of the scramble that the greeting sends first, as servers before 4.1 sent it whole. */
const firstPart = 8;

/** 20 random bytes for mysql_native_password; none is zero, because some clients read them as text. */
export function newScramble(): Buffer {
  return Buffer.from(randomBytes(scrambleLength).map(byte => (byte % 127) + 1));
}

/** Protocol::HandshakeV10 with the version that an observer announces. */
export function greeting(connectionId: number, scramble: Buffer, capabilities: number): Buffer {
  return Buffer.concat([
    int(protocolVersion, 1),
    Buffer.from('5.7.25\0'),
    int(connectionId, 4),
    scramble.subarray(0, firstPart),
    int(0, 1),
    int(capabilities & 0xffff, 2),
    int(collation.utf8mb4, 1),
    int(serverStatus.autocommit, 2),
    int(capabilities >>> 16, 2),
    int(scrambleLength + 1, 1),
    Buffer.alloc(10),
    scramble.subarray(firstPart),
    int(0, 1),
    Buffer.from(`${plugin}\0`),
  ]);
}

export interface Login {
  flags: number;
  user: string;
  token: Buffer;
  database: string | null;
  plugin: string;
}

/** Protocol::HandshakeResponse41 */
export function readLogin(payload: Buffer, capabilities: number): Login {
  const cursor = new Cursor(payload);
  const flags = cursor.int(4);
  const common = flags & capabilities;
  cursor.bytes(4 + 1 + 23);
  const user = cursor.zeroText();
  const token =
    common & capability.lengthEncodedAuth
      ? cursor.lengthBytes()
      : common & capability.secureConnection
        ? cursor.bytes(cursor.int(1))
        : Buffer.from(cursor.zeroText(), 'latin1');
  const database = common & capability.connectWithDatabase && cursor.left > 0 ? cursor.zeroText() : '';
  const named = common & capability.pluginAuth && cursor.left > 0 ? cursor.zeroText() : plugin;
  return { flags, user, token, database: database === '' ? null : database, plugin: named };
}

/** False where the client must be asked to switch its authentication. */
export function usesNativePassword(login: Login): boolean {
  return login.plugin === plugin;
}

/** Protocol::AuthSwitchRequest to mysql_native_password. */
export function switchRequest(scramble: Buffer): Buffer {
  return Buffer.concat([int(reply.authSwitch, 1), Buffer.from(`${plugin}\0`), scramble, int(0, 1)]);
}

function sha1(...parts: Buffer[]): Buffer {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** Checks SHA1(password) XOR SHA1(scramble + SHA1(SHA1(password))); an account without a password takes no token. */
export function passwordMatches(password: string, token: Buffer, scramble: Buffer): boolean {
  if (password === '') return token.length === 0;
  if (token.length !== scrambleLength) return false;
  const stage1 = sha1(Buffer.from(password, 'utf8'));
  const mask = sha1(scramble, sha1(stage1));
  return token.every((byte, i) => byte === ((stage1[i] ?? 0) ^ (mask[i] ?? 0)));
}
