import { describe, expect, it } from 'vitest';
import { languageOf } from '../../source/settings/language.ts';

describe('the language', () => {
  it.each([
    [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
    [{ LANG: 'zh_CN.GBK' }, 'zh'],
    [{ LANG: 'zh_TW.UTF-8' }, 'zh'],
    [{ LANG: 'zh_SG.UTF-8' }, 'zh'],
    [{ LANG: 'zh_SG' }, 'zh'],
    [{ LANG: 'zh_HK.utf8' }, 'zh'],
    [{ LANG: 'zh' }, 'zh'],
    // Big5 to the C library.
    [{ LANG: 'zh_TW' }, 'en'],
    [{ LANG: 'zh_HK' }, 'en'],
    [{ LANG: 'zh_TW.Big5' }, 'en'],
    [{ LANG: 'zh_HK.BIG5-HKSCS' }, 'en'],
    [{ LC_CTYPE: 'zh_TW.EUC-TW', LANG: 'zh_TW.UTF-8' }, 'en'],
    [{ LANG: 'en_US.UTF-8' }, 'en'],
    [{ LANG: 'C.UTF-8' }, 'en'],
    [{ LANG: 'zha_CN' }, 'en'],
    [{}, 'en'],
    [{ LC_ALL: 'C', LANG: 'zh_CN.UTF-8' }, 'en'],
    [{ LC_ALL: '', LC_MESSAGES: 'zh_CN.UTF-8', LANG: 'C' }, 'zh'],
    [{ LC_CTYPE: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8' }, 'en'],
  ])('of the locale %j is %s', (env, language) => {
    expect(languageOf([], env)).toBe(language);
  });

  it.each([
    [['--lang', 'zh'], 'zh'],
    [['--lang=zh'], 'zh'],
    [['--lang', 'ZH'], 'zh'],
    [['--lang', 'zh', '--lang', 'en'], 'en'],
    [['--', '--lang', 'zh'], 'en'],
    [['--lang'], 'en'],
    [['--lang', 'fr'], 'en'],
  ])('that %j asks for is %s', (argv, language) => {
    expect(languageOf(argv, { LANG: 'en_US.UTF-8' })).toBe(language);
  });
});
