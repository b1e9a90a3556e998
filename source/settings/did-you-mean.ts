/** What is left of both words after their common beginning and common end are taken away. */
function difference(one: string, other: string): number {
  const shorter = Math.min(one.length, other.length);
  let head = 0;
  while (head < shorter && one[head] === other[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && one.at(-1 - tail) === other.at(-1 - tail)) tail += 1;
  return Math.max(one.length, other.length) - head - tail;
}

/** One letter wrong, missing, doubled or two swapped leave at most two letters between head and tail. */
const oneSlip = 2;

/**
 * The known name the user most likely meant: one slip away, or else the only one that begins with what was
 * written (at least two letters), or that is its beginning. Null where a guess would be no help.
 */
export function didYouMean<Name extends string>(written: string, known: readonly Name[]): Name | null {
  const [closest] = known
    .map(name => ({ name, off: difference(written, name) }))
    .filter(({ name, off }) => off <= Math.min(oneSlip, name.length - 2))
    .sort((a, b) => a.off - b.off);
  if (closest !== undefined) return closest.name;
  if (written.length < 2) return null;
  return (
    known.find(name => name.startsWith(written)) ??
    known.filter(name => written.startsWith(name)).sort((a, b) => b.length - a.length)[0] ??
    null
  );
}
