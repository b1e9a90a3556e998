import { type LookOptions, makeLook } from '../../source/phrases/look.ts';
import { inZone } from '../../source/text/time.ts';
import { words } from '../../source/text/wording.ts';

/** A look for tests of lines: no colours unless asked for. */
export const plainLook = (change: Partial<LookOptions> = {}) =>
  makeLook({ ascii: false, colour: false, say: words('en'), zone: inZone('UTC'), ...change });
