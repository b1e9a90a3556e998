/** An option of mysql and obclient that stands on lines people paste, and changes nothing for this program. */
interface IgnoredOption {
  readonly name: string;
  readonly short: string;
  readonly takesValue: boolean;
}

const ignoredOptions: readonly IgnoredOption[] = [
  // Views are named in full.
  { name: 'database', short: 'D', takesValue: true },
  // There is nothing to complete.
  { name: 'no-auto-rehash', short: 'A', takesValue: false },
  // Comments are always sent, hints and the program's name among them.
  { name: 'comments', short: 'c', takesValue: false },
];

/** The database that such a line may name behind all options. */
export const ignoredWord = 'oceanbase';

/** A command line without those options. */
export interface Shortened {
  readonly words: readonly string[];
  /** What was left out, as it was written. */
  readonly ignored: readonly string[];
}

const letters = ignoredOptions.map(({ short }) => short).join('');
const withValue = ignoredOptions.filter(({ takesValue }) => takesValue);
const valueLetters = withValue.map(({ short }) => short).join('');
/** Letters in one word, `-Ac`; what follows one with a value is its value, `-ADoceanbase`. */
const together = new RegExp(`^-(?:[${letters}]+|[${letters}]*[${valueLetters}].+)$`);

function isIgnored(word: string): boolean {
  const [, name] = /^--([^=]+)/.exec(word) ?? [];
  return name === undefined ? together.test(word) : ignoredOptions.some(option => option.name === name);
}

/** Whether the value of the option is the next word. */
function needsNext(word: string): boolean {
  return withValue.some(({ name, short }) =>
    word.startsWith('--')
      ? word === `--${name}`
      : word.endsWith(short) && new RegExp(`^-[${letters}]+$`).test(word),
  );
}

/** Takes those options and their values off a line; behind `--` nothing is an option. */
export function withoutIgnored(argv: readonly string[]): Shortened {
  const words: string[] = [];
  const ignored: string[] = [];
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] as string;
    if (word === '--') return { words: [...words, ...argv.slice(at)], ignored };
    if (!isIgnored(word)) {
      words.push(word);
      continue;
    }
    const next = argv[at + 1];
    const isFollowed = needsNext(word) && next !== undefined && !next.startsWith('-');
    ignored.push(isFollowed ? `${word} ${next}` : word);
    if (isFollowed) at += 1;
  }
  return { words, ignored };
}
