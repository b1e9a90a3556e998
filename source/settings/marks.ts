/** Which marks the program draws with: those of Unicode, or ASCII ones in their place. */
export type Marks = 'unicode' | 'ascii';

/** A locale by its charset, as in `zh_CN.UTF-8@pinyin`; macOS sends `UTF-8` alone through ssh. */
const utf8 = /(^|\.)utf-?8(@|$)/i;

/**
 * Which marks a terminal can be expected to show, by the environment it was started with. The locale is read as POSIX
 * says: the first of LC_ALL, LC_CTYPE and LANG that is not empty. Without one it is C, and so ASCII: cron, `docker exec`
 * and a bare `ssh` give none, and a terminal that draws the bytes of Unicode marks as letters shows no line in its place,
 * while one that could have drawn them loses only looks. Windows has no locale variables; its console is Unicode.
 */
export function marksOf(env: Readonly<Record<string, string | undefined>>): Marks {
  if (env.TERM === 'dumb') return 'ascii';
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  if (!locale) return env.OS === 'Windows_NT' ? 'unicode' : 'ascii';
  return utf8.test(locale) ? 'unicode' : 'ascii';
}
