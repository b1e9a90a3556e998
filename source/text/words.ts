import { english } from './en/index.ts';
import { sanitise } from './sanitise.ts';

/** The words of one language. Every word on a screen, in a report or in an error comes from here. */
export type Words = typeof english;

/** The languages that the program can speak, as --lang takes them. */
export const languages = ['en', 'zh'] as const;

/** A language that the program can speak. */
export type Language = (typeof languages)[number];

/** The words that need no loading: English, which documents for scripts keep in any language. */
export function wordsOf(_language: 'en'): Words {
  return english;
}

/** The words of a language. Those that the program does not start with are read when they are asked for. */
export async function loadWords(language: Language): Promise<Words> {
  return language === 'en' ? english : (await import('./zh/index.ts')).chinese;
}

/** The language that the key for it changes to. */
export function otherLanguage(language: Language): Language {
  return language === 'en' ? 'zh' : 'en';
}

/** The id of a sentence; the values it takes stand in the same object. */
interface SentenceId {
  readonly id: string;
}

/** Those of the reasons that may have this id. */
type ReasonWith<Reason extends SentenceId, Id> = Reason extends SentenceId
  ? Id extends Reason['id']
    ? Reason
    : never
  : never;

/** The sentence for each id, in one language. */
export type Sentences<Reason extends SentenceId> = {
  readonly [Id in Reason['id']]: (values: ReasonWith<Reason, Id>) => string;
};

/**
 * The sentence for a reason. Strings among its values are sanitised here, because they may come from a command line or a
 * server.
 */
export function sentence<Reason extends SentenceId>(sentences: Sentences<Reason>, reason: Reason): string {
  const values = Object.fromEntries(
    Object.entries(reason).map(([name, value]) => [
      name,
      typeof value === 'string' ? sanitise(value) : value,
    ]),
  ) as unknown as Reason;
  const make = sentences[reason.id as Reason['id']] as (values: Reason) => string;
  return make(values);
}
