/** How pieces of text are put together. */
export const punctuation = {
  /** Short items: `43、45`. */
  list: (items: readonly string[]) => items.join('、'),
  /** Names: `crm、refused`. */
  names: (items: readonly string[]) => items.join('、'),
  /** What has happened, and the code that says so: `未开启日志归档 (-9040)`. */
  withCode: (what: string, code: string) => `${what} (${code})`,
  /** `执行失败：-4012 OB_TIMEOUT`. */
  explained: (what: string, how: string) => `${what}：${how}`,
};

/** Items that come with commas between them, as they are names: `prod、test`. */
export function listed(names: string): string {
  return names.replaceAll(', ', '、');
}
