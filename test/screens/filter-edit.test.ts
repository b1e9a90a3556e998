import { describe, expect, it } from 'vitest';
import { editFilter, filterOf, remembered, type Typing, typingAt } from '../../source/screens/filter-edit.ts';

const history = ['failed', '-4012', 'crm'];

/** The filter after these presses, `|` where the cursor stands; with `=` before it once it is no longer typed. */
function pressed(filter: string, ...presses: readonly string[]): string {
  let typing: Typing = typingAt(filter);
  for (const press of presses) {
    const edit = editFilter(press, typing, history);
    if (edit === null) return 'nothing';
    if (edit.kind === 'ended') return `=${edit.filter}`;
    typing = edit.typing;
    expect(filterOf(typing)).toBe(typing.before + typing.after);
  }
  return `${typing.before}|${typing.after}`;
}

describe('a filter being typed', () => {
  it('takes characters of any script, and gives them back one by one', () => {
    expect(pressed('', '订', 'q', 'space', 'a')).toBe('订q a|');
    expect(pressed('订单', 'backspace')).toBe('订|');
    expect(pressed('', 'backspace')).toBe('=');
  });

  it.each([
    [['left', 'left'], 'one t|wo'],
    [['ctrl-b', 'x'], 'one twx|o'],
    [['home', 'right'], 'o|ne two'],
    [['ctrl-a', 'x'], 'x|one two'],
    [['ctrl-a', 'ctrl-e'], 'one two|'],
    [['ctrl-a', 'ctrl-f', 'ctrl-d'], 'o|e two'],
    [['ctrl-w'], 'one |'],
    [['ctrl-w', 'ctrl-w'], '|'],
    [['alt-b'], 'one |two'],
    [['alt-b', 'alt-b', 'ctrl-k'], '|'],
    [['ctrl-a', 'alt-f', 'alt-f'], 'one two|'],
    [['ctrl-a', 'alt-f', 'alt-d'], 'one|'],
    [['left', 'ctrl-u'], '|o'],
    [['left', 'ctrl-k'], 'one tw|'],
    [['left', 'backspace'], 'one t|o'],
  ])('is edited as a line of a shell: %j', (presses, text) => {
    expect(pressed('one two', ...presses)).toBe(text);
  });

  it('goes through the filters that were used before, and back to what was typed', () => {
    expect(pressed('cr', 'up')).toBe('failed|');
    expect(pressed('cr', 'up', 'ctrl-p', 'up', 'up')).toBe('crm|');
    expect(pressed('cr', 'up', 'up', 'down')).toBe('failed|');
    expect(pressed('cr', 'up', 'ctrl-n')).toBe('cr|');
    expect(pressed('cr', 'down')).toBe('cr|');
  });

  it('is kept by Enter, dropped by Escape, and leaves other keys alone', () => {
    expect(pressed('crm', 'enter')).toBe('=crm');
    expect(pressed('crm', 'escape')).toBe('=');
    expect(pressed('crm', 'pagedown')).toBe('nothing');
    expect(pressed('crm', 'ctrl-c')).toBe('nothing');
  });

  it('is remembered once, the newest first', () => {
    expect(remembered(history, 'crm')).toEqual(['crm', 'failed', '-4012']);
    expect(remembered(history, '')).toBe(history);
  });
});
