// @module-tag slow
// The completions and the man page, checked by the shells and by man themselves.
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whereMade } from '../../scripts/package/packed-files.ts';
import { writePages } from '../../scripts/package/pages.ts';
import { allFlags, spelling } from '../../source/settings/flags.ts';
import { cellWidth } from '../../source/text/width.ts';
import { wordsOf } from '../../source/text/words.ts';
import { chinese } from '../../source/text/zh/index.ts';
import { describeWith } from '../fixtures/tools.ts';
import { startTerminal } from '../terminal/driver/terminal.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pages-'));
  await writePages(folder, { version: '9.8.7', day: '2026-11-24' });
});
afterAll(() => rm(folder, { recursive: true }));

const everyOption = allFlags.map(({ name }) => `--${name}`).sort();

/** No locale, as far as variables say it. */
const noLocale = { LC_ALL: '', LC_MESSAGES: '', LC_CTYPE: '', LANG: '' };

function outputIn(locale: NodeJS.ProcessEnv, command: string, ...words: string[]): string {
  const env = { ...process.env, ...noLocale, ...locale };
  const { status, stdout, stderr } = spawnSync(command, words, { encoding: 'utf8', env });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

function output(command: string, ...words: string[]): string {
  return outputIn({ LC_ALL: 'C.UTF-8' }, command, ...words);
}

describe('the pages of a release', () => {
  it('are written where archives and packages take them from', async () => {
    const pages = ['man/ob-backup-top.1', 'man/zh_CN/ob-backup-top.1'];
    const names = [...pages, ...['ob-backup-top.bash', '_ob-backup-top', 'ob-backup-top.fish']];
    const paths = names.map(name => (name.startsWith('man') ? name : `completions/${name}`));
    for (const path of paths)
      expect((await readFile(join(folder, path), 'utf8')).length).toBeGreaterThan(500);
    expect(whereMade.map(({ archive }) => archive).sort()).toEqual(paths.sort());
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
  const offered = (line: string, locale: NodeJS.ProcessEnv = { LANG: 'C.UTF-8' }) => {
    const script = join(folder, 'completions/ob-backup-top.fish');
    return outputIn(
      locale,
      'fish',
      '--no-config',
      '-c',
      'source $argv[1]; complete -C $argv[2]',
      script,
      line,
    )
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

  it.each([
    { LANG: 'zh_CN.UTF-8' },
    { LANG: 'C.UTF-8', LC_MESSAGES: 'zh_CN.utf8' },
    { LANG: 'C', LC_ALL: 'zh_TW.UTF-8' },
  ])('says it in Chinese where the locale is Chinese and in UTF-8: %o', locale => {
    const options = offered('ob-backup-top --', locale);
    expect(options.map(([name]) => name).sort()).toEqual(everyOption);
    const { descriptions } = chinese.options;
    expect(options.find(([name]) => name === '--once')).toEqual(['--once', descriptions.once]);
  });

  it.each([{ LANG: 'zh_CN.GBK' }, { LANG: 'zh_CN' }, { LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }])(
    'says it in English in every other one: %o',
    locale => {
      const { descriptions } = wordsOf('en').options;
      expect(offered('ob-backup-top --onc', locale)).toEqual([['--once', descriptions.once]]);
    },
  );

  it('offers the values of an option', () => {
    expect(offered('ob-backup-top --ssl-mode verify').map(([value]) => value)).toEqual([
      'verify_ca',
      'verify_identity',
    ]);
    expect(offered('ob-backup-top --lang ').map(([value]) => value)).toEqual(['en', 'zh']);
  });
});

describeWith('zsh', ['zsh', '--version'], 'the completion of zsh', () => {
  const withCompletion = async (locale: string) => {
    const env = { PS1: '$ ', HOME: folder, ...noLocale, LC_CTYPE: 'C.UTF-8', LANG: locale };
    const shell = startTerminal('zsh', ['-f', '-i'], { columns: 140, rows: 50, env });
    await shell.waitFor('$');
    shell.type(
      `fpath=(${join(folder, 'completions')} $fpath); autoload -Uz compinit; compinit -u -D; echo rea''dy\r`,
    );
    await shell.waitFor(/^ready$/m);
    return shell;
  };

  it('completes options and their values at the Tab key, and shows what they do', async () => {
    await using shell = await withCompletion('C.UTF-8');
    shell.type('ob-backup-top --ssl-m\t');
    await shell.waitFor(/\$ ob-backup-top --ssl-mode=/);
    shell.type('verify_i\t');
    await shell.waitFor(/--ssl-mode=verify_identity/);
    shell.type(' --pass\t\t');
    await shell.waitFor(/--password-file +-- read the password from the first line of FILE/);
    shell.type('\x03');
  });

  it('shows it in Chinese where the locale is Chinese and in UTF-8', async () => {
    await using shell = await withCompletion('zh_CN.UTF-8');
    shell.type('ob-backup-top --pass\t\t');
    await shell.waitFor(/--password-file +-- 从 FILE 的首行读取密码/);
    shell.type('\x03');
  });
});

const drawn = { MANWIDTH: '100', MAN_KEEP_FORMATTING: '', MANPAGER: 'cat' };

describeWith('man', ['man', '--version'], 'the man page', () => {
  it.each([
    { path: 'man/ob-backup-top.1', code: 'connected, but the backup views' },
    { path: 'man/zh_CN/ob-backup-top.1', code: '已连接，但备份视图不存在' },
  ])('$path is drawn without a warning, with every option, code and example', ({ path, code }) => {
    const { status, stdout, stderr } = spawnSync(
      'man',
      ['--warnings=all', '-E', 'UTF-8', '-l', join(folder, path)],
      { encoding: 'utf8', env: { ...process.env, ...drawn, LC_ALL: 'C.UTF-8' } },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    // A term that is short has its text on the same line.
    const lines = stdout.split('\n');
    const terms = lines.map(line => line.trim());
    for (const flag of allFlags) {
      const term = spelling(flag);
      expect(
        terms.some(line => line === term || line.startsWith(`${term} `)),
        term,
      ).toBe(true);
    }
    expect(stdout).toMatch(new RegExp(`^ +4 +${code}`, 'm'));
    expect(stdout).toContain('ob-backup-top --wait -t crm_prod --timeout 6h');
    expect(stdout).toContain('ob-backup-top 9.8.7');
    expect(Math.max(...lines.map(cellWidth))).toBeLessThanOrEqual(100);
  });
});

const chineseLocale = 'man --version && localedef --version && test -e /usr/share/i18n/locales/zh_CN';

describeWith('man and localedef', ['sh', '-c', chineseLocale], 'man in a Chinese locale', () => {
  it('finds the Chinese page where a package puts it, and in another locale the English one', async () => {
    const pages = join(folder, 'pages');
    const locales = join(folder, 'locales');
    await mkdir(locales);
    output('localedef', '-i', 'zh_CN', '-f', 'UTF-8', join(locales, 'zh_CN.UTF-8'));
    for (const { archive, system } of whereMade.filter(page => page.archive.startsWith('man/'))) {
      const place = system.rpm.replace('/usr/share/man/', `${pages}/`);
      await mkdir(dirname(place), { recursive: true });
      await cp(join(folder, archive), place);
    }
    const shown = (locale: NodeJS.ProcessEnv) =>
      outputIn({ MANPATH: pages, LOCPATH: locales, ...drawn, ...locale }, 'man', 'ob-backup-top');
    expect(shown({ LANG: 'zh_CN.UTF-8' })).toContain('显示 OceanBase 集群数据备份的进度');
    expect(shown({ LANG: 'C.UTF-8' })).toContain('show the progress of the data backups');
  });
});
