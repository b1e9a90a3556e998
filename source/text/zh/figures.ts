/** A count as Chinese text groups it: a space would part it in two. */
export function grouped(count: string): string {
  return count.replaceAll(' ', ',');
}

/** A percentage within a sentence: `71.40%`. */
export function percentage(percent: string): string {
  return percent.replace(' %', '%');
}
