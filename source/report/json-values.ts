import type { Instant } from '../backup/row.ts';
import { inZone } from '../text/time.ts';

/** A number with all its digits: bigint columns do not fit into a JavaScript number. */
type RawJson = object;
/** Puts a text into a JSON document as it is (JSON.rawJSON, which TypeScript does not know). */
export const rawJson = (JSON as unknown as { rawJSON(text: string): RawJson }).rawJSON;

/** What a document is made of. */
export type Json = string | number | boolean | null | RawJson | Json[] | { [key: string]: Json };

/** An instant as ISO 8601 in UTC with this many digits of a second's fraction. */
export function isoInstant(instant: Instant, digits = 6): string {
  return `${inZone('UTC').full(instant, digits).replace(' ', 'T')}Z`;
}

/** A whole number with all its digits; a text that is none stays a text. */
export function wholeNumber(raw: string): Json {
  return /^-?\d+$/.test(raw) ? rawJson(BigInt(raw).toString()) : raw;
}

/** Hundredths of a percent as a percentage; null stays null. */
export function percentage(hundredths: number | null): Json {
  return hundredths === null ? null : hundredths / 100;
}

/**
 * The text of a document. DEL and the 8-bit control characters are escaped too, which JSON does not ask for: a terminal
 * that obeys them would do so where a document is printed on it.
 */
export function jsonText(document: Json, indent = 0): string {
  return JSON.stringify(document, null, indent).replace(
    /[\u007F-\u009F]/g,
    control => `\\u00${control.charCodeAt(0).toString(16)}`,
  );
}
