// Which commit a checkout is at. JavaScript, as the build runs on Node 20 too.
import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';

/**
 * The commit's abbreviated hash, with `-modified` behind it where files that git knows were changed since; `unknown`
 * without git, and in a folder that is no checkout of its own.
 * @param {string} folder
 */
export function commitOf(folder) {
  const git = (...words) =>
    execFileSync('git', words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    // An unpacked archive may lie within the checkout of another project.
    if (realpathSync(git('rev-parse', '--show-toplevel')) !== realpathSync(folder)) return 'unknown';
    const hash = git('rev-parse', '--short=12', 'HEAD');
    return git('status', '--porcelain', '--untracked-files=no') === '' ? hash : `${hash}-modified`;
  } catch {
    return 'unknown';
  }
}
