// What is known of the messages of one folder, page by page: pages are added, the newest are read anew, nothing doubles.

import type { Cancellation, Envelope, Listing, MailStore } from '../mail/mailStore.ts';
import { untilAborted } from '../mail/untilAborted.ts';
import { Shared } from './shared.ts';

/** Which messages a list holds. */
export interface ListChoice {
  readonly folder: string;
  readonly sort: Listing['sort'];
  /** Words of the search language; undefined: all messages. */
  readonly query?: string | undefined;
  /** Messages a page. */
  readonly pageSize: number;
}

/** The messages of a folder as far as they were asked for, in the store's order. */
export class MessageList {
  readonly choice: ListChoice;
  readonly #store: Pick<MailStore, 'list'>;
  /** In the order shown. Each id once. */
  #envelopes: Envelope[] = [];
  #known = new Set<string>();
  readonly #shared = new Shared();
  #next: string | undefined;
  #begun = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(store: Pick<MailStore, 'list'>, choice: ListChoice) {
    this.#store = store;
    this.choice = choice;
  }

  get envelopes(): readonly Envelope[] {
    return this.#envelopes;
  }

  /** True once a page has come. */
  get begun(): boolean {
    return this.#begun;
  }

  /** True where the store has more messages than were asked for. */
  get hasMore(): boolean {
    return !this.#begun || this.#next !== undefined;
  }

  /** Gets the next page. What fails leaves the list as it was. */
  more(cancel: Cancellation): Promise<void> {
    return this.#inTurn(cancel, async () => {
      if (!this.hasMore) return;
      const { envelopes, next } = await this.#page(this.choice.pageSize, this.#next, cancel);
      this.#begun = true;
      this.#next = next;
      const [first] = envelopes;
      if (first && !this.#sameNumbers(first)) this.#replace([]);
      for (const envelope of envelopes) this.#add(envelope);
    });
  }

  /**
   * Reads anew what is shown, up to a bound: new messages come in, flags change, those that are gone leave. What fails
   * leaves the list as it was.
   */
  refresh(cancel: Cancellation): Promise<void> {
    return this.#inTurn(cancel, async () => {
      if (!this.#begun) return;
      const shown = this.#envelopes;
      // Some may have come: what is shown must not fall out at the end because of them.
      const size = Math.min(shown.length + NEW_MAIL, REFRESHED);
      const { envelopes, next } = await this.#page(size, undefined, cancel);
      const [first] = envelopes;
      const met = envelopes.findLastIndex((envelope) => this.#known.has(keyOf(envelope)));
      // Where the end was not asked for, it is not shown because it is near.
      const toEnd = next === undefined && (this.#next === undefined || met === envelopes.length - 1);
      const whole = toEnd || met < 0 || (first !== undefined && !this.#sameNumbers(first));
      if (whole) {
        this.#replace(envelopes);
        this.#next = next;
        return;
      }
      const last = envelopes[met];
      const reachesBeyond = met < envelopes.length - 1;
      if (!reachesBeyond && last) {
        // What was not read anew stays as it was.
        const at = shown.findIndex((one) => keyOf(one) === keyOf(last));
        this.#replace([...envelopes, ...shown.slice(at + 1)]);
      } else if (this.#next === undefined) {
        this.#replace(envelopes);
        this.#next = next;
      } else {
        // Nothing is shown that nobody asked for; the next page begins where it did.
        this.#replace(envelopes.slice(0, met + 1));
      }
    });
  }

  /** Takes messages out that are known to be gone. @returns true where one of them was shown. */
  remove(keys: ReadonlySet<string>): boolean {
    const left = this.#envelopes.filter((envelope) => !keys.has(keyOf(envelope)));
    if (left.length === this.#envelopes.length) return false;
    this.#replace(left);
    return true;
  }

  /** Takes messages as they are now. @returns true where one of them is shown. */
  update(envelopes: readonly Envelope[]): boolean {
    const now = new Map(envelopes.map((envelope) => [keyOf(envelope), envelope]));
    if (![...now.keys()].some((key) => this.#known.has(key))) return false;
    this.#envelopes = this.#envelopes.map((envelope) => now.get(keyOf(envelope)) ?? envelope);
    return true;
  }

  async #page(
    size: number,
    after: string | undefined,
    cancel: Cancellation,
  ): Promise<{ readonly envelopes: readonly Envelope[]; readonly next: string | undefined }> {
    const { folder, sort, query } = this.choice;
    const listing: Listing = {
      ...{ sort, size },
      ...(query === undefined ? {} : { query }),
      ...(after === undefined ? {} : { after }),
    };
    const { envelopes, next } = await this.#store.list(folder, listing, cancel);
    return { envelopes, next };
  }

  /** RFC 9051 2.3.1.1: under another UIDVALIDITY the same UID is another message. */
  #sameNumbers({ id }: Envelope): boolean {
    const [shown] = this.#envelopes;
    return !shown || shown.id.validity === id.validity;
  }

  #replace(envelopes: readonly Envelope[]): void {
    this.#envelopes = [];
    this.#known = new Set();
    for (const envelope of envelopes) this.#add(envelope);
  }

  #add(envelope: Envelope): void {
    const key = keyOf(envelope);
    if (this.#known.has(key)) return;
    this.#known.add(key);
    this.#envelopes.push(this.#shared.envelope(envelope));
  }

  /**
   * One request at a time: a page that comes while the list is read anew would stand in the wrong place. One that waits
   * for another, of a server that says nothing any more, can be given up all the same.
   */
  #inTurn(cancel: Cancellation, work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(() => {
      cancel.signal.throwIfAborted();
      return work();
    });
    this.#turn = turn.catch(() => undefined);
    return untilAborted(turn, cancel);
  }
}

/** Names a message within its folder. */
export function keyOf({ id }: Pick<Envelope, 'id'>): string {
  return `${id.validity} ${id.uid}`;
}

/** Messages. */
const NEW_MAIL = 20;
const REFRESHED = 500;
