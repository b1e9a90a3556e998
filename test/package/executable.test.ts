// The single executables, as `npm run package` leaves them.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeExecutable } from '../../scripts/package/executable.ts';
import { ownPlatform } from '../../scripts/package/platforms.ts';
import { deadLinks, pagesBelow } from '../fixtures/page-links.ts';
import { neededVersions } from './elf.ts';

const run = promisify(execFile);
const release = new URL('../../dist/release', import.meta.url).pathname;
const executable = process.env.OB_TEST_EXECUTABLE ?? '';

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'executable-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** Whether a glibc has what was there in 2.17, the one of CentOS 7. */
function isIn217(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.replace('GLIBC_', '').split('.').map(Number);
  return major < 2 || (major === 2 && (minor < 17 || (minor === 17 && patch === 0)));
}

const sha256 = async (path: string) =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');

describe.each(['linux-x64', 'linux-arm64'])('the executable for %s', name => {
  it('needs nothing but glibc 2.17', async () => {
    const needed = await neededVersions(join(release, name, 'ob-backup-top'));
    expect(needed).toContainEqual({ library: 'libc.so.6', version: 'GLIBC_2.17' });
    expect(needed.filter(({ version }) => !version.startsWith('GLIBC_') || !isIn217(version))).toEqual([]);
  });
});

describe('the executable', () => {
  const bare = { PATH: '/nonexistent', TERM: 'xterm' };

  it('shows the demo in an empty folder with an empty environment', async () => {
    const { stdout } = await run(executable, ['--demo', '--once'], { env: bare, cwd: await emptyFolder() });
    expect(stdout).toContain('mysql_tenant');
  });

  it('runs on Bun, whose licence it prints, too', async () => {
    expect((await run(executable, ['--version'], { env: bare })).stdout).toMatch(
      /, Bun \d+\.\d+\.\d+, linux-/,
    );
    const { stdout } = await run(executable, ['--licenses'], { env: bare });
    expect(stdout).toMatch(/^Bun \d+\.\d+\.\d+ \(MIT\)/m);
  });

  it('takes neither variables nor code from the folder that it is started in', async () => {
    const folder = await emptyFolder();
    await writeFile(join(folder, '.env'), 'FORCE_COLOR=1\n');
    await writeFile(join(folder, 'bunfig.toml'), 'preload = ["./code.js"]\n');
    await writeFile(join(folder, 'code.js'), 'console.log("LOADED");');
    const { stdout } = await run(executable, ['--demo', '--once'], { env: bare, cwd: folder });
    expect(stdout).toContain('mysql_tenant');
    expect(stdout).not.toMatch(/\x1b|LOADED/);
  });

  it('has the same bytes when it is made again', async () => {
    const platform = ownPlatform();
    if (platform === null) throw new Error('This machine makes no executable.');
    const again = await makeExecutable(platform, await emptyFolder());
    expect(await sha256(again)).toBe(await sha256(executable));
  });
});

describe('the archive', () => {
  it.each(['linux-x64', 'linux-arm64'])(
    'for %s has the program, its pages and the completions',
    async name => {
      const { version } = JSON.parse(await readFile(join(release, '../../package.json'), 'utf8'));
      const folder = `ob-backup-top-${version}-${name}`;
      const { stdout } = await run('tar', ['--list', '--file', join(release, `${folder}.tar.gz`)]);
      const names = stdout.split('\n');
      for (const path of [
        'ob-backup-top',
        'LICENSES.txt',
        'contrib/chat-robot.py',
        'docs/recipes.md',
        'docs/zh/options.md',
        'docs/pictures/zh/tenants.svg',
        'man/ob-backup-top.1',
        'man/zh_CN/ob-backup-top.1',
        'completions/ob-backup-top.bash',
        'completions/_ob-backup-top',
        'completions/ob-backup-top.fish',
      ]) {
        expect(names).toContain(`${folder}/${path}`);
      }
    },
  );

  it('has no page with a link that leads nowhere', async () => {
    const folder = await emptyFolder();
    const archive = (await readdir(release)).find(name => name.endsWith('linux-x64.tar.gz')) ?? 'no archive';
    const words = ['--strip-components=1', '--exclude=ob-backup-top-*/ob-backup-top'];
    await run('tar', ['--extract', '--file', join(release, archive), '--directory', folder, ...words]);
    const pages = await pagesBelow(folder);
    expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/options.md', 'docs/recipes.md']));
    expect((await Promise.all(pages.map(page => deadLinks(folder, page)))).flat()).toEqual([]);
  });
});

describe('SHA256SUMS', () => {
  it('fits every file of the release', async () => {
    const { stdout } = await run('sha256sum', ['--check', 'SHA256SUMS'], { cwd: release });
    expect(stdout.trim().split('\n').length).toBeGreaterThanOrEqual(5);
  });
});
