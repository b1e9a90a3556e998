// Imports nothing: it must run on a Node that is too old for everything else.

interface Release {
  readonly major: number;
  readonly minor: number;
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
 * One sentence if this Node is too old, else null. Takes `process.versions`. The sentence is here and not in
 * text/en, because such a Node may fail to load any other file.
 */
export function nodeTooOld({ node = '0.0.0' }: { readonly node?: string }): string | null {
  return isAtLeast(node, needed)
    ? null
    : `ob-backup-top needs Node ${releaseName(needed)} or later, and this is Node ${node}: ` +
        `install a newer Node, or put one first in PATH.`;
}
