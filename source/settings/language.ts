import type { Language } from '../text/words.ts';

/** The language of everything a person reads: English, until there is another folder next to `text/en/`. */
export const language: Language = 'en';
