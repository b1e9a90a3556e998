import { describe, expect, it } from 'vitest';
import { resultText } from '../../source/presentation/result-text.ts';
import { plainLook } from './plain-theme.ts';

const theme = plainLook();
const comment = (result: string) => `(ROOTSERVICE)addr: 10.0.0.5:2882, result: ${result}, trace_id: YB42`;

describe('The text of a RESULT', () => {
  it("has the kernel's name of its code, whatever the comment says", () => {
    expect(resultText(-4012n, comment('-4012(Timeout)'), theme)).toBe('-4012 OB_TIMEOUT');
    expect(resultText(-4012n, '', theme)).toBe('-4012 OB_TIMEOUT');
  });

  it('has the text of the comment where its name is not known', () => {
    expect(resultText(-12n, comment('-12(strange)'), theme)).toBe('-12 strange');
    expect(resultText(-12n, 'free words', theme)).toBe('-12 free words');
    expect(resultText(-12n, '', theme)).toBe('-12');
  });
});
