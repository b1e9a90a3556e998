import { onEnd } from '../lifecycle/cleanups.ts';
import type { Settings } from '../settings/settings.ts';
import { sentence, type Words } from '../text/words.ts';
import { type CommandRunner, createCommandRunner } from './on-change.ts';

/** The command of --on-change, which ends with the program; null where none was given. `say` takes what goes wrong with it. */
export function changeCommands(
  { onChange }: Pick<Settings, 'onChange'>,
  words: Words,
  say: (text: string) => void,
): CommandRunner | null {
  if (onChange === null) return null;
  const commands = createCommandRunner({
    words: onChange,
    env: process.env,
    onFault: fault => say(sentence(words.command, fault)),
  });
  onEnd('on-change commands', () => commands.close());
  return commands;
}
