import { parseComment } from '../backup/comment.ts';
import { kernelCodeName } from '../backup/kernel-code.ts';
import type { Theme } from './theme.ts';

/**
 * A result's code with the kernel's name of it, the same in lists, alerts and panels: "-4012 OB_TIMEOUT". For a code
 * this program has no name for the text that COMMENT has, where there is one.
 */
export function resultText(result: bigint, comment: string, theme: Theme): string {
  const parsed = parseComment(comment);
  const commentText = parsed === null ? comment : (parsed.codeText ?? '');
  return theme.words.screens.panel.code(result.toString(), kernelCodeName(result) ?? commentText);
}
