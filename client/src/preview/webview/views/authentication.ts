// Who checked and who signed a message: verified here on request, and what its fields claim, in words.

import type { AuthenticationResult } from '../../../../../server/src/lsp/protocol.ts';
import type { Labels } from '../../labels.ts';
import type { BodyOptions } from '../bodies.ts';
import { fill, h, list, sentences } from '../dom.ts';
import { ask } from '../host.ts';
import type { SecurityState } from '../securityState.ts';
import { mark, reveal } from './marks.ts';
import { securitySection } from './security.ts';
import { signatureCard } from './signature.ts';
import { verificationSection } from './verification.ts';

type Authentication = NonNullable<AuthenticationResult>;
type Results = Authentication['results'][number];
type Spf = Authentication['spf'][number];
type ArcSet = Authentication['arc'][number];

export async function fillAuthentication(
  panel: HTMLElement,
  options: BodyOptions,
  security: SecurityState,
): Promise<void> {
  const { labels, locale, message } = options;
  const [authentication, { sentence }] = await Promise.all([ask('authentication', {}), ask('obstacle', {})]);
  const { results, arc, spf, dkim, notes } = authentication;
  const cards = dkim.map((signature) => signatureCard(signature, labels, locale));
  const claims = [
    ...results.map((field) => resultsView(field, labels)),
    ...spf.map((record) => spfView(record, labels)),
    ...(arc.length > 0
      ? [h('section', {}, h('h3', {}, labels.authArc), ...arc.map((set) => arcView(set, labels, locale)))]
      : []),
  ];
  const isEmpty = claims.length + dkim.length === 0;
  const sections = [
    isEmpty && message.protection.length === 0 && h('p', { class: 'note' }, labels.authNone),
    sentences(notes),
    verificationSection({ labels, locale, cards, security, obstacle: sentence, hasArc: arc.length > 0 }),
    dkim.length > 0 &&
      h('section', {}, h('h2', {}, labels.authSignatures), ...cards.map(({ element }) => element)),
    message.protection.length > 0 && securitySection(options, sentence),
    claims.length > 0 &&
      h(
        'section',
        {},
        h('h2', {}, labels.authClaimsTitle),
        h('p', { class: 'note' }, labels.authClaims),
        ...claims,
      ),
  ];
  panel.replaceChildren(...sections.filter((one) => one !== undefined && one !== false));
}

function resultsView({ server, results, at }: Results, labels: Labels): HTMLElement {
  const title = fill(labels.authResults, server ?? labels.authUnnamed);
  return h(
    'section',
    {},
    h('h3', {}, title, ' ', reveal(at, labels, title)),
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
    h('h3', {}, labels.authSpf, ' ', reveal(at, labels, labels.authSpf)),
    h('p', { class: verdict }, mark(verdict, labels), h('strong', {}, words)),
    meaning !== null && h('p', {}, meaning),
    properties.length > 0 && list(properties.map(({ name, value }) => [name, h('bdi', {}, value)])),
  );
}

function arcView(
  { instance, seal, signature, results, faults }: ArcSet,
  labels: Labels,
  locale: string,
): HTMLElement {
  const title = fill(labels.authSet, instance);
  return h(
    'article',
    {},
    h('h4', {}, title, ' ', seal ? reveal(seal.at, labels, title) : undefined),
    sentences(faults, 'faults'),
    seal ? sentences(seal.words) : undefined,
    signature ? signatureCard(signature, labels, locale).element : undefined,
    results ? resultsView(results, labels) : undefined,
  );
}
