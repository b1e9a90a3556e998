const esc = '\x1b';
const bel = '\x07';
/** Ends a sequence; BEL would end it too, but rings on a terminal that does not know the sequence. */
const end = `${esc}\\`;

/** Goes to the begin of the line and erases it. */
export const eraseLine = `\r${esc}[K`;

/** The terminal's bell. */
export const bell = bel;

/** Bytes of text that are copied at most; terminals refuse much more, some of them in silence. */
export const mostCopied = 8192;
const mostNotified = 200;

/** The beginning of a text, at most `most` bytes of UTF-8, with no character cut in two. */
export function firstBytes(text: string, bytes: number): string {
  const encoded = Buffer.from(text, 'utf8');
  if (encoded.length <= bytes) return text;
  let size = bytes;
  while (size > 0 && ((encoded[size] ?? 0) & 0xc0) === 0x80) size -= 1;
  return encoded.subarray(0, size).toString('utf8');
}

/** Puts a text into the clipboard of the terminal's owner (OSC 52). Moves no cursor and draws nothing. */
export function toClipboard(text: string): string {
  const encoded = Buffer.from(firstBytes(text, mostCopied), 'utf8').toString('base64');
  return `${esc}]52;c;${encoded}${end}`;
}

/** As a field of a notification: no control character, and no semicolon, which parts fields. */
function field(text: string): string {
  return firstBytes(text.replace(/\p{C}+/gu, ' ').replaceAll(';', ','), mostNotified);
}

/**
 * Asks the terminal to notify its owner, in both ways that terminals know: OSC 9 (iTerm2, kitty, WezTerm,
 * Windows Terminal, ghostty) and OSC 777 (urxvt, foot, VTE). A terminal that knows neither shows nothing.
 */
export function notification(title: string, body: string): string {
  const whole = `${field(title)}: ${field(body)}`;
  return `${esc}]9;${whole}${end}${esc}]777;notify;${field(title)};${field(body)}${end}`;
}
