/** Whether every field of a state is the same value; of a failure its fields count, as it is made anew each time. */
export function shallowEqual<T extends object>(a: T, b: T): boolean {
  for (const key of Object.keys(b) as (keyof T)[]) {
    if (a[key] !== b[key] && !sameFailure(a[key], b[key])) return false;
  }
  return true;
}

function sameFailure(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (!('nextTryAt' in a && 'nextTryAt' in b)) return false;
  return shallowEqual(a, b);
}
