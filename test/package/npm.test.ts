// The npm package, as `npm run package` leaves it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deadLinks, pagesBelow } from '../fixtures/page-links.ts';

const release = new URL('../../dist/release', import.meta.url).pathname;

let prefix = '';
let printed = '';
let installed = '';
beforeAll(async () => {
  prefix = await mkdtemp(join(tmpdir(), 'npm-test-'));
  installed = join(prefix, 'lib/node_modules/ob-backup-top');
  const archive = (await readdir(release)).find(name => name.endsWith('.tgz')) ?? 'no archive';
  const words = ['install', '--global', '--offline', '--prefix', prefix, '--cache', join(prefix, 'cache')];
  const made = spawnSync('npm', [...words, join(release, archive)], { encoding: 'utf8' });
  printed = made.stdout + made.stderr;
});
afterAll(() => rm(prefix, { recursive: true }));

describe('the npm package', () => {
  it('installs without a network, alone and without a warning', async () => {
    expect(printed).toMatch(/added 1 package/);
    expect(printed).not.toMatch(/warn/i);
    expect(existsSync(join(installed, 'node_modules'))).toBe(false);
    const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'));
    expect(Object.keys(manifest).filter(key => /dependencies|scripts/i.test(key))).toEqual([]);
  });

  it('has a man page, which npm puts where man finds it', () => {
    expect(existsSync(join(prefix, 'share/man/man1/ob-backup-top.1'))).toBe(true);
    expect(existsSync(join(installed, 'dist/man/zh_CN/ob-backup-top.1'))).toBe(true);
  });

  it('runs, demo and licences too', () => {
    const start = (...words: string[]) =>
      spawnSync(join(prefix, 'bin/ob-backup-top'), words, { encoding: 'utf8' });
    expect(start('--demo', '--once').stdout).toContain('mysql_tenant');
    expect(start('--licenses').stdout).toContain('react');
  });

  it('has the licence, the changelog and the schemas, and no sources', () => {
    const wanted = [
      'README.md',
      'LICENSE',
      'CHANGELOG.md',
      'SECURITY.md',
      'contrib/chat-robot.py',
      'schema/once.schema.json',
      'schema/change.schema.json',
    ];
    expect(wanted.filter(path => !existsSync(join(installed, path)))).toEqual([]);
    expect(['source', 'test', 'scripts'].filter(path => existsSync(join(installed, path)))).toEqual([]);
  });

  it('has every page that is linked from its READMEs and from these, and no link that leads nowhere', async () => {
    const pages = await pagesBelow(installed);
    expect(pages).toEqual(
      expect.arrayContaining(['README.md', 'docs/options.md', 'docs/zh/options.md', 'docs/recipes.md']),
    );
    expect((await Promise.all(pages.map(page => deadLinks(installed, page)))).flat()).toEqual([]);
  });
});
