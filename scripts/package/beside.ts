// What goes beside the program in archives and packages of a system.
import { readdirSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { documents } from './documents.ts';

const checkout = new URL('../..', import.meta.url).pathname;

/** A file beside the program. */
export interface BesideFile {
  /** Path in the checkout. */
  readonly source: string;
  /** Path in the archive. */
  readonly archive: string;
  /** Where a package of the system puts it. */
  readonly system: string;
}

const documentation = '/usr/share/doc/ob-backup-top';

const recipes: readonly BesideFile[] = readdirSync(join(checkout, 'contrib')).map(name => ({
  source: `contrib/${name}`,
  archive: `contrib/${name}`,
  system: `/usr/share/ob-backup-top/contrib/${name}`,
}));

/** The places for man pages and completions: they are packed as soon as the build leaves them here. */
export const whereMade: readonly BesideFile[] = [
  ['man/ob-backup-top.1', '/usr/share/man/man1/ob-backup-top.1'],
  ['man/zh_CN/ob-backup-top.1', '/usr/share/man/zh_CN/man1/ob-backup-top.1'],
  ['completions/ob-backup-top.bash', '/usr/share/bash-completion/completions/ob-backup-top'],
  ['completions/_ob-backup-top', '/usr/share/zsh/site-functions/_ob-backup-top'],
  ['completions/ob-backup-top.fish', '/usr/share/fish/vendor_completions.d/ob-backup-top.fish'],
].map(([path = '', system = '']) => ({ source: `dist/${path}`, archive: path, system }));

async function isThere({ source }: BesideFile): Promise<boolean> {
  return access(join(checkout, source)).then(
    () => true,
    () => false,
  );
}

/** The files beside the program that there are. */
export async function filesBeside(): Promise<readonly BesideFile[]> {
  const there = await Promise.all(whereMade.map(isThere));
  const pages = (await documents()).map(name => ({
    source: name,
    archive: name,
    system: `${documentation}/${name}`,
  }));
  return [...pages, ...recipes, ...whereMade.filter((_, at) => there[at])];
}
