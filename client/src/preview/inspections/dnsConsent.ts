// Whether the DNS may be asked about a message: the user is asked first, until told not to.

import { l10n, window } from 'vscode';
import type { Memento } from 'vscode';

export class DnsConsent {
  readonly #state: Memento;

  constructor(state: Memento) {
    this.#state = state;
  }

  /** @param domains whose servers will see a question. @returns whether they may be asked. */
  async ask(domains: readonly string[]): Promise<boolean> {
    if (this.#state.get<unknown>(KEY) === true) return true;
    const more = domains.length - MOST_NAMED;
    const named = domains.slice(0, MOST_NAMED).join('\n') + (more > 0 ? `\n+ ${String(more)}` : '');
    const once = l10n.t('Ask the DNS');
    const always = l10n.t('Ask, and Do Not Ask Me Again');
    const detail = l10n.t(
      'Keys, SPF and DMARC records are asked for. Whoever runs these domains can see that somebody looks at a message of theirs. Nothing of the message itself is sent.\n\n{0}',
      named,
    );
    const answer = await window.showInformationMessage(
      l10n.t('Ask the DNS to verify this message?'),
      { modal: true, detail },
      once,
      always,
    );
    if (answer === always) await this.#state.update(KEY, true);
    return answer !== undefined;
  }
}

const KEY = 'mailWorkbench.preview.asksDns';
const MOST_NAMED = 12;
