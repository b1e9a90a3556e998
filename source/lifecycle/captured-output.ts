import { Console } from 'node:console';
import { Writable } from 'node:stream';

/** What somebody else wrote meanwhile: its first lines, and how many more there were. */
export interface CapturedText {
  readonly lines: readonly string[];
  readonly leftOut: number;
}

/** The part of `process` and its globals that is captured. */
export interface OutputOwner {
  readonly stderr: Pick<NodeJS.WriteStream, 'write'>;
  readonly console: Console;
}

/** More lines say the same again; a driver may warn with every packet. */
const mostLines = 20;
const longestLine = 500;

/**
 * Keeps from the terminal what libraries and Node itself print (console, warnings, standard error), because it would
 * be written over the screens. Returns how to give the outputs back, which returns what was kept.
 */
export function captureOutput(owner: OutputOwner): () => CapturedText {
  const lines: string[] = [];
  let leftOut = 0;
  let open = '';
  const note = (line: string) => {
    if (line.trim() === '') return;
    if (lines.length < mostLines) lines.push(line);
    else leftOut += 1;
  };
  const take = (text: string) => {
    const [first = '', ...others] = text.split('\n');
    open = (open + first).slice(0, longestLine);
    for (const line of others) {
      note(open);
      open = line.slice(0, longestLine);
    }
  };
  const kept = new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      take(chunk.toString());
      done();
    },
  });
  const methods = Object.entries(new Console({ stdout: kept, stderr: kept }));
  const names = methods.map(([name]) => name).filter(name => name in owner.console) as (keyof Console)[];
  const originals = names.map(name => [name, owner.console[name]] as const);
  const { write } = owner.stderr;

  Object.assign(owner.console, Object.fromEntries(methods.filter(([name]) => names.includes(name as never))));
  owner.stderr.write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    take(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
    const done = rest.at(-1);
    if (typeof done === 'function') setImmediate(done as () => void);
    return true;
  };
  return () => {
    Object.assign(owner.console, Object.fromEntries(originals));
    owner.stderr.write = write;
    note(open);
    open = '';
    return { lines: [...lines], leftOut };
  };
}
