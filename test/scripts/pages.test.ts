// The completions and the man page, checked by the shells and by man themselves.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesBeside } from '../../scripts/package/beside.ts';
import { writePages } from '../../scripts/package/pages.ts';
import { allFlags, spelling } from '../../source/settings/flags.ts';
import { wordsOf } from '../../source/text/words.ts';
import { describeWith } from '../fixtures/tools.ts';
import { startTerminal } from '../terminal/driver/terminal.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pages-'));
  await writePages(folder, { version: '9.8.7', day: '2026-11-24' });
});
afterAll(() => rm(folder, { recursive: true }));

const everyOption = allFlags.map(({ name }) => `--${name}`).sort();

function output(command: string, ...words: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, words, { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

describe('the pages of a release', () => {
  it('are written where archives and packages take them from', async () => {
    const names = ['man/ob-backup-top.1', ...['ob-backup-top.bash', '_ob-backup-top', 'ob-backup-top.fish']];
    const paths = names.map(name => (name.startsWith('man') ? name : `completions/${name}`));
    for (const path of paths)
      expect((await readFile(join(folder, path), 'utf8')).length).toBeGreaterThan(500);
    const beside = (await filesBeside()).filter(({ source }) => source.startsWith('dist/'));
    // Where the build has left them in dist/, they are all packed.
    if (beside.length > 0) expect(beside.map(({ archive }) => archive).sort()).toEqual([...paths].sort());
  });
});

describeWith('bash', ['bash', '--version'], 'the completion of bash', () => {
  /** What bash offers, the words as it splits them: at blanks and at equals signs. */
  const offered = (...words: string[]) => {
    const script = join(folder, 'completions/ob-backup-top.bash');
    const call =
      'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _ob_backup_top; printf "%s\\n" ' +
      `"\${COMPREPLY[@]}"`;
    return output('bash', '--norc', '-c', call, script, 'ob-backup-top', ...words)
      .split('\n')
      .filter(line => line !== '');
  };

  it('offers every option, and of a beginning those that begin so', () => {
    expect(offered('').sort()).toEqual(everyOption);
    expect(offered('--pass').sort()).toEqual(['--password', '--password-file']);
  });

  it('offers the values of an option, also behind an equals sign', () => {
    expect(offered('--ssl-mode', 'verify')).toEqual(['verify_ca', 'verify_identity']);
    expect(offered('--ssl-mode', '=')).toContain('preferred');
    expect(offered('--ssl-mode', '=', 'dis')).toEqual(['disabled']);
    expect(offered('--scenario', 'ni')).toEqual(['night']);
    expect(offered('--ssl-ca', join(folder, 'completions/_'))).toEqual([
      join(folder, 'completions/_ob-backup-top'),
    ]);
    expect(offered('-P', '')).toEqual([]);
  });
});

describeWith('fish', ['fish', '--version'], 'the completion of fish', () => {
  const offered = (line: string) => {
    const script = join(folder, 'completions/ob-backup-top.fish');
    return output('fish', '--no-config', '-c', 'source $argv[1]; complete -C $argv[2]', script, line)
      .split('\n')
      .filter(text => text !== '')
      .map(text => text.split('\t'));
  };

  it('offers every option with what it does', () => {
    const options = offered('ob-backup-top --');
    expect(options.map(([name]) => name).sort()).toEqual(everyOption);
    const { descriptions } = wordsOf('en').options;
    expect(options.find(([name]) => name === '--once')).toEqual(['--once', descriptions.once]);
  });

  it('offers the values of an option', () => {
    expect(offered('ob-backup-top --ssl-mode verify').map(([value]) => value)).toEqual([
      'verify_ca',
      'verify_identity',
    ]);
    expect(offered('ob-backup-top --lang ').map(([value]) => value)).toEqual(['en', 'zh']);
  });
});

describeWith('zsh', ['zsh', '--version'], 'the completion of zsh', () => {
  it('completes options and their values at the Tab key, and shows what they do', async () => {
    await using shell = startTerminal('zsh', ['-f', '-i'], {
      columns: 140,
      rows: 50,
      env: { PS1: '$ ', HOME: folder },
    });
    await shell.waitFor('$');
    shell.type(
      `fpath=(${join(folder, 'completions')} $fpath); autoload -Uz compinit; compinit -u -D; echo rea''dy\r`,
    );
    await shell.waitFor(/^ready$/m);
    shell.type('ob-backup-top --ssl-m\t');
    await shell.waitFor(/\$ ob-backup-top --ssl-mode=/);
    shell.type('verify_i\t');
    await shell.waitFor(/--ssl-mode=verify_identity/);
    shell.type(' --pass\t\t');
    await shell.waitFor(/--password-file +-- read the password from the first line of FILE/);
    shell.type('\x03');
  });
});

describeWith('man', ['man', '--version'], 'the man page', () => {
  const page = () => join(folder, 'man/ob-backup-top.1');

  it('is drawn without a warning, with every option, code and example', () => {
    const { status, stdout, stderr } = spawnSync('man', ['--warnings=all', '-E', 'UTF-8', '-l', page()], {
      encoding: 'utf8',
      env: { ...process.env, MANWIDTH: '100', MAN_KEEP_FORMATTING: '', MANPAGER: 'cat', LC_ALL: 'C.UTF-8' },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    // A term that is short has its text on the same line.
    const terms = stdout.split('\n').map(line => line.trim());
    for (const flag of allFlags) {
      const term = spelling(flag);
      expect(
        terms.some(line => line === term || line.startsWith(`${term} `)),
        term,
      ).toBe(true);
    }
    expect(stdout).toMatch(/^ +4 +connected, but the backup views/m);
    expect(stdout).toContain('ob-backup-top --wait -t crm_prod --timeout 6h');
    expect(stdout).toContain('ob-backup-top 9.8.7');
  });
});
