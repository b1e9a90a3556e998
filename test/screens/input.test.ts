import type { Key } from 'ink';
import { describe, expect, it } from 'vitest';
import { pastedText, presses } from '../../source/screens/input.ts';

const none: Key = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageDown: false,
  pageUp: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  ctrl: false,
  shift: false,
  tab: false,
  backspace: false,
  delete: false,
  meta: false,
  super: false,
  hyper: false,
  capsLock: false,
  numLock: false,
};

describe('key presses', () => {
  it('that arrive together are reported one by one', () => {
    expect(presses('jjj', none)).toEqual(['j', 'j', 'j']);
    expect(presses('jj\r', none)).toEqual(['j', 'j', 'enter']);
    expect(presses('/订单\r\nq', none)).toEqual(['/', '订', '单', 'enter', 'q']);
    expect(presses('j\x0ck\x1a\x03', none)).toEqual(['j', 'ctrl-l', 'k', 'ctrl-z', 'ctrl-c']);
  });

  it('have names where they write nothing', () => {
    expect(presses('', { ...none, upArrow: true })).toEqual(['up']);
    expect(presses('', { ...none, pageDown: true })).toEqual(['pagedown']);
    expect(presses('', { ...none, delete: true })).toEqual(['backspace']);
    expect(presses('c', { ...none, ctrl: true })).toEqual(['ctrl-c']);
    expect(presses(' ', none)).toEqual(['space']);
  });

  it('with Ctrl are named by their letter, alone or among others', () => {
    expect(presses('d', { ...none, ctrl: true })).toEqual(['ctrl-d']);
    expect(presses('\x15a', none)).toEqual(['ctrl-u', 'a']);
  });

  it('of functions come as the input filter writes them', () => {
    expect(presses('\uF704\uF708\uF70D', none)).toEqual(['f1', 'f5', 'f10']);
  });

  it('that nobody knows ask for nothing', () => {
    expect(presses('b', { ...none, meta: true })).toEqual(['alt-b']);
    expect(presses('!', { ...none, meta: true })).toEqual([]);
    expect(presses('\x00\x1d', none)).toEqual([]);
    expect(presses('', none)).toEqual([]);
  });
});

describe('text that is pasted', () => {
  it('is one line without control characters', () => {
    expect(pastedText('one\r\ntwo\x1b[31m')).toBe('one two[31m');
  });
});
