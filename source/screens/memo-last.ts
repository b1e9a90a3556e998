/** The function, which answers the same arguments as the last time with the same value. */
export function memoLast<Args extends readonly unknown[], Value>(
  make: (...args: Args) => Value,
): (...args: Args) => Value {
  let last: { readonly args: Args; readonly value: Value } | null = null;
  return (...args) => {
    if (last?.args.every((arg, index) => Object.is(arg, args[index])) === true) return last.value;
    last = { args, value: make(...args) };
    return last.value;
  };
}
