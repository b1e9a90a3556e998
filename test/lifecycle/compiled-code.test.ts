import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { compiledCode, compiledCodeFolder } from '../../source/lifecycle/compiled-code.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'compiled-code-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
});

const modeOf = (path: string) => statSync(path).mode & 0o777;
const user = process.geteuid?.() ?? 0;

describe('the folder for compiled code', () => {
  it('is below $XDG_CACHE_HOME, one for each kind of start, and for nobody else', () => {
    const folder = compiledCodeFolder({ XDG_CACHE_HOME: root, HOME: '/nowhere' }, 'once');
    expect(folder).toBe(join(root, 'ob-backup-top/once'));
    expect(modeOf(join(root, 'ob-backup-top'))).toBe(0o700);
    expect(modeOf(join(root, 'ob-backup-top/once'))).toBe(0o700);
  });

  it('is below ~/.cache otherwise, also where $XDG_CACHE_HOME is no absolute path', () => {
    const expected = join(root, '.cache/ob-backup-top/screens');
    expect(compiledCodeFolder({ HOME: root }, 'screens')).toBe(expected);
    expect(compiledCodeFolder({ HOME: root, XDG_CACHE_HOME: 'cache' }, 'screens')).toBe(expected);
  });

  it('is none without a home, where none can be made, and on a system without users', () => {
    writeFileSync(join(root, 'file'), '');
    expect(compiledCodeFolder({}, 'once')).toBeNull();
    expect(compiledCodeFolder({ HOME: join(root, 'file') }, 'once')).toBeNull();
    expect(compiledCodeFolder({ HOME: root }, 'once', undefined)).not.toBeNull();
  });

  it.runIf(process.platform === 'linux')('is none below /proc, which is soon known', () => {
    expect(compiledCodeFolder({ XDG_CACHE_HOME: '/proc/nowhere' }, 'once')).toBeNull();
    expect(compiledCodeFolder({ HOME: '/proc/nowhere' }, 'once')).toBeNull();
  });

  it('is none where others can write to it', () => {
    mkdirSync(join(root, 'ob-backup-top/once'), { recursive: true });
    chmodSync(join(root, 'ob-backup-top'), 0o777);
    expect(compiledCodeFolder({ XDG_CACHE_HOME: root }, 'once')).toBeNull();
    chmodSync(join(root, 'ob-backup-top'), 0o700);
    chmodSync(join(root, 'ob-backup-top/once'), 0o770);
    expect(compiledCodeFolder({ XDG_CACHE_HOME: root }, 'once')).toBeNull();
  });

  it('is none where others can put another one in its place', () => {
    const base = join(root, 'shared/cache');
    mkdirSync(base, { recursive: true });
    chmodSync(join(root, 'shared'), 0o777);
    expect(compiledCodeFolder({ XDG_CACHE_HOME: base }, 'once')).toBeNull();
    // As in /tmp: only its owner may rename a folder there.
    chmodSync(join(root, 'shared'), 0o1777);
    expect(compiledCodeFolder({ XDG_CACHE_HOME: base }, 'once')).toBe(join(base, 'ob-backup-top/once'));
    chmodSync(join(root, 'shared'), 0o755);
    chmodSync(base, 0o770);
    expect(compiledCodeFolder({ XDG_CACHE_HOME: base }, 'once')).toBeNull();
  });

  it.runIf(user === 0)(
    "is none for root below a folder of another user's, who could put another one there",
    () => {
      const home = join(root, 'home');
      mkdirSync(join(home, '.cache'), { recursive: true });
      chownSync(home, 1000, 1000);
      chownSync(join(home, '.cache'), 1000, 1000);
      expect(compiledCodeFolder({ HOME: home }, 'once')).toBeNull();
    },
  );

  it("is none where it is another user's, as under sudo with the home of who called it", () => {
    expect(compiledCodeFolder({ XDG_CACHE_HOME: root }, 'once', user + 1)).toBeNull();
  });
});

describe('compiled code', () => {
  const main = 'exports.words = ["first", require("./other.cjs").word]; exports.keep = keepCompiledCode;';
  const build = 'a';
  let program = '';
  let folder = '';
  beforeEach(() => {
    [program, folder] = [join(root, 'program'), join(root, 'compiled')];
    mkdirSync(program);
    mkdirSync(folder);
    writeFileSync(join(program, 'program.cjs'), main);
    writeFileSync(join(program, 'other.cjs'), 'exports.word = "second";');
  });
  const start = (options: { folder?: string | null; build?: string } = {}) => {
    const code = compiledCode({ program, folder, build, ...options });
    const loaded = code.load('program.cjs') as { words: string[]; keep(): void };
    return { words: loaded.words, keep: loaded.keep };
  };
  const kept = () => readdirSync(folder).sort();
  const bytesOf = (name: string) => readFileSync(join(folder, name));

  it('is written when the program says so, for its owner alone, and not again', () => {
    const first = start();
    expect(first.words).toEqual(['first', 'second']);
    expect(kept()).toEqual([]);
    first.keep();
    expect(kept()).toEqual(['other.cjs', 'program.cjs']);
    expect(modeOf(join(folder, 'program.cjs'))).toBe(0o600);

    const moment = new Date(1_000_000);
    utimesSync(join(folder, 'program.cjs'), moment, moment);
    const second = start();
    expect(second.words).toEqual(['first', 'second']);
    second.keep();
    expect(statSync(join(folder, 'program.cjs')).mtime).toEqual(moment);
  });

  it('of a program that has changed is not used, even where it has the same length', () => {
    start().keep();
    writeFileSync(join(program, 'program.cjs'), main.replace('first', 'third'));
    expect(start({ build: 'b' }).words).toEqual(['third', 'second']);
    start({ build: 'b' }).keep();
    expect(bytesOf('program.cjs').toString('latin1', 0, 2)).toBe('b ');
  });

  it('that is damaged, cut off, empty or foreign is not used, and written again', () => {
    start().keep();
    const whole = bytesOf('program.cjs');
    const end = whole.indexOf('\n') + 1;
    const flipped = Buffer.from(whole);
    flipped[whole.length - 100] = (flipped[whole.length - 100] ?? 0) ^ 4;
    for (const damaged of [
      flipped,
      whole.subarray(0, 200),
      Buffer.alloc(0),
      Buffer.concat([whole.subarray(0, end), Buffer.alloc(whole.length - end, 7)]),
    ]) {
      writeFileSync(join(folder, 'program.cjs'), damaged);
      const again = start();
      expect(again.words).toEqual(['first', 'second']);
      again.keep();
      expect(bytesOf('program.cjs').equals(damaged)).toBe(false);
      expect(bytesOf('program.cjs').subarray(0, 2)).toEqual(whole.subarray(0, 2));
    }
  });

  it('is neither read nor written where there is no folder', () => {
    const { words, keep } = start({ folder: null });
    expect(words).toEqual(['first', 'second']);
    keep();
    expect(kept()).toEqual([]);
  });

  it('that cannot be written is no failure, and leaves nothing behind', () => {
    const { keep } = start();
    mkdirSync(join(folder, 'program.cjs'));
    keep();
    expect(kept()).toEqual(['other.cjs', 'program.cjs']);
  });
});
