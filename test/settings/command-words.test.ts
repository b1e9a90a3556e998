import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandWords } from '../../source/settings/command-words.ts';

describe('the command of --on-change', () => {
  it.each([
    ['page-me', ['page-me']],
    ['notify-send  -u critical', ['notify-send', '-u', 'critical']],
    [`a 'b c' "d e" f\\ g`, ['a', 'b c', 'd e', 'f g']],
    [`say "a \\"q\\" \\n" ''`, ['say', 'a "q" \\n', '']],
    [`sh -c 'cat >> "$HOME/x" | tee'`, ['sh', '-c', 'cat >> "$HOME/x" | tee']],
    ['curl https://host/#part --user=a~b', ['curl', 'https://host/#part', '--user=a~b']],
    ['tell 租户', ['tell', '租户']],
  ])('is split into words as by a shell: %s', (command, words) => {
    expect(commandWords(command)).toEqual(words);
  });

  it.each([
    ['jq . >> log', { id: 'command_needs_shell', character: '>' }],
    ['a | b', { id: 'command_needs_shell', character: '|' }],
    ['a $HOME', { id: 'command_needs_shell', character: '$' }],
    ['a "$HOME"', { id: 'command_expands_in_quotes' }],
    ['a; b', { id: 'command_needs_shell', character: ';' }],
    ['~/bin/page-me', { id: 'command_needs_shell', character: '~' }],
    ['a # b', { id: 'command_needs_shell', character: '#' }],
    ['ls *.log', { id: 'command_needs_shell', character: '*' }],
    ['a\nb', { id: 'command_has_line_break' }],
    ["it's", { id: 'command_quote_open', quote: "'" }],
    ['a "b', { id: 'command_quote_open', quote: '"' }],
    ['a \\', { id: 'command_ends_in_backslash' }],
  ])('is refused where only a shell would know what to do: %s', (command, reason) => {
    expect(() => commandWords(command)).toThrow(expect.objectContaining({ reason }));
  });

  it.each(['', '   ', "''"])('is refused when it is empty: "%s"', command => {
    const reason = { id: 'command_missing' };
    expect(() => commandWords(command)).toThrow(expect.objectContaining({ reason }));
  });

  it('keeps any quoted word as it is', () => {
    const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;
    const words = fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1 });
    fc.assert(
      fc.property(words, some => {
        expect(commandWords(some.map(quoted).join(' '))).toEqual(some);
      }),
    );
  });
});
