import { describe, expect, it } from 'vitest';
import { runtimeOf } from '../../source/settings/runtime.ts';

describe('the runtime', () => {
  it('is Node, with its version', () => {
    expect(runtimeOf({ node: '24.21.0' })).toEqual({ name: 'Node', version: '24.21.0' });
  });

  it('is Bun in the executable, although Bun reports a Node, too', () => {
    expect(runtimeOf({ node: '26.3.0', bun: '1.4.5' })).toEqual({ name: 'Bun', version: '1.4.5' });
  });
});
