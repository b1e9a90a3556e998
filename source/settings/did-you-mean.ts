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
 * written (at least two letters), or that is its beginning. In upper or lower case. Null where a guess would be no help.
 */
export function didYouMean<Name extends string>(written: string, known: readonly Name[]): Name | null {
  const wanted = written.toLowerCase();
  const names = known.map(name => ({ name, lower: name.toLowerCase() }));
  const [closest] = names
    .map(({ name, lower }) => ({ name, off: difference(wanted, lower) }))
    .filter(({ name, off }) => off <= Math.min(oneSlip, name.length - 2))
    .sort((a, b) => a.off - b.off);
  if (closest !== undefined) return closest.name;
  if (wanted.length < 2) return null;
  const [begun] = names
    .filter(({ lower }) => wanted.startsWith(lower))
    .sort((a, b) => b.lower.length - a.lower.length);
  return (names.find(({ lower }) => lower.startsWith(wanted)) ?? begun)?.name ?? null;
}
