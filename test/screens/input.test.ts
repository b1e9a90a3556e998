import type { Key } from 'ink';
import { describe, expect, it } from 'vitest';
import { editFilter } from '../../source/screens/filter-edit.ts';
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
  it('that arrive together are told one by one', () => {
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

  it('that nobody knows ask for nothing', () => {
    expect(presses('q', { ...none, meta: true })).toEqual([]);
    expect(presses('\x01\x1d', none)).toEqual([]);
    expect(presses('', none)).toEqual([]);
  });
});

describe('a filter being typed', () => {
  it('takes characters of any script, and gives them back one by one', () => {
    expect(editFilter('订', '')).toEqual({ filter: '订', editing: true });
    expect(editFilter('q', 'a')).toEqual({ filter: 'aq', editing: true });
    expect(editFilter('space', 'a')).toEqual({ filter: 'a ', editing: true });
    expect(editFilter('backspace', 'ab')).toEqual({ filter: 'a', editing: true });
    expect(editFilter('backspace', '')).toEqual({ filter: '', editing: false });
  });

  it('is kept by Enter, dropped by Escape, and leaves the arrows alone', () => {
    expect(editFilter('enter', 'crm')).toEqual({ filter: 'crm', editing: false });
    expect(editFilter('escape', 'crm')).toEqual({ filter: '', editing: false });
    expect(editFilter('up', 'crm')).toBeNull();
    expect(editFilter('ctrl-c', 'crm')).toBeNull();
  });

  it('takes pasted text as one line', () => {
    expect(pastedText('one\r\ntwo\x1b[31m')).toBe('one two[31m');
  });
});
