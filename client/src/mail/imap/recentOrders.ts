// The orders of messages that were asked for last, so that the next page of a sorted list needs no new sorting.

/** Keeps a few lists of UIDs, 4 octets each; the oldest goes first. */
export class RecentOrders {
  readonly #orders = new Map<string, Uint32Array>();

  get(key: string): Uint32Array | undefined {
    return this.#orders.get(key);
  }

  set(key: string, uids: Uint32Array): void {
    this.#orders.delete(key);
    this.#orders.set(key, uids);
    const [oldest] = this.#orders.keys();
    if (this.#orders.size > MAX_ORDERS && oldest !== undefined) this.#orders.delete(oldest);
  }
}

const MAX_ORDERS = 4;
