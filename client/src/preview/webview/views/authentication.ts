// What the fields of a message say of who checked and signed it, in words.

import type { AuthenticationResult } from '../../../../../server/src/lsp/protocol.ts';
import type { Labels } from '../../labels.ts';
import type { ShownRange } from '../../messages.ts';
import type { BodyOptions } from '../bodies.ts';
import { button, fill, h, list, sentences } from '../dom.ts';
import { ask, send } from '../host.ts';

type Authentication = NonNullable<AuthenticationResult>;
type Results = Authentication['results'][number];
type Signature = Authentication['dkim'][number];
type Spf = Authentication['spf'][number];
type ArcSet = Authentication['arc'][number];

export async function fillAuthentication(panel: HTMLElement, { labels }: BodyOptions): Promise<void> {
  const { results, arc, spf, dkim, notes } = await ask('authentication', {});
  const isEmpty = results.length + arc.length + spf.length + dkim.length === 0;
  const sections = [
    h('p', { class: 'note' }, isEmpty ? labels.authNone : labels.authClaims),
    sentences(notes),
    ...results.map((field) => resultsView(field, labels)),
    ...spf.map((record) => spfView(record, labels)),
    dkim.length > 0 &&
      h('section', {}, h('h2', {}, labels.authSignatures), ...dkim.map((one) => signatureView(one, labels))),
    arc.length > 0 &&
      h('section', {}, h('h2', {}, labels.authArc), ...arc.map((set) => arcView(set, labels))),
  ];
  panel.replaceChildren(...sections.filter((one) => one !== undefined && one !== false));
}

function resultsView({ server, results, at }: Results, labels: Labels): HTMLElement {
  return h(
    'section',
    {},
    h('h2', {}, fill(labels.authResults, server ?? labels.authUnnamed), ' ', reveal(at, labels)),
    h(
      'ul',
      { class: 'checks' },
      ...results.map((check) =>
        h(
          'li',
          { class: check.verdict },
          mark(check.verdict, labels),
          h('strong', {}, check.words),
          check.meaning !== null && h('p', {}, check.meaning),
          check.reason !== null && h('p', {}, check.reason),
          check.properties.length > 0 &&
            list(
              check.properties.map(({ name, value, meaning }) => [
                name,
                h('bdi', { title: meaning ?? undefined }, value),
              ]),
            ),
        ),
      ),
    ),
  );
}

function spfView({ words, verdict, meaning, properties, at }: Spf, labels: Labels): HTMLElement {
  return h(
    'section',
    {},
    h('h2', {}, labels.authSpf, ' ', reveal(at, labels)),
    h('p', { class: verdict }, mark(verdict, labels), h('strong', {}, words)),
    meaning !== null && h('p', {}, meaning),
    properties.length > 0 && list(properties.map(({ name, value }) => [name, h('bdi', {}, value)])),
  );
}

function signatureView(signature: Signature, labels: Labels): HTMLElement {
  const { domain, selector, words, faults, coverage, tags, at } = signature;
  return h(
    'article',
    {},
    h('h3', {}, fill(labels.authSignature, domain ?? '?', selector ?? '?'), ' ', reveal(at, labels)),
    sentences(faults, 'faults'),
    sentences(words),
    coverage.length > 0 &&
      h(
        'details',
        {},
        h('summary', {}, labels.authSigned),
        h('p', {}, coverage.map(({ name, present }) => (present === 0 ? `(${name})` : name)).join(', ')),
      ),
    h(
      'details',
      {},
      h('summary', {}, labels.authTags),
      list(tags.map(({ name, value }) => [name, h('code', {}, value)])),
    ),
  );
}

function arcView({ instance, seal, signature, results, faults }: ArcSet, labels: Labels): HTMLElement {
  return h(
    'article',
    {},
    h('h3', {}, fill(labels.authSet, instance), ' ', seal ? reveal(seal.at, labels) : undefined),
    sentences(faults, 'faults'),
    seal ? sentences(seal.words) : undefined,
    signature ? signatureView(signature, labels) : undefined,
    results ? resultsView(results, labels) : undefined,
  );
}

function mark(verdict: 'good' | 'bad' | 'neutral' | 'unknown', labels: Labels): HTMLElement {
  return h('span', { class: 'mark', role: 'img', 'aria-label': labels[verdict] }, MARKS[verdict]);
}

function reveal(range: ShownRange, labels: Labels): HTMLButtonElement {
  return button(labels.showInSource, () => send({ type: 'reveal', range }), { class: 'small' });
}

const MARKS = { good: '\u2714', bad: '\u2718', neutral: '\u25cb', unknown: '?' } as const;
