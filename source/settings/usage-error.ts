import type { Words } from '../text/words.ts';

type Sentences = Words['usage'];

/** What fills a sentence. */
type ParametersOf<Sentence> = Sentence extends (values: infer Values) => string ? Values : unknown;

/** Why the program cannot do what was asked: a sentence of text/en/usage.ts by its id, and what fills it. */
export type UsageReason = {
  [Id in keyof Sentences]: { readonly id: Id } & ParametersOf<Sentences[Id]>;
}[keyof Sentences];

/**
 * What the user wrote cannot be understood or done. Inside this folder it is thrown; `parseArguments` turns
 * it into a value.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly reason: UsageReason;

  constructor(reason: UsageReason) {
    super(reason.id);
    this.reason = reason;
  }
}
