import type { Words } from '../text/words.ts';
import type { FilePlace } from './file-report.ts';

type Sentences = Words['usage'];

/** The values a sentence takes. */
type ParametersOf<Sentence> = Sentence extends (values: infer Values) => string ? Values : unknown;

/** Why the program cannot do what was asked: the id of a sentence in text/en/usage.ts, and its values. */
export type UsageReason = {
  [Id in keyof Sentences]: { readonly id: Id } & ParametersOf<Sentences[Id]>;
}[keyof Sentences];

/**
 * The user's options, or a file they name, cannot be used. `parseArguments` catches it and returns the reason; modes throw
 * it for what only shows later, such as a port in use.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly reason: UsageReason;
  /** Where it stands in a settings file; null for what was written on the command line. */
  readonly place: FilePlace | null;

  constructor(reason: UsageReason, place: FilePlace | null = null) {
    super(reason.id);
    this.reason = reason;
    this.place = place === null ? null : { path: place.path, line: place.line };
  }
}
