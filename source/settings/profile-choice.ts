import type { CommandLine } from './command-line.ts';
import { didYouMean } from './did-you-mean.ts';
import { type ConfigFile, layerOf } from './files/config-file.ts';
import type { FlagName } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** A profile as it is offered to choose from. */
export interface OfferedProfile {
  readonly name: string;
  /** Where it connects to, as far as the file has it. */
  readonly user: string | null;
  readonly host: string | null;
  readonly port: string | null;
}

/** Asks the user for one of the profiles. Rejects where the user breaks off. */
export type ChooseProfile = (profiles: readonly OfferedProfile[]) => Promise<string>;

/** A command line that says where to connect, or what to read that from, asks for no profile. */
const elsewhere: readonly FlagName[] = [
  'host',
  'socket',
  'defaults-file',
  'defaults-extra-file',
  'defaults-group-suffix',
  'login-path',
];

function offered(config: ConfigFile, name: string): OfferedProfile {
  const layer = layerOf(config, name);
  const text = (flag: FlagName) => layer.get(flag)?.text ?? null;
  return { name, user: text('user'), host: text('socket') ?? text('host'), port: text('port') };
}

/**
 * The profile to use, by name; null for none: the one that --profile names, the file's usual one, the only one, or the one
 * that the user chooses.
 * @param ask null where there is nobody to ask: with several profiles none is guessed
 * @throws UsageError for a name that is no profile, and where one has to be named
 */
export async function chosenProfile(
  line: CommandLine,
  config: ConfigFile | null,
  ask: ChooseProfile | 'none' | null,
): Promise<string | null> {
  const named = line.text('profile');
  const names = config === null ? [] : [...config.profiles.keys()];
  if (named !== null) {
    if (names.includes(named)) return named;
    if (config === null) throw new UsageError({ id: 'no_profiles', profile: named });
    const guess = didYouMean(named, names);
    throw new UsageError({
      id: 'unknown_profile',
      profile: named,
      path: config.path,
      known: names.join(', '),
      guess,
    });
  }
  if (config === null || elsewhere.some(line.isGiven)) return null;
  if (config.usual !== null) return config.usual;
  const [only] = names;
  if (names.length <= 1 || ask === 'none') return names.length === 1 ? (only ?? null) : null;
  if (ask === null) {
    throw new UsageError({ id: 'profile_needed', path: config.path, known: names.join(', ') });
  }
  return ask(names.map(name => offered(config, name)));
}
