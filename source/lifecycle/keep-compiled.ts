/** Given to the program's files by the starter (`compiled-code.ts`), where there is one. */
declare const keepCompiledCode: (() => void) | undefined;

/** Writes what was compiled for the next start, where the program was loaded so. Never throws. */
export function keepCompiled(): void {
  if (typeof keepCompiledCode === 'function') keepCompiledCode();
}
