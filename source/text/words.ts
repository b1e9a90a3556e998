import { englishScreens, type ScreenWords } from './en/screens.ts';

/** The words of one language. Every word on a screen or in a report comes from here. */
export type Words = {
  /** The screens' own words. */
  readonly screens: ScreenWords;
  /** Units of time, as `duration`, `about` and `ago` in time.ts set them. */
  readonly time: {
    readonly day: string;
    readonly hour: string;
    readonly minute: string;
    readonly second: string;
    /** A length that is not exact: `~6 min`. */
    readonly about: (length: string) => string;
    /** A moment that length before now: `6 min ago`. */
    readonly ago: (length: string) => string;
    /** A moment less than a second ago. */
    readonly now: string;
    /** Stands where a time is not known. */
    readonly none: string;
  };
};

const en: Words = {
  screens: englishScreens,
  time: {
    day: 'd',
    hour: 'h',
    minute: 'min',
    second: 's',
    about: length => `~${length}`,
    ago: length => `${length} ago`,
    now: 'now',
    none: '–',
  },
};

const languages = { en } as const;

/** A language that screens and reports can speak. */
export type Language = keyof typeof languages;

/** The words of a language. */
export const wordsOf = (language: Language): Words => languages[language];
