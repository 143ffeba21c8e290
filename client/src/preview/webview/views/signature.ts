// The card of one signature: what it says of itself, and a place for the verdict on it.

import type { AuthenticationResult } from '../../../../../server/src/lsp/protocol.ts';
import type { CheckedSignature } from '../../inspections/questions.ts';
import type { Labels } from '../../labels.ts';
import { button, fill, h, list, numberText, sentences } from '../dom.ts';
import { send } from '../host.ts';
import { reveal, verdictView } from './marks.ts';

type Signature = NonNullable<AuthenticationResult>['dkim'][number];

export interface SignatureCard {
  readonly domain: string | null;
  readonly selector: string | null;
  readonly element: HTMLElement;
  /** Shows a verdict in the place of the one before. */
  readonly judge: (checked: CheckedSignature | undefined) => void;
}

export function signatureCard(signature: Signature, labels: Labels, locale: string): SignatureCard {
  const { domain, selector, words, faults, coverage, tags, at } = signature;
  const title = fill(labels.authSignature, domain ?? '?', selector ?? '?');
  const verdict = h('div', { class: 'judged' });
  const element = h(
    'article',
    { class: 'signature' },
    h('h3', {}, h('bdi', {}, title), ' ', reveal(at, labels, title)),
    verdict,
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
  const judge = (checked: CheckedSignature | undefined): void =>
    verdict.replaceChildren(...(checked ? [checkedView(checked, labels, locale)] : []));
  return { domain, selector, element, judge };
}

/** The verdict on a signature. */
export function checkedView(checked: CheckedSignature, labels: Labels, locale: string): HTMLElement {
  const view = verdictView('', checked, labels);
  const { changed } = checked;
  if (changed) {
    const octets = (offset: number): string => numberText(offset, locale);
    const words = fill(labels.verifyChanged, octets(changed.from), octets(changed.to));
    view.append(button(words, () => send({ type: 'reveal', range: changed.at }), { class: 'small' }));
  }
  return view;
}
