import { createHash, randomBytes } from 'node:crypto';
import { Cursor } from './cursor.ts';
import { int } from './packets.ts';

const plugin = 'mysql_native_password';

export const capability = {
  connectWithDatabase: 0x8,
  secureConnection: 0x8000,
  pluginAuth: 0x80000,
  lengthEncodedAuth: 0x200000,
  /** MySQL calls it CLIENT_QUERY_ATTRIBUTES; an Oracle tenant takes no client without it. */
  bit27: 0x08000000,
} as const;

/** What the observer offers, without compression and session tracking, which this server does not speak. */
export const offered = 0x9ff7ff & ~0x20 & ~0x800000;

/** 20 bytes for mysql_native_password; none is zero, for some clients read them as text. */
export function newScramble(): Buffer {
  return Buffer.from(randomBytes(20).map(byte => (byte % 127) + 1));
}

/** Protocol::HandshakeV10 with the version an observer tells. */
export function greeting(connectionId: number, scramble: Buffer, capabilities: number): Buffer {
  return Buffer.concat([
    int(10, 1),
    Buffer.from('5.7.25\0'),
    int(connectionId, 4),
    scramble.subarray(0, 8),
    int(0, 1),
    int(capabilities & 0xffff, 2),
    int(45, 1),
    int(2, 2),
    int(capabilities >>> 16, 2),
    int(21, 1),
    Buffer.alloc(10),
    scramble.subarray(8),
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

/** Whether the client must be asked to authenticate another way. */
export function speaksOurPlugin(login: Login): boolean {
  return login.plugin === plugin;
}

/** Protocol::AuthSwitchRequest to mysql_native_password. */
export function switchRequest(scramble: Buffer): Buffer {
  return Buffer.concat([int(0xfe, 1), Buffer.from(`${plugin}\0`), scramble, int(0, 1)]);
}

const sha1 = (...parts: Buffer[]): Buffer => {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** Checks SHA1(password) XOR SHA1(scramble + SHA1(SHA1(password))); no password wants no token. */
export function passwordMatches(password: string, token: Buffer, scramble: Buffer): boolean {
  if (password === '') return token.length === 0;
  if (token.length !== 20) return false;
  const stage1 = sha1(Buffer.from(password, 'utf8'));
  const mask = sha1(scramble, sha1(stage1));
  return token.every((byte, i) => byte === ((stage1[i] ?? 0) ^ (mask[i] ?? 0)));
}
