/** One step to the beginning of the next line, as Ink writes it for each line that has not changed. */
const steps = /(?:\x1b\[E){2,}/g;
const stepLength = '\x1b[E'.length;

/** A run of steps over unchanged lines as one step over all of them: on a tall screen most of a tick's bytes. */
export function joinSteps(text: string): string {
  return text.replace(steps, run => `\x1b[${run.length / stepLength}E`);
}

/** The same terminal, but what is written to it takes fewer bytes. */
export function compactOutput(stdout: NodeJS.WriteStream): NodeJS.WriteStream {
  const write = (chunk: unknown, ...rest: unknown[]) =>
    Reflect.apply(stdout.write, stdout, [typeof chunk === 'string' ? joinSteps(chunk) : chunk, ...rest]);
  return new Proxy(stdout, {
    get(target, property) {
      if (property === 'write') return write;
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
