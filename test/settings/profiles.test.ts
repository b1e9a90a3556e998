import { describe, expect, it } from 'vitest';
import { configText } from '../../source/settings/print-config.ts';
import type { ChooseProfile, OfferedProfile } from '../../source/settings/profile-choice.ts';
import { readSettings } from '../../source/settings/read-settings.ts';
import { UsageError } from '../../source/settings/usage-error.ts';
import { sentence, wordsOf } from '../../source/text/words.ts';
import { inMemory } from './files/in-memory.ts';

type Content = Parameters<typeof inMemory>[0];

const path = '/home/dba/.config/ob-backup-top/config.toml';
const env = { HOME: '/home/dba', LANG: 'C.UTF-8' };
const read = (
  content: Content,
  line = '',
  chooseProfile: ChooseProfile | null = null,
  own: Readonly<Record<string, string>> = {},
) =>
  readSettings({
    argv: line === '' ? [] : line.split(' '),
    env: { ...env, ...own },
    isTerminal: true,
    files: inMemory(content),
    chooseProfile,
  });
const settings = async (...of: Parameters<typeof read>) => (await read(...of)).settings;
const refused = async (...of: Parameters<typeof read>): Promise<UsageError> => {
  const thrown = await read(...of).catch(error => error);
  if (!(thrown instanceof UsageError)) throw thrown;
  return thrown;
};

const two = `interval = 5
[profiles.prod]
host = "10.0.0.5"
port = 2883
user = "root@sys#prod"
password-file = "~/.ob-prod"
interval = 1

[profiles.test]
host = "10.0.0.6"
`;

describe('a profile', () => {
  it('says how to connect, and more, over what holds for all', async () => {
    expect(await settings({ [path]: two }, '--profile prod')).toMatchObject({
      connect: {
        host: '10.0.0.5',
        port: 2883,
        user: { raw: 'root@sys#prod' },
        password: { from: 'file', path: '/home/dba/.ob-prod' },
      },
      intervalSeconds: 1,
    });
    expect(await settings({ [path]: two }, '--profile test')).toMatchObject({
      connect: { host: '10.0.0.6', port: 2881, password: { from: 'none' } },
      intervalSeconds: 5,
    });
  });

  it('may say how things look and which limits hold', async () => {
    const text =
      '[profiles.a]\ntheme = "light"\nlang = "zh"\nmax_age = "30h"\ninterval = 0.5\ntenant = "crm"\n';
    expect(await settings({ [path]: text }, '--profile a')).toMatchObject({
      theme: 'light',
      language: 'zh',
      maxAgeSeconds: 30 * 3600,
      intervalSeconds: 0.5,
      tenant: 'crm',
    });
    expect(await settings({ [path]: text }, '--profile a --lang en --theme dark')).toMatchObject({
      theme: 'dark',
      language: 'en',
    });
  });

  it('stands between the command line and the option files', async () => {
    const files = {
      [path]: two,
      '/home/dba/.my.cnf': '[client]\nhost=x\nport=9\nuser=u\nconnect-timeout=7\n',
    };
    const { connect } = await settings(files, '--profile test -P 2884');
    expect(connect).toMatchObject({ host: '10.0.0.6', port: 2884, user: { raw: 'u' }, timeoutSeconds: 7 });
  });

  it('has an address of its own: no port or socket of another file goes with its host', async () => {
    const files = { [path]: two, '/home/dba/.my.cnf': '[client]\nport=3306\nsocket=/s\n' };
    expect((await settings(files, '--profile test')).connect).toMatchObject({
      host: '10.0.0.6',
      port: 2881,
      socket: null,
    });
    const common =
      'host = "a"\nport = 1\npassword-file = "/p"\n[profiles.x]\nsocket = "/s"\npassword = true\n';
    expect((await settings({ [path]: common }, '--profile x')).connect).toMatchObject({
      socket: '/s',
      port: 2881,
      password: { from: 'prompt' },
    });
  });

  it('may say the port alone, for a host that an option file names', async () => {
    const files = { [path]: 'port = 2883\n', '/home/dba/.my.cnf': '[client]\nhost=x\nport=3306\n' };
    expect((await settings(files)).connect).toMatchObject({ host: 'x', port: 2883 });
  });

  it('is found where XDG_CONFIG_HOME says, if that is an absolute path', async () => {
    const elsewhere = { '/x/ob-backup-top/config.toml': two };
    const xdg = (folder: string) => read(elsewhere, '--profile prod', null, { XDG_CONFIG_HOME: folder });
    expect((await xdg('/x')).settings.connect.host).toBe('10.0.0.5');
    await expect(xdg('x')).rejects.toMatchObject({ reason: { id: 'no_profiles' } });
  });

  it('may hold a password, in a file of its owner alone', async () => {
    const text = '[profiles.a]\npassword = "hunter2"\n';
    const { connect } = await settings({ [path]: text }, '--profile a');
    expect(connect.password).toMatchObject({ from: 'settings_file' });
    const open = await refused({ [path]: { text, mode: 0o644 } }, '--profile a');
    expect(open).toMatchObject({
      reason: { id: 'password_open_to_others', mode: '644' },
      place: { path, line: 2 },
    });
    expect(JSON.stringify(open.reason)).not.toContain('hunter2');
  });
});

