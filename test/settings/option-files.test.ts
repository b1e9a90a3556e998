import { describe, expect, it } from 'vitest';
import { readSettings } from '../../source/settings/read-settings.ts';
import type { Settings } from '../../source/settings/settings.ts';
import { UsageError } from '../../source/settings/usage-error.ts';
import { inMemory } from './files/in-memory.ts';

type Content = Parameters<typeof inMemory>[0];

const read = (content: Content, line = '', env: Readonly<Record<string, string>> = {}) =>
  readSettings({
    argv: line === '' ? [] : line.split(' '),
    env: { HOME: '/home/dba', LANG: 'C.UTF-8', ...env },
    isTerminal: true,
    files: inMemory(content),
    chooseProfile: null,
  });
const settings = async (...of: Parameters<typeof read>): Promise<Settings> => (await read(...of)).settings;
const refusal = async (...of: Parameters<typeof read>) => {
  const thrown = await read(...of).catch(error => error);
  if (!(thrown instanceof UsageError)) throw thrown;
  return { ...thrown.reason, place: thrown.place };
};
const passwordOf = ({ connect: { password } }: Settings) =>
  password.from === 'settings_file' ? password.password.reveal() : password;

const own = '/home/dba/.my.cnf';

describe('the option files of mysql', () => {
  it('say where to connect, those of the user over those of the host', async () => {
    const files = {
      '/etc/my.cnf': '[client]\nhost=a\nport=1\nuser=u@a\n',
      '/etc/mysql/my.cnf': '[client]\nhost=b\nport=2\n',
      [own]: '[client]\nhost=c\nssl_mode=REQUIRED\nssl-ca=~/ca.pem\nconnect-timeout=3\n',
    };
    expect((await settings(files)).connect).toMatchObject({
      host: 'c',
      port: 2,
      user: { raw: 'u@a' },
      ssl: { mode: 'required', ca: '/home/dba/ca.pem' },
      timeoutSeconds: 3,
    });
  });

  it('give way to the command line', async () => {
    const files = { [own]: '[client]\nhost=a\nport=1\nuser=u@a\n' };
    expect((await settings(files, '-h b -u v@b')).connect).toMatchObject({
      host: 'b',
      port: 1,
      user: { raw: 'v@b' },
    });
  });

  it.each([
    ['host=a\nsocket=/s', '', { host: 'a', socket: null }],
    ['host=localhost\nsocket=/s', '', { socket: '/s' }],
    ['socket=/s\nport=1', '', { socket: '/s' }],
    ['socket=/s\nport=1', '-h b', { host: 'b', port: 1, socket: null }],
    ['host=a\nport=1', '-S /s', { socket: '/s', port: 2881 }],
  ])('name one address: %j with %j', async (text, line, connect) => {
    expect((await settings({ [own]: `[client]\n${text}\n` }, line)).connect).toMatchObject(connect);
  });

  it('have groups for every client and for this program, what stands last winning', async () => {
    const files = {
      [own]: '[ob-backup-top]\nhost=a\n[obclient]\nhost=b\n[client]\nport=1\n[mysql]\nhost=c\n',
    };
    expect((await settings(files)).connect).toMatchObject({ host: 'b', port: 1 });
  });

  it.each([
    ['0', 43_200],
    ['1', 1],
    ['43200', 43_200],
  ])('may wait as long for a connection as mysql may: %s', async (text, seconds) => {
    const { connect } = await settings({ [own]: `[client]\nconnect_timeout=${text}\n` });
    expect(connect.timeoutSeconds).toBe(seconds);
  });

  it('may have more groups, by their suffix', async () => {
    const files = { [own]: '[client]\nhost=a\n[client_prod]\nhost=b\n' };
    expect((await settings(files, '--defaults-group-suffix _prod')).connect.host).toBe('b');
    expect((await settings(files, '', { MYSQL_GROUP_SUFFIX: '_prod' })).connect.host).toBe('b');
  });

  it('may hold any option of this program in its own group', async () => {
    const text = '[ob-backup-top]\ninterval=5\nnotify\nascii=0\nno_color=ON\ntenant=crm\nloose-whatever=1\n';
    expect(await settings({ [own]: text })).toMatchObject({
      intervalSeconds: 5,
      notify: true,
      ascii: false,
      colour: false,
      theme: null,
      tenant: 'crm',
    });
    expect((await settings({ [own]: '[ob-backup-top]\nnotify\nskip-notify\n' })).notify).toBe(false);
  });

  it('hold much that other clients need, which is passed over', async () => {
    const text = '[client]\nprompt=x\ndefault-character-set=utf8mb4\ninterval=9\nno-auto-rehash\nhost=a\n';
    const { settings: made, notices } = await read({ [own]: text });
    expect(made).toMatchObject({ connect: { host: 'a' }, intervalSeconds: 2 });
    expect(notices).toEqual([]);
  });

  it.each([
    ['ssl=0', 'disabled'],
    ['skip-ssl', 'disabled'],
    ['ssl', 'required'],
    ['ssl-mode=VERIFY_CA\nssl', 'verify_ca'],
    ['ssl-mode=preferred\nssl', 'required'],
    ['ssl-mode=verify_ca\nssl-verify-server-cert', 'verify_identity'],
    ['ssl-mode=verify_ca\nskip-ssl', 'disabled'],
    ['ssl-verify-server-cert', 'verify_identity'],
    ['skip-ssl-verify-server-cert', 'preferred'],
  ])('say of TLS what MariaDB means by %s', async (text, mode) => {
    expect((await settings({ [own]: `[client]\n${text}\n` })).connect.ssl.mode).toBe(mode);
  });

  it.each([
    ['[ob-backup-top]\n\nintervall=5', { id: 'unknown_key', key: 'intervall', guess: 'interval' }, 3],
    ['[ob-backup-top]\nonce', { id: 'not_in_file', key: 'once' }, 2],
    ['[ob-backup-top]\nnotify=maybe', { id: 'key_is_switch', key: 'notify', text: 'maybe' }, 2],
    ['[client]\nhost', { id: 'key_without_value', key: 'host' }, 2],
    ['[client]\nport=28x', { id: 'wrong_port', option: '--port (-P)', text: '28x' }, 2],
    [
      '[client]\nconnect-timeout=43201',
      { id: 'wrong_connect_timeout', option: '--connect-timeout', text: '43201' },
      2,
    ],
    ['host=a', { id: 'option_without_group' }, 1],
    ['[client]\n!includedir /nowhere', { id: 'folder_unreadable', folder: '/nowhere', code: 'ENOENT' }, 2],
  ])('are refused with the line of what is wrong: %j', async (text, reason, line) => {
    expect(await refusal({ [own]: text })).toEqual({ ...reason, place: { path: own, line } });
  });

  it('are chosen by the options of mysql', async () => {
    const files = {
      '/etc/my.cnf': '[client]\nhost=a\n',
      '/x.cnf': '[client]\nport=7\n',
      [own]: '[client]\nhost=c\n',
    };
    expect((await settings(files, '--defaults-file=/x.cnf')).connect).toMatchObject({
      host: '127.0.0.1',
      port: 7,
    });
    expect((await settings(files, '--defaults-extra-file /x.cnf')).connect).toMatchObject({
      host: 'c',
      port: 7,
    });
    expect((await settings(files, '--no-defaults')).connect).toMatchObject({ host: '127.0.0.1', port: 2881 });
    expect(await refusal(files, '--defaults-file /none')).toMatchObject({
      id: 'file_missing',
      path: '/none',
    });
    expect(await refusal(files, '--defaults-file /x.cnf --no-defaults')).toMatchObject({
      id: 'defaults_file_and_none',
    });
  });

  it('are not read for help, the version or the demo', async () => {
    for (const line of ['--help', '--version', '--licenses', '--demo', '--demo-serve']) {
      expect((await read({ [own]: 'broken' }, line)).files).not.toContainEqual({ path: own, state: 'read' });
    }
  });

  it('are ignored with a word where anyone may write them, as by mysql', async () => {
    const { settings: made, notices } = await read({ [own]: { text: '[client]\nhost=a\n', mode: 0o666 } });
    expect(made.connect.host).toBe('127.0.0.1');
    expect(notices).toEqual([{ id: 'file_writable_by_others', path: own }]);
  });

  it('cut a user name at a # outside quotes, which is said', async () => {
    const { settings: made, notices } = await read({ [own]: '[client]\nuser=root@sys#prod\n' });
    expect(made.connect.user.raw).toBe('root@sys');
    expect(notices).toEqual([{ id: 'comment_in_value', key: 'user', path: own, line: 2 }]);
  });
});

