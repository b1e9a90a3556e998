// @module-tag slow
// How many bytes the screens send, on a terminal that answers status requests. Each figure was measured on 2026-11-25: a change
// that costs more shows itself here, one that costs less is written down.
import { describe, expect, it } from 'vitest';
import { type EmulatedTerminal, key, openTerminal } from '../fixtures/emulated-terminal.ts';
import { afterStep, manyBackups } from '../fixtures/many-backups.ts';
import { seeded } from '../fixtures/seeded.ts';

const size = { columns: 120, rows: 40, colour: true } as const;

/** A tenth more, and a tick of the clock more or less: two may come in one frame. */
function about(figure: number): number {
  return figure * 1.1 + 8;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Bytes that were written since the last time, once all is drawn. */
async function bytesOf(terminal: EmulatedTerminal): Promise<number> {
  await terminal.idle();
  return Buffer.byteLength(terminal.written());
}

/**
 * The median of ten times 2 s with one refresh, or two, in which that many tasks have moved: all bytes, the clock's too.
 * @param before steps before those: a graph of the throughput grows in the first minutes
 */
async function bytesOfStep(terminal: EmulatedTerminal, moving: number, before: number): Promise<number> {
  const random = seeded(moving);
  const bytes: number[] = [];
  for (let step = -before; step < 10; step++) {
    terminal.source.world = afterStep(terminal.source.world, moving, random);
    await terminal.passes(2);
    const written = await bytesOf(terminal);
    if (step >= 0) bytes.push(written);
  }
  return median(bytes);
}

async function bytesOfKeys(terminal: EmulatedTerminal, typed: string, times: number): Promise<number> {
  const bytes: number[] = [];
  for (let time = 0; time < times; time++) {
    terminal.type(typed);
    bytes.push(await bytesOf(terminal));
  }
  return median(bytes);
}

describe('a terminal of 120x40 is sent', () => {
  it('for a step of a task in its panel: 84 bytes', async () => {
    const terminal = openTerminal({ ...size, world: manyBackups(1, 1), intervalSeconds: 1 });
    await terminal.shows('tenant_001');
    terminal.type(key.down, key.enter);
    await terminal.shows('› Jobs');
    await terminal.idle();
    terminal.type(key.enter);
    await terminal.shows('blocks');
    expect(await bytesOfStep(terminal, 1, 100)).toBeLessThanOrEqual(about(84));
  });

  it.each([
    [1, 23],
    [10, 105],
    [30, 305],
  ])('for a refresh of thirty tenants in which %d tasks have moved: %d bytes', async (moving, figure) => {
    const terminal = openTerminal({ ...size, world: manyBackups(30, 30) });
    await terminal.shows('tenant_001');
    expect(await bytesOfStep(terminal, moving, 20)).toBeLessThanOrEqual(about(figure));
  });

  it('in ten seconds in which nothing moves: 22 bytes', async () => {
    const terminal = openTerminal({ ...size, world: manyBackups(30, 10), intervalSeconds: 1 });
    await terminal.shows('tenant_001');
    await terminal.passes(30);
    await bytesOf(terminal);
    let bytes = 0;
    for (let second = 0; second < 10; second++) {
      await terminal.passes(1);
      bytes += await bytesOf(terminal);
    }
    expect(bytes).toBeLessThanOrEqual(about(22));
  });

  it.each([
    // The story below the list is that of the row one comes to.
    ['j', 69, 'j'],
    ['k', 77, 'k'],
    ['PgDn', 967, key.pageDown],
  ])('for %s in a list of 300: %d bytes', async (_, figure, typed) => {
    const terminal = openTerminal({ ...size, world: manyBackups(300, 40) });
    await terminal.shows('tenant_001');
    await bytesOf(terminal);
    if (typed === 'k') {
      terminal.type(...'jjjjjjjj');
      await bytesOf(terminal);
    }
    const bytes = await bytesOfKeys(terminal, typed, 6);
    expect(bytes).toBeLessThanOrEqual(about(figure));
  });
});
