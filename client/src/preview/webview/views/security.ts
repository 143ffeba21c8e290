// Signed and encrypted parts: three verdicts on each S/MIME signature, its certificates, and with what parts are encrypted.

import type { CertificateView, SecuredView, SignerView } from '../../inspections/questions.ts';
import type { Labels } from '../../labels.ts';
import type { BodyOptions } from '../bodies.ts';
import { button, fill, h, list, momentText, sentences } from '../dom.ts';
import { ask, send } from '../host.ts';
import { verdictView } from './marks.ts';

/** @param obstacle why nothing can be verified here: then the structure is all there is. */
export function securitySection(
  { message, labels, locale }: BodyOptions,
  obstacle: string | null,
): HTMLElement {
  // What was looked into says the same, and more.
  const shown = message.protection.filter(({ faults }) => obstacle !== null || faults.length > 0);
  const structure = shown.map(({ words, faults }) => h('li', {}, words, sentences(faults, 'faults')));
  const found = h('div', { 'aria-live': 'polite' });
  if (obstacle === null) {
    found.append(h('p', { class: 'note' }, labels.loading));
    ask('security', {}).then(
      ({ parts }) =>
        found.replaceChildren(
          ...parts.map((part) => partView(part, part.id, { labels, locale, parts: message.parts.length })),
        ),
      (error: unknown) =>
        found.replaceChildren(
          h('p', { role: 'alert' }, error instanceof Error ? error.message : String(error)),
        ),
    );
  }
  return h(
    'section',
    {},
    h('h2', {}, labels.securityTitle),
    structure.length > 0 && h('ul', {}, ...structure),
    found,
  );
}

interface Look {
  readonly labels: Labels;
  readonly locale: string;
  /** How many the message has. */
  readonly parts: number;
}

/** @param way the ids of the parts around it, and its own. */
function partView(part: SecuredView, way: string, look: Look): HTMLElement {
  const { labels, locale } = look;
  const { title, id, remarks, signers, certificates, recipients, moreRecipients, keys, signedAt, inside } =
    part;
  const lines = (all: readonly string[], more = 0): HTMLElement | false =>
    all.length > 0 &&
    h(
      'ul',
      {},
      ...all.map((one) => h('li', {}, h('bdi', {}, one))),
      more > 0 && h('li', {}, fill(labels.securityMore, more)),
    );
  const isEncrypted = recipients.length > 0 || part.hash === '';
  const isAll = id === 'TEXT' || (id === '1' && look.parts === 1);
  // The sentence above says it where there is one.
  const algorithm = remarks.some((words) => words.includes(part.algorithm)) ? '' : part.algorithm;
  return h(
    'article',
    {},
    h('h3', {}, isAll ? title : fill(labels.securityPart, title, id)),
    sentences(remarks),
    list([
      [keys.length > 0 && !isEncrypted ? labels.securityPgpAlgorithm : labels.securityAlgorithm, algorithm],
      [labels.securityHash, part.hash],
      [labels.securityRecipients, lines(recipients, moreRecipients)],
      [labels.securityKeys, lines(keys)],
      [labels.securitySigned, signedAt !== null && momentText(signedAt, locale)],
    ]),
    ...signers.map((signer) => signerView(signer, look)),
    ...certificates.map((certificate) => certificateView(certificate, look)),
    part.opens && openButton(way, labels),
    inside.length > 0 &&
      h(
        'div',
        {},
        h('h4', {}, labels.securityInside),
        ...inside.map((one) => partView(one, `${way}/${one.id}`, look)),
      ),
  );
}

function openButton(way: string, labels: Labels): HTMLElement {
  const place = h('p', {});
  const open = (): void => {
    ask('signedContent', { id: way }).catch((error: unknown) =>
      place.append(' ', h('span', { role: 'alert' }, error instanceof Error ? error.message : String(error))),
    );
  };
  place.append(button(labels.securityOpen, open));
  return place;
}

function signerView(
  { integrity, chain, address, certificates, signedAt, algorithm }: SignerView,
  look: Look,
): HTMLElement {
  const { labels, locale } = look;
  return h(
    'div',
    { class: 'signer' },
    verdictView(labels.securityIntegrity, integrity, labels),
    chain ? verdictView(labels.securityChain, chain, labels) : undefined,
    address ? verdictView(labels.securityAddress, address, labels) : undefined,
    list([
      [labels.securitySigned, signedAt !== null && momentText(signedAt, locale)],
      [labels.securityMethod, algorithm],
    ]),
    ...certificates.map((certificate) => certificateView(certificate, look)),
  );
}

function certificateView(certificate: CertificateView, { labels, locale }: Look): HTMLElement {
  const { subject, issuer, serial, from, to, key, signedWith, fingerprint, addresses, pem } = certificate;
  const day = (ms: number): string => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(ms);
  return h(
    'details',
    { class: 'certificate' },
    h('summary', {}, fill(labels.certificate, subject)),
    list([
      [labels.certificateSubject, h('bdi', {}, subject)],
      [labels.certificateAddresses, addresses.join(', ')],
      [labels.certificateIssuer, h('bdi', {}, issuer)],
      [labels.certificateValid, fill(labels.certificateSpan, day(from), day(to))],
      [labels.certificateKey, key],
      [labels.certificateSigned, signedWith],
      [labels.certificateSerial, h('code', {}, serial)],
      [labels.certificateFingerprint, h('code', {}, fingerprint)],
    ]),
    h(
      'p',
      {},
      button(labels.certificateCopy, () => send({ type: 'copy', text: pem }), { class: 'small' }),
    ),
  );
}
