// Adapts the colours of a message to a dark theme: what is light behind text becomes dark, what is dark on it light.

/** What a colour is for. */
export type ColorUse = 'text' | 'ground' | 'line';

/** A style with its colours adapted; what is no colour stays. */
export function darkCss(css: string): string {
  return css.replace(DECLARATION, (whole: string, before: string, name: string, value: string) => {
    const use = /^background/i.test(name)
      ? 'ground'
      : /^(?:border|outline|column)/i.test(name)
        ? 'line'
        : 'text';
    const adapted = value.replace(COLOR, (color) =>
      color.startsWith('url') ? color : darkColor(color, use),
    );
    return adapted === value ? whole : `${before}${name}:${adapted}`;
  });
}

/** A colour as `#rrggbb` or `rgb(... / alpha)`; as it stands where it is none that can be read. */
export function darkColor(color: string, use: ColorUse): string {
  const read = channels(color.trim());
  if (!read) return color;
  const [hue, saturation, lightness] = toHsl(read);
  const rgb = BY_USE[use](hue, saturation, lightness);
  const [red, green, blue] = rgb.map((value) => Math.round(value * 255)) as [number, number, number];
  const alpha = read[3];
  if (alpha < 1) return `rgb(${red} ${green} ${blue} / ${alpha})`;
  return `#${[red, green, blue].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

type Rgb = readonly [number, number, number];
type Rgba = readonly [number, number, number, number];

function ground(hue: number, saturation: number, lightness: number): Rgb {
  return toRgb(hue, saturation, lightness > 0.5 ? DARKEST + (1 - lightness) * 0.76 : lightness);
}

/** A border is seen on a dark ground, and does not stand out. */
function line(hue: number, saturation: number, lightness: number): Rgb {
  return toRgb(hue, saturation, lightness > 0.5 ? 0.25 + (1 - lightness) * 0.5 : 0.5 - lightness * 0.2);
}

/** Light enough to be read on a dark ground (WCAG 1.4.3: 4.5 to 1). */
function readable(hue: number, saturation: number, lightness: number): Rgb {
  let light = lightness < 0.5 ? LIGHTEST - lightness * 0.6 : lightness;
  let rgb = toRgb(hue, saturation, light);
  while (luminance(rgb) < LEAST_LUMINANCE && light < 1) {
    light += 0.04;
    rgb = toRgb(hue, saturation, Math.min(light, 1));
  }
  return rgb;
}

/** Relative luminance, 0 to 1. */
export function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  ) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(color: string): Rgba | undefined {
  const named = NAMED[color.toLowerCase()] ?? color;
  const hex = /^#([0-9a-f]{3,8})$/i.exec(named)?.[1];
  if (hex !== undefined) return hexChannels(hex);
  const list = /^(rgb|hsl)a?\(([^()]*)\)$/i.exec(named);
  const [first, second, third, fourth] = (list?.[2] ?? '').split(/[\s,/]+/).filter((part) => part !== '');
  if (!list || first === undefined || second === undefined || third === undefined) return undefined;
  const alpha = fourth === undefined ? 1 : fraction(fourth, 1);
  const rgb: Rgb =
    list[1]?.toLowerCase() === 'rgb'
      ? [fraction(first, 255), fraction(second, 255), fraction(third, 255)]
      : toRgb((((parseFloat(first) % 360) + 360) % 360) / 360, fraction(second, 1), fraction(third, 1));
  return [...rgb, alpha].every((value) => value >= 0 && value <= 1) ? [...rgb, alpha] : undefined;
}

function hexChannels(hex: string): Rgba | undefined {
  const digits = hex.length < 5 ? hex.replace(/./g, '$&$&') : hex;
  if (digits.length !== 6 && digits.length !== 8) return undefined;
  const [red = 0, green = 0, blue = 0, alpha = 1] = (digits.match(/../g) ?? []).map(
    (pair) => parseInt(pair, 16) / 255,
  );
  return [red, green, blue, alpha];
}

function fraction(text: string, whole: number): number {
  const value = parseFloat(text);
  return text.endsWith('%') ? value / 100 : value / whole;
}

function toHsl([red, green, blue]: Rgba): Rgb {
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  const lightness = (most + least) / 2;
  const span = most - least;
  if (span === 0) return [0, 0, lightness];
  const saturation = span / (1 - Math.abs(2 * lightness - 1));
  const sector =
    most === red
      ? (green - blue) / span + (green < blue ? 6 : 0)
      : most === green
        ? (blue - red) / span + 2
        : (red - green) / span + 4;
  return [sector / 6, saturation, lightness];
}

function toRgb(hue: number, saturation: number, lightness: number): Rgb {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number): number => {
    const place = (offset + hue * 12) % 12;
    return lightness - reach * Math.max(-1, Math.min(place - 3, 9 - place, 1));
  };
  return [channel(0), channel(8), channel(4)];
}

const BY_USE = { ground, text: readable, line };
const DARKEST = 0.12;
const LIGHTEST = 0.9;
const LEAST_LUMINANCE = 0.3;
const DECLARATION =
  /(^|[;{\s"'])((?:background(?:-color|-image)?|(?:-webkit-text-fill-)?color|border(?:-[a-z]+){0,2}|outline(?:-color)?|text-decoration(?:-color)?|fill|stroke|caret-color|column-rule-color))\s*:([^;{}]*)/gi;

/** Names that mail uses. */
const NAMED: Readonly<Record<string, string>> = {
  white: '#fff',
  black: '#000',
  gray: '#808080',
  grey: '#808080',
  silver: '#c0c0c0',
  red: '#f00',
  maroon: '#800000',
  yellow: '#ff0',
  olive: '#808000',
  lime: '#0f0',
  green: '#008000',
  aqua: '#0ff',
  cyan: '#0ff',
  teal: '#008080',
  blue: '#00f',
  navy: '#000080',
  fuchsia: '#f0f',
  magenta: '#f0f',
  purple: '#800080',
  orange: '#ffa500',
  brown: '#a52a2a',
  pink: '#ffc0cb',
  gold: '#ffd700',
  indigo: '#4b0082',
  violet: '#ee82ee',
  beige: '#f5f5dc',
  ivory: '#fffff0',
  azure: '#f0ffff',
  snow: '#fffafa',
  linen: '#faf0e6',
  lavender: '#e6e6fa',
  khaki: '#f0e68c',
  tan: '#d2b48c',
  coral: '#ff7f50',
  salmon: '#fa8072',
  tomato: '#ff6347',
  crimson: '#dc143c',
  chocolate: '#d2691e',
  whitesmoke: '#f5f5f5',
  ghostwhite: '#f8f8ff',
  floralwhite: '#fffaf0',
  aliceblue: '#f0f8ff',
  lightgray: '#d3d3d3',
  lightgrey: '#d3d3d3',
  gainsboro: '#dcdcdc',
  darkgray: '#a9a9a9',
  darkgrey: '#a9a9a9',
  dimgray: '#696969',
  dimgrey: '#696969',
  slategray: '#708090',
  lightblue: '#add8e6',
  skyblue: '#87ceeb',
  steelblue: '#4682b4',
  royalblue: '#4169e1',
  dodgerblue: '#1e90ff',
  darkblue: '#00008b',
  midnightblue: '#191970',
  darkred: '#8b0000',
  darkgreen: '#006400',
  lightgreen: '#90ee90',
  lightyellow: '#ffffe0',
};
const COLOR = new RegExp(
  `url\\([^)]*\\)|#[0-9a-f]{3,8}\\b|\\b(?:rgb|hsl)a?\\([^()]{0,80}\\)|(?<![\\w-])(?:${Object.keys(NAMED).join('|')})(?![\\w-])`,
  'gi',
);
