import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Environment } from '../../source/settings/environment.ts';
import { allFlags } from '../../source/settings/flags.ts';
import { parseArguments } from '../../source/settings/parse.ts';
import type { Settings } from '../../source/settings/settings.ts';
import { sentence, wordsOf } from '../../source/text/words.ts';

interface Output {
  readonly isTTY?: boolean;
}
const terminal: Output = { isTTY: true };
const pipe: Output = {};

const settings = (argv: readonly string[], env: Environment = {}, stdout = terminal): Settings => {
  const parsed = parseArguments(argv, { LANG: 'C.UTF-8', ...env }, stdout);
  if ('usageError' in parsed) throw new Error(parsed.usageError.id);
  return parsed.settings;
};
const line = (text: string): string[] => (text === '' ? [] : text.split(' '));
const refusal = (text: string, stdout = terminal): string => {
  const parsed = parseArguments(line(text), {}, stdout);
  return 'usageError' in parsed ? sentence(wordsOf('en').usage, parsed.usageError) : 'accepted';
};

describe('an option on the command line', () => {
  it('has its default when it is not given', () => {
    expect(settings([])).toEqual({
      mode: 'screens',
      connect: {
        host: '127.0.0.1',
        port: 2881,
        socket: null,
        user: { raw: 'root@sys', user: 'root', tenant: 'sys', cluster: null },
        password: { from: 'none' },
        ssl: { mode: 'preferred', ca: null, cert: null, key: null },
        timeoutSeconds: 10,
      },
      tenant: null,
      job: null,
      intervalSeconds: 2,
      maxAgeSeconds: 93_600,
      json: false,
      maxRunSeconds: null,
      maxLagSeconds: null,
      exclude: [],
      table: null,
      progress: false,
      timeoutSeconds: null,
      timeZone: 'local',
      language: 'en',
      charset: 'utf-8',
      ambiguousWidth: null,
      ascii: false,
      plain: false,
      colour: true,
      theme: null,
      notify: false,
      onChange: null,
      logFile: null,
      demo: null,
    });
  });

  it.each([
    ['--host 10.0.0.5 --port 2883 --user a@b#c'],
    ['--host=10.0.0.5 --port=2883 --user=a@b#c'],
    ['-h 10.0.0.5 -P 2883 -u a@b#c'],
    ['-h10.0.0.5 -P2883 -ua@b#c'],
    ['-h=10.0.0.5 -P=2883 -u=a@b#c'],
  ])('is read as mysql reads it: %s', text => {
    expect(settings(line(text)).connect).toMatchObject({
      host: '10.0.0.5',
      port: 2883,
      user: { raw: 'a@b#c', user: 'a', tenant: 'b', cluster: 'c' },
    });
  });

  it('sets its part of the settings', () => {
    expect(
      settings(line('-S /tmp/ob.sock --ssl-mode VERIFY_CA --ssl-ca ca.pem -t crm -j 12 -n 0.5')),
    ).toMatchObject({
      connect: { socket: '/tmp/ob.sock', ssl: { mode: 'verify_ca', ca: 'ca.pem' } },
      tenant: 'crm',
      job: 12n,
      intervalSeconds: 0.5,
      maxAgeSeconds: 93_600,
    });
    expect(settings(line('--once --json --time-zone +08:00 --ascii --no-color'))).toMatchObject({
      mode: 'once',
      json: true,
      timeZone: '+08:00',
      ascii: true,
      colour: false,
      theme: null,
    });
    expect(settings(line('--demo --scenario busy'))).toMatchObject({
      mode: 'screens',
      demo: { scenario: 'busy', port: null },
    });
    expect(settings(['--notify', '--on-change', `page-me -s "a 'b'" c\\ d`])).toMatchObject({
      notify: true,
      onChange: ['page-me', '-s', "a 'b'", 'c d'],
    });
    expect(settings(['--demo-serve'])).toMatchObject({
      mode: 'demo-serve',
      demo: { scenario: null, port: null },
    });
    expect(settings(['--demo-serve', '-P', '2881'])).toMatchObject({ demo: { port: 2881 } });
  });

  it('given twice counts as written last, as in mysql', () => {
    expect(settings(line('-h one -h two --host=three')).connect.host).toBe('three');
  });

  it('keeps the quotes, dots, equals signs and leading zeros of its value', () => {
    expect(settings(['-u', '"Mixed"']).connect.user.raw).toBe('"Mixed"');
    expect(settings(['-t', "'a.b=c'"]).tenant).toBe("'a.b=c'");
    expect(settings(['--tenant=0012']).tenant).toBe('0012');
    expect(settings(['--tenant=-x']).tenant).toBe('-x');
  });

  it('hands any value through unchanged, however it is attached', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.constantFrom('true', 'false', '-', '-1', '--', '--once', '"a"', "'a b'", "''", 'a=b', '=', '\n'),
    );
    fc.assert(
      fc.property(text, value => {
        expect(settings([`--tenant=${value}`]).tenant).toBe(value);
        if (!value.startsWith('=')) expect(settings([`-t${value}`]).tenant).toBe(value);
        expect(settings([`-t=${value}`, '--ascii'])).toMatchObject({ tenant: value, ascii: true });
        if (value.startsWith('-')) return;
        expect(settings(['--tenant', value]).tenant).toBe(value);
        expect(settings(['--ascii', '-t', value])).toMatchObject({ tenant: value, ascii: true });
      }),
    );
  });

  it('without a value takes no word that follows for one', () => {
    for (const word of ['true', 'false', '0', '-1', '']) {
      const parsed = parseArguments(['--ascii', word], {}, terminal);
      expect(parsed).toEqual({ usageError: { id: 'unexpected_word', word } });
      expect(parseArguments(['--no-color', word], {}, terminal)).toEqual(parsed);
    }
  });

  it('--job takes an id that a JavaScript number cannot hold', () => {
    expect(settings(line('-j 9007199254740993')).job).toBe(9_007_199_254_740_993n);
  });

  it('--host takes an IPv6 address, in brackets or not', () => {
    expect(settings(line('-h ::1')).connect.host).toBe('::1');
    expect(settings(line('-h [fe80::1]')).connect.host).toBe('fe80::1');
    expect(settings(line('-h [fe80::1%eth0]')).connect.host).toBe('fe80::1%eth0');
  });
});

