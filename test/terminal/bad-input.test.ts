import { openSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../../source/simulator/index.ts';
import { describeOnEngine } from '../contract/servers/every-stage.ts';
import { type Run, run } from './run.ts';

/** One plain sentence or two on standard error, nothing on standard output, no stack trace. */
function expectSentence(
  { code, stdout, stderr }: Run,
  expectedCode: number,
  ...parts: (string | RegExp)[]
): void {
  for (const part of parts) expect(stderr).toMatch(part);
  expect(code).toBe(expectedCode);
  expect(stdout).toBe('');
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).not.toMatch(/\n\s+at /);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

describe('bad input is reported in one sentence, with the exit code for it', () => {
  let simulator: Simulator;
  const to = (...words: string[]) => ['-h', simulator.host, '-P', String(simulator.port), '--once', ...words];
  beforeAll(async () => {
    simulator = await startSimulator({ scenario: 'still' });
  });
  afterAll(() => simulator.close());

  it('an unknown option', async () => {
    expectSentence(await run(['--tennant', 'x']), 2, '--tennant', '--tenant');
  });

  it('a password on the command line', async () => {
    expectSentence(await run(['-psecret']), 2, /password/i);
    const long = await run(['--password=secret']);
    expectSentence(long, 2, /password/i);
    expect(long.stderr).not.toContain('secret');
  });

  it('a host that cannot be reached', async () => {
    const port = await freePort();
    expectSentence(await run(['-h', '127.0.0.1', '-P', String(port)]), 3, `127.0.0.1:${port}`, '2883');
  });

  it('a host name nobody knows', async () => {
    expectSentence(await run(['-h', 'no-such-host.invalid']), 3, 'no-such-host.invalid');
  });

  it('a wrong password', async () => {
    expectSentence(
      await run(to('-u', 'backup_reader@sys'), { OB_PASSWORD: 'wrong' }),
      3,
      '1045',
      'backup_reader@sys',
    );
  });

  it('an unknown tenant', async () => {
    expectSentence(await run(to('-u', 'root@nosuch')), 3, '1045', 'root@nosuch');
  });

  it('a user without rights on the views', async () => {
    const login = simulator.logins.find(entry => entry.user.startsWith('limited@'));
    const ran = await run(to('-u', login?.user ?? ''), { OB_PASSWORD: login?.password });
    expectSentence(ran, 4, '1142', 'SELECT');
  });

  it('a tenant to start on that is not there', async () => {
    expectSentence(await run(to('-t', 'nosuch')), 2, 'nosuch', 'mysql_tenant');
  });

  it('a job to start on that is not there', async () => {
    expectSentence(await run(to('-t', 'mysql_tenant', '-j', '4711')), 2, '4711');
  });

  it('a scenario that does not exist', async () => {
    expectSentence(await run(['--demo', '--scenario', 'nosuch']), 2, 'nosuch', 'night');
  });

  it.runIf(process.platform === 'linux')('an output that cannot be written', async () => {
    for (const words of [['--version'], ['--help'], to(), to('--json')]) {
      const { code, stderr } = await run(words, {}, openSync('/dev/full', 'w'));
      expect(stderr).toContain('the disk is full');
      expect(code).toBe(1);
    }
  });

  it('a terminal is needed to ask for a password', async () => {
    expectSentence(await run(['-p']), 2, 'OB_PASSWORD');
  });
});

describeOnEngine('a server without the backup views', stage => {
  it('differs from one whose views may not be read', async () => {
    const { host, port, user } = stage.connection('nobody');
    const ran = await run(['-h', host, '-P', String(port), '-u', user, '--once'], {
      OB_PASSWORD: stage.connection('nobody').password,
    });
    expectSentence(ran, 4, '1142');
  });
});
