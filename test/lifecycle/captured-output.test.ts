import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { captureOutput } from '../../source/lifecycle/captured-output.ts';

function stage() {
  let shown = '';
  const stderr = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      shown += chunk;
      done();
    },
  }) as unknown as NodeJS.WriteStream;
  const owner = { stderr, console: new Console({ stdout: stderr, stderr }) };
  return { owner, shown: () => shown };
}

describe('captured output', () => {
  it('keeps what is printed by any method, and gives the outputs back', () => {
    const { owner, shown } = stage();
    const { write } = owner.stderr;
    const { warn } = owner.console;
    const release = captureOutput(owner);
    owner.console.warn('a warning');
    owner.console.log('a line %d', 7);
    owner.console.table([{ a: 1 }]);
    owner.stderr.write('in ');
    owner.stderr.write('pieces\nand a rest');
    expect(shown()).toBe('');
    const { lines, leftOut } = release();
    expect(lines.slice(0, 2)).toEqual(['a warning', 'a line 7']);
    expect(lines.slice(-2)).toEqual(['in pieces', 'and a rest']);
    expect(leftOut).toBe(0);
    expect(owner.stderr.write).toBe(write);
    expect(owner.console.warn).toBe(warn);
    owner.console.log('as before');
    expect(shown()).toBe('as before\n');
  });

  it('keeps few lines, and says how many more there were', () => {
    const { owner } = stage();
    const release = captureOutput(owner);
    for (let line = 0; line < 1000; line++) owner.console.error(`${line} ${'x'.repeat(10_000)}`);
    const { lines, leftOut } = release();
    expect(lines).toHaveLength(20);
    expect(leftOut).toBe(980);
    expect(Math.max(...lines.map(line => line.length))).toBe(500);
  });
});
