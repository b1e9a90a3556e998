/** A text that Ink has laid out. */
export interface InkOperation {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly transformers: readonly ((text: string, line: number) => string)[];
}

export declare function linesOf(output: {
  readonly operations: readonly InkOperation[];
  readonly height: number;
}): { readonly output: string; readonly height: number } | null;
