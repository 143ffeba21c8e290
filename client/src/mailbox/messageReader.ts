// The octets of messages: read once while they are wanted, whole or not at all.

import type { Cancellation, MailStore, MessageId } from '../mail/mailStore.ts';

/** Told of octets that have come. */
export type Progress = (octets: number) => void;

/** All octets of a message. Rejects as the store does; nothing of a message that breaks off is given out. */
export async function readWhole(
  store: MailStore,
  id: MessageId,
  cancel: Cancellation,
  progress: Progress,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of store.read(id, undefined, cancel)) {
    cancel.signal.throwIfAborted();
    chunks.push(chunk);
    length += chunk.length;
    progress(length);
  }
  const [only] = chunks;
  if (only && chunks.length === 1) return only;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** What was read last, by name, as long as it fits. */
export class Recent {
  readonly #limit: number;
  readonly #kept = new Map<string, Uint8Array>();
  #octets = 0;

  /** @param limit octets of all together; the last one is kept whatever its size. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get(name: string): Uint8Array | undefined {
    const octets = this.#kept.get(name);
    if (octets) {
      this.#kept.delete(name);
      this.#kept.set(name, octets);
    }
    return octets;
  }

  set(name: string, octets: Uint8Array): void {
    this.delete(name);
    this.#kept.set(name, octets);
    this.#octets += octets.length;
    for (const oldest of this.#kept.keys()) {
      if (this.#octets <= this.#limit || this.#kept.size === 1) return;
      this.delete(oldest);
    }
  }

  delete(name: string): void {
    this.#octets -= this.#kept.get(name)?.length ?? 0;
    this.#kept.delete(name);
  }

  /** Names of what is kept. */
  names(): readonly string[] {
    return [...this.#kept.keys()];
  }
}
