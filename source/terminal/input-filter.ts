import type { Clock } from '../watch/clock.ts';
import { mouseKeys } from './mouse.ts';

export interface InputFilterOptions {
  readonly clock: Clock;
  /** Takes whole keys and whole pastes, never a part of one. */
  readonly emit: (text: string) => void;
  /** The terminal has answered a status request (DSR 5). */
  readonly onStatus?: () => void;
  /** Whether the mouse was asked for: what it does then goes among the keys (`mouseKeys`). */
  readonly takesMouse?: boolean;
  /** Takes what is inside a whole string of the terminal's (OSC), such as its answer to a question. */
  readonly onAnswer?: (text: string) => void;
}

/** Takes the terminal's input in pieces and hands on whole keys. */
export interface InputFilter {
  /** Takes what the terminal sent, cut into pieces anywhere. */
  push(text: string): void;
  /** Forgets what is not whole yet. */
  reset(): void;
}

/** How long each state waits for its next piece, in milliseconds. */
const patience = {
  /** An escape alone is the Esc key. */
  escape: 50,
  /** A control sequence that was cut in two on a slow link. */
  sequence: 200,
  /** A report, which no key begins like: half of it must not be read as keys, however slow the link. */
  report: 1000,
  /** A string of the terminal's, such as its answer to OSC 11, in pieces. */
  string: 500,
  /** A paste whose end is missing: its text is handed over. */
  paste: 500,
  /** The rest of that paste may still come, and must not be read as keys. */
  latePaste: 1000,
} as const;

/** Characters of a control sequence; no key has more. */
const longestSequence = 64;
/** Characters of a paste that are handed over; no filter needs more. */
const longestPaste = 4096;
/** A piece of a late paste is longer than any key. */
const longestKey = 8;

