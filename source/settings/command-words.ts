import { UsageError, type UsageReason } from './usage-error.ts';

/** A piece of a word as a shell reads it: quoted either way, one character after a backslash, or plain. */
const piece =
  /'(?<single>[^']*)'|"(?<double>(?:\\.|[^"\\$`])*)"|\\(?<escaped>.)|(?<blank>[ \t]+)|(?<plain>[^\s'"\\|&;<>()`$*?[~#]+)/suy;
/** Within a word these are plain; at its start a shell takes them for the home directory and a comment. */
const notFirst = /[~#]/uy;

/** Why no piece of a word can be read there. */
function reasonAt(rest: string): UsageReason {
  const [character = ''] = rest;
  if (character === "'" || (character === '"' && !/[$`]/.test(rest))) {
    return { id: 'command_quote_open', quote: character };
  }
  if (character === '\\') return { id: 'command_ends_in_backslash' };
  if (character === '"') return { id: 'command_expands_in_quotes' };
  return /\s/.test(character) ? { id: 'command_has_line_break' } : { id: 'command_needs_shell', character };
}

function textOf({ single, double, escaped, plain }: Readonly<Record<string, string | undefined>>): string {
  // In double quotes a backslash stands for itself before anything but a quote and another one.
  return single ?? double?.replace(/\\(["\\])/g, '$1') ?? escaped ?? plain ?? '';
}

/**
 * Splits a command into words as a shell does it with blanks, quotes and backslashes, and with nothing else:
 * no variable, pattern, pipe or redirection is worked out. Throws a UsageError for what only a shell could
 * do, for a quote left open, and for an empty command.
 */
export function commandWords(command: string): readonly string[] {
  const words: string[] = [];
  let word: string | null = null;
  for (let at = 0; at < command.length; ) {
    const rule: RegExp = word !== null && /[~#]/.test(command[at] ?? '') ? notFirst : piece;
    rule.lastIndex = at;
    const found = rule.exec(command);
    if (found === null) throw new UsageError(reasonAt(command.slice(at)));
    at += found[0].length;
    if (found.groups?.blank === undefined) {
      word = (word ?? '') + (found.groups === undefined ? found[0] : textOf(found.groups));
    } else if (word !== null) {
      words.push(word);
      word = null;
    }
  }
  if (word !== null) words.push(word);
  if (words[0] === undefined || words[0] === '') {
    throw new UsageError({ id: 'command_missing' });
  }
  return words;
}
