import { createDecipheriv } from 'node:crypto';

/**
 * The text of a `.mylogin.cnf`, which mysql_config_editor writes: four bytes without a meaning, 20 bytes that the key is
 * made of, then lines, each its length (little-endian) and the line, AES-128 in ECB mode. It hides, and protects nothing.
 * Null for what is no such file.
 */
export function decryptLoginFile(bytes: Uint8Array): string | null {
  const file = Buffer.from(bytes);
  const [lead, keyLength, lengthBytes] = [4, 20, 4];
  if (file.length < lead + keyLength) return null;
  const key = Buffer.alloc(16);
  for (const [at, byte] of file.subarray(lead, lead + keyLength).entries()) {
    key[at % 16] = (key[at % 16] ?? 0) ^ byte;
  }
  let text = '';
  for (let at = lead + keyLength; at < file.length; ) {
    if (at + lengthBytes > file.length) return null;
    const start = at + lengthBytes;
    const end = start + file.readUInt32LE(at);
    if (end > file.length) return null;
    try {
      const decipher = createDecipheriv('aes-128-ecb', key, null);
      text += Buffer.concat([decipher.update(file.subarray(start, end)), decipher.final()]).toString('utf8');
    } catch {
      return null;
    }
    at = end;
  }
  return text;
}
