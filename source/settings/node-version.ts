// Imports nothing: it has to run on a Node too old for everything else.

interface Release {
  readonly major: number;
  readonly minor: number;
}

/** The first Node with what Ink needs. */
const needed: Release = { major: 22, minor: 13 };

/** The first Node whose embedded database tells the columns of a result: the simulated cluster needs that. */
export const neededForDemo: Release = { major: 22, minor: 16 };

/**
 * One sentence if this Node is too old, else null. Takes `process.versions`.
 * @param least what is needed: that of the program, unless something needs more
 */
export const nodeTooOld = (versions: { readonly node?: string }, least = needed): string | null => {
  const running = versions.node ?? '0.0.0';
  const [major = 0, minor = 0] = running.split('.').map(Number);
  const enough = major > least.major || (major === least.major && minor >= least.minor);
  const what = least === needed ? 'ob-backup-top' : 'The demo of ob-backup-top';
  return enough
    ? null
    : `${what} needs Node ${least.major}.${least.minor} or later, and this is Node ${running}: ` +
        `install a newer Node, or put one first in PATH.`;
};
