import { didYouMean } from './did-you-mean.ts';
import { allFlags, type Flag, type FlagName, flagNamed, flagWithLetter, optionName } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** A command line rewritten so that meow reads it as mysql would. */
export interface NormalisedLine {
  readonly words: readonly string[];
  /** The options written, in their order. */
  readonly names: readonly FlagName[];
}

interface WrittenOption {
  readonly flag: Flag;
  /** The value in the same word: `2881` in `-P2881` and `--port=2881`. */
  readonly attached: string | undefined;
}

/** meow takes such a word for a value, and any other that begins with a dash for an option. */
const negativeNumber = /^-(\d+(\.\d+)?|\.\d+)$/;

function isOption(word: string): boolean {
  return word.startsWith('-') && !negativeNumber.test(word);
}

function longOption(word: string): WrittenOption {
  const [, name = '', attached] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  const flag = flagNamed(name);
  if (flag !== undefined) return { flag, attached };
  const known = allFlags.map(flag => flag.name);
  throw new UsageError({ id: 'unknown_option', option: `--${name}`, guess: didYouMean(name, known) });
}

function shortOption(word: string): WrittenOption {
  const written = word.slice(1);
  if (flagNamed(written) !== undefined) {
    throw new UsageError({ id: 'unknown_option', option: word, guess: written });
  }
  const [letter = ''] = written;
  const rest = written.slice(letter.length);
  const flag = flagWithLetter(letter);
  // The message does not repeat the rest: it may be a password.
  if (flag === undefined) throw new UsageError({ id: 'unknown_option', option: `-${letter}`, guess: null });
  return { flag, attached: rest === '' ? undefined : rest.replace(/^=/, '') };
}

function missingValue({ name, argument }: Flag, isFollowedByOption: boolean): UsageError {
  return new UsageError({
    id: 'missing_value',
    option: optionName(name),
    usage: `--${name} ${argument}`,
    dashed: isFollowedByOption ? `--${name}=VALUE` : null,
    // In many programs -h asks for help.
    help: name === 'host',
  });
}

/** The words from which meow reads the option. */
function wordsOf(word: string, { flag, attached }: WrittenOption, next: string | undefined): string[] {
  const { name, argument } = flag;
  if (argument === null) {
    if (attached !== undefined) {
      throw new UsageError(
        name === 'password' ? { id: 'password_as_value' } : { id: 'superfluous_value', option: `--${name}` },
      );
    }
    // Without =true, meow would take a following `true` or `false` for the value. It does not do so after --no-….
    return [name.startsWith('no-') ? `--${name}` : `--${name}=true`];
  }
  if (attached === undefined) {
    if (next === undefined || next === '') throw missingValue(flag, false);
    if (isOption(next)) throw missingValue(flag, true);
    return [word];
  }
  if (attached === '') throw missingValue(flag, false);
  // As a separate word: behind an equals sign meow would strip the quotes of a value.
  return attached.startsWith('-') ? [`--${name}=${attached}`] : [`--${name}`, attached];
}

/**
 * Rewrites what meow reads differently from mysql: `-P2881`, quotes in a value, an option without a value followed by a
 * word. Takes the words after the program's name.
 * @throws UsageError for an unknown option, a missing or superfluous value, or a password
 */
export function normalise(argv: readonly string[]): NormalisedLine {
  const end = argv.indexOf('--');
  const names: FlagName[] = [];
  const words = (end === -1 ? argv : argv.slice(0, end)).flatMap((word, at) => {
    if (!isOption(word)) return [word];
    const option = word.startsWith('--') ? longOption(word) : shortOption(word);
    names.push(option.flag.name);
    return wordsOf(word, option, argv[at + 1]);
  });
  return { words: end === -1 ? words : [...words, ...argv.slice(end)], names };
}