describe('a password in an option file', () => {
  it('is used below what the command line names and above the environment', async () => {
    const files = { [own]: '[client]\npassword="a b"\n' };
    const env = { OB_PASSWORD: 'other' };
    expect(passwordOf(await settings(files, '', env))).toBe('a b');
    expect(passwordOf(await settings(files, '-p', env))).toEqual({ from: 'prompt' });
    expect(passwordOf(await settings(files, '--password-file /p', env))).toEqual({
      from: 'file',
      path: '/p',
    });
    expect(passwordOf(await settings({}, '', env))).toEqual({ from: 'environment', variable: 'OB_PASSWORD' });
  });

  it('may be empty, or asked for', async () => {
    expect(passwordOf(await settings({ [own]: '[client]\npassword=\n' }))).toBe('');
    expect(passwordOf(await settings({ [own]: '[client]\npassword\n' }))).toEqual({ from: 'prompt' });
  });

  it('may be in a file of its own', async () => {
    const files = { [own]: '[ob-backup-top]\npassword-file=~/secret\n' };
    expect(passwordOf(await settings(files))).toEqual({ from: 'file', path: '/home/dba/secret' });
  });

  it('is not used where others may read it, and no more is said than the file', async () => {
    const files = { [own]: { text: '[client]\nuser=u\npassword=secret\n', mode: 0o640 } };
    const refused = await refusal(files);
    expect(refused).toEqual({
      id: 'password_open_to_others',
      path: own,
      mode: '640',
      place: { path: own, line: 3 },
    });
    expect((await settings(files, '-p')).connect.user.raw).toBe('u');
  });

  it('is in nothing that prints the settings', async () => {
    const made = await settings({ [own]: '[client]\npassword=hunter2\n' });
    const { inspect } = await import('node:util');
    expect(inspect(made, { depth: 9, showHidden: true })).not.toContain('hunter2');
    expect(JSON.stringify(made)).not.toContain('hunter2');
  });
});

