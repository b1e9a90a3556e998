import { expect, it } from 'vitest';
import { accountsOf } from '../../../source/simulator/accounts.ts';
import { chinese } from '../../../source/text/zh/index.ts';

it('every account of the simulated cluster is described in Chinese', () => {
  const accounts = accountsOf([
    { id: 1, name: 'sys', mode: 'MYSQL', kind: 'SYS' },
    { id: 1002, name: 'shop', mode: 'ORACLE', kind: 'USER' },
  ]);
  expect(accounts.length).toBeGreaterThan(4);
  for (const { note } of accounts) expect(chinese.demo.account(note)).toMatch(/^\p{Script=Han}/u);
});
