// The way of a message: a picture with bars to scale, and a table that says the same.

import type { RouteResult } from '../../../../../server/src/lsp/protocol.ts';
import type { Labels } from '../../labels.ts';
import type { BodyOptions } from '../bodies.ts';
import { button, fill, h, momentText, sentences, spanText } from '../dom.ts';
import { ask, send } from '../host.ts';
import { routePicture } from './routePicture.ts';

type Route = NonNullable<RouteResult>;
type Hop = Route['hops'][number];

export async function fillRoute(panel: HTMLElement, { labels, locale }: BodyOptions): Promise<void> {
  const route = await ask('route', {});
  if (route.hops.length === 0) {
    panel.replaceChildren(h('p', { class: 'note' }, labels.routeNone));
    return;
  }
  const { sent, total, notes, more } = route;
  const facts = [
    sent && fill(labels.routeSent, momentText(sent.epochMs, locale)),
    total !== null && fill(labels.routeTotal, spanText(total, locale)),
  ].filter((one) => typeof one === 'string');
  const shown = [
    facts.length > 0 && h('p', {}, facts.join(' \u00b7 ')),
    sentences(notes),
    routePicture(route, labels, locale),
    table(route, labels, locale),
    more > 0 && h('p', { class: 'note' }, fill(labels.routeMore, more)),
  ];
  panel.replaceChildren(...shown.filter((one) => one !== undefined && one !== false));
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
  const { from, fromName, fromAddress, by, time, delay } = hop;
  const client = [
    from,
    fromName === from ? null : fromName,
    fromAddress === null ? null : `[${fromAddress}]`,
  ];
  const protocol = [hop.with, hop.authenticated === true ? labels.hopAuthenticated : null];
  const joined = (words: readonly (string | null)[], between: string): string =>
    words.filter((one) => one !== null && one !== '').join(between);
  return h(
    'tr',
    {},
    h(
      'th',
      { scope: 'row' },
      button(String(hop.number), () => send({ type: 'reveal', range: hop.at }), {
        class: 'link',
        title: labels.showInSource,
        'aria-label': `${labels.hop} ${hop.number}: ${labels.showInSource}`,
      }),
    ),
    h('td', {}, h('bdi', {}, joined(client, ' '))),
    h('td', {}, h('bdi', {}, by ?? '')),
    h('td', { title: hop.withMeaning ?? undefined }, joined(protocol, ', ')),
    h('td', { class: 'tls' }, tlsWords(hop, labels)),
    h(
      'td',
      { class: 'time', title: time ? fill(labels.hopTheirTime, time.text) : undefined },
      time ? momentText(time.epochMs, locale) : labels.hopUnknown,
      sentences(hop.faults, 'faults'),
    ),
    h(
      'td',
      { class: 'time' },
      delay === null ? '' : spanText(delay, locale),
      hop.skewed && h('strong', { class: 'sign', role: 'img', 'aria-label': labels.hopSkewed }, ' \u26a0'),
    ),
  );
}

function tlsWords({ encrypted, tls }: Hop, labels: Labels): string {
  if (encrypted === null) return labels.hopUnknown;
  if (!encrypted) return labels.hopNotEncrypted;
  const details = [tls?.version, tls?.cipher, tls?.outdated === true ? labels.hopOutdated : null];
  const words = details.filter((one) => one !== undefined && one !== null).join(', ');
  return words === '' ? labels.hopEncrypted : words;
}
