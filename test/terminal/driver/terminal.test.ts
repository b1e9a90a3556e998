import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startTerminal, type TerminalOptions } from './terminal.ts';

const fixture = (name: string, words: string[] = [], options: TerminalOptions = {}) => {
  const file = new URL(`fixtures/${name}.js`, import.meta.url).pathname;
  return startTerminal(process.execPath, [file, ...words], options);
};
const evaluate = (code: string, options: TerminalOptions = {}) =>
  startTerminal(process.execPath, ['-e', code], options);

describe('A program in the test terminal', () => {
  it('is seen as it draws, and gets the keys that are typed', async () => {
    await using terminal = fixture('keys');
    await terminal.waitFor('keys ""');
    terminal.type('j');
    await terminal.waitFor('keys "j"');
    expect(terminal.screen().slice(0, 3)).toEqual(['80x24', 'keys "j"', '']);
    expect(terminal.screen()).toHaveLength(24);
    expect(terminal.alternate()).toBe(true);
    expect(terminal.cursor()).toEqual({ x: 8, y: 1 });
  });

  it('has the size that was asked for and learns of a new one', async () => {
    await using terminal = fixture('keys', [], { columns: 100, rows: 30 });
    await terminal.waitFor('100x30');
    terminal.resize(60, 15);
    await terminal.waitFor(/^60x15$/m);
    expect(terminal.screen()).toHaveLength(15);
  });

  it('shows colours and attributes cell by cell', async () => {
    await using terminal = fixture('keys');
    await terminal.waitFor('keys');
    expect(terminal.cell(0, 1)).toMatchObject({
      text: 'k',
      foreground: 208,
      background: 'default',
      bold: true,
      dim: false,
    });
    expect(terminal.cell(5, 1)).toMatchObject({ text: '"', foreground: 'default', bold: false });
    expect(() => terminal.cell(0, 24)).toThrow('no cell 0,24');
  });

  it('shows exact colours as #rrggbb, and inverse', async () => {
    await using terminal = evaluate("process.stdout.write('\\x1b[38;2;1;2;255m\\x1b[48;5;4m\\x1b[7mx')");
    await terminal.exit;
    expect(terminal.cell(0, 0)).toMatchObject({ foreground: '#0102ff', background: 4, inverse: true });
  });

  it('shows wide characters once, also when their bytes arrive apart', async () => {
    await using terminal = fixture('say', ['租户 mysql', 'é']);
    await terminal.waitFor('é');
    expect(terminal.screen().slice(0, 2)).toEqual(['租户 mysql', 'é']);
    expect(terminal.cell(0, 0)).toMatchObject({ text: '租', width: 2 });
    expect(terminal.cell(1, 0)).toMatchObject({ text: '', width: 0 });
    expect(terminal.cell(5, 0).text).toBe('m');
  });

  it('gets an answer when it asks what the terminal is', async () => {
    await using terminal = fixture('keys');
    await terminal.waitFor('keys');
    terminal.type('s');
    await terminal.waitFor(/\\u001b\[\?1;2c/);
  });

  it('tells with which code it ended, with everything it wrote on the screen', async () => {
    await using terminal = fixture('keys');
    await terminal.waitFor('keys');
    terminal.type('q');
    expect(await terminal.exit).toEqual({ code: 3, signal: null });
    expect(terminal.alternate()).toBe(false);
  });

  it('tells by which signal it ended', async () => {
    await using terminal = fixture('keys');
    await terminal.waitFor('keys');
    terminal.kill('SIGHUP');
    expect(await terminal.exit).toEqual({ code: null, signal: 'SIGHUP' });
  });

  it('keeps what was written, with its escape sequences and its size in bytes', async () => {
    await using terminal = fixture('say', ['é']);
    await terminal.exit;
    expect(terminal.raw).toBe('é\r\n');
    expect(terminal.bytes).toBe(4);
    await using drawing = fixture('keys');
    await drawing.waitFor('keys ""');
    expect(drawing.raw).toContain('\x1b[2J');
  });

  it('does not see CI, colour or locale settings of the tests, and sees what the test sets', async () => {
    const names = ['CI', 'TERM', 'LANG', 'NO_COLOR', 'VITEST', 'LC_ALL', 'OWN'];
    const code = `console.log(JSON.stringify(${JSON.stringify(names)}.map(n => process.env[n] ?? null)))`;
    vi.stubEnv('CI', '1');
    vi.stubEnv('LC_ALL', 'C');
    onTestFinished(() => void vi.unstubAllEnvs());
    await using terminal = evaluate(code, { env: { OWN: 'yes', NO_COLOR: '1' } });
    await terminal.exit;
    expect(JSON.parse(terminal.screen().join(''))).toEqual([
      null,
      'xterm-256color',
      'C.UTF-8',
      '1',
      null,
      null,
      'yes',
    ]);
  });
});

describe('Waiting for the screen', () => {
  it('asks again after every piece of output', async () => {
    await using terminal = evaluate('let n = 0; setInterval(() => process.stdout.write(n++ + " "), 5)');
    let questions = 0;
    await terminal.waitFor(([first]) => {
      questions++;
      return first?.includes('10') ?? false;
    });
    expect(questions).toBeGreaterThan(1);
  });

  it('fails with the whole screen when the time is over', async () => {
    await using terminal = fixture('keys');
    await terminal.waitFor('keys');
    const waiting = terminal.waitFor('nothing like it', { timeout: 50 });
    await expect(waiting).rejects.toThrow(/within 50 ms.*"nothing like it".*\|80x24\n\|keys "".*is running/s);
  });

  it('fails at once when the program ends without it', async () => {
    await using terminal = fixture('say', ['last words']);
    await expect(terminal.waitFor(/never/)).rejects.toThrow(/ended before.*\|last words.*ended with 0/s);
  });

  it('passes the failure of a question on', async () => {
    await using terminal = fixture('say', ['x']);
    const broken = () => {
      throw new Error('bad question');
    };
    await expect(terminal.waitFor(broken)).rejects.toThrow('bad question');
  });
});
