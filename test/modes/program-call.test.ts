import { describe, expect, it } from 'vitest';
import { programCall, type Started } from '../../source/modes/program-call.ts';

const checkout: Started = {
  argv: ['/usr/bin/node', '/home/dba/ob-backup-top/dist/cli.js'],
  execPath: '/usr/bin/node',
  versions: { node: '24.1.0' },
  env: {},
  cwd: () => '/home/dba/ob-backup-top',
};

describe('What a user types to start the program again', () => {
  it('is the script of a checkout, with npx where npm started it with its own Node', () => {
    expect(programCall(checkout)).toBe('node dist/cli.js');
    expect(programCall({ ...checkout, env: { npm_command: 'run-script' } })).toBe('npx node dist/cli.js');
  });

  it('is the whole path from another folder, quoted where a shell would part it', () => {
    const argv = ['node', '/home/dba/ob top/dist/cli.js'];
    expect(programCall({ ...checkout, argv, cwd: () => '/tmp' })).toBe("node '/home/dba/ob top/dist/cli.js'");
  });

  it('is the whole path where the folder was removed', () => {
    const cwd = () => {
      throw new Error('ENOENT: process.cwd failed');
    };
    expect(programCall({ ...checkout, cwd })).toBe('node /home/dba/ob-backup-top/dist/cli.js');
  });

  it('is the name of the command where it is installed', () => {
    expect(programCall({ ...checkout, argv: ['node', '/usr/local/bin/ob-backup-top'] })).toBe(
      'ob-backup-top',
    );
  });

  it('is the file of the single executable', () => {
    const bun = { ...checkout, versions: { node: '24.0.0', bun: '1.3.0' }, execPath: '/opt/ob-backup-top' };
    expect(programCall(bun)).toBe('/opt/ob-backup-top');
  });
});
