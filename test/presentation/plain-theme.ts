import { type LookOptions, makeLook } from '../../source/presentation/theme.ts';
import { inZone } from '../../source/text/time.ts';
import { words } from '../../source/text/words.ts';

/** A look for tests of lines: no colours unless asked for. */
export const plainLook = (change: Partial<LookOptions> = {}) =>
  makeLook({ ascii: false, colour: false, say: words('en'), zone: inZone('UTC'), ...change });
