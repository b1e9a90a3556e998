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

const names = [
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
  'gray',
  'redBright',
  'yellowBright',
] as const satisfies readonly Colour[];

/** The colours in the order of `names`, each as six hexadecimal digits. */
function coloursOf(digits: string): Palette['colours'] {
  const values = digits.split(' ').map((each): Rgb => {
    const value = Number.parseInt(each, 16);
    return [value >> 16, (value >> 8) & 255, value & 255];
  });
  return Object.fromEntries(names.map((name, index) => [name, values[index]])) as Palette['colours'];
}

/** The defaults of each terminal. A Linux console has no white background, only a grey one that is colour 7. */
export const palettes: readonly Palette[] = [
  {
    name: 'xterm',
    backgrounds: { dark: black, light: white },
    colours: coloursOf('cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 ffff00'),
  },
  {
    name: 'PuTTY',
    backgrounds: { dark: black, light: white },
    colours: coloursOf('bb0000 00bb00 bbbb00 0000bb bb00bb 00bbbb bbbbbb 555555 ff5555 ffff55'),
  },
  {
    name: 'Windows Terminal',
    backgrounds: { dark: [12, 12, 12], light: white },
    colours: coloursOf('c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc 767676 e74856 f9f1a5'),
  },
  {
    name: 'macOS Terminal',
    backgrounds: { dark: [30, 30, 30], light: white },
    colours: coloursOf('990000 00a600 999900 0000b2 b200b2 00a6b2 bfbfbf 666666 e60000 e6e600'),
  },
  {
    name: 'Linux console',
    backgrounds: { dark: black },
    colours: coloursOf('aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 ffff55'),
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
