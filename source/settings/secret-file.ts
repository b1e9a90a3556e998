import { sanitise } from '../text/sanitise.ts';

/** The part of node:fs/promises that is needed to read a small file. */
export type Files = {
  readonly open: (path: string) => Promise<{
    readonly stat: () => Promise<{ readonly mode: number; readonly isDirectory: () => boolean }>;
    readonly read: (
      buffer: Uint8Array,
      offset: number,
      length: number,
      position: null,
    ) => Promise<{ readonly bytesRead: number }>;
    readonly close: () => Promise<void>;
  }>;
};

type Text = { readonly text: string } | { readonly problem: string };

const readableByOthers = 0o044;
/** Far more than a password, or a chain of certificates. Guards against /dev/zero. */
const most = 1024 * 1024;

const isDirectoryReason = 'it is a directory: name a file in it';
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file: check the path',
  EACCES: 'this user may not read it: check its owner and rights',
  EISDIR: isDirectoryReason,
  ENOTDIR: 'a part of the path is not a directory: check the path',
};

const reasonFor = (error: unknown): string => {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
  return reasons[code] ?? `the system says ${code}`;
};

/** Reads until `until` (a byte) was seen, the end, or the limit. Not by size: it may be a pipe. */
const readBytes = async (
  file: Awaited<ReturnType<Files['open']>>,
  until: number | null,
): Promise<Uint8Array> => {
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
};

const readText = async (
  path: string,
  option: string,
  files: Files,
  { isSecret }: { isSecret: boolean },
): Promise<Text> => {
  const about = `File '${sanitise(path)}' of option --${option}`;
  let file: Awaited<ReturnType<Files['open']>> | undefined;
  try {
    file = await files.open(path);
    const stat = await file.stat();
    if (stat.isDirectory()) return { problem: `${about} cannot be read: ${isDirectoryReason}.` };
    if (isSecret && (stat.mode & readableByOthers) !== 0) {
      const octal = (stat.mode & 0o777).toString(8).padStart(3, '0');
      return {
        problem: `${about} can be read by other users (mode ${octal}): make it yours alone with chmod 600 '${sanitise(path)}'.`,
      };
    }
    const bytes = await readBytes(file, isSecret ? 0x0a : null);
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    if (error instanceof TypeError) return { problem: `${about} is not UTF-8 text: save it as UTF-8.` };
    return { problem: `${about} cannot be read: ${reasonFor(error)}.` };
  } finally {
    await file?.close().catch(() => {});
  }
};

/**
 * The first line of a file that only its owner may read. `problem` is one sentence: missing, a directory,
 * readable by others (judged on the opened file, so it cannot be exchanged in between), empty, no UTF-8.
 */
export const readSecretLine = async (path: string, option: string, files: Files): Promise<Text> => {
  const read = await readText(path, option, files, { isSecret: true });
  if ('problem' in read) return read;
  const line = /^[^\r\n]*/.exec(read.text)?.[0] ?? '';
  if (line !== '') return { text: line };
  return {
    problem: `The first line of file '${sanitise(path)}' of option --${option} is empty: write the password there.`,
  };
};

const certificate = '-----BEGIN CERTIFICATE-----';

/** The text of a PEM file with certificates, for `--ssl-ca`. `problem` is one sentence. */
export const readCertificates = async (path: string, files: Files): Promise<Text> => {
  const read = await readText(path, 'ssl-ca', files, { isSecret: false });
  if ('problem' in read || read.text.includes(certificate)) return read;
  return {
    problem: `File '${sanitise(path)}' of option --ssl-ca holds no certificate: it has to be a PEM file with '${certificate}'.`,
  };
};
