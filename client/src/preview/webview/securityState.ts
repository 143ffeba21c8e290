// What protects a message, in a few words: said at once, and said better once signatures are read and verified.

import type { CheckedSignature } from '../inspections/questions.ts';
import type { Labels } from '../labels.ts';
import type { ShownMessage } from '../messages.ts';
import { button, fill, h, sentences } from './dom.ts';
import { ask } from './host.ts';
import { mark } from './views/marks.ts';

/** What was found of one signature of DKIM. */
export type CheckedDkim = Pick<CheckedSignature, 'domain' | 'verdict' | 'tone'>;

export class SecurityState {
  readonly element: HTMLElement;
  readonly #labels: Labels;
  /** Said where the text itself is not protected. */
  readonly #nothing = h('li');
  readonly #dkim = h('li', { 'aria-live': 'polite' });
  readonly #openChecks: () => void;
  #isVerified = false;

  /** @param openChecks shows where signatures are verified. */
  constructor({ protection }: ShownMessage, labels: Labels, openChecks: () => void) {
    this.#labels = labels;
    const said = protection.map(({ words, faults }) => h('li', {}, words, sentences(faults, 'faults')));
    this.element = h('ul', { class: 'people' }, ...said, said.length === 0 && this.#nothing, this.#dkim);
    this.#nothing.textContent = labels.notEncrypted;
    this.#openChecks = openChecks;
  }

  /** Reads the signatures; the text of the message is asked for before. */
  async read(): Promise<void> {
    const { dkim } = await ask('authentication', {});
    if (!this.#isVerified) this.#claim(dkim.map(({ domain }) => domain ?? '?'));
  }

  /** Says what a verification found. */
  verified(checked: readonly CheckedDkim[]): void {
    if (checked.length === 0) return;
    this.#isVerified = true;
    const { dkimVerified } = this.#labels;
    const words = checked
      .slice(0, MOST_SIGNATURES)
      .map(({ domain, verdict, tone }) =>
        h(
          'div',
          { class: tone },
          mark(tone, this.#labels),
          h('bdi', {}, fill(dkimVerified, domain, verdict)),
        ),
      );
    this.#dkim.replaceChildren(...words);
  }

  #claim(domains: readonly string[]): void {
    const { notSigned, dkimClaims, authentication } = this.#labels;
    if (domains.length === 0) {
      this.#nothing.textContent = notSigned;
      return;
    }
    const all = [...new Set(domains)].slice(0, MOST_SIGNATURES).join(', ');
    this.#dkim.replaceChildren(
      h('bdi', {}, fill(dkimClaims, all)),
      ' ',
      button(authentication, this.#openChecks, { class: 'link' }),
    );
  }
}

const MOST_SIGNATURES = 5;
