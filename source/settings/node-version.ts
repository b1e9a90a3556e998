// Imports nothing: it has to run on a Node too old for everything else.

const needed = { major: 22, minor: 13 };

/**
 * One sentence if this Node is too old to run the program, else null. Takes `process.versions`. 22.13 is
 * the first that has what Ink and the embedded database need without flags.
 */
export const nodeTooOld = (versions: { readonly node?: string }): string | null => {
  const running = versions.node ?? '0.0.0';
  const [major = 0, minor = 0] = running.split('.').map(Number);
  const enough = major > needed.major || (major === needed.major && minor >= needed.minor);
  return enough
    ? null
    : `ob-backup-top needs Node ${needed.major}.${needed.minor} or later, and this is Node ${running}: ` +
        `install a newer Node, or put one first in PATH.`;
};
