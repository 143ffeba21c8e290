// Verifies a message on request: offline at once, with the DNS when that is asked for.

import type { Verification } from '../../inspections/questions.ts';
import type { Labels } from '../../labels.ts';
import { button, fill, h } from '../dom.ts';
import { ask } from '../host.ts';
import type { SecurityState } from '../securityState.ts';
import { verdictView } from './marks.ts';
import { matchSignatures } from '../../content/matchSignatures.ts';
import { checkedView } from './signature.ts';
import type { SignatureCard } from './signature.ts';

interface VerificationOptions {
  readonly labels: Labels;
  readonly locale: string;
  /** The signatures of DKIM. */
  readonly cards: readonly SignatureCard[];
  readonly hasArc: boolean;
  /** Is told what was found. */
  readonly security: SecurityState;
  /** Why nothing can be verified here, in a sentence. */
  readonly obstacle: string | null;
}

export function verificationSection(options: VerificationOptions): HTMLElement {
  const { labels, cards, hasArc, obstacle } = options;
  const section = h('section', { class: 'verification' }, h('h2', {}, labels.verifyTitle));
  if (obstacle !== null) {
    section.append(h('p', { class: 'note' }, obstacle));
    return section;
  }
  const isSigned = cards.length > 0 || hasArc;
  const found = h('div', { 'aria-live': 'polite' });
  const buttons = [
    ...(isSigned ? [button(labels.verify, () => void run(false))] : []),
    button(labels.verifyDns, () => void run(true)),
  ];
  const run = async (dns: boolean): Promise<void> => {
    for (const one of buttons) one.disabled = true;
    const before = [...found.childNodes];
    found.replaceChildren(h('p', { class: 'note' }, labels.verifyRuns));
    try {
      // The body is compared first: that asks nobody and is there at once.
      if (dns && isSigned) await offline();
      const { verification } = await ask('verify', { dns });
      if (verification) show(verification, found, options);
      else if (!isSigned) found.replaceChildren(...before);
    } catch (error) {
      found.replaceChildren(
        h('p', { role: 'alert' }, error instanceof Error ? error.message : String(error)),
      );
    } finally {
      for (const one of buttons) one.disabled = false;
    }
  };
  const offline = async (): Promise<void> => {
    const { verification } = await ask('verify', { dns: false });
    if (verification) show(verification, found, options);
  };
  section.append(
    h('p', { class: 'note' }, isSigned ? labels.verifyHint : labels.verifyHintDns),
    h('p', { class: 'buttons' }, ...buttons),
    found,
  );
  return section;
}

function show(
  verification: Verification,
  place: HTMLElement,
  { labels, locale, cards, security }: VerificationOptions,
): void {
  const { signatures, checks, more, asked } = verification;
  const { of, rest } = matchSignatures(cards, signatures);
  for (const [index, card] of cards.entries()) card.judge(of[index]);
  security.verified(signatures);
  const shown = [
    ...checks.map((check) => verdictView(check.name, check, labels)),
    ...rest.map((checked) =>
      h(
        'article',
        {},
        h('h3', {}, fill(labels.verifyUnlisted, checked.domain, checked.selector)),
        checkedView(checked, labels, locale),
      ),
    ),
    more > 0 && h('p', { class: 'note' }, fill(labels.verifyMore, more)),
    asked.length > 0 &&
      h(
        'details',
        {},
        h('summary', {}, fill(labels.verifyAsked, asked.length)),
        h('ul', {}, ...asked.map((question) => h('li', {}, h('code', {}, question)))),
      ),
  ];
  place.replaceChildren(...shown.filter((one) => one !== false));
}
