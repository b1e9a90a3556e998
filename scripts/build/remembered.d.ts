/** The same function, which remembers what it gave for the texts it was last asked for. */
export function remembered<T extends object | string | number>(
  work: (text: string) => T,
): (text: string) => T;
