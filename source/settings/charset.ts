type Environment = Readonly<Record<string, string | undefined>>;

/** How text goes to the terminal and comes from it. */
export type Charset = 'utf-8' | 'gbk';

/** `zh_CN` alone is GB2312 to the C library, which GBK contains. */
const gbkLocale = /\.(gbk|gb2312|gb18030|euccn|euc-cn|cp936)(@|$)|^zh_(cn|sg)(@|$)/i;

/** Chinese locales in Big5 and its relatives; `zh_TW` and `zh_HK` alone are such to the C library. */
const big5Locale = /^zh[^.]*\.(?!utf-?8|gbk|gb2312|gb18030|euc-?cn|cp936)|^zh_(tw|hk|mo)(@|$)/i;

/** The locale that decides on the charset: POSIX takes it from the first of these that is not empty. */
function charsetLocale({ LC_ALL, LC_CTYPE, LANG }: Environment): string {
  return LC_ALL || LC_CTYPE || LANG || '';
}

/** The charset of the locale. */
export function charsetOf(env: Environment): Charset {
  return gbkLocale.test(charsetLocale(env)) ? 'gbk' : 'utf-8';
}

/** Whether the locale's charset is a Chinese one that nothing is written in here: what a terminal shows then is ASCII. */
export function isForeignCharset(env: Environment): boolean {
  return big5Locale.test(charsetLocale(env));
}
