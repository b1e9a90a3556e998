/** A dotted key as its parts; quotes around a part go. */
function partsOf(dotted: string): readonly string[] {
  const parts = dotted.match(/"[^"]*"|'[^']*'|[^.\s]+/g) ?? [];
  return parts.map(part => part.replace(/^(["'])(.*)\1$/, '$2'));
}

function begins(parts: readonly string[], start: readonly string[]): boolean {
  return start.every((part, at) => parts[at] === part);
}

/**
 * The line in which a key of a TOML text is written, from 1 on, which smol-toml does not report. Else the line of its table, else 1.
 * A line within a text of several lines may be taken for it: it is for messages only.
 * @param table the names of the tables it is in: `['profiles', 'prod']`
 */
export function lineInToml(text: string, table: readonly string[], key: string): number {
  const wanted = [...table, key];
  let current: readonly string[] = [];
  let tableLine = 1;
  for (const [at, line] of text.split('\n').entries()) {
    const [, header] = /^\s*\[\[?\s*([^\]]+?)\s*\]/.exec(line) ?? [];
    if (header !== undefined) {
      current = partsOf(header);
      if (begins(current, wanted)) return at + 1;
      if (current.length === table.length && begins(current, table)) tableLine = at + 1;
      continue;
    }
    const [, dotted] = /^\s*((?:"[^"]*"|'[^']*'|[\w.-]|\s)+?)\s*=/.exec(line) ?? [];
    if (dotted !== undefined && begins([...current, ...partsOf(dotted)], wanted)) return at + 1;
  }
  return tableLine;
}
