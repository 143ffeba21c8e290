// Small helpers of the web view: elements, words with values in them, sizes and times as people write them.

import { fewMarks } from '../content/strangeText.ts';

type Child = Node | string | undefined | false;
type Value = string | number | boolean | undefined | ((event: never) => void);

/** An element; a value that is a function listens to the event of its name, without `on`. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  values: Readonly<Record<string, Value>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  setValues(element, values);
  element.append(...children.filter((child) => child !== undefined && child !== false).map(drawable));
  return element;
}

/** Texts are mostly those of mail. */
function drawable(child: Node | string): Node | string {
  return typeof child === 'string' ? fewMarks(child) : child;
}

/** The same for a picture. */
export function svg(
  name: string,
  values: Readonly<Record<string, Value>> = {},
  ...children: readonly Child[]
): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  setValues(element, values);
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

function setValues(element: Element, values: Readonly<Record<string, Value>>): void {
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(key, value as EventListener);
    else element.setAttribute(key, value === true ? '' : String(value));
  }
}

export { fill } from '../content/fill.ts';

/** A button with words. */
export function button(
  words: string,
  click: () => void,
  values: Readonly<Record<string, Value>> = {},
): HTMLButtonElement {
  return h('button', { type: 'button', ...values, click }, words);
}

/** Rows of a name and what it is; rows without are left out. */
export function list(rows: readonly (readonly [name: string, ...what: readonly Child[]])[]): HTMLElement {
  const shown = rows.filter(([, ...what]) =>
    what.some((one) => one !== undefined && one !== '' && one !== false),
  );
  return h('dl', {}, ...shown.flatMap(([name, ...what]) => [h('dt', {}, name), h('dd', {}, ...what)]));
}

/** Sentences as a list; nothing where there is none. */
export function sentences(all: readonly string[], look = 'notes'): HTMLElement | undefined {
  if (all.length === 0) return undefined;
  return h('ul', { class: look }, ...all.map((one) => h('li', {}, one)));
}

/** Octets, rounded as people do. */
export function sizeText(octets: number, locale: string): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log(Math.max(octets, 1)) / Math.log(1000)));
  const value = octets / 1000 ** power;
  const maximumFractionDigits = power === 0 || value >= 100 ? 0 : 1;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits,
  }).format(value);
}

export function numberText(value: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(value);
}

/** A moment where the reader is. */
export function timeText(epochMs: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, MOMENT).format(epochMs);
}

/** The same in a table. */
export function momentText(epochMs: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'medium' }).format(epochMs);
}

/** How long something took: the two largest units. */
export function spanText(ms: number, locale: string): string {
  let rest = Math.round(Math.abs(ms) / 1000);
  const shown: string[] = [];
  for (const [unit, seconds] of SPANS) {
    const count = Math.floor(rest / seconds);
    rest -= count * seconds;
    if ((count > 0 || (unit === 'second' && shown.length === 0)) && shown.length < 2) {
      shown.push(new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(count));
    }
  }
  return (ms < 0 ? '\u2212' : '') + shown.join(' ');
}

const MOMENT = {
  ...({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const),
  ...({ hour: 'numeric', minute: '2-digit', timeZoneName: 'short' } as const),
};
const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
const SPANS: readonly (readonly [unit: string, seconds: number])[] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];
