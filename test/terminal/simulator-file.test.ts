// The simulator is a file of its own beside the built program, loaded only by those who asked for a demo.
import { spawnSync } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bundle } from './program.ts';
import { run } from './run.ts';

const simulatorFile = join(dirname(bundle), 'simulator.js');

/** What the simulator answers to a packet that is too large; the program has no use for these words. */
const onlyInSimulator = "Got a packet bigger than 'max_allowed_packet' bytes";

/** A copy of dist/cli.js in a folder of its own, with this as simulator.js, or with none. */
async function installedWith(simulator: string | null): Promise<(...words: string[]) => unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'ob-backup-top-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const cli = join(folder, 'cli.js');
  await copyFile(bundle, cli);
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  if (simulator !== null) await writeFile(join(folder, 'simulator.js'), simulator);
  return (...words) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...words], { encoding: 'utf8' });
    return { code: status, stdout, stderr };
  };
}

describe('The built program', () => {
  it('has no code of the simulator in dist/cli.js', async () => {
    expect(await readFile(simulatorFile, 'utf8')).toContain(onlyInSimulator);
    expect(await readFile(bundle, 'utf8')).not.toContain(onlyInSimulator);
  });

  it('has nothing of the program in dist/simulator.js', async () => {
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
          'The simulated cluster is not installed: simulator.js, which belongs in the folder of cli.js, is missing. ' +
          'Install ob-backup-top again.\n',
      });
    },
  );
});
