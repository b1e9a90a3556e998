/** How text goes to the terminal and comes from it. */
export type Charset = 'utf-8' | 'gbk';

/** `zh_CN` alone is GB2312 to the C library, which GBK contains. */
const gbkLocale = /\.(gbk|gb2312|gb18030|euccn|euc-cn|cp936)(@|$)|^zh_(cn|sg)(@|$)/i;

/** The charset of the locale, which POSIX takes from the first of LC_ALL, LC_CTYPE and LANG that is not empty. */
export function charsetOf(env: Readonly<Record<string, string | undefined>>): Charset {
  return gbkLocale.test(env.LC_ALL || env.LC_CTYPE || env.LANG || '') ? 'gbk' : 'utf-8';
}
