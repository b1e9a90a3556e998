type Encode = (text: string) => Uint8Array;

/**
 * Has text written to this stream in another charset than UTF-8; bytes pass as they are. Returns what ends it, for
 * documents that programs read: they are UTF-8 in any locale.
 */
export function encodeOutput(stream: Pick<NodeJS.WriteStream, 'write'>, encode: Encode): () => void {
  const write = stream.write;
  stream.write = ((chunk: string | Uint8Array, ...rest: unknown[]) => {
    const bytes = typeof chunk === 'string' ? encode(chunk) : chunk;
    return (write as (...args: unknown[]) => boolean).call(stream, bytes, ...rest);
  }) as typeof write;
  return () => {
    stream.write = write;
  };
}
