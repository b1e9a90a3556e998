// @module-tag slow
import { describe, expect, it } from 'vitest';
import { fuzzProtocol } from './rogue/protocol-fuzz.ts';

describe('damaged packets of the protocol', () => {
  it('are a failure with a sentence, within the time limits, and leave nothing behind', async () => {
    const { faults, damaged, answered, reasons } = await fuzzProtocol({
      seed: 20_261_124,
      seconds: 90,
      cases: 30,
    });
    expect(faults).toEqual([]);
    expect(damaged).toBeGreaterThan(20);
    expect(answered).toBeGreaterThan(0);
    // What mysql2 stumbles over is no word for people.
    expect([...reasons.keys()].filter(what => /undefined|Encoding|reach/.test(what))).toEqual([]);
  });
});