/** Groups client and prod, made with openssl; mycli's reader of such files (myloginpath 0.0.4) reads the same. */
const loginFile = Buffer.from(
  'AAAAAAsQFRofBAkOExgdAgcMERYbAAUKEAAAAETiNBhQq4G39Rg1xeX/x/ggAAAAXcHg/EwnPYnY7eyz8un/syY4ShJpSaSNIQs5rcdZ9jQQAAAA' +
    '4BU/SuzVG/YOlfjy9kCa4iAAAABdweD8TCc9idjt7LPy6f+zfvZTNy71U0nItSSMTKnveSAAAABKmJ2Jt/EqWXK7arJxKtqYjZVr9ZUrjjy0RpU9' +
    'eUfuhiAAAABtvxxd811f7S06eJBXbQvVJjhKEmlJpI0hCzmtx1n2NBAAAABXDwdT17rjHiTXjsR98sPP',
  'base64',
);
const login = '/home/dba/.mylogin.cnf';

describe('the login file of mysql_config_editor', () => {
  it('has its group client for everyone, over the option files and with --no-defaults', async () => {
    const files = { [login]: { text: loginFile }, [own]: '[client]\nuser=other\n' };
    expect((await settings(files)).connect.user.raw).toBe('root@sys');
    expect((await settings(files, '--no-defaults')).connect.user.raw).toBe('root@sys');
  });

  it('has another group for whom asks for it', async () => {
    const made = await settings({ [login]: { text: loginFile } }, '--login-path prod');
    expect(made.connect).toMatchObject({ host: '10.0.0.5', port: 2883, user: { raw: 'root@sys#prod' } });
    expect(passwordOf(made)).toBe('p#w " x');
  });

  it('is at another place where the environment says so', async () => {
    const env = { MYSQL_TEST_LOGIN_FILE: '/l' };
    expect((await settings({ '/l': { text: loginFile } }, '', env)).connect.user.raw).toBe('root@sys');
  });

  it.each([
    [{}, 'no_login_file'],
    [{ [login]: { text: loginFile } }, 'no_login_path'],
    [{ [login]: { text: loginFile, mode: 0o640 } }, 'login_file_used_by_others'],
    [{ [login]: { text: loginFile.subarray(0, 60) } }, 'login_file_damaged'],
    [{ [login]: { text: 'short' } }, 'login_file_damaged'],
  ])('is missed where --login-path names what it cannot give: case %#', async (files, id) => {
    expect(await refusal(files, '--login-path nightly')).toMatchObject({ id });
  });

  it('is passed over by those who did not ask for it where it is damaged or open to others', async () => {
    expect((await read({ [login]: { text: 'short' } })).files.at(-1)).toEqual({
      path: login,
      state: 'damaged',
    });
    const { notices } = await read({ [login]: { text: loginFile, mode: 0o640 } });
    expect(notices).toEqual([{ id: 'login_file_used_by_others', path: login }]);
  });
});

describe('a line pasted from obclient', () => {
  it.each([
    ['-h10.0.0.5 -P2883 -uroot@sys#prod -p -c -A oceanbase', '-c -A oceanbase'],
    ['-h 10.0.0.5 -P 2883 -u root@sys#prod -p -D oceanbase', '-D oceanbase'],
    ['-h10.0.0.5 -P2883 -uroot@sys#prod -p -AcDoceanbase', '-AcDoceanbase'],
    [
      '-h10.0.0.5 -P2883 -uroot@sys#prod -p --database=oceanbase --comments',
      '--database=oceanbase --comments',
    ],
    [
      '-h10.0.0.5 -P2883 -uroot@sys#prod -p --database oceanbase --no-auto-rehash',
      '--database oceanbase --no-auto-rehash',
    ],
  ])('is taken, and what changes nothing is named: %s', async (line, options) => {
    const { settings: made, notices } = await read({}, line);
    expect(made.connect).toMatchObject({
      host: '10.0.0.5',
      port: 2883,
      user: { raw: 'root@sys#prod' },
      password: { from: 'prompt' },
    });
    expect(notices).toEqual([{ id: 'ignored_options', options }]);
  });

  it('has no other word that is passed over', async () => {
    expect(await refusal({}, '-A mysql')).toMatchObject({ id: 'unexpected_word', word: 'mysql' });
    expect(await refusal({}, '-p -A secret')).toMatchObject({ id: 'password_as_value' });
    expect(await refusal({}, '-Ax')).toMatchObject({ id: 'unknown_option', option: '-A' });
  });
});
