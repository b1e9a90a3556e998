// Which marks the built program draws with, by the environment it is started in.
import { describe, expect, it } from 'vitest';
import { run } from './run.ts';

/** What is drawn without ASCII, except the one name in Chinese. */
async function marksDrawn(
  env: Readonly<Record<string, string | undefined>>,
  charset = 'utf-8',
): Promise<string[]> {
  // In English: the words are not what is looked at.
  const { code, stdout } = await run(
    ['--demo', '--once', '--lang', 'en'],
    { LANG: undefined, ...env },
    'pipe',
    charset,
  );
  expect(code).toBe(0);
  expect(stdout).toContain('商城_shop');
  return stdout.replaceAll('商城', '').match(/[^\n\x20-\x7E]/g) ?? [];
}

describe('the marks that are drawn', () => {
  it('are Unicode in a UTF-8 locale', async () => {
    expect(await marksDrawn({ LANG: 'zh_CN.UTF-8' })).toEqual(expect.arrayContaining(['·', '–', '━']));
  });

  it.each([
    ['LANG=C', { LANG: 'C' }],
    ['LC_ALL=POSIX', { LC_ALL: 'POSIX', LANG: 'C.UTF-8' }],
    ['a GBK locale', { LANG: 'zh_CN.GBK' }, 'gbk'],
    ['no locale', {}],
    ['TERM=dumb', { TERM: 'dumb', LANG: 'C.UTF-8' }],
  ])('are ASCII with %s, and names stay as they are', async (_name, env, charset?: string) => {
    expect(await marksDrawn(env, charset)).toEqual([]);
  });
});
