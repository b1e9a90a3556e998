import meow from 'meow';
import {
  allFlags,
  type DefaultedName,
  type Flag,
  type FlagName,
  flagNamed,
  type SwitchName,
  type ValueName,
} from './flags.ts';
import { ignoredWord, withoutIgnored } from './ignored-options.ts';
import { normalise } from './normalise.ts';
import { UsageError } from './usage-error.ts';

type TextOf<Name> = Name extends DefaultedName ? string : string | null;

/** The command line, by name of option. */
export interface CommandLine {
  /** Whether the option was written. */
  isGiven(name: FlagName): boolean;
  /** Whether an option without a value was written. */
  isOn(name: SwitchName): boolean;
  /** The value written last, else the default, else null. */
  text<Name extends ValueName>(name: Name): TextOf<Name>;
  /** The options written, in their order. */
  readonly names: readonly FlagName[];
  /** What was written of other clients' options that change nothing here. */
  readonly ignored: readonly string[];
}

/** meow reads `--no-color` as the negation of a flag `color`, which is therefore on by default. */
const denial = /^no-/;

/** The name that meow has for an option. */
function meowName(name: FlagName): string {
  return name.replace(denial, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/**
 * An option as a flag of meow. Three things are not left to meow:
 * - numbers: for `28x` it returns NaN, so an error message could not quote the value; it accepts `0x10` and `1e3`; and a
 *   JOB_ID above 2^53 would lose digits;
 * - choices: it rejects `REQUIRED` for `required`, which mysql accepts, with an English sentence of its own;
 * - unknown options: it ends the process, which only cli.tsx may do, and suggests no name.
 */
function meowFlag({ name, short, argument }: Flag) {
  const shortFlag = short === null ? {} : { shortFlag: short };
  if (argument === null) return { type: 'boolean', default: denial.test(name), ...shortFlag } as const;
  // isMultiple, because meow rejects an option given twice; in mysql the last one wins.
  return { type: 'string', isMultiple: true, ...shortFlag } as const;
}

/** The flags that meow is to know: those that were written, all of the table take it 4 ms. */
function meowFlags(written: readonly FlagName[]) {
  const flags = allFlags.filter(({ name }) => written.includes(name));
  return Object.fromEntries(flags.map(flag => [meowName(flag.name), meowFlag(flag)]));
}

/**
 * Reads the words after the program's name.
 * @throws UsageError for an unknown option, a missing or superfluous value, and a word that belongs to no option
 */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const { words: ours, ignored } = withoutIgnored(argv);
  const { words, names } = normalise(ours);
  const { flags, input } = meow('', {
    importMeta: import.meta,
    pkg: { name: 'ob-backup-top' },
    argv: words,
    flags: meowFlags(names),
    description: false,
    autoHelp: false,
    autoVersion: false,
  });
  const [word] = input.length === 1 && input[0] === ignoredWord ? [] : input;
  if (word !== undefined) {
    // After -p it may be the password, so the message does not repeat it.
    throw new UsageError(
      names.includes('password') ? { id: 'password_as_value' } : { id: 'unexpected_word', word },
    );
  }
  const values: Readonly<Record<string, unknown>> = flags;
  return {
    isGiven: name => names.includes(name),
    isOn: name => names.includes(name) && values[meowName(name)] === !denial.test(name),
    text: <Name extends ValueName>(name: Name) => {
      const written = names.includes(name) ? (values[meowName(name)] as readonly string[]).at(-1) : undefined;
      return (written ?? flagNamed(name)?.default ?? null) as TextOf<Name>;
    },
    names,
    ignored: [...ignored, ...(word === undefined ? input : [])],
  };
}
