import { toAscii } from './ascii.ts';
import { codePointWidth } from './code-point-width.ts';

let codes: ReadonlyMap<string, number> | null = null;

/** Each character with its two bytes, made when it is first needed: the runtime decodes GBK, but does not encode it. */
function table(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder('gbk');
  const found = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (character !== '\uFFFD' && character.length === 1) found.set(character, lead * 256 + trail);
    }
  }
  return found;
}

/** As many bytes of ASCII as the character takes cells. */
function substitutes(character: string, cells: number): readonly number[] {
  const mark = toAscii(character);
  return mark !== character && mark.length === cells
    ? [mark.charCodeAt(0)]
    : Array.from({ length: cells }, () => 0x3f);
}

/**
 * Text as a terminal with a GBK locale (GBK, GB2312, GB18030) takes it: ASCII, escape sequences included, and characters that
 * count as two cells in their two bytes, as such terminals draw all that GBK has two cells wide. The program's own marks
 * become ASCII ones, and the rest a question mark a cell, so that every column stays in its place.
 */
export function toGbk(text: string): Uint8Array {
  codes ??= table();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const pair = codePointWidth(code) === 2 ? codes.get(character) : undefined;
    if (code < 0x80) bytes.push(code);
    else if (pair !== undefined) bytes.push(pair >> 8, pair & 0xff);
    else bytes.push(...substitutes(character, codePointWidth(code) ?? 1));
  }
  return Uint8Array.from(bytes);
}
