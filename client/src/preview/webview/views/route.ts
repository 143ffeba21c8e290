// The way of a message: a picture with bars to scale, and a table that says the same.

import type { RouteResult } from '../../../../../server/src/lsp/protocol.ts';
import type { Labels } from '../../labels.ts';
import type { BodyOptions } from '../bodies.ts';
import { button, fill, h, momentText, sentences, spanText, svg } from '../dom.ts';
import { ask, send } from '../host.ts';

type Route = NonNullable<RouteResult>;
type Hop = Route['hops'][number];

export async function fillRoute(panel: HTMLElement, { labels, locale }: BodyOptions): Promise<void> {
  const route = await ask('route', {});
  if (route.hops.length === 0) {
    panel.replaceChildren(h('p', { class: 'note' }, labels.routeNone));
    return;
  }
  const total = route.total === null ? undefined : fill(labels.routeTotal, spanText(route.total, locale));
  panel.replaceChildren(
    ...[
      total !== undefined && h('p', {}, total),
      sentences(route.notes),
      picture(route, labels, locale),
      table(route, labels, locale),
      route.more > 0 && h('p', { class: 'note' }, fill(labels.routeMore, route.more)),
    ].filter((one) => one !== undefined && one !== false),
  );
}

/** A line for each hop: where it went, a bar as long as it took. */
function picture({ hops, total }: Route, labels: Labels, locale: string): HTMLElement {
  const longest = Math.max(1, ...hops.map(({ delay }) => Math.abs(delay ?? 0)));
  const title = fill(labels.routePicture, total === null ? '' : spanText(total, locale));
  const rows = hops.slice(0, MOST_DRAWN);
  const lines = rows.flatMap((hop, index) => {
    const y = index * ROW;
    const width = hop.delay === null ? 0 : Math.max(2, (Math.abs(hop.delay) / longest) * BAR);
    const secure = hop.encrypted === null ? 'unknown' : hop.encrypted ? 'secure' : 'clear';
    return [
      index + 1 < rows.length &&
        svg('line', {
          x1: 12,
          y1: y + 20,
          x2: 12,
          y2: y + ROW + 8,
          class: `way ${securityOf(rows[index + 1])}`,
        }),
      svg('circle', { cx: 12, cy: y + 14, r: 6, class: `hop ${secure}` }),
      svg('text', { x: 28, y: y + 18 }, short(hop.by ?? hop.from ?? labels.hopUnknown)),
      svg('rect', { x: LEFT, y: y + 6, width, height: 16, rx: 2, class: hop.skewed ? 'bar skewed' : 'bar' }),
      hop.delay !== null &&
        svg(
          'text',
          { x: LEFT + width + 6, y: y + 18 },
          spanText(hop.delay, locale) + (hop.skewed ? ' \u26a0' : ''),
        ),
    ];
  });
  const size = `0 0 ${LEFT + BAR + 140} ${rows.length * ROW + 8}`;
  const drawing = svg(
    'svg',
    { viewBox: size, class: 'route', role: 'img', 'aria-label': title },
    svg('title', {}, title),
    ...lines.filter((line) => line !== false),
  );
  return h('figure', {}, drawing);
}

function table({ hops }: Route, labels: Labels, locale: string): HTMLElement {
  const heads = [
    ...[
      labels.hop,
      labels.hopFrom,
      labels.hopBy,
      labels.hopWith,
      labels.hopTls,
      labels.hopTime,
      labels.hopDelay,
    ],
    labels.showInSource,
  ];
  return h(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': labels.route },
    h(
      'table',
      {},
      h('thead', {}, h('tr', {}, ...heads.map((words) => h('th', { scope: 'col' }, words)))),
      h('tbody', {}, ...hops.map((hop) => row(hop, labels, locale))),
    ),
  );
}

function row(hop: Hop, labels: Labels, locale: string): HTMLElement {
  const from = [
    hop.from,
    hop.fromName !== hop.from && hop.fromName,
    hop.fromAddress && `[${hop.fromAddress}]`,
  ];
  const time = hop.time && momentText(hop.time.epochMs, locale);
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, String(hop.number)),
    h('td', {}, from.filter((one) => typeof one === 'string' && one !== '').join(' ')),
    h('td', {}, hop.by ?? ''),
    h('td', { title: hop.withMeaning ?? undefined }, hop.with ?? ''),
    h('td', {}, tlsWords(hop, labels)),
    h('td', {}, time ?? labels.hopUnknown, sentences(hop.faults, 'faults')),
    h(
      'td',
      {},
      hop.delay === null ? '' : spanText(hop.delay, locale),
      hop.skewed && h('strong', { class: 'warning' }, ` ${labels.hopSkewed}`),
    ),
    h(
      'td',
      {},
      button(labels.showInSource, () => send({ type: 'reveal', range: hop.at }), {
        'aria-label': `${labels.showInSource} ${hop.number}`,
      }),
    ),
  );
}

function tlsWords({ encrypted, tls }: Hop, labels: Labels): string {
  if (encrypted === null) return labels.hopUnknown;
  if (!encrypted) return labels.hopNotEncrypted;
  const details = [tls?.version, tls?.cipher, tls?.outdated === true ? labels.hopOutdated : undefined];
  const words = details.filter((one) => one !== undefined && one !== null).join(', ');
  return words === '' ? labels.hopEncrypted : words;
}

function securityOf(hop: Hop | undefined): string {
  const encrypted = hop?.encrypted ?? null;
  if (encrypted === null) return 'unknown';
  return encrypted ? 'secure' : 'clear';
}

function short(text: string): string {
  return text.length > 34 ? `${text.slice(0, 33)}\u2026` : text;
}

/** Lengths in the units of the picture. */
const ROW = 34;
const LEFT = 270;
const BAR = 320;
const MOST_DRAWN = 60;
