import type { CommandLine } from './command-line.ts';
import type { FilePlace } from './file-report.ts';
import type { FlagName, SwitchName, ValueName } from './flags.ts';

/** Where the value of an option came from. */
export type Origin =
  | { readonly from: 'command_line' }
  | { readonly from: 'environment'; readonly variable: string }
  | ({ readonly from: 'profile'; readonly profile: string } & FilePlace)
  | ({ readonly from: 'config' } & FilePlace)
  | ({ readonly from: 'option_file'; readonly group: string } & FilePlace)
  | { readonly from: 'default' };

/** An origin within a file. */
export type FileOrigin = Extract<Origin, FilePlace>;

/** What a file says of one option. */
export interface FileValue {
  /** As it would be written on the command line; of an option without a value `true` or `false`. */
  readonly text: string;
  readonly origin: FileOrigin;
  /** The mode of a file that others may read (`644`), for values that are secret; else null. */
  readonly openToOthers: string | null;
  /** Of `password` alone: no password is written there, the program is to ask for it. */
  readonly asks: boolean;
}

/** What one kind of file says, by name of option. */
export type Layer = ReadonlyMap<FlagName, FileValue>;

/** The command line, with what files say where it says nothing. */
export interface Chosen extends CommandLine {
  originOf(name: FlagName): Origin;
  /** What a file says, where the command line says nothing. */
  fromFile(name: FlagName): FileValue | null;
}

/** The options that say where a server is: one without the others means another server. */
const address: readonly FlagName[] = ['host', 'port', 'socket'];

/** Keys of which one takes the other's place: the stronger layer that has either decides. */
const passwords: readonly FlagName[] = ['password', 'password-file'];

function hasAny(layer: Layer, names: readonly FlagName[]): boolean {
  return names.some(name => layer.has(name));
}

/** The layer that decides about an option: of those that say anything of it, or of what belongs to it. */
function deciding(name: FlagName, layers: readonly Layer[]): Layer | undefined {
  if (passwords.includes(name)) return layers.find(layer => hasAny(layer, passwords));
  const naming = address.includes(name) ? layers.findIndex(layer => hasAny(layer, ['host', 'socket'])) : -1;
  // A weaker file's port or socket does not go with a stronger one's host.
  const asked = naming === -1 ? layers : layers.slice(0, naming + 1);
  return asked.find(layer => layer.has(name));
}

/** On the command line a host or a port takes the place of a file's socket, and a socket that of its host and port. */
function isReplaced(name: FlagName, { isGiven }: CommandLine): boolean {
  if (isGiven(name)) return true;
  if (name === 'socket') return isGiven('host') || isGiven('port');
  if (name === 'host' || name === 'port') return isGiven('socket');
  return passwords.includes(name) && passwords.some(isGiven);
}

/**
 * Puts files below the command line.
 * @param layers the strongest first
 */
export function choose(line: CommandLine, layers: readonly Layer[]): Chosen {
  const fromFile = (name: FlagName): FileValue | null =>
    isReplaced(name, line) ? null : (deciding(name, layers)?.get(name) ?? null);
  return {
    names: line.names,
    ignored: line.ignored,
    isGiven: line.isGiven,
    isOn: (name: SwitchName) => {
      // In a file a password stands as its value.
      const value = name === 'password' ? null : fromFile(name);
      return value === null ? line.isOn(name) : value.text === 'true';
    },
    text: (<Name extends ValueName>(name: Name) => fromFile(name)?.text ?? line.text(name)) as Chosen['text'],
    fromFile,
    originOf: name => fromFile(name)?.origin ?? { from: line.isGiven(name) ? 'command_line' : 'default' },
  };
}