describe('without --profile', () => {
  const choose =
    (log: (readonly OfferedProfile[])[]): ChooseProfile =>
    async profiles => {
      log.push(profiles);
      return 'test';
    };

  it('the one that the file names is used', async () => {
    expect((await settings({ [path]: `profile = "prod"\n${two}` })).connect.host).toBe('10.0.0.5');
  });

  it('the only one is used', async () => {
    expect((await settings({ [path]: '[profiles.a]\nhost = "h"\n' })).connect.host).toBe('h');
  });

  it('the user is asked where there are several', async () => {
    const asked: (readonly OfferedProfile[])[] = [];
    expect((await settings({ [path]: two }, '', choose(asked))).connect.host).toBe('10.0.0.6');
    expect(asked).toEqual([
      [
        { name: 'prod', user: 'root@sys#prod', host: '10.0.0.5', port: '2883' },
        { name: 'test', user: null, host: '10.0.0.6', port: null },
      ],
    ]);
  });

  it('none is guessed where there is nobody to ask', async () => {
    expect(await refused({ [path]: two }, '--once')).toMatchObject({
      reason: { id: 'profile_needed', path, known: 'prod, test' },
    });
  });

  it.each(['-h other', '-S /s', '--defaults-file /x.cnf'])(
    'none is used by whoever connects elsewhere: %s',
    async line => {
      const asked: (readonly OfferedProfile[])[] = [];
      const files = { [path]: `profile = "prod"\n${two}`, '/x.cnf': '[client]\nhost=other\n' };
      const { connect, intervalSeconds } = await settings(files, line, choose(asked));
      expect(connect.password).toEqual({ from: 'none' });
      expect(connect.host).not.toBe('10.0.0.5');
      expect(intervalSeconds).toBe(5);
      expect(asked).toEqual([]);
    },
  );

  it('the demo takes the looks and not the connection', async () => {
    const text = 'host = "a"\ninterval = 3\npassword = "x"\n';
    expect(await settings({ [path]: { text, mode: 0o644 } }, '--demo')).toMatchObject({
      connect: { host: '127.0.0.1', password: { from: 'none' } },
      intervalSeconds: 3,
    });
  });
});

