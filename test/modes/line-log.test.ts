import { execFileSync } from 'node:child_process';
import { constants } from 'node:fs';
import { mkdtemp, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type LogFiles, openLineLog } from '../../source/modes/line-log.ts';
import { digestOf } from '../../source/modes/program-log.ts';

const folder = async () => {
  const path = await mkdtemp(join(tmpdir(), 'line-log-'));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
};
const lostLine = (count: number) => `lost ${count}`;
const onDisk: LogFiles = { open, rename };
const room = { bytes: 1_000_000, waiting: 1000 };

describe('a log of lines', () => {
  it('appends, in a file of its owner alone', async () => {
    const path = join(await folder(), 'log');
    for (const line of ['one', 'two']) {
      const log = await openLineLog(path, onDisk, lostLine);
      log.write(line);
      expect(await log.close()).toBeNull();
    }
    expect(await readFile(path, 'utf8')).toBe('one\ntwo\n');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('keeps within twice its size: the file before stays as FILE.1', async () => {
    const path = join(await folder(), 'log');
    const log = await openLineLog(path, onDisk, lostLine, { bytes: 100, waiting: 1000 });
    for (let at = 0; at < 100; at += 1) {
      const line = `line ${String(at).padStart(4, '0')}`;
      log.write(line);
      // What waits is written at once: the next one comes when this one is in the file.
      if (at % 10 === 9) {
        const isWritten = async () => (await readFile(path, 'utf8').catch(() => '')).endsWith(`${line}\n`);
        while (!(await isWritten())) await new Promise(resolve => setImmediate(resolve));
      }
    }
    expect(await log.close()).toBeNull();
    const [before, now] = await Promise.all([`${path}.1`, path].map(name => readFile(name, 'utf8')));
    expect(now).toMatch(/line 0099\n$/);
    expect(before?.length).toBeLessThan(1200);
    expect(now?.length).toBeLessThan(1200);
  });

  it('loses lines of a full disk, says how many, and resumes when there is room', async () => {
    let isFull = true;
    let refused = 0;
    const path = join(await folder(), 'log');
    const files: LogFiles = {
      rename,
      open: async (...how) => {
        const file = await open(...how);
        const write = async (bytes: Uint8Array, at: number) => {
          if (!isFull) return file.write(bytes, at);
          // Of the first line some bytes still fit.
          if (at === 0) return file.write(bytes, 0, 2);
          refused += 1;
          throw Object.assign(new Error('full'), { code: 'ENOSPC' });
        };
        return { write, stat: () => file.stat(), close: () => file.close() } as never;
      },
    };
    const log = await openLineLog(path, files, lostLine);
    log.write('first');
    await vi.waitUntil(() => refused === 1);
    log.write('second');
    await vi.waitUntil(() => refused === 2);
    isFull = false;
    log.write('third');
    expect(await log.close()).toEqual({ lost: 2, code: 'ENOSPC' });
    const lines = (await readFile(path, 'utf8')).split('\n');
    expect(lines.slice(-3)).toEqual(['lost 2', 'third', '']);
  });

  it('keeps no more lines in memory than it may', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const written: string[] = [];
    const slow: LogFiles = {
      rename,
      open: async () =>
        ({
          write: async (bytes: Uint8Array) => {
            await promise;
            written.push(Buffer.from(bytes).toString());
            return { bytesWritten: bytes.length };
          },
          stat: async () => ({ isFile: () => false, size: 0 }),
          close: async () => {},
        }) as never,
    };
    const log = await openLineLog('any', slow, lostLine, { ...room, waiting: 3 });
    for (let at = 0; at < 10; at += 1) log.write(String(at));
    resolve();
    expect(await log.close()).toEqual({ lost: 6, code: 'EBUSY' });
    expect(written.join('')).toBe('0\nlost 6\n1\n2\n3\n');
  });

  it('is not opened where its folder is missing', async () => {
    const path = join(await folder(), 'missing', 'log');
    await expect(openLineLog(path, onDisk, lostLine)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('the digest of a statement', () => {
  const where = (values: string) =>
    digestOf(`SELECT /*+ QUERY_TIMEOUT(10) */ a1 FROM t WHERE b IN (${values})`);

  it('is the same whatever its values and however many', () => {
    expect(where('1')).toMatch(/^[0-9a-f]{16}$/);
    expect(where("22, 'x''y'")).toBe(where('1'));
  });

  it('is another for another statement', () => {
    expect(digestOf('SELECT a1 FROM t')).not.toBe(digestOf('SELECT a2 FROM t'));
  });

  it.skipIf(process.platform === 'win32')('never waits for a pipe that nobody reads', async () => {
    const path = join(await folder(), 'pipe');
    execFileSync('mkfifo', [path]);
    await expect(openLineLog(path, onDisk, lostLine)).rejects.toMatchObject({ code: 'ENXIO' });

    const reader = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    onTestFinished(() => reader.close());
    const log = await openLineLog(path, onDisk, lostLine);
    // A pipe of Linux takes 64 KB.
    for (let at = 0; at < 10; at += 1) log.write('x'.repeat(100_000));
    expect(await log.close()).toEqual({ lost: 10, code: 'EAGAIN' });
  });
});
