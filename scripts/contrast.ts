// How readable the colours of the states are in the palettes that terminals come with: the table of docs/colors.md.
import { type Background, type Colour, colourSets, stateRoles } from '../source/presentation/colours.ts';

type Rgb = readonly [number, number, number];

/** The sixteen colours of a terminal as it is installed, and what it shows them on. */
interface Palette {
  readonly name: string;
  readonly backgrounds: Readonly<Partial<Record<Background, Rgb>>>;
  readonly colours: Readonly<Record<Exclude<Colour, null>, Rgb>>;
}

const white: Rgb = [255, 255, 255];
const black: Rgb = [0, 0, 0];

/** The defaults of each terminal. A Linux console has no white background, only a grey one that is colour 7. */
export const palettes: readonly Palette[] = [
  {
    name: 'xterm',
    backgrounds: { dark: black, light: white },
    colours: {
      red: [205, 0, 0],
      green: [0, 205, 0],
      yellow: [205, 205, 0],
      blue: [0, 0, 238],
      magenta: [205, 0, 205],
      cyan: [0, 205, 205],
      white: [229, 229, 229],
      gray: [127, 127, 127],
      redBright: [255, 0, 0],
      yellowBright: [255, 255, 0],
    },
  },
  {
    name: 'PuTTY',
    backgrounds: { dark: black, light: white },
    colours: {
      red: [187, 0, 0],
      green: [0, 187, 0],
      yellow: [187, 187, 0],
      blue: [0, 0, 187],
      magenta: [187, 0, 187],
      cyan: [0, 187, 187],
      white: [187, 187, 187],
      gray: [85, 85, 85],
      redBright: [255, 85, 85],
      yellowBright: [255, 255, 85],
    },
  },
  {
    name: 'Windows Terminal',
    backgrounds: { dark: [12, 12, 12], light: white },
    colours: {
      red: [197, 15, 31],
      green: [19, 161, 14],
      yellow: [193, 156, 0],
      blue: [0, 55, 218],
      magenta: [136, 23, 152],
      cyan: [58, 150, 221],
      white: [204, 204, 204],
      gray: [118, 118, 118],
      redBright: [231, 72, 86],
      yellowBright: [249, 241, 165],
    },
  },
  {
    name: 'macOS Terminal',
    backgrounds: { dark: [30, 30, 30], light: white },
    colours: {
      red: [153, 0, 0],
      green: [0, 166, 0],
      yellow: [153, 153, 0],
      blue: [0, 0, 178],
      magenta: [178, 0, 178],
      cyan: [0, 166, 178],
      white: [191, 191, 191],
      gray: [102, 102, 102],
      redBright: [230, 0, 0],
      yellowBright: [230, 230, 0],
    },
  },
  {
    name: 'Linux console',
    backgrounds: { dark: black },
    colours: {
      red: [170, 0, 0],
      green: [0, 170, 0],
      yellow: [170, 85, 0],
      blue: [0, 0, 170],
      magenta: [170, 0, 170],
      cyan: [0, 170, 170],
      white: [170, 170, 170],
      gray: [85, 85, 85],
      redBright: [255, 85, 85],
      yellowBright: [255, 255, 85],
    },
  },
];

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map(part => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

/** The contrast of two colours as WCAG defines it: 1 to 21. */
export function contrast(first: Rgb, second: Rgb): number {
  const [low, high] = [luminance(first), luminance(second)].sort((a, b) => a - b);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

/** A colour of a set in a palette; `ratio` is null for the foreground, which is the terminal's own choice. */
export interface Measured {
  readonly background: Background;
  readonly role: (typeof stateRoles)[number];
  readonly use: 'mark' | 'word';
  readonly colour: Colour;
  readonly palette: string;
  readonly ratio: number;
}

/** Every colour in use in every palette, with its contrast. */
export function measured(): Measured[] {
  const uses = (['dark', 'light'] as const).flatMap(background =>
    stateRoles.flatMap(role => (['mark', 'word'] as const).map(use => ({ background, role, use }))),
  );
  return uses.flatMap(({ background, role, use }) => {
    const colour = colourSets[background][role][use];
    if (colour === null) return [];
    return palettes.flatMap(({ name, backgrounds, colours }) => {
      const behind = backgrounds[background];
      return behind === undefined
        ? []
        : [{ background, role, use, colour, palette: name, ratio: contrast(colours[colour], behind) }];
    });
  });
}

const roleNames = { running: 'running', bad: 'trouble', warning: 'warning', good: 'fine', ended: 'ended' };

/** The table for people, as Markdown. */
export function contrastMarkdown(): string {
  const all = measured();
  const rows = (['dark', 'light'] as const).flatMap(background =>
    stateRoles.map(role => {
      const { mark, word } = colourSets[background][role];
      const uses = mark === null ? 'foreground' : word === null ? 'marks, bars' : 'marks, bars, words';
      const ratios = palettes.map(({ name }) => {
        const found = all.find(
          each => each.background === background && each.role === role && each.palette === name,
        );
        return found === undefined ? '–' : (Math.floor(found.ratio * 10) / 10).toFixed(1);
      });
      return `| ${background} | ${roleNames[role]} | ${mark ?? '–'} | ${uses} | ${ratios.join(' | ')} |`;
    }),
  );
  return [
    `| Set | State | Color | Used for | ${palettes.map(({ name }) => name).join(' | ')} |`,
    `| --- | --- | --- | --- |${palettes.map(() => ' --- |').join('')}`,
    ...rows,
  ].join('\n');
}
