/** What the program runs on: Node, or Bun within the single executable. */
export interface Runtime {
  readonly name: 'Node' | 'Bun';
  readonly version: string;
}

/** Takes `process.versions`. Bun reports there, as `node`, the Node whose API it has, so it is asked for first. */
export function runtimeOf({ node, bun }: { readonly node?: string; readonly bun?: string }): Runtime {
  return bun === undefined ? { name: 'Node', version: node ?? 'unknown' } : { name: 'Bun', version: bun };
}
