import { describe, expect, it } from 'vitest';
import { marksOf } from '../../source/settings/marks.ts';

describe('marksOf', () => {
  it.each([
    ['a UTF-8 locale', { LANG: 'zh_CN.UTF-8' }],
    ['its other spellings', { LANG: 'C.utf8' }],
    ['a locale with a modifier', { LANG: 'de_DE.UTF-8@euro' }],
    ['the charset alone, as macOS sends it through ssh', { LC_CTYPE: 'UTF-8' }],
    ['LC_ALL before LANG', { LC_ALL: 'en_US.UTF-8', LANG: 'C' }],
    ['LC_CTYPE before LANG', { LC_CTYPE: 'en_US.UTF-8', LANG: 'zh_CN.GBK' }],
    ['LANG where LC_ALL is empty', { LC_ALL: '', LANG: 'C.UTF-8' }],
    ['Windows, which has no locale variables', { OS: 'Windows_NT' }],
  ])('is Unicode for %s', (_name, env) => {
    expect(marksOf({ TERM: 'xterm-256color', ...env })).toBe('unicode');
  });

  it.each([
    ['the C locale', { LANG: 'C' }],
    ['POSIX', { LC_ALL: 'POSIX', LANG: 'en_US.UTF-8' }],
    ['a GBK locale', { LANG: 'zh_CN.GBK' }],
    ['GB18030', { LANG: 'zh_CN.GB18030' }],
    ['a locale without a charset', { LANG: 'zh_CN' }],
    ['no locale, as in cron, docker exec and a bare ssh', {}],
    ['an empty one', { LANG: '' }],
    ['a dumb terminal, whatever the locale', { TERM: 'dumb', LANG: 'C.UTF-8' }],
  ])('is ASCII for %s', (_name, env) => {
    expect(marksOf({ TERM: 'xterm-256color', ...env })).toBe('ascii');
  });
});
