// The picture of a route: a line of hops in the order of time, and beside each how long it took, to scale.

import type { RouteResult } from '../../../../../server/src/lsp/protocol.ts';
import type { Labels } from '../../labels.ts';
import { fill, h, spanText, svg } from '../dom.ts';
import { send } from '../host.ts';
import { routeScale } from '../../content/routeScale.ts';
import type { RouteScale } from '../../content/routeScale.ts';

type Route = NonNullable<RouteResult>;
type Hop = Route['hops'][number];

/** A click on a hop shows it in the source; by keyboard the table beside does the same. */
export function routePicture({ hops }: Route, labels: Labels, locale: string): HTMLElement {
  const rows = hops.slice(0, MOST_DRAWN);
  const delays = rows.map(({ delay }) => delay).filter((delay) => delay !== null);
  const scale = routeScale(delays);
  const hasBars = delays.some((delay) => delay !== 0);
  const height = TOP + rows.length * ROW;
  const drawn = (width: number): SVGElement => {
    const columns = columnsOf(width);
    return svg(
      'svg',
      {
        ...{ viewBox: `0 0 ${columns.width} ${height}`, width: columns.width, height, class: 'route' },
        ...{ role: 'img', 'aria-label': fill(labels.routePicture, hops.length) },
      },
      ...(hasBars ? gridLines(scale, { columns, height, locale }) : []),
      ...rows.map((hop, index) => hopRow(hop, { index, scale, columns, labels, locale })),
    );
  };
  const captions = [
    hasBars && (scale.kind === 'log' ? labels.routeLog : labels.routeLinear),
    rows.some(({ encrypted }) => encrypted !== true) && labels.routeDashed,
    hops.length > rows.length && fill(labels.routeDrawn, rows.length, hops.length),
  ].filter((one) => one !== false);
  const place = h('div', { class: 'scroll' }, drawn(WIDEST));
  // Words stay as large as they are: the bars give way.
  new ResizeObserver(([entry]) => {
    if (entry && entry.contentRect.width > 0) place.replaceChildren(drawn(entry.contentRect.width));
  }).observe(place);
  return h(
    'figure',
    {},
    place,
    captions.length > 0 && h('figcaption', { class: 'note' }, captions.join(' ')),
  );
}

/** Where what stands, in pixels. */
interface Columns {
  readonly width: number;
  /** Where bars start, and how long the longest is. */
  readonly left: number;
  readonly bar: number;
  /** Characters. */
  readonly longestName: number;
}

function columnsOf(wanted: number): Columns {
  const width = Math.round(Math.min(WIDEST, Math.max(NARROWEST, wanted)));
  const left = Math.round(NAMES + (width - NAMES) * 0.35);
  return { width, left, bar: width - left - WORDS, longestName: Math.floor((left - NAMES - 8) / CHARACTER) };
}

function gridLines(
  scale: RouteScale,
  { columns, height, locale }: { columns: Columns; height: number; locale: string },
): readonly SVGElement[] {
  let last = -Infinity;
  return scale.ticks.flatMap(({ ms, at }) => {
    const x = columns.left + at * columns.bar;
    // Words that would lie over each other are left out.
    const isShown = x - last > TICK_WIDTH;
    if (isShown) last = x;
    return [
      svg('line', { x1: x, y1: TOP - 4, x2: x, y2: height, class: 'grid' }),
      ...(isShown
        ? [svg('text', { x, y: TOP - 9, class: 'tick', 'text-anchor': 'middle' }, spanText(ms, locale))]
        : []),
    ];
  });
}

interface Drawing {
  readonly index: number;
  readonly scale: RouteScale;
  readonly columns: Columns;
  readonly labels: Labels;
  readonly locale: string;
}

function hopRow(hop: Hop, { index, scale, columns, labels, locale }: Drawing): SVGElement {
  const y = TOP + index * ROW;
  const middle = y + ROW / 2;
  const { delay, skewed, encrypted } = hop;
  const security = securityOf(encrypted);
  const width = delay === null || delay === 0 ? 0 : Math.max(2, scale.length(delay) * columns.bar);
  const { left } = columns;
  const time = delay === null ? '' : spanText(delay, locale);
  return svg(
    'g',
    { class: `row ${security}`, click: () => send({ type: 'reveal', range: hop.at }) },
    svg('title', {}, hop.words),
    svg('rect', { x: 0, y: y + 1, width: columns.width, height: ROW - 2, rx: 3, class: 'ground' }),
    index > 0 && svg('line', { x1: RAIL, y1: middle - ROW + 7, x2: RAIL, y2: middle - 7, class: 'way' }),
    svg('circle', { cx: RAIL, cy: middle, r: 7, class: 'hop' }),
    svg('text', { x: RAIL, y: middle + 3.5, class: 'number', 'text-anchor': 'middle' }, String(hop.number)),
    lock(encrypted, middle, labels),
    svg(
      'text',
      { x: NAMES, y: middle + 4 },
      shortened(hop.by ?? hop.from ?? labels.hopUnknown, columns.longestName),
    ),
    svg('rect', { x: left, y: middle - 7, width, height: 14, rx: 2, class: skewed ? 'bar skewed' : 'bar' }),
    svg(
      'text',
      { x: left + width + 6, y: middle + 4, class: skewed ? 'warned' : undefined },
      skewed ? `\u26a0 ${time}` : time,
    ),
  );
}

/** A lock that is shut, or open; nothing where the record does not tell. */
function lock(encrypted: boolean | null, middle: number, labels: Labels): SVGElement | undefined {
  if (encrypted === null) return undefined;
  const words = encrypted ? labels.hopEncrypted : labels.hopNotEncrypted;
  const shackle = encrypted ? 'v-2 a3 3 0 0 1 6 0 v2' : 'v-3 a3 3 0 0 1 6 0';
  return svg(
    'g',
    { class: encrypted ? 'lock' : 'lock open' },
    svg('title', {}, words),
    svg('rect', { x: 33, y: middle - 2, width: 10, height: 8, rx: 1.5 }),
    svg('path', { d: `M35 ${middle - 2} ${shackle}` }),
  );
}

function securityOf(encrypted: boolean | null): string {
  if (encrypted === null) return 'unknown';
  return encrypted ? 'secure' : 'clear';
}

function shortened(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}\u2026` : text;
}

/** Pixels. */
const WIDEST = 820;
const NARROWEST = 270;
const TOP = 28;
const ROW = 32;
const RAIL = 14;
const NAMES = 54;
/** Room for the words behind the longest bar. */
const WORDS = 96;
/** An average one. */
const CHARACTER = 6.6;
const TICK_WIDTH = 56;
const MOST_DRAWN = 60;
