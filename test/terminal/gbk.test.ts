import { expect, it, onTestFinished } from 'vitest';
import { startSimulator } from '../../source/simulator/index.ts';
import { startProgram } from './driver/terminal.ts';
import { run } from './run.ts';

const env = { LANG: 'zh_CN.GBK' };

it('a terminal with a GBK locale is sent Chinese in GBK, and understood', async () => {
  const simulator = await startSimulator({ scenario: 'demo' });
  onTestFinished(() => simulator.close());
  const words = ['-h', simulator.host, '-P', String(simulator.port)];
  await using terminal = startProgram(words, { env, charset: 'gbk', columns: 100 });
  await terminal.waitFor('商城_shop');
  await terminal.waitFor('crm_prod');
  terminal.type('/');
  // 商城, cut within a character, as it may arrive.
  terminal.type(Buffer.from([0xc9, 0xcc, 0xb3]));
  terminal.type(Buffer.from([0xc7]));
  await terminal.waitFor(screen => /商城/.test(screen.join('\n')) && !/crm_prod/.test(screen.join('\n')));
  terminal.type('\r');
  terminal.type('q');
  expect((await terminal.exit).code).toBe(0);
});

it('what scripts read is UTF-8 in a GBK locale, too', async () => {
  const { stdout } = await run(['--demo', '--once', '--json'], env);
  expect(JSON.parse(stdout).tenants.map((tenant: { tenant_name: string }) => tenant.tenant_name)).toContain(
    '商城_shop',
  );
});
