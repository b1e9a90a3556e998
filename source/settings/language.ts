import type { Language } from '../text/words.ts';
import { isForeignCharset } from './charset.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Locales whose messages are Chinese: `zh_CN.UTF-8`, `zh_CN.GBK`, `zh-Hans`; `C.UTF-8` and all others are English. */
const chineseLocale = /^zh([_.@-]|$)/i;

/** The value of the last --lang among the words, in the forms `--lang zh` and `--lang=zh`; null without one. */
function written(argv: readonly string[]): string | null {
  const end = argv.indexOf('--');
  const words = end < 0 ? argv : argv.slice(0, end);
  const values = words.flatMap((word, at) => {
    if (word === '--lang') return words[at + 1] ?? [];
    return word.startsWith('--lang=') ? word.slice('--lang='.length) : [];
  });
  return values.at(-1)?.toLowerCase() ?? null;
}

/**
 * The language of a locale's messages: POSIX takes it from the first of LC_ALL, LC_MESSAGES and LANG that is not empty.
 * English where the locale is in a charset that Chinese is not written in here, such as Big5.
 */
export function localeLanguage(env: Environment): Language {
  const isChinese = chineseLocale.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '');
  return isChinese && !isForeignCharset(env) ? 'zh' : 'en';
}

/**
 * The language to begin with, before the options are read, as their errors are worded in it: that of --lang, or of the
 * locale. A --lang that names no language is refused when the options are read.
 */
export function languageOf(argv: readonly string[], env: Environment): Language {
  const asked = written(argv);
  return asked === 'en' || asked === 'zh' ? asked : localeLanguage(env);
}
