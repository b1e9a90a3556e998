import meow from 'meow';
import {
  allFlags,
  type DefaultedName,
  type Flag,
  type FlagName,
  type SwitchName,
  type ValueName,
} from './flags.ts';
import { normalise } from './normalise.ts';
import { UsageError } from './usage-error.ts';

type TextOf<Name> = Name extends DefaultedName ? string : string | null;

/** The command line, by name of option. */
export interface CommandLine {
  /** Whether the option stands on it. */
  isGiven(name: FlagName): boolean;
  isOn(name: SwitchName): boolean;
  /** What was written last, else the default; null where there is none. */
  text<Name extends ValueName>(name: Name): TextOf<Name>;
  /** The options on it, in the order they were written. */
  readonly names: readonly FlagName[];
}

/** To meow `--no-color` is the denial of a flag `color` that is on by default. */
const denial = /^no-/;

/** The name that meow has for an option. */
function meowName(name: FlagName): string {
  return name.replace(denial, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/**
 * An option as meow is told of it. Not left to meow, as it cannot say it well:
 * - numbers: of `28x` it gives NaN alone, which cannot be named in a message; it takes `0x10` and `1e3`; and it cuts a
 *   JOB_ID above 2^53;
 * - choices: it does not take `REQUIRED` for `required`, and throws a sentence in words of its own;
 * - unknown options: it ends the process, which only cli.tsx may, and guesses no name.
 */
function meowFlag({ name, short, argument, default: usual }: Flag) {
  const shortFlag = short === null ? {} : { shortFlag: short };
  if (argument === null) return { type: 'boolean', default: denial.test(name), ...shortFlag } as const;
  // With several values allowed, as it would refuse an option given twice; in mysql the last one counts.
  return { type: 'string', isMultiple: true, default: usual === null ? [] : [usual], ...shortFlag } as const;
}

const meowFlags = Object.fromEntries(allFlags.map(flag => [meowName(flag.name), meowFlag(flag)]));

/**
 * Reads the words after the program's name.
 * @throws UsageError for an unknown option, a missing or superfluous value, and a word that belongs to no option
 */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const { words, names } = normalise(argv);
  const { flags, input } = meow('', {
    importMeta: import.meta,
    pkg: { name: 'ob-backup-top' },
    argv: words,
    flags: meowFlags,
    description: false,
    autoHelp: false,
    autoVersion: false,
  });
  const [word] = input;
  if (word !== undefined) {
    // Where -p is given it may be the password, so it is not repeated.
    throw new UsageError(
      names.includes('password') ? { id: 'password_as_value' } : { id: 'unexpected_word', word },
    );
  }
  const values: Readonly<Record<string, unknown>> = flags;
  return {
    isGiven: name => names.includes(name),
    isOn: name => values[meowName(name)] === !denial.test(name),
    text: <Name extends ValueName>(name: Name) =>
      ((values[meowName(name)] as readonly string[]).at(-1) ?? null) as TextOf<Name>,
    names,
  };
}
