import { describe, expect, it } from 'vitest';
import { charsetOf } from '../../source/settings/charset.ts';

describe('the charset of the locale', () => {
  it.each([
    [{ LANG: 'zh_CN.GBK' }, 'gbk'],
    [{ LANG: 'zh_CN.GB18030' }, 'gbk'],
    [{ LANG: 'zh_CN.gb2312' }, 'gbk'],
    [{ LANG: 'zh_CN' }, 'gbk'],
    [{ LC_ALL: 'zh_CN.GBK', LANG: 'en_US.UTF-8' }, 'gbk'],
    [{ LC_CTYPE: 'en_US.UTF-8', LANG: 'zh_CN.GBK' }, 'utf-8'],
    [{ LANG: 'zh_CN.UTF-8' }, 'utf-8'],
    [{ LANG: 'zh_TW' }, 'utf-8'],
    [{ LANG: 'C' }, 'utf-8'],
    [{}, 'utf-8'],
  ])('%j is %s', (env, charset) => {
    expect(charsetOf(env)).toBe(charset);
  });
});
