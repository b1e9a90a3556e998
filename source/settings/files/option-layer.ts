import type { FileOrigin, FileValue, Layer } from '../chosen.ts';
import { didYouMean } from '../did-you-mean.ts';
import type { FileNotice } from '../file-report.ts';
import { allFlags, type Flag, type FlagName, flagNamed, mayStandInFile, sslModes } from '../flags.ts';
import { UsageError } from '../usage-error.ts';
import type { FileOption } from './read-option-files.ts';

/** The group of this program alone: an option there that the program does not have is a mistake. */
const ownGroup = 'ob-backup-top';

/** Groups of other programs: of them, what says how to connect, and no word of the rest. */
const sharedGroups = ['client', 'obclient'] as const;

/** What of [client] and [obclient] is meant here, too. */
const shared: readonly FlagName[] = [
  'host',
  'port',
  'user',
  'password',
  'socket',
  'ssl-mode',
  'ssl-ca',
  'ssl-cert',
  'ssl-key',
  'connect-timeout',
];

/** How MariaDB and older releases of mysql say --ssl-mode: name of the switch, the mode where it is on and where it is off. */
const sslSwitches: Readonly<Record<string, readonly [on: string, off: string | null]>> = {
  ssl: ['required', 'disabled'],
  'ssl-verify-server-cert': ['verify_identity', null],
};

/** The groups to look in. `suffix` of --defaults-group-suffix; `loginPath` is one more group, of a login file. */
export function wantedGroups(suffix: string | null, loginPath: string | null = null): readonly string[] {
  const groups = [...sharedGroups, ownGroup];
  const suffixed = suffix === null ? [] : groups.map(group => `${group}${suffix}`);
  return [...groups, ...suffixed, ...(loginPath === null ? [] : [loginPath])];
}

interface Written {
  readonly name: string;
  /** What the prefix says of a switch; null where there is none. */
  readonly turns: 'on' | 'off' | null;
  /** `loose-`: an unknown option is no mistake. */
  readonly isLoose: boolean;
}

function readName(written: string): Written {
  const name = written.replaceAll('_', '-');
  const isLoose = name.startsWith('loose-');
  const rest = isLoose ? name.slice('loose-'.length) : name;
  const [, prefix, bare] = /^(skip|disable|enable)-(.+)$/.exec(rest) ?? [];
  if (bare === undefined) return { name: rest, turns: null, isLoose };
  return { name: bare, turns: prefix === 'enable' ? 'on' : 'off', isLoose };
}

const on = /^(1|on|true|yes)$/i;
const off = /^(0|off|false|no)$/i;

/** Whether a switch is on, by its prefix and value; null where the value is none. */
function isOn(turns: Written['turns'], value: string | null): boolean | null {
  const said = value === null || on.test(value) ? true : off.test(value) ? false : null;
  return said === null ? null : said === (turns !== 'off');
}

/** As in mysql (sslopt-case.h): a switch that turns TLS on asks for its mode at least, and lowers none. */
function atLeast(mode: string, before: string | undefined): string {
  const rank = (text: string) => (sslModes as readonly string[]).indexOf(text.toLowerCase());
  return before !== undefined && rank(before) > rank(mode) ? before : mode;
}

/** The option and the text that a line gives it, `sslMode` standing before it; null for a line that says nothing here. */
function meaningOf(
  option: FileOption,
  isOwn: boolean,
  sslMode: string | undefined,
): { name: FlagName; text: string } | null {
  const { name, turns, isLoose } = readName(option.name);
  const sslSwitch = sslSwitches[name];
  if (sslSwitch !== undefined) {
    const [onMode, offMode] = sslSwitch;
    const mode = isOn(turns, option.value) === false ? offMode : atLeast(onMode, sslMode);
    return mode === null ? null : { name: 'ssl-mode', text: mode };
  }
  const flag: Flag | undefined = flagNamed(name);
  if (flag === undefined || !mayStandInFile(flag)) {
    if (!isOwn || isLoose) return null;
    if (flag !== undefined) throw new UsageError({ id: 'not_in_file', key: name }, option.place);
    const known = allFlags.filter(mayStandInFile).map(known => known.name);
    throw new UsageError({ id: 'unknown_key', key: name, guess: didYouMean(name, known) }, option.place);
  }
  if (!isOwn && !shared.includes(flag.name)) return null;
  return { name: flag.name, text: textOf(flag, turns, option) };
}

/** Without a value, `password` is a switch as on the command line: the program asks. */
function textOf({ name, argument }: Flag, turns: Written['turns'], { value, place }: FileOption): string {
  if (name === 'password' && value !== null) return value;
  if (argument !== null) {
    if (value === null || value === '') throw new UsageError({ id: 'key_without_value', key: name }, place);
    return value;
  }
  const said = isOn(turns, value);
  if (said === null) throw new UsageError({ id: 'key_is_switch', key: name, text: value ?? '' }, place);
  return String(said);
}

/** What option files say, and what about them is worth a word. */
export interface OptionLayer {
  readonly layer: Layer;
  readonly notices: readonly FileNotice[];
}

/**
 * What the wanted groups of option files say, the last line that says something winning, as in mysql: the order of groups
 * plays no part.
 * @throws UsageError for what the program's own group may not hold
 */
export function optionLayer(options: readonly FileOption[], groups: readonly string[]): OptionLayer {
  const values = new Map<FlagName, FileValue>();
  const notices: FileNotice[] = [];
  for (const option of options.filter(option => groups.includes(option.group))) {
    const sslMode = values.get('ssl-mode')?.text;
    const meaning = meaningOf(option, option.group.startsWith(ownGroup), sslMode);
    if (meaning === null) continue;
    const { place, openToOthers, isCutOff, group } = option;
    const origin: FileOrigin = { from: 'option_file', group, ...place };
    const asks = meaning.name === 'password' && option.value === null;
    values.set(meaning.name, { text: meaning.text, origin, openToOthers, asks });
    if (isCutOff) notices.push({ id: 'comment_in_value', key: meaning.name, ...place });
  }
  return { layer: withOneAddress(values), notices };
}

/** As in mysql: a socket is used unless a host other than localhost is named. A port is kept for a host of the command line. */
function withOneAddress(values: Map<FlagName, FileValue>): Layer {
  const host = values.get('host')?.text;
  if (values.has('socket')) values.delete(host === undefined || host === 'localhost' ? 'host' : 'socket');
  return values;
}
