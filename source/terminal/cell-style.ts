/** How a cell is drawn. Equal styles are the same object. */
export interface CellStyle {
  readonly id: number;
  /** Bits of `attributes`. */
  readonly on: number;
  /** What SGR takes for the colour, as `31` or `38;5;208`; '' for the terminal's own. */
  readonly foreground: string;
  readonly background: string;
  /** Whether a blank in this style looks like any other blank. */
  readonly hidesBlanks: boolean;
}

/** Each with what switches it on and off. */
const attributes = [
  { bit: 1, on: 1, off: 22 }, // bold
  { bit: 2, on: 2, off: 22 }, // dim
  { bit: 4, on: 3, off: 23 }, // italic
  { bit: 8, on: 4, off: 24 }, // underline
  { bit: 16, on: 5, off: 25 }, // blink
  { bit: 32, on: 7, off: 27 }, // inverse
  { bit: 64, on: 8, off: 28 }, // hidden
  { bit: 128, on: 9, off: 29 }, // struck through
] as const;

/** Underline, inverse and strike are seen on a blank too. */
const seenOnBlanks = 8 | 32 | 128;

const known = new Map<string, CellStyle>();

function styleOf(on: number, foreground: string, background: string): CellStyle {
  const key = `${on}/${foreground}/${background}`;
  let style = known.get(key);
  if (style === undefined) {
    const hidesBlanks = background === '' && (on & seenOnBlanks) === 0;
    style = { id: known.size, on, foreground, background, hidesBlanks };
    known.set(key, style);
  }
  return style;
}

/** The terminal's own colours and no attribute. */
export const plain = styleOf(0, '', '');

/** How many codes the colour that begins there takes: `38;5;n` or `38;2;r;g;b`. */
function colourLength(kind: string | undefined): number {
  if (kind === '5') return 3;
  return kind === '2' ? 5 : 2;
}

function applied(style: CellStyle, parameters: string): CellStyle {
  let { on, foreground, background } = style;
  const codes = parameters.split(';');
  for (let index = 0; index < codes.length; index++) {
    const code = Number(codes[index]);
    if (code === 0) [on, foreground, background] = [0, '', ''];
    else if (code === 38 || code === 48) {
      const length = colourLength(codes[index + 1]);
      const colour = codes.slice(index, index + length).join(';');
      if (code === 38) foreground = colour;
      else background = colour;
      index += length - 1;
    } else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) foreground = String(code);
    else if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) background = String(code);
    else if (code === 39) foreground = '';
    else if (code === 49) background = '';
    else {
      for (const attribute of attributes) {
        if (attribute.on === code) on |= attribute.bit;
        if (attribute.off === code) on &= ~attribute.bit;
      }
    }
  }
  return styleOf(on, foreground, background);
}

const applications = new Map<string, CellStyle>();

/** The style after `CSI parameters m`. */
export function withSgr(style: CellStyle, parameters: string): CellStyle {
  const key = `${style.id}:${parameters}`;
  let next = applications.get(key);
  if (next === undefined) {
    next = applied(style, parameters);
    applications.set(key, next);
  }
  return next;
}

function allCodes({ on, foreground, background }: CellStyle): (number | string)[] {
  const codes: (number | string)[] = attributes.filter(({ bit }) => on & bit).map(attribute => attribute.on);
  return [...codes, foreground, background].filter(code => code !== '');
}

/** The codes of what differs. 22 ends both bold and dim, so the one that stays is switched on again. */
function changedCodes(from: CellStyle, to: CellStyle): (number | string)[] {
  const ended = new Set<number>(
    attributes.filter(({ bit }) => from.on & bit && !(to.on & bit)).map(({ off }) => off),
  );
  const begun = attributes.filter(({ bit, off }) => to.on & bit && (!(from.on & bit) || ended.has(off)));
  const codes: (number | string)[] = [...ended, ...begun.map(({ on }) => on)];
  if (from.foreground !== to.foreground) codes.push(to.foreground || 39);
  if (from.background !== to.background) codes.push(to.background || 49);
  return codes;
}

const changes = new Map<string, string>();

/** The shortest sequence from one style to another; `from` null is a pen that nothing is known of. */
export function styleChange(from: CellStyle | null, to: CellStyle): string {
  if (from === to) return '';
  const key = `${from?.id ?? ''}>${to.id}`;
  let change = changes.get(key);
  if (change === undefined) {
    const reset = to === plain ? '\x1b[m' : `\x1b[${[0, ...allCodes(to)].join(';')}m`;
    const difference = from === null ? reset : `\x1b[${changedCodes(from, to).join(';')}m`;
    change = difference.length < reset.length ? difference : reset;
    changes.set(key, change);
  }
  return change;
}
