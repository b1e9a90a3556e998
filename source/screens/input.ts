import type { Key } from 'ink';
import { type MouseEvent, mouseAmongKeys, mouseEvent } from '../terminal/mouse.ts';

/** A key by name: 'up', 'enter', 'ctrl-c', …, or the character it writes. */
export type Press = string;

const named: readonly (readonly [keyof Key, Press])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['escape', 'escape'],
  ['return', 'enter'],
  ['tab', 'tab'],
  ['backspace', 'backspace'],
  ['delete', 'backspace'],
];

const controls: Readonly<Record<string, Press>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\b': 'backspace',
  '\x7f': 'backspace',
  '\x03': 'ctrl-c',
  '\x0c': 'ctrl-l',
  '\x1a': 'ctrl-z',
  ' ': 'space',
  // As the input filter writes them: Ink reports function keys as nothing.
  '\uF704': 'f1',
  '\uF708': 'f5',
  '\uF70D': 'f10',
};

/** Ctrl with a letter, as it comes among other keys. */
function ctrlLetter(character: string): Press | undefined {
  return /^[\x01-\x1a]$/.test(character)
    ? `ctrl-${String.fromCharCode(character.charCodeAt(0) + 0x60)}`
    : undefined;
}

const control = /\p{C}/u;

let graphemes: Intl.Segmenter | null = null;

/** Typed text in what a reader sees as one character. */
export function typedCharacters(text: string): string[] {
  graphemes ??= new Intl.Segmenter('en');
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

function pressesOf(text: string): readonly Press[] {
  return typedCharacters(text.replaceAll('\r\n', '\r')).flatMap(character => {
    const press = controls[character] ?? ctrlLetter(character);
    if (press !== undefined) return [press];
    return control.test(character) ? [] : [character];
  });
}

/** What was done, one after the other: keys by their names, and what the mouse did. */
export type Input = Press | MouseEvent;

/**
 * The key presses in one piece of input as Ink reports it. Keys struck fast, or sent by a program, arrive as
 * one text ('jj\r'): each of its characters is a press. Alt with a letter is a name, and else nothing. What the mouse did is
 * among them.
 */
export function presses(input: string, key: Key): readonly Input[] {
  if (key.ctrl) return /^[a-z]$/.test(input) ? [`ctrl-${input}`] : [];
  const name = named.find(([flag]) => key[flag] === true)?.[1];
  if (name !== undefined) return [name];
  if (key.meta) return /^[a-z]$/.test(input) ? [`alt-${input}`] : [];
  return input.split(mouseAmongKeys).flatMap((text): readonly Input[] => {
    const event = mouseEvent(text);
    return event === null ? pressesOf(text) : [event];
  });
}

/** Pasted text as it may stand in a filter: one line, no control characters. */
export function pastedText(text: string): string {
  return text
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/\p{C}/gu, '')
    .slice(0, 200);
}
