import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type PasswordEffects, readPassword } from '../../source/settings/password.ts';
import type { Terminal } from '../../source/settings/prompt.ts';
import { type Files, readCertificates } from '../../source/settings/secret-file.ts';

interface FakeFile {
  content?: string | Uint8Array;
  mode?: number;
  isDirectory?: boolean;
  chunk?: number;
}

/** A file system with one file, which may come in pieces like a pipe. */
const filesWith = (file: FakeFile | { code: string }) => {
  const close = vi.fn(async () => {});
  const files: Files = {
    open: async () => {
      if ('code' in file) throw Object.assign(new Error(file.code), { code: file.code });
      const { content = '', mode = 0o100600, isDirectory = false, chunk = 4096 } = file;
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      let at = 0;
      return {
        stat: async () => ({ mode, isDirectory: () => isDirectory }),
        read: async (buffer, offset, length) => {
          const piece = bytes.subarray(at, at + Math.min(length, chunk));
          buffer.set(piece, offset);
          at += piece.length;
          return { bytesRead: piece.length };
        },
        close,
      };
    },
  };
  return { files, close };
};

/** A terminal with no device behind it, which tells what was set and written. */
const fakeTerminal = () => {
  const rawModes: boolean[] = [];
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (on: boolean) => {
      rawModes.push(on);
      return input;
    },
  });
  const output = new PassThrough();
  const close = vi.fn();
  const terminal: Terminal = { input, output, close };
  return { terminal, input, rawModes, close, written: () => String(output.read() ?? '') };
};

const effects = (some: Partial<PasswordEffects>): PasswordEffects => ({
  env: {},
  prompt: 'Enter password: ',
  files: filesWith({ code: 'ENOENT' }).files,
  openTerminal: () => null,
  onEnd: () => () => {},
  ...some,
});

const passwordFile = { path: '/etc/ob pw', option: 'password-file' };

const fromFile = (file: FakeFile | { code: string }) =>
  readPassword({ from: 'file', path: '/etc/ob pw' }, effects({ files: filesWith(file).files }));

describe('a password file', () => {
  it.each([
    ['secret\n', 'secret'],
    ['secret\r\nsecond line\n', 'secret'],
    ['secret', 'secret'],
    [' with spaces \n', ' with spaces '],
    ['\uFEFF密码\n', '密码'],
  ])('gives the first line of %j', async (content, password) => {
    expect(await fromFile({ content })).toEqual({ password });
  });

  it('may be a pipe that gives one byte at a time', async () => {
    expect(await fromFile({ content: 'päss\nrest', chunk: 1 })).toEqual({ password: 'päss' });
  });

  it.each([
    [0o100644, '644'],
    [0o100640, '640'],
    [0o100604, '604'],
    [0o100040, '040'],
  ])('of mode %o is refused, with what to do', async (mode, octal) => {
    expect(await fromFile({ content: 'secret', mode })).toEqual({
      problem: { id: 'file_open_to_others', ...passwordFile, mode: octal },
    });
  });

  it.each<[string, FakeFile | { code: string }, object]>([
    ['is missing', { code: 'ENOENT' }, { id: 'file_missing' }],
    ['is not ours', { code: 'EACCES' }, { id: 'file_not_permitted' }],
    ['is a directory', { isDirectory: true }, { id: 'file_is_directory' }],
    ['is below what is no directory', { code: 'ENOTDIR' }, { id: 'file_path_wrong' }],
    ['fails in a rare way', { code: 'ELOOP' }, { id: 'file_unreadable', code: 'ELOOP' }],
    ['is not UTF-8', { content: new Uint8Array([0xff, 0xfe, 0x0a]) }, { id: 'file_not_utf8' }],
  ])('that %s is refused with the reason', async (_name, file, reason) => {
    expect(await fromFile(file)).toEqual({ problem: { ...reason, ...passwordFile } });
  });

  it.each(['', '\n', '\r\nsecret'])('whose first line is empty is refused: %j', async content => {
    expect(await fromFile({ content })).toEqual({
      problem: { id: 'file_without_password', ...passwordFile },
    });
  });

  it('is closed again, also when it is refused', async () => {
    for (const file of [{ content: 'x' }, { content: 'x', mode: 0o644 }, { isDirectory: true }]) {
      const { files, close } = filesWith(file);
      await readPassword({ from: 'file', path: 'f' }, effects({ files }));
      expect(close).toHaveBeenCalledOnce();
    }
  });

  it('without an end is not read forever', async () => {
    const { files } = filesWith({ content: 'x'.repeat(3 * 1024 * 1024) });
    const read = await readPassword({ from: 'file', path: '/dev/zero' }, effects({ files }));
    expect('password' in read && read.password.length).toBe(1024 * 1024);
  });
});

