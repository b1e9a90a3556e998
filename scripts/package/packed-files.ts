// What goes with the program into archives and packages of a system.
import { cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeDocuments } from './documents.ts';

const checkout = new URL('../..', import.meta.url).pathname;

/** A file that is packed with the program. */
export interface PackedFile {
  /** Path in the archive. */
  readonly archive: string;
  /** Where a package of the system puts it. */
  readonly system: { readonly rpm: string; readonly deb: string };
}

export const documentFolder = '/usr/share/doc/ob-backup-top';
/** Outside the documents, as small containers leave those out. */
export const recipeFolder = '/usr/share/ob-backup-top/contrib';

function alike(archive: string, path: string): PackedFile {
  return { archive, system: { rpm: path, deb: path } };
}

/** Made by the build, in dist/ under the same paths. Only zsh is searched for completions elsewhere on Debian. */
export const whereMade: readonly PackedFile[] = [
  alike('man/ob-backup-top.1', '/usr/share/man/man1/ob-backup-top.1'),
  alike('man/zh_CN/ob-backup-top.1', '/usr/share/man/zh_CN/man1/ob-backup-top.1'),
  alike('completions/ob-backup-top.bash', '/usr/share/bash-completion/completions/ob-backup-top'),
  alike('completions/ob-backup-top.fish', '/usr/share/fish/vendor_completions.d/ob-backup-top.fish'),
  {
    archive: 'completions/_ob-backup-top',
    system: {
      rpm: '/usr/share/zsh/site-functions/_ob-backup-top',
      deb: '/usr/share/zsh/vendor-completions/_ob-backup-top',
    },
  },
];

/** Lays the files that are packed with the program into a folder, under their paths in the archive. */
export async function writePackedFiles(folder: string): Promise<readonly PackedFile[]> {
  for (const { archive } of whereMade) {
    await mkdir(dirname(join(folder, archive)), { recursive: true });
    await cp(join(checkout, 'dist', archive), join(folder, archive));
  }
  const documents = await writeDocuments(folder);
  const pages = documents.map(path => {
    const recipe = path.startsWith('contrib/') ? path.replace('contrib', recipeFolder) : null;
    return alike(path, recipe ?? `${documentFolder}/${path}`);
  });
  return [...pages, ...whereMade];
}
