// @module-tag slow
import { UnicodeGraphemesAddon } from '@xterm/addon-unicode-graphemes';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { describe, expect, it } from 'vitest';
import type { BackupEvent } from '../../source/backup/event.ts';
import type { LogStreamTask } from '../../source/backup/log-stream.ts';
import { sanitise } from '../../source/text/sanitise.ts';
import { column, fakeSource, job, picture, seconds, task, tenant, tenFortyTwo } from './fake-source.ts';
import { frameFaults, key, type Stage, startStage } from './stage.ts';

/** Names of the scripts and characters that terminals measure differently from each other, or from string-width. */
const names = [
  'กำกำกำกำกำ',
  'ກຳນ້ຳ',
  'क्षि'.repeat(5),
  'ক্ষি কো',
  'தமிழ்நாடு',
  'ကြက်သွန်',
  'ក្រុមហ៊ុន',
  'مُحَمَّد \u0600١٢',
  '👩‍👩‍👧‍👦 👍🏽 ⚠️ 1️⃣ 🇨🇳🇩🇪',
  '\u1112\u1161\u11AB\u1100\u1161\u1161',
  'ﾊﾞｯｸｱｯﾌﾟﾞﾞ',
  `Z${'\u0301\u0327'.repeat(40)}`,
  '\u0301\u0E33\u093F',
  'a\u{E0061}\u{E007F}\uFE0F\u200Db\uD800',
  '\x1b[31mred\x9b2J\r\n',
  '𗀀𘠀 \u{30000} ☯䷀',
];

const tenantIds = names.map((_, index) => BigInt(1002 + index * 2));

/** A cluster where each text that a server sends is one of the names. */
function hostileCluster() {
  const shown = names.map(sanitise);
  const jobs = tenantIds.map((id, index) =>
    job({
      tenantId: id,
      jobId: BigInt(index + 1),
      status: index % 2 === 0 ? (shown[index] ?? '') : 'FAILED',
      type: shown[index] ?? '',
      result: -4012n,
      comment: names[index] ?? '',
      description: shown[index] ?? '',
      path: `file:///${shown[index]}`,
      level: shown[index] ?? '',
      row: names.map((name, at) => column(`COLUMN_${at}`, name)),
    }),
  );
  const fake = fakeSource(
    picture({
      tenants: tenantIds.map((id, index) => tenant(id, names[index] ?? '')),
      jobs,
      tasks: jobs.map((of, index) =>
        task({
          of,
          status: index % 2 === 0 ? (shown[index] ?? '') : 'FAILED',
          comment: shown[index] ?? '',
          row: names.map((name, at) => column(name, names[names.length - at - 1] ?? name)),
        }),
      ),
    }),
  );
  fake.logStreamTasks = tenantIds.map(
    (_, index): LogStreamTask => ({
      tenantId: 1002n,
      taskId: 1n,
      lsId: BigInt(1001 + index),
      server: shown[index] ?? '',
      type: shown[index] ?? '',
      status: shown[index] ?? '',
      turnId: 1n,
      retryId: 0n,
      inputBytes: 1n,
      outputBytes: 1n,
      macroBlocks: { finished: 1n, total: 3n },
      tablets: { finished: 0n, total: 3n },
      startedAt: null,
      result: 0n,
      comment: shown[index] ?? '',
      traceId: shown[index] ?? '',
      schedule: null,
      row: names.map((name, at) => column(`COLUMN_${at}`, name)),
    }),
  );
  fake.backupEvents = tenantIds.map(
    (id, index): BackupEvent => ({
      at: tenFortyTwo - seconds(60 + index),
      event: shown[index] ?? '',
      facts: [{ name: shown[index] ?? '', value: shown[index] ?? '' }],
      tenantId: id,
      jobId: null,
      result: -9040n,
      server: shown[index] ?? '',
      row: names.map((name, at) => column(`COLUMN_${at}`, name)),
    }),
  );
  return fake;
}

/** In which column of the terminal each of the texts begins, in the first line that has it. */
function columnsOf({ display }: Stage, texts: readonly string[]): (number | null)[] {
  const { active } = display.term.buffer;
  const lines = Array.from({ length: display.rows }, (_, row) => {
    const line = active.getLine(active.viewportY + row);
    return Array.from({ length: display.columns }, (_, x) => line?.getCell(x)?.getChars() ?? '');
  });
  return texts.map(text => {
    for (const cells of lines.slice(1)) {
      const at = cells.findIndex((_, x) =>
        [...text].every((character, next) => cells[x + next] === character),
      );
      if (at !== -1) return at;
    }
    return null;
  });
}

/** Where the lines of a table stand: the columns of `│` in each line that has any. */
function framesOf({ display }: Stage): string[] {
  const { active } = display.term.buffer;
  return Array.from({ length: display.rows }, (_, row) => {
    const line = active.getLine(active.viewportY + row);
    return Array.from({ length: display.columns }, (_, x) => x)
      .filter(x => line?.getCell(x)?.getChars() === '│')
      .join();
  }).filter(frame => frame !== '');
}

const screens: readonly (readonly [name: string, keys: readonly string[]])[] = [
  ['the tenants', []],
  ['jobs of all tenants', [key.enter]],
  ['jobs of a tenant', [key.down, key.enter]],
  ['the panel of a task', [key.down, key.enter, key.enter]],
  ['its details', [key.down, key.enter, key.enter, 'd']],
  ['more of its details', [key.down, key.enter, key.enter, 'd', key.pageDown]],
  ['its log streams', [key.down, key.enter, key.enter, 'L']],
  ['the events', ['e']],
  ['a name copied', [key.down, 'y']],
  ['a filter', ['/', ...names.slice(0, 3), key.enter]],
];

const sizes = [60, 80, 120] as const;
const tables = ['6', '11', '15-graphemes'] as const;

describe.each(tables)('on a terminal with the widths of Unicode %s', table => {
  describe.each(sizes)('and %i columns', columns => {
    it.each(screens)(
      '%s: no line is wrapped and the header stays, also after Ctrl-L',
      async (_name, keys) => {
        const stage = startStage({ columns, rows: 24, fake: hostileCluster(), colour: true });
        stage.display.term.loadAddon(new Unicode11Addon());
        stage.display.term.loadAddon(new UnicodeGraphemesAddon());
        stage.display.term.unicode.activeVersion = table;
        await stage.shows('1002');
        for (const pressed of keys) {
          stage.type(pressed);
          await stage.idle();
        }
        expect(frameFaults(stage)).toEqual([]);
        expect(new Set(framesOf(stage)).size).toBeLessThanOrEqual(1);
        const before = stage.lines().slice(0, -1);
        stage.type(key.ctrlL);
        await stage.idle();
        expect(frameFaults(stage)).toEqual([]);
        expect(stage.lines().slice(0, -1)).toEqual(before);
      },
    );

    it('the columns after a name stand below each other', async () => {
      const stage = startStage({ columns, rows: 24, fake: hostileCluster() });
      stage.display.term.loadAddon(new Unicode11Addon());
      stage.display.term.loadAddon(new UnicodeGraphemesAddon());
      stage.display.term.unicode.activeVersion = table;
      await stage.shows('1002');
      await stage.idle();
      const places = columnsOf(
        stage,
        tenantIds.map(id => `${id} `),
      );
      expect(places).not.toContain(null);
      expect(new Set(places).size).toBe(1);
    });
  });
});
