import { openSslReason } from '../text/open-ssl.ts';
import type { FlagName } from './flags.ts';
import type { UsageReason } from './usage-error.ts';

/** A small file that is open. */
interface OpenFile {
  stat(): Promise<{ readonly mode: number; isDirectory(): boolean }>;
  read(
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: null,
  ): Promise<{ readonly bytesRead: number }>;
  close(): Promise<void>;
}

/** The part of node:fs/promises that is needed to read a small file. */
export interface Files {
  open(path: string): Promise<OpenFile>;
}

/** The real ones; what opens them is loaded with the first, as few starts name one. */
export const filesWhenNamed: Files = {
  open: async path => (await import('node:fs/promises')).open(path),
};

/** The file a user named, and the option that named it. */
interface NamedFile {
  readonly path: string;
  readonly option: FlagName;
}

type FileText = { readonly text: string } | { readonly problem: UsageReason };

const readableByOthers = 0o044;
/** Far more than a password, or a chain of certificates. Guards against /dev/zero. */
const most = 1024 * 1024;
const lineEnd = 0x0a;

const reasonsByCode = {
  ENOENT: 'file_missing',
  EACCES: 'file_not_permitted',
  EISDIR: 'file_is_directory',
  ENOTDIR: 'file_path_wrong',
} as const;

/** Why a file that an option names cannot be read, by the system's code. */
export function unreadableFile(path: string, option: FlagName, code: string): UsageReason {
  const file = { path, option };
  const id = reasonsByCode[code as keyof typeof reasonsByCode];
  return id === undefined ? { id: 'file_unreadable', ...file, code } : { id, ...file };
}

function failureOf(error: unknown, file: NamedFile): UsageReason {
  // Of decoding: the file system throws errors with a code.
  if (error instanceof TypeError) return { id: 'file_not_utf8', ...file };
  const { code = 'UNKNOWN' } = error as NodeJS.ErrnoException;
  return unreadableFile(file.path, file.option, code);
}

/** Reads until `until` (a byte) was seen, the end, or the limit. Not by size: it may be a pipe. */
async function readBytes(file: OpenFile, until: number | null): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for (let total = 0; total < most; ) {
    const chunk = new Uint8Array(4096);
    const { bytesRead } = await file.read(chunk, 0, chunk.length, null);
    if (bytesRead === 0) break;
    const got = chunk.subarray(0, bytesRead);
    chunks.push(got);
    total += bytesRead;
    if (until !== null && got.includes(until)) break;
  }
  return Buffer.concat(chunks);
}

async function readText(named: NamedFile, files: Files, isSecret: boolean): Promise<FileText> {
  let file: OpenFile | undefined;
  try {
    file = await files.open(named.path);
    const stat = await file.stat();
    if (stat.isDirectory()) return { problem: { id: 'file_is_directory', ...named } };
    if (isSecret && (stat.mode & readableByOthers) !== 0) {
      const mode = (stat.mode & 0o777).toString(8).padStart(3, '0');
      return { problem: { id: 'file_open_to_others', ...named, mode } };
    }
    const bytes = await readBytes(file, isSecret ? lineEnd : null);
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    return { problem: failureOf(error, named) };
  } finally {
    await file?.close().catch(() => {});
  }
}

/**
 * The first line of a file that only its owner may read. `problem`: missing, a directory, readable by others
 * (judged on the opened file, so it cannot be exchanged in between), empty, no UTF-8.
 */
export async function readSecretLine(path: string, option: FlagName, files: Files): Promise<FileText> {
  const read = await readText({ path, option }, files, true);
  if ('problem' in read) return read;
  const line = /^[^\r\n]*/.exec(read.text)?.[0] ?? '';
  return line === '' ? { problem: { id: 'file_without_password', path, option } } : { text: line };
}

const marker = '-----BEGIN CERTIFICATE-----';

/** A client certificate and its key, each a PEM text. */
export interface ClientCertificate {
  readonly cert: string;
  readonly key: string;
}

/**
 * The files of `--ssl-cert` and `--ssl-key`; null where neither is given. `problem`: one without the other, files that
 * cannot be read, a key with a passphrase, a key of another certificate.
 */
export async function readClientCertificate(
  { cert, key }: { readonly cert: string | null; readonly key: string | null },
  files: Files,
): Promise<ClientCertificate | { readonly problem: UsageReason } | null> {
  if (cert === null && key === null) return null;
  if (cert === null) return { problem: { id: 'ssl_cert_and_key', given: 'ssl-key', missing: 'ssl-cert' } };
  if (key === null) return { problem: { id: 'ssl_cert_and_key', given: 'ssl-cert', missing: 'ssl-key' } };
  const readCert = await readText({ path: cert, option: 'ssl-cert' }, files, false);
  if ('problem' in readCert) return readCert;
  const readKey = await readText({ path: key, option: 'ssl-key' }, files, false);
  if ('problem' in readKey) return readKey;
  const pair = { cert: readCert.text, key: readKey.text };
  try {
    // Loaded here alone: it takes a while. The driver would fail inside an event handler, where the error cannot be caught.
    const { createSecureContext } = await import('node:tls');
    createSecureContext(pair);
  } catch (error) {
    const detail = openSslReason(error instanceof Error ? error.message : String(error));
    return { problem: { id: 'ssl_key_unusable', cert, key, detail } };
  }
  return pair;
}

/** The text of a PEM file with certificates, for `--ssl-ca`. */
export async function readCertificates(path: string, files: Files): Promise<FileText> {
  const file = { path, option: 'ssl-ca' } as const;
  const read = await readText(file, files, false);
  if ('problem' in read || read.text.includes(marker)) return read;
  return { problem: { id: 'file_without_certificate', ...file, marker } };
}