describe('OB_PASSWORD, MYSQL_PWD, or no source of a password', () => {
  it('give the password of the variable, or the empty one', async () => {
    const env = { OB_PASSWORD: 'a', MYSQL_PWD: 'b' };
    expect(await readPassword({ from: 'environment', variable: 'MYSQL_PWD' }, effects({ env }))).toEqual({
      password: 'b',
    });
    expect(await readPassword({ from: 'none' }, effects({ env }))).toEqual({ password: '' });
  });
});

describe('the password prompt', () => {
  const ask = (onEnd: PasswordEffects['onEnd'] = () => () => {}) => {
    const fake = fakeTerminal();
    const answer = readPassword({ from: 'prompt' }, effects({ openTerminal: () => fake.terminal, onEnd }));
    return { ...fake, answer };
  };

  it.each([
    ['secret\r', 'secret'],
    ['\r', ''],
    ['密码ä🎉\r', '密码ä🎉'],
    ['wrong\u0015right\r', 'right'],
    ['secrex\u007Ft\r', 'secret'],
    ['pasted\nand more\n', 'pasted'],
    ['tab\tspace \r', 'tab\tspace '],
  ])('takes the line of the keys %j', async (keys, password) => {
    const { input, answer, written } = ask();
    input.write(keys);
    expect(await answer).toEqual({ password });
    expect(written()).toBe('Enter password: \n');
  });

  it('edits on a dumb terminal too, where readline would not', async () => {
    vi.stubEnv('TERM', 'dumb');
    const { input, answer } = ask();
    input.write('secrex\u007Ft\r');
    expect(await answer).toEqual({ password: 'secret' });
    expect(process.env.TERM).toBe('dumb');
    vi.unstubAllEnvs();
  });

  it('takes a character whose bytes come apart', async () => {
    const { input, answer } = ask();
    const [first, ...rest] = new TextEncoder().encode('密');
    input.write(new Uint8Array([first!]));
    input.write(new Uint8Array(rest));
    input.write('\r');
    expect(await answer).toEqual({ password: '密' });
  });

  it('takes what was typed key by key, and shows none of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom('a', 'Z', '9', ' ', '%', 'é', '密') }),
        async typed => {
          const { input, answer, written } = ask();
          for (const key of typed) input.write(key);
          input.write('\r');
          expect(await answer).toEqual({ password: typed });
          expect(written()).toBe('Enter password: \n');
        },
      ),
      { numRuns: 30 },
    );
  });

  it.each([
    ['Enter', 'x\r'],
    ['Ctrl-C', 'x\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('gives the terminal back in its old mode after %s', async (_name, keys) => {
    const { input, answer, rawModes, close } = ask();
    input.write(keys);
    await answer;
    expect([rawModes[0], rawModes.at(-1)]).toEqual([true, false]);
    expect(close).toHaveBeenCalledOnce();
  });

  it('is interrupted by Ctrl-C', async () => {
    const { input, answer } = ask();
    input.write('secr\u0003');
    expect(await answer).toEqual({ interrupted: true });
  });

  it('ends without a password for Ctrl-D and for a terminal that goes away', async () => {
    const keyed = ask();
    keyed.input.write('\u0004');
    expect(await keyed.answer).toEqual({ problem: { id: 'no_password_entered' } });
    const gone = ask();
    gone.input.end();
    expect(await gone.answer).toEqual({ problem: { id: 'no_password_entered' } });
    const broken = ask();
    broken.input.destroy(new Error('EIO'));
    expect(await broken.answer).toEqual({ problem: { id: 'no_password_entered' } });
  });

  it('restores the terminal when the process ends meanwhile', async () => {
    const registered = Promise.withResolvers<() => unknown>();
    const unregister = vi.fn();
    const { answer, rawModes } = ask((_name, undo) => {
      registered.resolve(undo);
      return unregister;
    });
    const undo = await registered.promise;
    undo();
    await answer;
    expect(rawModes.at(-1)).toBe(false);
    expect(unregister).toHaveBeenCalled();
  });

  it('is refused where there is no terminal', async () => {
    expect(await readPassword({ from: 'prompt' }, effects({}))).toEqual({
      problem: { id: 'no_terminal_to_ask' },
    });
  });
});

describe('a file of --ssl-ca', () => {
  const pem = '-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n';

  it('may be read by all', async () => {
    const { files } = filesWith({ content: pem, mode: 0o100644, chunk: 7 });
    expect(await readCertificates('ca.pem', files)).toEqual({ text: pem });
  });

  it('is refused when it is missing or holds no certificate', async () => {
    expect(await readCertificates('ca.pem', filesWith({ content: 'hello' }).files)).toEqual({
      problem: {
        id: 'file_without_certificate',
        path: 'ca.pem',
        option: 'ssl-ca',
        marker: '-----BEGIN CERTIFICATE-----',
      },
    });
    expect(await readCertificates('ca.pem', filesWith({ code: 'ENOENT' }).files)).toEqual({
      problem: { id: 'file_missing', path: 'ca.pem', option: 'ssl-ca' },
    });
  });
});
