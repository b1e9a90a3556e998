/** What a failed job's COMMENT says, taken apart: what a DBA greps for. */
export interface ParsedComment {
  readonly origin: string;
  /** ip:port of the server that reported. */
  readonly address: string;
  readonly lsId: bigint | null;
  readonly module: string | null;
  /** The kernel code, negative. */
  readonly code: number | null;
  readonly codeText: string | null;
  readonly traceId: string | null;
}

/**
 * Reads COMMENT in the two forms the 4.x kernel writes:
 * `(ROOTSERVICE)addr: IP:PORT, result: CODE(text), trace_id: …` and
 * `(SERVER)ls_id: N, addr: IP:PORT, module: BACKUP_DATA, result: CODE(text), trace_id: …`.
 * @returns null for anything else
 */
export function parseComment(text: string): ParsedComment | null {
  const origin = /^\s*\((ROOTSERVICE|SERVER)\)/.exec(text)?.[1];
  const address = /\baddr:\s*"?(\[[^\]]*\]:\d+|[^\s,"]+)/.exec(text)?.[1];
  if (origin === undefined || address === undefined) return null;
  const result = /\bresult:\s*(-?\d+)\s*(?:\(([^)]*)\))?/.exec(text);
  const code = result?.[1] === undefined ? null : -Math.abs(Number(result[1]));
  return {
    origin,
    address,
    lsId: toBigint(/\bls_id:\s*(\d+)/.exec(text)?.[1]),
    module: /\bmodule:\s*(\w+)/.exec(text)?.[1] ?? null,
    code: code === 0 ? 0 : code,
    codeText: result?.[2] ?? null,
    traceId: /\btrace_id:\s*([^\s,]+)/.exec(text)?.[1] ?? null,
  };
}

function toBigint(digits: string | undefined): bigint | null {
  return digits === undefined ? null : BigInt(digits);
}
