import { readFileSync, writeFileSync } from 'node:fs';

/** Replaces what stands between `<!-- mark -->` and `<!-- /mark -->` in a page of docs/. */
export function writeDocsSection(page: string, mark: string, text: string): void {
  const path = new URL(`../../docs/${page}`, import.meta.url);
  const section = new RegExp(`(<!-- ${mark} -->\\n)[\\s\\S]*(<!-- /${mark} -->)`);
  const before = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    before.replace(section, (_, from: string, end: string) => `${from}\n${text}\n\n${end}`),
  );
}
