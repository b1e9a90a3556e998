import type { CommandLine } from './command-line.ts';
import { flagNamed } from './flags.ts';
import { UsageError, type UsageReason } from './usage-error.ts';

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
  const printing = (['once', 'json'] as const).find(isOn);
  const reporting = (['notify', 'on-change'] as const).find(isGiven);
  const conflicts: readonly (UsageReason | false | undefined)[] = [
    demo && connecting && { id: 'demo_and_connection', demo, connecting },
    isOn('demo-serve') && printing && { id: 'demo_serve_and_output', printing },
    isOn('demo-serve') && isOn('demo') && { id: 'demo_and_demo_serve' },
    isGiven('scenario') && demo === undefined && { id: 'scenario_without_demo' },
    isOn('json') && !isOn('once') && isTerminal && { id: 'json_without_once' },
    (printing !== undefined || demo === 'demo-serve' || !isTerminal) &&
      reporting && { id: 'changes_without_screens', option: reporting },
    isGiven('no-defaults') && isGiven('defaults-file') && { id: 'defaults_file_and_none' },
    isGiven('socket') && (isGiven('host') || isGiven('port')) && { id: 'socket_and_address' },
  ];
  const found = conflicts.find(Boolean);
  if (found) throw new UsageError(found);
}
