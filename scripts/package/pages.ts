// What a host has beside the program: the page for man and the completions of the shells.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bashCompletion, fishCompletion, zshCompletion } from '../completions.ts';
import { type ManPageOf, manPage } from '../man-page.ts';

/** Writes them below that folder. */
export async function writePages(folder: string, of: ManPageOf): Promise<void> {
  const pages: Readonly<Record<string, string>> = {
    'man/ob-backup-top.1': manPage(of),
    'completions/ob-backup-top.bash': bashCompletion(),
    'completions/_ob-backup-top': zshCompletion(),
    'completions/ob-backup-top.fish': fishCompletion(),
  };
  for (const [path, text] of Object.entries(pages)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
