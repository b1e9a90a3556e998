import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../source/settings/parse.ts';
import { line, pipe, settings, terminal } from './command-line.ts';

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
