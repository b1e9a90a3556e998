import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { askForProfile, menuLines, menuStep } from '../../source/settings/profile-menu.ts';
import { cellWidth } from '../../source/text/width.ts';
import { wordsOf } from '../../source/text/words.ts';

const words = wordsOf('en').profileMenu;
const profiles = ['prod', 'test', '生产'].map(name => ({
  name,
  user: 'root@sys',
  host: '10.0.0.5',
  port: '2883',
}));

const ask = (keys: string) => {
  const rawModes: boolean[] = [];
  const setRawMode = (on: boolean) => rawModes.push(on);
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode });
  const output = new PassThrough();
  const look = { isAscii: false, words };
  const asked = askForProfile(profiles, { input, output, close: () => {} }, () => () => {}, look);
  input.write(keys);
  return asked.then(answer => ({ answer, rawModes, written: String(output.read()) }));
};

describe('the menu of profiles', () => {
  it.each([
    ['\r', 'prod'],
    ['\u001B[B\r', 'test'],
    ['jjj\r', '生产'],
    ['jk\r', 'prod'],
    ['2\r', 'test'],
    ['9\r', 'prod'],
    ['q', null],
    ['\u0003', null],
    ['\u0004', null],
  ])('answers keys %j with %j, and gives the terminal back', async (keys, answer) => {
    expect(await ask(keys)).toMatchObject({ answer, rawModes: [true, false] });
  });

  it('is taken away again', async () => {
    expect((await ask('\r')).written).toMatch(/\u001B\[4A\r\u001B\[J$/);
  });

  it('shows where each connects to, within the width', () => {
    const lines = menuLines(profiles, 1, { columns: 40, rows: 10, isAscii: false, words });
    expect(lines.slice(1)).toEqual([
      '  1 prod  root@sys · 10.0.0.5:2883',
      '▸ 2 test  root@sys · 10.0.0.5:2883',
      '  3 生产  root@sys · 10.0.0.5:2883',
    ]);
    for (const line of lines) expect(cellWidth(line)).toBeLessThan(40);
  });

  it('has names whole up to half of the width: where one connects to is cut before', () => {
    const long = [
      {
        name: '生产-payments-eu-central-1-primary',
        user: 'root@sys',
        host: 'observer-17.example.com',
        port: '2881',
      },
    ];
    const [, line = ''] = menuLines(long, 0, { columns: 70, rows: 10, isAscii: false, words });
    expect(line).toMatch(/^▸ 1 生产-payments-eu-central-1-primary {2}root@sys · observer-17.*…$/);
    expect(cellWidth(line)).toBeLessThan(70);
  });

  it('keeps the marked one in sight where there are more than lines', () => {
    const many = Array.from({ length: 50 }, (_, at) => ({
      name: `p${at}`,
      user: null,
      host: null,
      port: null,
    }));
    const lines = menuLines(many, 40, { columns: 40, rows: 5, isAscii: true, words });
    expect(lines).toHaveLength(6);
    expect(lines).toContain('>   p40');
  });

  it('does nothing for other keys', () => {
    for (const name of ['x', 'left', undefined]) {
      expect(menuStep({ count: 3, marked: 1 }, { name })).toEqual({ marked: 1 });
    }
  });
});
