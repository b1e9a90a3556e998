// Imports nothing: it must run on a Node that is too old for everything else.

interface Release {
  readonly major: number;
  readonly minor: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Of the locale alone: the encoder for GBK may not be loaded either. */
function isChineseInUtf8({ LC_ALL, LC_MESSAGES, LC_CTYPE, LANG }: Environment): boolean {
  return /^zh/i.test(LC_ALL || LC_MESSAGES || LANG || '') && /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || '');
}

/** The first Node with what Ink needs. */
const needed: Release = { major: 22, minor: 13 };

/** The first Node whose embedded database names the columns of a result, which the simulated cluster needs. */
export const neededForDemo: Release = { major: 22, minor: 16 };

/** How a release is written: `22.13`. */
export function releaseName({ major, minor }: Release): string {
  return `${major}.${minor}`;
}

/** Whether this version of Node, as in `process.versions.node`, is that release or a later one. */
export function isAtLeast(running: string, { major: leastMajor, minor: leastMinor }: Release): boolean {
  const [major = 0, minor = 0] = running.split('.').map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

/**
 * One sentence if this Node is too old, else null. Takes `process.versions` and `process.env`. The sentence is here and not
 * in text/, because such a Node may fail to load any other file.
 */
export function nodeTooOld({ node = '0.0.0' }: { readonly node?: string }, env: Environment): string | null {
  if (isAtLeast(node, needed)) return null;
  const least = releaseName(needed);
  return isChineseInUtf8(env)
    ? `ob-backup-top 需要 Node ${least} 或更高版本，当前为 Node ${node}：请安装新版 Node，或将其放在 PATH 最前。`
    : `ob-backup-top needs Node ${least} or later, and this is Node ${node}: ` +
        `install a newer Node, or put one first in PATH.`;
}
