/** How pieces of text are put together. */
export const punctuation = {
  /** Short items: `43, 45`. */
  list: (items: readonly string[]) => items.join(', '),
  /** Names, which may be any word: `"crm", "refused"`. */
  names: (items: readonly string[]) => items.map(item => `"${item}"`).join(', '),
  /** What has happened, with its code: `log archiving is off (-9040)`. */
  withCode: (what: string, code: string) => `${what} (${code})`,
  /** `attempt failed: -4012 OB_TIMEOUT`. */
  explained: (what: string, how: string) => `${what}: ${how}`,
};
