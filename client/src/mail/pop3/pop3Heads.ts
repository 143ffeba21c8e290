// The headers of messages for lists, asked for together, and kept for a while: they never change.

import type { Cancellation } from '../mailStore.ts';
import type { Pop3Connection } from './pop3Connection.ts';
import type { Pop3Maildrop } from './pop3Maildrop.ts';

interface Wish {
  readonly uid: string;
  readonly limit: number;
  readonly resolve: (head: Uint8Array | undefined) => void;
  readonly reject: (error: unknown) => void;
}

export class Pop3Heads {
  readonly #maildrop: Pop3Maildrop;
  /** In the order of their last use. */
  readonly #heads = new Map<string, Uint8Array>();
  #octets = 0;
  #wishes: Wish[] = [];
  #turn: Promise<void> = Promise.resolve();
  #session: { readonly connection: Pop3Connection; readonly cancel: Cancellation } | undefined;

  constructor(maildrop: Pop3Maildrop) {
    this.#maildrop = maildrop;
  }

  /** Lets `work` ask for heads over a session. */
  async within<T>(connection: Pop3Connection, cancel: Cancellation, work: () => Promise<T>): Promise<T> {
    this.#session = { connection, cancel };
    try {
      return await work();
    } finally {
      this.#session = undefined;
    }
  }

  /**
   * The start of a message; the whole, up to the limit, where more is wanted than TOP gives.
   * @returns undefined where it is gone.
   */
  head(uid: string, limit: number): Promise<Uint8Array | undefined> {
    const known = limit <= SHOWN ? this.#heads.get(uid) : undefined;
    if (known) {
      this.#keep(uid, known);
      return Promise.resolve(known.subarray(0, limit));
    }
    return new Promise((resolve, reject) => {
      this.#wishes.push({ uid, limit, resolve, reject });
      // Those that are asked for in the same moment go over the wire together.
      if (this.#wishes.length === 1) queueMicrotask(() => this.#grant());
    });
  }

  #grant(): void {
    const wishes = this.#wishes;
    this.#wishes = [];
    this.#turn = this.#turn
      .then(() => this.#granted(wishes))
      .catch((error: unknown) => {
        for (const { reject } of wishes) reject(error);
      });
  }

  async #granted(wishes: readonly Wish[]): Promise<void> {
    if (!this.#session) throw new Error('there is no session to read a header in');
    const { connection, cancel } = this.#session;
    const uids = wishes.map(({ uid }) => uid);
    const located = await this.#maildrop.locate(connection, uids, cancel);
    const there = wishes.flatMap((wish) => {
      const message = located.get(wish.uid);
      if (!message) wish.resolve(undefined);
      return message ? [{ ...wish, message }] : [];
    });
    const short = there.filter(({ limit }) => limit <= SHOWN);
    const heads = connection.tops(
      short.map(({ message }) => message.number),
      LINES,
      SHOWN,
      cancel,
    );
    let next = 0;
    for await (const head of heads) {
      const wish = short[next++];
      if (!wish) break;
      // A server without TOP: the message is shown without its header.
      const octets = head ?? new Uint8Array(0);
      if (head) this.#keep(wish.uid, octets);
      wish.resolve(octets.subarray(0, wish.limit));
    }
    for (const { message, limit, resolve } of there.filter((wish) => wish.limit > SHOWN)) {
      const chunks: Uint8Array[] = [];
      let octets = 0;
      for await (const chunk of connection.retrieve(message.number, cancel)) {
        if (octets < limit) chunks.push(chunk.subarray(0, limit - octets));
        octets += chunk.length;
      }
      resolve(Buffer.concat(chunks));
    }
  }

  #keep(uid: string, head: Uint8Array): void {
    const before = this.#heads.get(uid);
    this.#octets += head.length - (before?.length ?? 0);
    this.#heads.delete(uid);
    this.#heads.set(uid, head);
    for (const [oldest, octets] of this.#heads) {
      if (this.#octets <= MAX_OCTETS) break;
      this.#heads.delete(oldest);
      this.#octets -= octets.length;
    }
  }
}

/** Octets of a head; lines of the body that show what the parts are, asked for with it. */
const SHOWN = 16 * 1024;
const LINES = 40;
/** Of all heads. */
const MAX_OCTETS = 8 * 1024 * 1024;
