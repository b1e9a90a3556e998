/** A number with its noun. English has two forms; another language has its own file for this. */
export function counted(count: string, one: string, many: string): string {
  return `${count} ${count === '1' ? one : many}`;
}
