import { expect, it, onTestFinished } from 'vitest';
import { startSimulator } from '../../source/simulator/index.ts';
import { openSource } from '../contract/source-on.ts';
import { screensOn } from '../contract/wording/screens.ts';
import { frameFaults, key } from '../fixtures/emulated-terminal.ts';

it('in a user tenant log streams and events say why there are none, and their views are not asked for', async () => {
  const simulator = await startSimulator({ scenario: 'night' });
  const login = simulator.logins.find(({ user }) => user === 'root@slow_storage');
  if (login === undefined) throw new Error('The simulator lets nobody log in to slow_storage.');
  const { host, port } = simulator;
  const { user, password } = login;
  const source = openSource({ connection: () => ({ host, port, user, password }) } as never);
  onTestFinished(async () => {
    await source.close();
    await simulator.close();
  });
  const terminal = screensOn(source, { columns: 100, rows: 24, where: { user: 'root@sys', host, port } });
  /** Statements for what only sys has. The jobs that start or end are watched on these screens, too. */
  const ofSys = () =>
    simulator.statements().filter(({ sql }) => /ROOTSERVICE_EVENT|ls_task/i.test(sql)).length;
  await terminal.shows(/ ▸ +slow_storage/);
  await terminal.idle();
  let before = ofSys();
  terminal.type('e');
  await terminal.shows(/DBA_OB_ROOTSERVICE_EVENT_HISTORY is there in the sys tenant only/);
  await terminal.idle();
  expect(ofSys()).toBe(before);
  expect(frameFaults(terminal)).toEqual([]);
  terminal.type(key.escape);
  await terminal.shows(/ ▸ +slow_storage/);
  terminal.type(key.enter);
  await terminal.shows('› Jobs');
  await terminal.shows(/ ▸ \d+ /);
  terminal.type(key.enter);
  await terminal.shows('BACKUP_USER_DATA');
  await terminal.idle();
  before = ofSys();
  terminal.type('L');
  await terminal.shows('› Log streams');
  await terminal.shows(/in the sys tenant only/);
  await terminal.idle();
  expect(ofSys()).toBe(before);
});
