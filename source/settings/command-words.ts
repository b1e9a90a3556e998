import { UsageError } from './usage-error.ts';

/** A piece of a word as a shell reads it: quoted either way, one character after a backslash, or plain. */
const piece =
  /'(?<single>[^']*)'|"(?<double>(?:\\.|[^"\\$`])*)"|\\(?<escaped>.)|(?<blank>[ \t]+)|(?<plain>[^\s'"\\|&;<>()`$*?[~#]+)/suy;
/** Within a word these are plain; at its start a shell takes them for the home directory and a comment. */
const notFirst = /[~#]/uy;

const refusal = (what: string): UsageError =>
  new UsageError(
    `Option --on-change runs its command without a shell, ${what}: quote it, or write ` +
      `--on-change "sh -c '…'" if a shell is wanted.`,
  );

/** What stands where no piece of a word can be read. */
const reasonAt = (rest: string): UsageError => {
  const [character = ''] = rest;
  if (character === "'" || (character === '"' && !/[$`]/.test(rest))) {
    return refusal(`and a quote (${character}) is left open`);
  }
  if (character === '\\') return refusal('and nothing follows the last backslash');
  const named = character === '"' ? '$ or ` in double quotes' : character;
  return refusal(`so ${/\s/.test(character) ? 'a line break' : named} means nothing there`);
};

const textOf = (groups: Readonly<Record<string, string | undefined>>): string =>
  // In double quotes a backslash stands for itself before anything but a quote and another one.
  groups.single ?? groups.double?.replace(/\\(["\\])/g, '$1') ?? groups.escaped ?? groups.plain ?? '';

/**
 * Splits a command into words as a shell does it with blanks, quotes and backslashes, and with nothing else:
 * no variable, pattern, pipe or redirection is worked out. Throws a UsageError for what only a shell could
 * do, for a quote left open, and for an empty command.
 */
export const commandWords = (command: string): readonly string[] => {
  const words: string[] = [];
  let word: string | null = null;
  for (let at = 0; at < command.length; ) {
    const rule: RegExp = word !== null && /[~#]/.test(command[at] ?? '') ? notFirst : piece;
    rule.lastIndex = at;
    const found = rule.exec(command);
    if (found === null) throw reasonAt(command.slice(at));
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
    throw new UsageError(
      'Option --on-change needs a command, for example --on-change /usr/local/bin/page-me.',
    );
  }
  return words;
};
