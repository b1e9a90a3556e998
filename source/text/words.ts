import { english } from './en/index.ts';

/** The words of one language. Every word on a screen, in a report or in an error comes from here. */
export type Words = typeof english;

const languages = { en: english } as const;

/** A language that the program can speak. */
export type Language = keyof typeof languages;

/** The words of a language. */
export function wordsOf(language: Language): Words {
  return languages[language];
}
