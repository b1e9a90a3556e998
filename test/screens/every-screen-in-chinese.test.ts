// @module-tag slow
// T on every screen: a word of the program that stays English would be one that is not in the table of words.
import { expect, it } from 'vitest';
import { key } from '../fixtures/emulated-terminal.ts';
import { tasks } from './night-texts.ts';
import { startNight } from './simulated-night.ts';

/** What the server or the user says: names of tenants, users and files, texts of comments and events, SQL, paths, the program's name. */
const notOurs = [
  /\bobserver\.log\b/g,
  /\b(?:root@sys|slow_storage|archive_behind|retrying_ls|failing|fine|refused|nightly|ob-backup-top)\b/g,
  /\b(?:before|backup|persist|deal|with|completing|log|fuse|tablet|meta|succ\w*|failed|job|user|sys|ls|data|advance)\b/g,
  /\b[\w/]*[_/]\w+|\b(?:addr|module|result|file|tenants|tasks|jobs|clock|now|session|oceanbase)\b/g,
  /change to English/g,
];
const englishIn = (text: string) =>
  notOurs.reduce((left, other) => left.replaceAll(other, ''), text).match(/(?<![\w-])[a-z]{3,}\b/g) ?? [];

const { escape: back, enter, tab, down } = key;
const screens: readonly (readonly [string, readonly string[]])[] = [
  ['tenants', []],
  ['help', ['?']],
  ['alerts', ['q', 'a']],
  ['statement', ['q', 'Q']],
  ['events', ['q', 'e']],
  ['an event with all columns', ['d']],
  ['jobs of all tenants', ['q', back, 'g', enter]],
  ['history', [tab, tab]],
  ['cluster job', [tab, enter]],
  ['failed task', [enter]],
  ['all columns', ['d']],
  ['running task', ['q', back, down, down, enter]],
  ['log streams', ['L']],
  ['paused', [back, ' ']],
  ['filtered list', [' ', back, back, back, '/', 'f', enter]],
];

it('T changes every word of every screen, and back again', async () => {
  const night = await startNight(tasks, { columns: 130, rows: 40 });
  await night.minutes(20);
  await night.keys('T');
  await night.terminal.shows('租户');
  await night.keys('T');
  await night.terminal.shows('TENANT');
  for (const [screen, keys] of screens) {
    await night.keys(...keys);
    const before = night.terminal.text();
    expect(englishIn(before), screen).not.toEqual([]);
    await night.keys('T');
    expect(englishIn(night.terminal.text()), screen).toEqual([]);
    await night.keys('T');
    expect(night.terminal.text(), screen).toBe(before);
  }
});
