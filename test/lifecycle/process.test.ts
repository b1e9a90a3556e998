import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('programs/write-until-ended.ts', import.meta.url));

/** Starts the writer; `ended` gives its exit code and standard error. Its first line has been read. */
const start = async (...words: string[]) => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', data => {
    said += data;
  });
  const ended = once(child, 'close').then(([code]) => ({ code, said }));
  await Promise.race([once(child.stdout, 'data'), ended]);
  return { child, ended };
};

describe('a process that is watched', () => {
  it('ends quietly with 0 when the reader of its output goes away', async () => {
    const { child, ended } = await start();
    child.stdout.destroy();
    expect(await ended).toEqual({ code: 0, said: '' });
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('ends on %s with %i and says nothing', async (signal, code) => {
    const { child, ended } = await start();
    child.kill(signal);
    expect(await ended).toEqual({ code, said: '' });
  });

  it('ends with 1 and the reason for a rejection nobody handled', async () => {
    const { ended } = await start('throw');
    expect(await ended).toEqual({
      code: 1,
      said: '{"id":"internal","message":"a fault for the test","variable":"OB_BACKUP_TOP_DEBUG"}\n',
    });
  });
});
