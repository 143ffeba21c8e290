// What is kept of a workspace's logs: which were asked about, and which are read as sessions whenever they are opened.

import type { KeptState } from './redactOptions.ts';

/** A list of addresses, the latest last, that outlives the window. */
export class KeptLogs {
  readonly #state: KeptState;
  readonly #key: string;
  readonly #logs: Set<string>;

  /** @param key names the list among what the workspace keeps. */
  constructor(state: KeptState, key: string) {
    this.#state = state;
    this.#key = key;
    const kept = state.get(key);
    this.#logs = new Set(Array.isArray(kept) ? kept.filter((log) => typeof log === 'string') : []);
  }

  has(log: string): boolean {
    return this.#logs.has(log);
  }

  async add(log: string): Promise<void> {
    this.#logs.delete(log);
    this.#logs.add(log);
    await this.#keep();
  }

  async delete(log: string): Promise<void> {
    if (this.#logs.delete(log)) await this.#keep();
  }

  async #keep(): Promise<void> {
    await this.#state.update(this.#key, [...this.#logs].slice(-MAX_KEPT));
  }
}

const MAX_KEPT = 200;
