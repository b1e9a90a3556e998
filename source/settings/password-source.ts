import type { Chosen } from './chosen.ts';
import { atHome, type Environment } from './environment.ts';
import { Secret } from './secret.ts';
import { type PasswordSource, passwordVariables } from './settings.ts';
import { UsageError } from './usage-error.ts';

/**
 * Where the password comes from: the command line, a settings file, the environment, or nowhere.
 * @throws UsageError for a password in a file that others may read
 */
export function passwordSource(chosen: Chosen, env: Environment): PasswordSource {
  if (chosen.isOn('password')) return { from: 'prompt' };
  const inFile = chosen.fromFile('password');
  if (inFile?.asks) return { from: 'prompt' };
  const path = chosen.text('password-file');
  if (inFile === null && path !== null) {
    return { from: 'file', path: chosen.fromFile('password-file') === null ? path : atHome(path, env) };
  }
  if (inFile !== null) {
    const { text, origin, openToOthers: mode } = inFile;
    if (mode !== null && text !== '') {
      throw new UsageError({ id: 'password_open_to_others', path: origin.path, mode }, origin);
    }
    return { from: 'settings_file', password: new Secret(text) };
  }
  const variable = passwordVariables.find(name => env[name] !== undefined && env[name] !== '');
  return variable === undefined ? { from: 'none' } : { from: 'environment', variable };
}
