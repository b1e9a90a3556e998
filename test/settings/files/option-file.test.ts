import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseOptionFile } from '../../../source/settings/files/option-file.ts';
import { readOptionFiles } from '../../../source/settings/files/read-option-files.ts';
import { filesOnDisk } from '../../../source/settings/files/small-file.ts';

const options = (text: string) =>
  parseOptionFile(text).flatMap(item => (item.kind === 'option' ? [[item.name, item.value]] : []));

const valueIn = (line: string) => options(`[client]\n${line}`)[0]?.[1];

describe('a MySQL option file', () => {
  it.each([
    ['user=root@sys', 'root@sys'],
    ['  user  =  root@sys  ', 'root@sys'],
    ['user = root@sys # of the cluster', 'root@sys'],
    ['user = root@sys#prod', 'root@sys'],
    ['user = "root@sys#prod"', 'root@sys#prod'],
    ["user = 'root@sys#prod' # through ODP", 'root@sys#prod'],
    ["password = it's#1", "it's#1"],
    ['password = "a\\"b # c" # d', 'a"b # c'],
    ['password = a\\sb\\tc\\\\d\\qe\\', 'a b\tc\\d\\qe\\'],
    ['password = "', '"'],
    ['password = "x', '"x'],
    ['password = ""', ''],
    ['password =', ''],
    ['password', null],
    ['password = a = b', 'a = b'],
    ['password = a;b', 'a;b'],
    ['password = a\r', 'a'],
  ])('gives the value that mysql reads from %j', (line, value) => {
    expect(valueIn(line)).toBe(value);
  });

  it('has comments and empty lines, and the options of each group', () => {
    const text = '# one\n; two\n\n[client] # three\nhost=a\n[ client ]\nhost=b\n[obclient  ]\nhost=c\n';
    expect(parseOptionFile(text)).toMatchObject([
      { group: 'client', name: 'host', value: 'a', line: 5 },
      { group: ' client', name: 'host', value: 'b', line: 7 },
      { group: 'obclient', name: 'host', value: 'c', line: 9 },
    ]);
  });

  it('may begin with a byte order mark', () => {
    expect(options('\uFEFF[client]\nhost=a')).toEqual([['host', 'a']]);
  });

  it('names others to read', () => {
    expect(parseOptionFile('!includedir /etc/mysql/conf.d/ \n! include /a b.cnf\n!whatever x')).toEqual([
      { kind: 'includedir', path: '/etc/mysql/conf.d/', line: 1 },
      { kind: 'include', path: '/a b.cnf', line: 2 },
    ]);
  });

  it.each([
    ['host=a', { id: 'option_without_group', line: 1 }],
    ['[client\nhost=a', { id: 'group_not_closed', line: 1 }],
  ])('is not read on where mysql stops: %j', (text, problem) => {
    expect(parseOptionFile(text)).toMatchObject([problem]);
  });

  it('is marked where a comment touches a value, but not where it stands apart', () => {
    const cut = (line: string) =>
      parseOptionFile(`[client]\n${line}`).map(item => 'isCutOff' in item && item.isCutOff);
    expect(cut('user=root@sys#prod')).toEqual([true]);
    expect(cut('user=root@sys #prod')).toEqual([false]);
    expect(cut('user=root@sys# prod')).toEqual([false]);
    expect(cut('user="root@sys#prod"')).toEqual([false]);
  });
});

const witness = spawnSync('my_print_defaults', ['--version']).status === 0;
const witnessName = 'my_print_defaults of a mysql or mariadb client';
if (!witness)
  process.stdout.write(`Option files are not compared with ${witnessName}: there is none here.\n`);

describe.runIf(witness)(`what ${witnessName} prints of a file`, () => {
  const folder = () => {
    const path = mkdtempSync(join(tmpdir(), 'option-files-'));
    onTestFinished(() => rmSync(path, { recursive: true }));
    return path;
  };
  const printed = (path: string, groups: readonly string[]) => {
    const { stdout, status } = spawnSync('my_print_defaults', [`--defaults-file=${path}`, ...groups], {
      encoding: 'utf8',
    });
    return status === 0 ? stdout : 'refused';
  };
  const ours = (path: string, groups: readonly string[]) => {
    try {
      return readOptionFiles({ only: path, extra: null, none: false }, {}, filesOnDisk)
        .options.filter(({ group }) => groups.includes(group))
        .map(({ name, value }) => `--${name}${value === null ? '' : `=${value}`}\n`)
        .join('');
    } catch {
      return 'refused';
    }
  };

  it('is what this program reads of it, whatever is in it', () => {
    const path = join(folder(), 'my.cnf');
    const piece = fc.constantFrom(
      ...[
        'user',
        'a_b',
        '=',
        ' = ',
        ' ',
        '\t',
        '#',
        ';',
        "'",
        '"',
        '\\',
        '\\\\',
        '\\s',
        '\\n',
        '\\t',
        '\\x',
        'x',
        'é',
      ],
      ...['[client]', '[obclient ]', '[other]', '!', '\r'],
    );
    const line = fc
      .array(piece, { maxLength: 8 })
      .map(pieces => pieces.join(''))
      // Of an option without a name mysql prints what stood in its memory before.
      .filter(text => !/^\s*=/.test(text));
    const text = fc.array(fc.oneof(line, line, fc.constant('[client]')), { maxLength: 8 });
    fc.assert(
      fc.property(text, lines => {
        writeFileSync(path, `[client]\n${lines.join('\n')}\n`, { mode: 0o600 });
        expect(ours(path, ['client', 'obclient'])).toBe(printed(path, ['client', 'obclient']));
      }),
      { numRuns: 100 },
    );
  });

  it('is what this program reads of the files that it includes', () => {
    const at = folder();
    mkdirSync(join(at, 'conf.d'));
    const write = (name: string, text: string, mode = 0o600) => writeFileSync(join(at, name), text, { mode });
    write('conf.d/b.cnf', '[client]\nhost=b\n');
    write('conf.d/a.cnf', `[client]\nhost=a\n!include ${at}/deep.cnf\n`);
    write('conf.d/c.txt', '[client]\nhost=c\n');
    write('deep.cnf', `[client]\nport=1\n!include ${at}/deep.cnf\n`);
    write('my.cnf', `!include ${at}/missing.cnf\n!includedir ${at}/conf.d\n[client]\nhost=last\n`);
    const path = join(at, 'my.cnf');
    expect(ours(path, ['client'])).toContain('--host=a\n--port=1\n');
    expect(ours(path, ['client'])).toBe(printed(path, ['client']));
  });
});
