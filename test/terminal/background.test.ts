import { expect, it } from 'vitest';
import { backgroundOf, mayAnswer } from '../../source/terminal/background.ts';
import { createInputFilter } from '../../source/terminal/input-filter.ts';

it.each([
  ['11;rgb:0000/0000/0000', 'dark'],
  ['11;rgb:1e1e/1e1e/1e1e', 'dark'],
  ['11;rgb:ffff/ffff/ffff', 'light'],
  ['11;rgb:fd/f6/e3', 'light'],
  ['11;rgba:ffff/ffff/ffff/8000', 'light'],
  ['10;rgb:ffff/ffff/ffff', null],
  ['11;?', null],
])('the answer %s is a background that is %s', (text, background) => {
  expect(backgroundOf(text)).toBe(background);
});

it('only terminals are asked that may answer', () => {
  expect(['xterm-256color', 'screen', 'tmux-256color', 'putty'].filter(mayAnswer)).toHaveLength(4);
  expect(['dumb', 'linux', 'vt100', '', undefined].filter(mayAnswer)).toEqual([]);
});

it('the answer comes whole from the keys it was sent among, and is no key', () => {
  const answers: string[] = [];
  let keys = '';
  const filter = createInputFilter({
    clock: { now: () => 0, setTimeout: () => 0, clearTimeout: () => undefined },
    emit: text => {
      keys += text;
    },
    onAnswer: text => answers.push(text),
  });
  for (const piece of ['j\x1b', ']11;rgb:ffff/', 'ffff/ffff\x1b', '\\k', '\x1b]11;rgb:0/0/0\x07'])
    filter.push(piece);
  expect(keys).toBe('jk');
  expect(answers).toEqual(['11;rgb:ffff/ffff/ffff', '11;rgb:0/0/0']);
});
