import { open } from 'node:fs/promises';
import type { Environment } from './environment.ts';
import { askSilently, type OnEnd, openTerminal, type Terminal } from './prompt.ts';
import { type Files, readSecretLine } from './secret-file.ts';
import type { PasswordSource } from './settings.ts';
import type { UsageReason } from './usage-error.ts';

/** What reading a password touches, so that tests can stand in for it. */
export interface PasswordEffects {
  readonly env: Environment;
  readonly files: Files;
  /** The text to ask with. */
  readonly prompt: string;
  readonly openTerminal: () => Terminal | null;
  readonly onEnd: OnEnd;
}

/** `interrupted` is Ctrl-C at the prompt (exit code 130). */
export type PasswordResult =
  | { readonly password: string }
  | { readonly problem: UsageReason }
  | { readonly interrupted: true };

/** The real file system, environment and terminal. `onEnd` restores the terminal if a signal ends us. */
export function realEffects(prompt: string, onEnd: OnEnd): PasswordEffects {
  return { env: process.env, files: { open }, prompt, openTerminal, onEnd };
}

async function ask({ prompt, openTerminal: find, onEnd }: PasswordEffects): Promise<PasswordResult> {
  const terminal = find();
  if (terminal === null) return { problem: { id: 'no_terminal_to_ask' } };
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
