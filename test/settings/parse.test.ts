import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Environment } from '../../source/settings/environment.ts';
import { allFlags } from '../../source/settings/flags.ts';
import { parseArguments } from '../../source/settings/parse.ts';
import { sentence, wordsOf } from '../../source/text/words.ts';
import { line, type Output, pipe, refusal, settings, terminal } from './command-line.ts';

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
      mouse: false,
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
