/**
 * What the user wrote cannot be understood. The message is the whole sentence for standard error; inside
 * this folder it is thrown, and `parseArguments` turns it into a value.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
