// The simulator is a file of its own next to the built program, loaded only by those who asked for a demo.
import { spawnSync } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bundle } from './program.ts';
import { run } from './run.ts';

const simulatorFile = join(dirname(bundle), 'simulator.cjs');

/** What the simulator answers to a packet that is too large; the program has no use for these words. */
const onlyInSimulator = "Got a packet bigger than 'max_allowed_packet' bytes";

/** A copy of the program in a folder of its own, with this as simulator.cjs, or with none. */
async function installedWith(simulator: string | null): Promise<(...words: string[]) => unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'ob-backup-top-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const cli = join(folder, 'cli.js');
  for (const name of ['cli.js', 'about.cjs', 'program.cjs', 'ink.cjs', 'mysql2.cjs']) {
    await copyFile(join(dirname(bundle), name), join(folder, name));
  }
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  if (simulator !== null) await writeFile(join(folder, 'simulator.cjs'), simulator);
  return (...words) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...words], { encoding: 'utf8' });
    return { code: status, stdout, stderr };
  };
}

describe('The built program', () => {
  it('has code of the simulator in dist/simulator.cjs alone', async () => {
    const folder = dirname(bundle);
    const files = (await readdir(folder)).filter(name => /\.c?js$/.test(name));
    const texts = await Promise.all(files.map(name => readFile(join(folder, name), 'utf8')));
    expect(files.filter((_, at) => texts[at]?.includes(onlyInSimulator))).toEqual(['simulator.cjs']);
  });

  it('has its words in Chinese in dist/chinese.cjs alone', async () => {
    const folder = dirname(bundle);
    const files = (await readdir(folder)).filter(name => /\.c?js$/.test(name));
    const texts = await Promise.all(files.map(name => readFile(join(folder, name), 'utf8')));
    expect(files.filter((_, at) => /归档日志|\\u5F52\\u6863\\u65E5\\u5FD7/i.test(texts[at] ?? ''))).toEqual([
      'chinese.cjs',
    ]);
  });

  it('has nothing of the program in dist/simulator.cjs', async () => {
    const text = await readFile(simulatorFile, 'utf8');
    expect(text).not.toContain('ob-backup-top');
    expect(text.length).toBeLessThan(200_000);
  });

  it('prints the present state of the demo, and not how to reach a cluster that ends with it', async () => {
    const { code, stdout, stderr } = await run(['--demo', '--once', '--scenario', 'still']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/mysql_tenant[\s\S]*BEFORE_BACKUP_LOG/);
    expect(stderr).toBe('');
  });

  it.each(['--help', '--version'])('answers %s without loading the simulator', async option => {
    const start = await installedWith('process.exit(99);');
    expect(start('--demo', '--once')).toMatchObject({ code: 99 });
    expect(start(option)).toMatchObject({ code: 0, stderr: '' });
  });

  it.each([['--demo', '--once'], ['--demo-serve']])(
    'says with exit code 2 that the simulator is missing, for %s',
    async (...words) => {
      const start = await installedWith(null);
      expect(start(...words)).toEqual({
        code: 2,
        stdout: '',
        stderr:
          'The simulated cluster is not installed: simulator.cjs, which belongs in the folder of cli.js, is missing. ' +
          'Install ob-backup-top again.\n',
      });
    },
  );
});
