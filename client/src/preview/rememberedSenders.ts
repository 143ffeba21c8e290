// The senders whose remote images are loaded: allowed by the user, for all windows, until taken back.

import type { Memento } from 'vscode';

import type { ShownMessage } from './messages.ts';

/** The address images can be allowed for; undefined where it is not clear who sent the message. */
export function senderOf({ summary }: ShownMessage): string | undefined {
  const [author, another] = summary.from;
  if (!author || another || author.misleading || author.address === '') return undefined;
  return author.address.toLowerCase();
}

export class RememberedSenders {
  readonly #state: Memento;

  constructor(state: Memento) {
    this.#state = state;
  }

  has(sender: string | undefined): boolean {
    return sender !== undefined && this.#all().includes(sender);
  }

  async add(sender: string): Promise<void> {
    const others = this.#all().filter((one) => one !== sender);
    await this.#state.update(KEY, [...others, sender].slice(-MOST));
  }

  async remove(sender: string): Promise<void> {
    await this.#state.update(
      KEY,
      this.#all().filter((one) => one !== sender),
    );
  }

  #all(): readonly string[] {
    const kept = this.#state.get<unknown>(KEY);
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  }
}

const KEY = 'mailWorkbench.preview.imageSenders';
const MOST = 1000;
