import type { Environment } from './environment.ts';
import type { OnEnd, Terminal } from './prompt.ts';
import { type Files, filesWhenNamed, readSecretLine } from './secret-file.ts';
import type { PasswordSource } from './settings.ts';
import type { UsageReason } from './usage-error.ts';

/** What reading a password touches, so that tests can stand in for it. */
export interface PasswordEffects {
  readonly env: Environment;
  readonly files: Files;
  /** The text to ask with. */
  readonly prompt: string;
  readonly openTerminal: () => Promise<Terminal | null> | Terminal | null;
  readonly onEnd: OnEnd;
}

/** `interrupted` is Ctrl-C at the prompt (exit code 130). */
export type PasswordResult =
  | { readonly password: string }
  | { readonly problem: UsageReason }
  | { readonly interrupted: true };

/** What asks is loaded when it is needed: readline takes longer than all else of this file. */
async function openTerminal(): Promise<Terminal | null> {
  return (await import('./prompt.ts')).openTerminal();
}

/** The real file system, environment and terminal. `onEnd` restores the terminal if a signal ends us. */
export function realEffects(prompt: string, onEnd: OnEnd): PasswordEffects {
  return { env: process.env, files: filesWhenNamed, prompt, openTerminal, onEnd };
}

async function ask({ prompt, openTerminal: find, onEnd }: PasswordEffects): Promise<PasswordResult> {
  const terminal = await find();
  if (terminal === null) return { problem: { id: 'no_terminal_to_ask' } };
  const { askSilently } = await import('./prompt.ts');
  const answer = await askSilently(prompt, terminal, onEnd);
  if ('typed' in answer) return { password: answer.typed };
  if ('interrupted' in answer) return answer;
  return { problem: { id: 'no_password_entered' } };
}

/**
 * The password from the place the settings name. No source gives an empty password, which is what a user
 * without one has. Never rejects.
 */
export async function readPassword(
  source: PasswordSource,
  effects: PasswordEffects,
): Promise<PasswordResult> {
  switch (source.from) {
    case 'prompt':
      return ask(effects);
    case 'file': {
      const line = await readSecretLine(source.path, 'password-file', effects.files);
      return 'problem' in line ? line : { password: line.text };
    }
    case 'settings_file':
      return { password: source.password.reveal() };
    case 'environment':
      return { password: effects.env[source.variable] ?? '' };
    case 'none':
      return { password: '' };
  }
}
