import { open } from 'node:fs/promises';
import type { Environment } from './parse.ts';
import { askSilently, type OnEnd, openTerminal, type Terminal } from './prompt.ts';
import { type Files, readSecretLine } from './secret-file.ts';
import type { PasswordSource } from './settings.ts';

/** What reading a password touches, so that tests can stand in for it. */
export type PasswordEffects = {
  readonly env: Environment;
  readonly files: Files;
  readonly openTerminal: () => Terminal | null;
  readonly onEnd: OnEnd;
};

/** `problem` is one sentence for standard error; `interrupted` is Ctrl-C at the prompt (exit code 130). */
export type PasswordResult =
  | { readonly password: string }
  | { readonly problem: string }
  | { readonly interrupted: true };

/** The real file system, environment and terminal. `onEnd` restores the terminal if a signal ends us. */
export const realEffects = (onEnd: OnEnd): PasswordEffects => ({
  env: process.env,
  files: { open },
  openTerminal,
  onEnd,
});

const ask = async ({ openTerminal: find, onEnd }: PasswordEffects): Promise<PasswordResult> => {
  const terminal = find();
  if (terminal === null) {
    return {
      problem:
        'Option --password (-p) asks on a terminal, and there is none: use --password-file or OB_PASSWORD.',
    };
  }
  const answer = await askSilently('Enter password: ', terminal, onEnd);
  if ('typed' in answer) return { password: answer.typed };
  if ('interrupted' in answer) return answer;
  return { problem: 'No password was entered before the input ended: start again, or use --password-file.' };
};

/**
 * The password from the place the settings name. No source gives an empty password, which is what a user
 * without one has. Never rejects.
 */
export const readPassword = async (
  source: PasswordSource,
  effects: PasswordEffects,
): Promise<PasswordResult> => {
  switch (source.from) {
    case 'prompt':
      return ask(effects);
    case 'file': {
      const read = await readSecretLine(source.path, 'password-file', effects.files);
      return 'problem' in read ? read : { password: read.text };
    }
    case 'environment':
      return { password: effects.env[source.variable] ?? '' };
    case 'none':
      return { password: '' };
  }
};