const ctrlC = '\x03';
const escapeKey = '\x1b[27u';
const pasteStart = '\x1b[200~';
const pasteEnd = '\x1b[201~';
/** CAN and SUB break a sequence off. */
const breaksOff = /[\x18\x1a]/;
const endsString = /[\x07\x18\x1a]/;
/** Introducers behind an escape: OSC, DCS, APC, PM, SOS. */
const startsString = /[\]P_^X]/;
/** Reports that are no keys: private ones (attributes, modes, mouse), focus, cursor position, status, window. */
const report = /^\x1b\[(?:[?<=>].*|.*[IORntxy])$/s;
const beginsReport = /^\x1b\[[<?>=]/;
/** The beginning of the old mouse report: three characters follow, which may be any. */
const oldMouse = '\x1b[M';
/** A terminal that works answers the status request so. */
const statusReport = '\x1b[0n';
/** Where the cursor is (DSR 6). Some terminals send it for F3 with Shift, Alt or Ctrl, too. */
const cursorReport = /^\x1b\[\d+;\d+R$/;
/** xterm's modifyOtherKeys, which Ink does not know; kitty's form of the same key it does. */
const otherKey = /^\x1b\[27;(\d+);(\d+)~$/;
/** A C1 control is an escape and a character of 7 bits. */
const c1 = /[\x80-\x9f]/g;

type State =
  | { readonly kind: 'ground' }
  | { readonly kind: 'escape'; readonly twice: boolean }
  /** `escaped`: there was an escape before the sequence: Alt with its key, or Esc before what is no key. */
  | { readonly kind: 'sequence'; readonly text: string; readonly escaped: boolean }
  | { readonly kind: 'mouse'; readonly left: number }
  | { readonly kind: 'string'; readonly text: string; readonly escaped: boolean }
  | { readonly kind: 'paste'; readonly text: string; readonly late: boolean };

const ground: State = { kind: 'ground' };

function isFinal(character: string, text: string): boolean {
  // The Linux console's function keys are ESC [ [ A; rxvt's with Shift end in $.
  if (character === '[' && text === '\x1b[') return false;
  if (character === '$' && /^\x1b\[[235678]$/.test(text)) return true;
  if (text.startsWith('\x1bO')) return /[@-~]/.test(character);
  return /[@-~]/.test(character);
}

/** The function keys that ask for something, in the private characters that macOS has for them. */
const functionKeys: readonly (readonly [RegExp, string])[] = [
  [/^\x1b(?:OP|\[11~|\[\[A|\[P|\[57364u)$/, '\uF704'],
  [/^\x1b(?:\[15~|\[\[E|\[57368u)$/, '\uF708'],
  [/^\x1b(?:\[21~|\[57373u)$/, '\uF70D'],
];

/** A whole control sequence as Ink understands it; '' for one that is no key. */
function keyOf(sequence: string): string {
  if (sequence === pasteEnd || report.test(sequence)) return '';
  const named = functionKeys.find(([written]) => written.test(sequence))?.[1];
  if (named !== undefined) return named;
  return sequence.replace(otherKey, '\x1b[$2;$1u');
}

/**
 * Stands between the terminal and Ink, which reads CSI and SS3 only: answers of the terminal (OSC, DCS, reports) are
 * no keys, a paste without its end does not hold back the keys forever, and Ctrl-C comes out of every state.
 */
export function createInputFilter({
  clock,
  emit,
  takesMouse,
  onStatus,
  onAnswer,
}: InputFilterOptions): InputFilter {
  let state: State = ground;
  let deadline: number | null = null;
  let timer: unknown = null;
  let out = '';

  const go = (next: State, millis: number | null) => {
    state = next;
    deadline = millis === null ? null : clock.now() + millis;
  };
  const toGround = (keys = '') => {
    out += keys;
    go(ground, null);
  };
  const flush = () => {
    if (timer !== null) clock.clearTimeout(timer);
    timer = deadline === null ? null : clock.setTimeout(expire, Math.max(0, deadline - clock.now()));
    const keys = out;
    out = '';
    if (keys !== '') emit(keys);
  };
  const handOver = (text: string) => (text === '' ? '' : `${pasteStart}${text}${pasteEnd}`);

  function expire(): void {
    timer = null;
    if (state.kind === 'escape') toGround(state.twice ? escapeKey + escapeKey : escapeKey);
    else if (state.kind === 'paste' && !state.late) {
      out += handOver(state.text);
      go({ kind: 'paste', text: '', late: true }, patience.latePaste);
    } else toGround();
    flush();
  }

  const afterEscape = (character: string, twice: boolean) => {
    if (character === '\x1b') {
      if (twice) out += escapeKey;
      go({ kind: 'escape', twice: true }, patience.escape);
    } else if (character === '[' || character === 'O') {
      go({ kind: 'sequence', text: `\x1b${character}`, escaped: twice }, patience.sequence);
    } else if (startsString.test(character)) {
      if (twice) out += escapeKey;
      go({ kind: 'string', text: character, escaped: false }, patience.escape);
    } else {
      toGround(`${twice ? escapeKey : ''}${character === ctrlC ? '' : '\x1b'}${character}`);
    }
  };

  const inSequence = (character: string, text: string, escaped: boolean) => {
    if (isFinal(character, text)) {
      const whole = text + character;
      // A terminal answers at any time, also right after Esc was typed.
      if (escaped && (whole === oldMouse || keyOf(whole) === '')) out += escapeKey;
      if (whole === statusReport) onStatus?.();
      if (cursorReport.test(whole)) onAnswer?.(whole);
      if (whole === pasteStart) go({ kind: 'paste', text: '', late: false }, patience.paste);
      else if (whole === oldMouse) go({ kind: 'mouse', left: 3 }, patience.sequence);
      else if (whole.length > longestSequence) toGround();
      else toGround((takesMouse === true ? mouseKeys(whole) : null) ?? keyOf(whole));
    } else if (/[ -?[]/.test(character)) {
      const longer = (text + character).slice(0, longestSequence);
      const isReport = beginsReport.test(longer);
      go({ kind: 'sequence', text: longer, escaped }, isReport ? patience.report : patience.sequence);
    } else {
      toGround();
      if (!breaksOff.test(character)) take(character);
    }
  };

  const inString = (character: string, text: string, escaped: boolean) => {
    if (character === ctrlC) toGround(ctrlC);
    else if (escaped && character !== '\\') afterEscape(character, false);
    else if (escaped || endsString.test(character)) {
      toGround();
      if (text.startsWith(']') && !breaksOff.test(character)) onAnswer?.(text.slice(1));
    } else {
      const isEscape = character === '\x1b';
      const longer = isEscape ? text : (text + character).slice(0, longestSequence);
      go({ kind: 'string', text: longer, escaped: isEscape }, patience.string);
    }
  };

  /** One character outside of pastes. */
  function take(character: string): void {
    const { kind } = state;
    if (kind === 'escape') afterEscape(character, state.twice);
    else if (kind === 'sequence') inSequence(character, state.text, state.escaped);
    else if (kind === 'string') inString(character, state.text, state.escaped);
    else if (kind === 'mouse') {
      const { left } = state;
      if (character === ctrlC) toGround(ctrlC);
      else go(left === 1 ? ground : { kind: 'mouse', left: left - 1 }, left === 1 ? null : patience.sequence);
    } else if (character === '\x1b') go({ kind: 'escape', twice: false }, patience.escape);
    else out += character;
  }

  /** A piece of a paste; gives what follows its end. */
  const takePasted = (piece: string, before: string, late: boolean): string => {
    const whole = before + piece;
    // What the terminal answers meanwhile is no part of what was pasted.
    const text = whole.replaceAll(statusReport, '');
    if (text !== whole) onStatus?.();
    const end = text.indexOf(pasteEnd);
    if (end !== -1) {
      toGround(late ? '' : handOver(text.slice(0, Math.min(end, longestPaste))));
      return text.slice(end + pasteEnd.length);
    }
    if (piece.endsWith(ctrlC)) {
      toGround(ctrlC);
      return '';
    }
    // The end marker may have come in two pieces, also behind what is kept.
    const tail = text.slice(-(pasteEnd.length - 1));
    const kept = text.length > longestPaste ? text.slice(0, longestPaste) + tail : text;
    if (!late) go({ kind: 'paste', text: kept, late }, patience.paste);
    else if (piece.length > longestKey) go({ kind: 'paste', text: tail, late }, patience.latePaste);
    else state = { kind: 'paste', text: tail, late };
    return '';
  };

  return {
    push(text) {
      let rest = text.replace(c1, control => `\x1b${String.fromCharCode(control.charCodeAt(0) - 0x40)}`);
      while (rest !== '') {
        if (state.kind === 'paste') {
          rest = takePasted(rest, state.text, state.late);
          continue;
        }
        const next = rest.indexOf('\x1b');
        const plain = state.kind === 'ground' ? rest.slice(0, next === -1 ? rest.length : next) : '';
        out += plain;
        rest = rest.slice(plain.length);
        const [character = ''] = rest;
        rest = rest.slice(character.length);
        take(character);
      }
      flush();
    },
    reset() {
      out = '';
      toGround();
      flush();
    },
  };
}
