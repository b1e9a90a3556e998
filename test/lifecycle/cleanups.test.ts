import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { makeCleanups } from '../../source/lifecycle/cleanups.ts';

afterEach(() => {
  vi.useRealTimers();
});

const never = () => new Promise<void>(() => {});

describe('runCleanups', () => {
  it('runs the last registered first, each once', async () => {
    const { onEnd, runCleanups } = makeCleanups();
    const done: string[] = [];
    onEnd('connection', () => done.push('connection'));
    onEnd('screen', async () => done.push('screen'));
    expect(await runCleanups()).toEqual([]);
    expect(await runCleanups()).toEqual([]);
    expect(done).toEqual(['screen', 'connection']);
  });

  it('starts the first one at once, as the process may be dying', () => {
    const { onEnd, runCleanups } = makeCleanups();
    const undo = vi.fn();
    onEnd('screen', undo);
    void runCleanups();
    expect(undo).toHaveBeenCalledOnce();
  });

  it('leaves out what was unregistered, even twice', async () => {
    const { onEnd, runCleanups } = makeCleanups();
    const [kept, gone] = [vi.fn(), vi.fn()];
    onEnd('kept', kept);
    const unregister = onEnd('gone', gone);
    unregister();
    unregister();
    await runCleanups();
    expect(kept).toHaveBeenCalledOnce();
    expect(gone).not.toHaveBeenCalled();
  });

  it('continues after one that throws or rejects, and says which', async () => {
    const { onEnd, runCleanups } = makeCleanups();
    const last = vi.fn();
    onEnd('last', last);
    onEnd('rejects', () => Promise.reject(new Error('lost')));
    onEnd('throws', () => {
      throw new Error('broken');
    });
    expect(await runCleanups()).toEqual([
      { name: 'throws', reason: 'Error: broken' },
      { name: 'rejects', reason: 'Error: lost' },
    ]);
    expect(last).toHaveBeenCalledOnce();
  });

  it('does not wait forever for one that hangs', async () => {
    vi.useFakeTimers();
    const { onEnd, runCleanups } = makeCleanups(1000);
    const last = vi.fn();
    onEnd('last', last);
    onEnd('hangs', never);
    const run = runCleanups();
    await vi.advanceTimersByTimeAsync(999);
    expect(last).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(await run).toEqual([{ name: 'hangs', reason: 'not done within 1000 ms' }]);
    expect(last).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('joins a run that is under way, and runs what is registered during it', async () => {
    const { onEnd, runCleanups } = makeCleanups();
    const late = vi.fn();
    let joined: Promise<unknown> | undefined;
    const first = vi.fn(() => {
      joined = runCleanups();
      onEnd('late', late);
    });
    onEnd('first', first);
    const run = runCleanups();
    expect(joined).toBe(run);
    await run;
    expect(first).toHaveBeenCalledOnce();
    expect(late).toHaveBeenCalledOnce();
  });

  it('runs each of any set exactly once, whichever of them fail', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('fine', 'throws', 'rejects')), async kinds => {
        const { onEnd, runCleanups } = makeCleanups();
        const runs = kinds.map(() => 0);
        kinds.forEach((kind, at) => {
          onEnd(String(at), () => {
            runs[at]! += 1;
            if (kind === 'throws') throw new Error(kind);
            return kind === 'rejects' ? Promise.reject(new Error(kind)) : undefined;
          });
        });
        const faults = await Promise.all([runCleanups(), runCleanups()]);
        expect(runs).toEqual(kinds.map(() => 1));
        expect(faults[0]).toHaveLength(kinds.filter(kind => kind !== 'fine').length);
      }),
    );
  });
});