describe('the mode', () => {
  it('is to print once where standard output is not a terminal', () => {
    expect(settings([], {}, pipe).mode).toBe('once');
    expect(settings(['--json'], {}, pipe)).toMatchObject({ mode: 'once', json: true });
    expect(settings(['--demo'], {}, pipe)).toMatchObject({ mode: 'once', demo: { scenario: null } });
  });

  it.each([
    ['--help', 'help'],
    ['-?', 'help'],
    ['--help --nonsense', 'help'],
    ['-h --help', 'help'],
    ['--version', 'version'],
    ['-V', 'version'],
    ['--licenses', 'licenses'],
    ['-pV', 'usage error'],
  ])('of the line %s is %s', (text, mode) => {
    const parsed = parseArguments(line(text), {}, terminal);
    expect('settings' in parsed ? parsed.settings.mode : 'usage error').toBe(mode);
  });
});

describe('any command line', () => {
  it('gives settings or one sentence, and never throws', () => {
    const word = fc.oneof(
      fc.constantFrom(...allFlags.flatMap(flag => [`--${flag.name}`, `--${flag.name}=`, `-${flag.short}`])),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('--', '-', '--__proto__', '--constructor=1', '-h1', '-P-1', '\u001B[31m'),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 5 }), fc.boolean(), (argv, isTTY) => {
        const parsed = parseArguments(argv, {}, { isTTY });
        if ('usageError' in parsed) {
          const text = sentence(wordsOf('en').usage, parsed.usageError);
          expect(text).toMatch(/^[A-Z].*\.$/u);
          expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the source of the password', () => {
  it('is -p, a file, OB_PASSWORD, MYSQL_PWD, in this order', () => {
    const env = { OB_PASSWORD: 'a', MYSQL_PWD: 'b' };
    const from = (text: string, variables: Environment) => settings(line(text), variables).connect.password;
    expect(from('-p --password-file f', env)).toEqual({ from: 'prompt' });
    expect(from('--password-file f', env)).toEqual({ from: 'file', path: 'f' });
    expect(from('', env)).toEqual({ from: 'environment', variable: 'OB_PASSWORD' });
    expect(from('', { OB_PASSWORD: '', MYSQL_PWD: 'b' })).toEqual({
      from: 'environment',
      variable: 'MYSQL_PWD',
    });
    expect(from('', {})).toEqual({ from: 'none' });
  });

  it.each(['-psecret', '-p secret', '-p=secret', '--password=secret', '--password secret', '-p -t x secret'])(
    'is not the command line: a password there is refused and not repeated: %s',
    text => {
      expect(refusal(text)).toMatch(/takes no value, because other users can see it in ps/);
      expect(refusal(text)).not.toContain('secret');
    },
  );

  it('does not bring the password into the settings', () => {
    const text = JSON.stringify(settings([], { OB_PASSWORD: 'secret' }), (_, value) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    expect(text).not.toContain('secret');
  });
});

describe('colour', () => {
  it.each<[string, string, Environment, Output, boolean]>([
    ['on for a terminal', '', {}, terminal, true],
    ['off for a pipe', '', {}, pipe, false],
    ['off with --no-color', '--no-color', { FORCE_COLOR: '1' }, terminal, false],
    ['off with NO_COLOR', '', { NO_COLOR: '1' }, terminal, false],
    ['on with an empty NO_COLOR', '', { NO_COLOR: '' }, terminal, true],
    ['off on a dumb terminal', '', { TERM: 'dumb' }, terminal, false],
    ['on with FORCE_COLOR, also for a pipe', '', { FORCE_COLOR: '1', NO_COLOR: '1' }, pipe, true],
    ['off with FORCE_COLOR=0', '', { FORCE_COLOR: '0' }, terminal, false],
  ])('is %s', (_name, text, env, stdout, colour) => {
    expect(settings(line(text), env, stdout).colour).toBe(colour);
  });
});

describe('--max-age', () => {
  it.each([
    ['26h', 93_600],
    ['90m', 5400],
    ['3d4h', 273_600],
    ['1D', 86_400],
    ['45s', 45],
  ])('reads %s as seconds', (text, seconds) => {
    expect(settings(['--max-age', text]).maxAgeSeconds).toBe(seconds);
  });

  it.each(['26', '0h', 'h', '4h3d', '1.5d', '-1h', '999999999d'])('refuses %j', text => {
    expect(refusal(`--max-age=${text}`)).toBe(
      `Option --max-age needs a length of time such as 26h, 90m or 3d4h, not '${text}'.`,
    );
  });
});

describe('marks', () => {
  it('are ASCII ones where asked for, and where the locale has no others', () => {
    expect(settings(['--ascii']).ascii).toBe(true);
    expect(settings([], { LANG: 'C' }).ascii).toBe(true);
    expect(settings([], { LANG: 'zh_CN.UTF-8' }).ascii).toBe(false);
  });
});

describe('a wrong command line', () => {
  it.each([
    ['--hots x', 'Unknown option --hots: did you mean --host? ob-backup-top --help lists all options.'],
    ['--pasword=secret', 'Unknown option --pasword: did you mean --password?'],
    ['--pass', 'Unknown option --pass: did you mean --password?'],
    ['--interval-seconds 2', 'Unknown option --interval-seconds: did you mean --interval?'],
    ['--wibble', 'Unknown option --wibble: ob-backup-top --help lists all options.'],
    ['-x', 'Unknown option -x: ob-backup-top --help lists all options.'],
    ['-host x', 'Unknown option -host: did you mean --host?'],
    ['-h', 'Option --host (-h) needs a value: write --host HOST; for help use --help or -?.'],
    ['--tenant', 'Option --tenant (-t) needs a value: write --tenant NAME|ID.'],
    ['--tenant= --once', 'Option --tenant (-t) needs a value: write --tenant NAME|ID.'],
    [
      '-u --once',
      'Option --user (-u) needs a value: write --user USER; write a value that begins with a dash as --user=VALUE.',
    ],
    ['--once=yes', 'Option --once takes no value: write --once alone.'],
    [
      '-P 0',
      "Option --port (-P) needs a number from 1 to 65535 (an observer listens on 2881, ODP on 2883), not '0'.",
    ],
    ['-P 65536', "not '65536'."],
    ['-P 28x', "not '28x'."],
    [
      '-n 0.4',
      "Option --interval (-n) needs a number of seconds from 0.5 to 3600, for example 2, not '0.4'.",
    ],
    ['-n -1', "not '-1'."],
    ['-n 3601', "not '3601'."],
    ['-n 1e3', "not '1e3'."],
    [
      '--ssl-mode on',
      "Option --ssl-mode must be one of disabled, preferred, required, verify_ca, verify_identity, not 'on'.",
    ],
    [
      '--time-zone Beijing',
      'Option --time-zone needs a time zone such as Asia/Shanghai, +08:00, UTC or local,',
    ],
    ['--json', 'Option --json prints JSON, not screens: add --once, --watch or --wait,'],
    ['--wait --timeout soon', 'Option --timeout needs a length of time such as 90s, 30m or 6h'],
    ['--wait --timeout 21d', "not '21d'."],
    ['--wait --timeout 0', "not '0'."],
    ['--timeout 5m', 'Option --timeout limits how long --wait waits: add --wait,'],
    ['--progress', 'Option --progress is about what --watch and --wait print'],
    ['--once --watch', 'Options --once and --watch each say what to do in place of the screens'],
    ['--check --json', 'Option --json prints JSON'],
    ['--check --metrics', 'Options --check and --metrics each say'],
    ['--csv jobs --once', 'Options --once and --csv each say'],
    ['--csv sets', "Option --csv must be one of jobs, tenants, not 'sets'."],
    ['--max-lag 5m', 'Option --max-lag is a limit of --check'],
    ['--once --exclude x', 'Option --exclude leaves tenants out of --check and --metrics'],
    ['--check --max-lag 0', 'Option --max-lag needs a length of time'],
    ['--max-run x', 'Option --max-run needs a length of time'],
    ['--watch --wait', 'Options --watch and --wait each say'],
    ['--watch --notify', 'Option --notify reports changes while the screens are shown'],
    [
      'myhost',
      "Unexpected argument 'myhost': ob-backup-top takes options only; use -h HOST to connect to a host",
    ],
    ['-- myhost', "Unexpected argument 'myhost'"],
    ['-j twelve', "Option --job (-j) needs a job ID, a number such as 12 (column JOB_ID), not 'twelve'."],
    ['-j 0', "not '0'."],
    ['-h db1:2883', "takes a host without a port (use -h db1 -P 2883), not 'db1:2883'."],
    ['-u @sys', 'Option --user (-u) has an empty part: write user@tenant,'],
    ['-u root@', 'has an empty part'],
    ['--scenario busy', 'Option --scenario is about the simulated cluster: add --demo or --demo-serve,'],
    ['--demo -h x', 'Option --demo brings its own cluster, and --host is about another one'],
    ['--demo -P 1', '--port is about another one'],
    ['--demo -u x', '--user is about another one'],
    ['--demo -S x', '--socket is about another one'],
    ['--demo-serve -p', 'Option --demo-serve brings its own cluster, and --password is about another one'],
    ['--on-change it*', 'Option --on-change runs its command without a shell, so * means nothing there'],
    ['--once --notify', 'Option --notify reports changes while the screens are shown'],
    ['--demo-serve --on-change x', 'Option --on-change reports changes while the screens are shown'],
    ['--demo-serve --once', 'Option --demo-serve shows no backups, so --once has nothing to print'],
    ['--demo --demo-serve', 'are two ways to use the simulated cluster'],
    ['-S /tmp/s -h x', 'Option --socket (-S) replaces host and port'],
  ])('%s is refused: %s', (text, sentence) => {
    expect(refusal(text)).toContain(sentence);
  });

  it('has its control characters shown as visible ones in the sentence', () => {
    expect(refusal('-P \u001B[31m')).toContain("not '␛[31m'");
  });
});

describe('the modes that follow a cluster', () => {
  const settings = (text: string, env = {}, isTTY = true) => {
    const parsed = parseArguments(text === '' ? [] : text.split(' '), env, { isTTY });
    if ('usageError' in parsed) throw new Error(parsed.usageError.id);
    return parsed.settings;
  };

  it.each([
    ['90', 90],
    ['90s', 90],
    ['30m', 1800],
    ['1h30m', 5400],
    ['26h', 93_600],
    ['2d', 172_800],
  ])('--timeout %s is %i seconds', (text, seconds) => {
    expect(settings(`--wait --timeout ${text}`).timeoutSeconds).toBe(seconds);
  });

  it('are chosen by their option, with a terminal and without, and take the command of --on-change', () => {
    for (const isTTY of [true, false]) {
      expect(settings('--watch --json --progress --on-change page', {}, isTTY)).toMatchObject({
        mode: 'watch',
        json: true,
        progress: true,
        onChange: ['page'],
      });
      expect(settings('--wait --on-change page', {}, isTTY).mode).toBe('wait');
    }
  });

  it('modes of monitoring have their limits', () => {
    expect(settings('--check --max-age 1d --max-lag 10m --max-run 3h --exclude test*,1004')).toMatchObject({
      mode: 'check',
      maxAgeSeconds: 86_400,
      maxLagSeconds: 600,
      maxRunSeconds: 10_800,
      exclude: ['test*', '1004'],
    });
    expect(settings('--metrics').mode).toBe('metrics');
    expect(settings('--csv jobs')).toMatchObject({ mode: 'table', table: { list: 'jobs', as: 'csv' } });
    expect(settings('--tsv TENANTS', {}, false)).toMatchObject({
      mode: 'table',
      table: { list: 'tenants', as: 'tsv' },
    });
  });

  it('--plain replaces the screens alone', () => {
    expect(settings('--plain --on-change page').mode).toBe('plain');
    expect(settings('--plain', {}, false).mode).toBe('once');
    expect(settings('--plain --once').mode).toBe('once');
    expect(settings('--plain --watch').mode).toBe('watch');
  });

  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ CLICOLOR: '0' }, true, false],
    [{ TERM: 'dumb' }, true, false],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
    [{ CLICOLOR_FORCE: '1' }, false, true],
    [{ CLICOLOR_FORCE: '1', NO_COLOR: '1' }, false, true],
    [{ CLICOLOR_FORCE: '0' }, false, false],
  ])('with %o, and a terminal: %s, colour is %s', (env, isTTY, colour) => {
    expect(settings('--once', env, isTTY).colour).toBe(colour);
    expect(settings('--once --no-color', env, isTTY).colour).toBe(false);
  });
});
