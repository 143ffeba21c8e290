// Parts of messages for stores that give messages whole: a message is read once, and its parts come from it.

import { joined } from './actions/attachments.ts';
import { detail } from './faultDetails.ts';
import { MailError, isFault } from './faults.ts';
import { headerLength } from './header.ts';
import type { Cancellation, MailStore, MessageId, MessageOutline, OctetRange } from './mailStore.ts';
import { outlineOf, rangeOf } from './sections.ts';
import type { SectionPart } from './sections.ts';

/** The parts of a message in document order, with offsets into its octets: asked of the language server. */
export type Structure = (message: Uint8Array, cancel: Cancellation) => Promise<readonly SectionPart[]>;

export interface WholePartsOptions {
  readonly structure: Structure;
  /** True where to read a message whole only to tell what it is made of costs a long transfer. */
  readonly costly: boolean;
}

/** `store` with `outline` and `readPart`. One that knows parts by itself is asked first. */
export function wholeParts(store: MailStore, options: WholePartsOptions): MailStore {
  const own = new WholeParts(store, options);
  return new Proxy(store, {
    get: (_, name) => {
      if (name === 'outline') return own.outline.bind(own);
      if (name === 'readPart') return own.readPart.bind(own);
      const member: unknown = Reflect.get(store, name, store);
      return typeof member === 'function' ? (member.bind(store) as unknown) : member;
    },
  });
}

/** A message that was read, with its parts. */
interface Whole {
  readonly key: string;
  readonly octets: Uint8Array;
  readonly parts: readonly SectionPart[];
}

class WholeParts implements Required<Pick<MailStore, 'outline' | 'readPart'>> {
  readonly #store: MailStore;
  readonly #options: WholePartsOptions;
  /** The last one: who asks for a part asks for others, too. */
  #whole: Whole | undefined;

  constructor(store: MailStore, options: WholePartsOptions) {
    this.#store = store;
    this.#options = options;
  }

  async outline(id: MessageId, cancel: Cancellation, whole = false): Promise<MessageOutline> {
    const asked = this.#store.outline?.(id, cancel, whole);
    if (asked) {
      return asked.catch(async (error: unknown) => {
        const { octets, parts } = await this.#kept(id, cancel, error);
        return outlineOf(headerIn(octets, parts), parts);
      });
    }
    if (this.#options.costly && !whole && this.#whole?.key !== keyOf(id) && this.#store.readPart) {
      const header: Uint8Array[] = [];
      for await (const chunk of this.#store.readPart(id, 'HEADER', undefined, cancel)) header.push(chunk);
      return { header: joined(header), parts: [], nodes: [] };
    }
    const { octets, parts } = await this.#read(id, cancel);
    return outlineOf(headerIn(octets, parts), parts);
  }

  async *readPart(
    id: MessageId,
    section: string,
    range: OctetRange | undefined,
    cancel: Cancellation,
  ): AsyncGenerator<Uint8Array> {
    const knows = this.#knowsParts || section.toUpperCase() === 'HEADER';
    if (knows && this.#store.readPart && this.#whole?.key !== keyOf(id)) {
      let begun = false;
      try {
        for await (const chunk of this.#store.readPart(id, section, range, cancel)) {
          begun = true;
          yield chunk;
        }
        return;
      } catch (error) {
        if (begun) throw error;
        await this.#kept(id, cancel, error);
      }
    }
    if (section.toUpperCase() === 'HEADER' && this.#whole?.key !== keyOf(id)) {
      const { from, to } = range ?? { from: 0, to: Infinity };
      yield (await this.#header(id, cancel)).subarray(from, to);
      return;
    }
    const { octets, parts } = await this.#read(id, cancel);
    const place = section === '' ? { from: 0, to: octets.length } : rangeOf(parts, section);
    if (!place) throw new MailError('command-refused', [id.folder, section, detail('there is no such part')]);
    const { from, to } = range ?? { from: 0, to: Infinity };
    for (let at = place.from + from; at < Math.min(place.to, place.from + to); at += CHUNK) {
      cancel.signal.throwIfAborted();
      yield octets.subarray(at, Math.min(place.to, place.from + to, at + CHUNK));
    }
  }

  get #knowsParts(): boolean {
    return typeof Reflect.get(this.#store, 'outline') === 'function';
  }

  /** What a cache has of a message whose server cannot be reached; rejects with why it cannot. */
  async #kept(id: MessageId, cancel: Cancellation, error: unknown): Promise<Whole> {
    cancel.signal.throwIfAborted();
    // Where the server has answered for this message, reading it whole tells no more.
    if (isFault(error, 'message-gone', 'uidvalidity-changed', 'command-refused')) throw error;
    return this.#read(id, cancel).catch(() => {
      throw error;
    });
  }

  /** The message is read as far as its header goes. */
  async #header(id: MessageId, cancel: Cancellation): Promise<Uint8Array> {
    let octets: Uint8Array = new Uint8Array(0);
    for await (const chunk of this.#store.read(id, undefined, cancel)) {
      cancel.signal.throwIfAborted();
      octets = joined([octets, chunk]);
      const length = headerLength(octets);
      if (length < octets.length) return octets.subarray(0, length);
    }
    return octets;
  }

  async #read(id: MessageId, cancel: Cancellation): Promise<Whole> {
    const key = keyOf(id);
    if (this.#whole?.key === key) return this.#whole;
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of this.#store.read(id, undefined, cancel)) {
      cancel.signal.throwIfAborted();
      length += chunk.length;
      if (length > MAX_OCTETS) {
        throw new MailError('answer-too-large', [id.folder, detail('{0} octets', MAX_OCTETS)]);
      }
      chunks.push(chunk);
    }
    const octets = joined(chunks);
    const parts = await this.#options.structure(octets, cancel);
    cancel.signal.throwIfAborted();
    this.#whole = { key, octets, parts };
    return this.#whole;
  }
}

function headerIn(octets: Uint8Array, parts: readonly SectionPart[]): Uint8Array {
  return octets.subarray(0, parts[0]?.bodyFrom ?? octets.length);
}

function keyOf({ folder, validity, uid }: MessageId): string {
  return `${validity} ${uid} ${folder}`;
}

/** What is held in memory, and what the language server is given at once. */
const MAX_OCTETS = 64 * 1024 * 1024;
const CHUNK = 512 * 1024;
