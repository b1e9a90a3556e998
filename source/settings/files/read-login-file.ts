import { join } from 'node:path';
import type { Environment } from '../environment.ts';
import type { FileNotice } from '../file-report.ts';
import { UsageError } from '../usage-error.ts';
import { parseOptionFile } from './option-file.ts';
import type { FileOption, OptionFiles } from './read-option-files.ts';
import type { SettingsFiles } from './small-file.ts';

/** Any right of others than the owner: mysql does not read such a login file. */
const usableByOthers = 0o077;

const none: OptionFiles = { options: [], files: [], notices: [] };

/**
 * Reads the login file of mysql_config_editor, `~/.mylogin.cnf` or what MYSQL_TEST_LOGIN_FILE names, where there is one.
 * @param loginPath the group that the user named, null for none
 * @throws UsageError for a file that is damaged, and where the named group is not there
 */
export async function readLoginFile(
  loginPath: string | null,
  { HOME, MYSQL_TEST_LOGIN_FILE }: Environment,
  files: SettingsFiles,
): Promise<OptionFiles> {
  const path = MYSQL_TEST_LOGIN_FILE || (HOME ? join(HOME, '.mylogin.cnf') : null);
  if (path === null) return none;
  const file = files.read(path, true);
  if ('code' in file) {
    if (loginPath !== null) throw new UsageError({ id: 'no_login_file', path, loginPath });
    return { ...none, files: [{ path, state: file.code === 'ENOENT' ? 'missing' : 'unreadable' }] };
  }
  if ((file.mode & usableByOthers) !== 0) {
    if (loginPath !== null) throw new UsageError({ id: 'login_file_used_by_others', path });
    const notice: FileNotice = { id: 'login_file_used_by_others', path };
    return { ...none, files: [{ path, state: 'used_by_others' }], notices: [notice] };
  }
  const { decryptLoginFile } = await import('./login-path.ts');
  const text = decryptLoginFile(file.bytes);
  if (text === null) {
    if (loginPath !== null) throw new UsageError({ id: 'login_file_damaged', path });
    return { ...none, files: [{ path, state: 'damaged' }] };
  }
  const options = parseOptionFile(text)
    .filter(item => item.kind === 'option')
    .map((item): FileOption => ({ ...item, place: { path, line: item.line }, openToOthers: null }));
  const groups = [...new Set(options.map(({ group }) => group))];
  if (loginPath !== null && !groups.includes(loginPath)) {
    throw new UsageError({ id: 'no_login_path', path, loginPath, known: groups.join(', ') });
  }
  return { options, files: [{ path, state: 'read' }], notices: [] };
}
