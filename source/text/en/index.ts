import { englishScreens } from './screens.ts';
import { timeWords } from './time.ts';

/** Everything a person reads, in English: a file for each room or subject. Another language is another such folder. */
export const english = {
  screens: englishScreens,
  time: timeWords,
};
