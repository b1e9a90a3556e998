// What is installed with the program: the page for man in both languages, and the completions of the shells.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { wordsOf } from '../../source/text/words.ts';
import { chinese } from '../../source/text/zh/index.ts';
import { bashCompletion, fishCompletion, zshCompletion } from '../completions.ts';
import { type ManPageOf, manPage } from '../man-page.ts';
import { chineseMan, englishMan } from '../man-words.ts';

/** Writes them below that folder. */
export async function writePages(folder: string, of: ManPageOf): Promise<void> {
  const pages: Readonly<Record<string, string>> = {
    'man/ob-backup-top.1': manPage(of, wordsOf('en'), englishMan),
    'man/zh_CN/ob-backup-top.1': manPage(of, chinese, chineseMan),
    'completions/ob-backup-top.bash': bashCompletion(),
    'completions/_ob-backup-top': zshCompletion(),
    'completions/ob-backup-top.fish': fishCompletion(),
  };
  for (const [path, text] of Object.entries(pages)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