describe('the configuration file', () => {
  it.each([
    ['intervall = 5', 1, 'Unknown option intervall: did you mean interval?'],
    ['[profiles.a]\nhots = "x"', 2, 'Unknown option hots: did you mean host?'],
    ['[profiles.a]\n"user" = "x"\n[profiles."b c"]\nlogin = 1', 4, 'Unknown option login'],
    ['profiles.a.hots = "x"', 1, 'Unknown option hots: did you mean host?'],
    ['\nonce = true', 2, 'Option once can be given on the command line only: remove it from the file.'],
    ['interval = true', 1, 'Option interval needs a text or a number: write interval = "SECONDS".'],
    ['interval = [1]', 1, 'Option interval needs a text or a number: write interval = "SECONDS".'],
    [
      '# x\ninterval = 0',
      2,
      "Option --interval (-n) needs a number of seconds from 0.5 to 3600, for example 2, not '0'.",
    ],
    ['notify = "yes"', 1, "Option notify is either on or off: write true or false, not 'yes'."],
    ['\n[profile.prod]\nhost = "x"', 2, 'Unknown option profile: did you mean profiles?'],
    ['profile = ["a"]\n[profiles.a]', 1, 'The usual profile \'["a"]\' does not exist: there are a.'],
    ['[notify]\na = 1', 1, 'Option notify is either on or off: write true or false, not \'{"a":1}\'.'],
    ['host = 1979-05-27', 1, 'Option host needs a text or a number'],
    ['profiles = 1', 1, 'Profiles are tables: write [profiles.NAME] and the settings below it.'],
    ['[profiles]\na = 1', 2, 'Profiles are tables: write [profiles.NAME] and the settings below it.'],
    ['profile = "b"\n[profiles.a]\nhost = "x"', 1, "The usual profile 'b' does not exist: there are a."],
    ['[profiles.a]\nhost = "x"\nsocket = "/s"', 3, 'Option --socket (-S) replaces host and port'],
    ['host = "x"\nhost = "y"', 2, 'This is not valid TOML (column'],
    ['host = ', 1, 'This is not valid TOML (column'],
  ])('is refused with the line of what is wrong: %j', async (text, line, problem) => {
    const { reason, place } = await refused({ [path]: text });
    expect(place).toEqual({ path, line });
    expect(sentence(wordsOf('en').usage, reason)).toContain(problem);
  });

  it('takes _ for -', async () => {
    expect(await settings({ [path]: 'time_zone = "UTC"\n' })).toMatchObject({ timeZone: 'UTC' });
  });

  it('names no password in an error', async () => {
    const { reason } = await refused({ [path]: 'password = 123456\n' });
    expect(JSON.stringify(reason)).not.toContain('123456');
  });

  it('is not used where anyone may write it, as it may name a command', async () => {
    expect(await refused({ [path]: { text: two, mode: 0o606 } })).toMatchObject({
      reason: { id: 'config_writable_by_others', path },
    });
  });

  it('must have the profile that is asked for', async () => {
    expect(await refused({ [path]: two }, '--profile prd')).toMatchObject({
      reason: { id: 'unknown_profile', guess: 'prod', known: 'prod, test' },
    });
    expect(await refused({}, '--profile prod')).toMatchObject({ reason: { id: 'no_profiles' } });
  });
});

describe('--print-config', () => {
  it('says what is in force and where it came from, and no secret', async () => {
    const files = {
      [path]: `${two}on-change = "/bin/robot --token s3cret"\n`,
      '/home/dba/.my.cnf': '[client]\nuser=u\npassword=hunter2\nssl-mode=required\n',
    };
    const made = await read(files, '--print-config --profile test -n 3');
    const text = configText(made, { ...env, NO_COLOR: '1' }, wordsOf('en').config);
    const row = (name: string) => text.split('\n').find(line => line.startsWith(`  ${name} `));
    expect(text).toContain(`  ${path}  read\n`);
    expect(text).toContain('  /etc/my.cnf                                  not there\n');
    expect(row('host')).toMatch(new RegExp(`^ {2}host +10\\.0\\.0\\.6 +${path}, line 10, profile test$`));
    expect(row('user')).toMatch(/^ {2}user +u +\/home\/dba\/\.my\.cnf, line 2, group \[client\]$/);
    expect(row('password')).toMatch(
      /^ {2}password +\*\*\* +\/home\/dba\/\.my\.cnf, line 3, group \[client\]$/,
    );
    expect(row('interval')).toMatch(/^ {2}interval +3 +command line$/);
    expect(row('no-color')).toMatch(/^ {2}no-color +on +environment, NO_COLOR$/);
    expect(row('on-change')).toMatch(/^ {2}on-change +\/bin\/robot \*\*\* +/);
    expect(row('port')).toMatch(/^ {2}port +2881 +default$/);
    expect(text).not.toMatch(/hunter2|s3cret/);
  });

  it('shows a password of the environment as such', async () => {
    const own = { OB_PASSWORD: 'hunter2' };
    const made = await read({}, '--print-config', null, own);
    const text = configText(made, { ...env, ...own }, wordsOf('en').config);
    expect(text).toMatch(/^ {2}password +\*\*\* +environment, OB_PASSWORD$/m);
    expect(text).not.toContain('hunter2');
  });

  it('asks for no profile', async () => {
    expect((await settings({ [path]: two }, '--print-config')).mode).toBe('print-config');
  });
});
