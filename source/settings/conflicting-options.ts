import type { CommandLine } from './command-line.ts';
import { flagNamed } from './flags.ts';
import { UsageError, type UsageReason } from './usage-error.ts';

/** Modes that are chosen by an option of the same name. */
export const insteadModes = [
  'demo-serve',
  'once',
  'watch',
  'wait',
  'check',
  'metrics',
  'csv',
  'tsv',
] as const;

/** Of these, the ones that report changes. */
const followingModes = ['watch', 'wait'] as const;

/**
 * Refuses options that do not go together.
 * @param isTerminal whether standard output is one
 * @throws UsageError
 */
export function refuseConflicts({ isGiven, isOn, names }: CommandLine, isTerminal: boolean): void {
  const demo = (['demo', 'demo-serve'] as const).find(isOn);
  // --demo-serve takes the port to listen on.
  const connecting = names.find(
    name => flagNamed(name)?.group === 'connect' && !(demo === 'demo-serve' && name === 'port'),
  );
  const printing = ([...insteadModes, 'json'] as const).find(name => name !== 'demo-serve' && isGiven(name));
  const [mode, secondMode] = insteadModes.filter(isGiven);
  const follows = followingModes.some(isOn);
  const isPlain = isOn('plain') && mode === undefined && isTerminal;
  const hasScreens = mode === undefined && !isOn('json') && !isOn('plain') && isTerminal;
  const reporting = (['notify', 'on-change'] as const).find(
    name => isGiven(name) && !hasScreens && !(name === 'on-change' && (follows || isPlain)),
  );
  const conflicts: readonly (UsageReason | false | undefined)[] = [
    demo && connecting && { id: 'demo_and_connection', demo, connecting },
    isOn('demo-serve') && printing && { id: 'demo_serve_and_output', printing },
    mode && secondMode && { id: 'two_modes', first: mode, second: secondMode },
    isOn('demo-serve') && isOn('demo') && { id: 'demo_and_demo_serve' },
    isGiven('scenario') && demo === undefined && { id: 'scenario_without_demo' },
    isOn('json') &&
      !isOn('once') &&
      !follows &&
      (isTerminal || mode !== undefined) && { id: 'json_without_once' },
    isGiven('max-lag') && !isOn('check') && { id: 'max_lag_without_check' },
    isGiven('exclude') && !isOn('check') && !isOn('metrics') && { id: 'exclude_without_check' },
    isGiven('timeout') && !isOn('wait') && { id: 'timeout_without_wait' },
    isOn('progress') && !follows && { id: 'progress_without_watch' },
    reporting && {
      id: 'changes_without_screens',
      option: reporting,
      follows: reporting === 'on-change',
    },
    isGiven('no-defaults') && isGiven('defaults-file') && { id: 'defaults_file_and_none' },
    isGiven('socket') && (isGiven('host') || isGiven('port')) && { id: 'socket_and_address' },
  ];
  const found = conflicts.find(Boolean);
  if (found) throw new UsageError(found);
}
