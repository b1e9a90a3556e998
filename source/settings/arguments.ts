import { sanitise } from '../text/sanitise.ts';
import { allFlags, type Flag, flagNamed, flagWithLetter } from './flags.ts';
import { nearest } from './nearest.ts';
import { UsageError } from './usage-error.ts';

/** One option as it stood on the command line. */
export type Given = { readonly flag: Flag; readonly value: string | null };

type Step = { readonly given: readonly Given[]; readonly used: number };

const negativeNumber = /^-\.?\d/;
const looksLikeOption = (word: string): boolean => /^-./.test(word) && !negativeNumber.test(word);

const quoted = (word: string): string => `'${sanitise(word)}'`;

const passwordRefusal =
  'Option --password (-p) takes no value, because other users can see it in ps and it stays in the shell ' +
  'history: write -p alone to be asked, or use --password-file or OB_PASSWORD.';

const unknownOption = (written: string, guess: string | undefined): UsageError =>
  new UsageError(
    `Unknown option ${sanitise(written)}: ` +
      `${guess === undefined ? '' : `did you mean --${guess}? `}ob-backup-top --help lists all options.`,
  );

const missingValue = (flag: Flag, next: string | undefined): UsageError => {
  const hints: readonly string[] = [
    flag.default === null
      ? `write --${flag.name} ${flag.argument}`
      : `for example --${flag.name} ${flag.default}`,
    ...(flag.name === 'host' ? ['for help use --help or -?'] : []),
    ...(next === undefined ? [] : [`a value that begins with a dash is written --${flag.name}=VALUE`]),
  ];
  return new UsageError(
    `Option ${[`--${flag.name}`, ...flag.short.map(letter => `(-${letter})`)].join(' ')} needs a value: ` +
      `${hints.join('; ')}.`,
  );
};

const withValue = (flag: Flag, attached: string | undefined, next: string | undefined): Step => {
  if (attached !== undefined) {
    if (attached === '') throw missingValue(flag, undefined);
    return { given: [{ flag, value: attached }], used: 1 };
  }
  if (next === undefined || next === '' || looksLikeOption(next)) throw missingValue(flag, next || undefined);
  return { given: [{ flag, value: next }], used: 2 };
};

const longOption = (word: string, next: string | undefined): Step => {
  const equals = word.indexOf('=');
  const name = word.slice(2, equals === -1 ? undefined : equals);
  const attached = equals === -1 ? undefined : word.slice(equals + 1);
  const flag = flagNamed(name);
  if (flag === undefined) {
    const guess = nearest(
      name,
      allFlags.map(known => known.name),
    );
    throw unknownOption(`--${name}`, guess);
  }
  if (flag.argument !== null) return withValue(flag, attached, next);
  if (attached === undefined) return { given: [{ flag, value: null }], used: 1 };
  if (flag.name === 'password') throw new UsageError(passwordRefusal);
  throw new UsageError(`Option --${name} takes no value: write --${name} alone.`);
};

/** As mysql reads them: `-P2881` and `-P 2881` for a value, `-pV` for several options without one. */
const shortOptions = (word: string, next: string | undefined): Step => {
  if (flagNamed(word.slice(1)) !== undefined) throw unknownOption(word, word.slice(1));
  const given: Given[] = [];
  for (let at = 1; at < word.length; at += 1) {
    const letter = String.fromCodePoint(word.codePointAt(at) ?? 0);
    const flag = flagWithLetter(letter);
    const rest = word.slice(at + 1);
    // The rest is not repeated in the message: it may be a password.
    if (flag === undefined) throw unknownOption(`-${letter}`, undefined);
    if (flag.argument !== null) {
      const attached = rest === '' ? undefined : rest.replace(/^=/, '');
      const step = withValue(flag, attached, next);
      return { given: [...given, ...step.given], used: step.used };
    }
    if (flag.name === 'password' && rest !== '') throw new UsageError(passwordRefusal);
    given.push({ flag, value: null });
  }
  return { given, used: 1 };
};

/** A word that belongs to no option. Where -p is given it may be the password, so it is not repeated. */
const strayWord = (word: string, given: readonly Given[]): UsageError =>
  given.some(({ flag }) => flag.name === 'password')
    ? new UsageError(passwordRefusal)
    : new UsageError(
        `Unexpected word ${quoted(word)}: ob-backup-top takes options only; to connect to a host write ` +
          `-h HOST, to start on a tenant -t NAME.`,
      );

/**
 * Splits a command line into options by the table of flags. Takes the words after the program's name.
 * Throws a UsageError for an unknown option, a missing or superfluous value, and words of no option.
 */
export const splitArguments = (argv: readonly string[]): readonly Given[] => {
  const given: Given[] = [];
  for (let at = 0; at < argv.length; ) {
    const word = argv[at] ?? '';
    const next = argv[at + 1];
    if (word === '--' && next === undefined) break;
    if (word === '--') throw strayWord(next ?? '', given);
    if (!/^-./.test(word)) throw strayWord(word, given);
    const step = word.startsWith('--') ? longOption(word, next) : shortOptions(word, next);
    given.push(...step.given);
    at += step.used;
  }
  return given;
};
