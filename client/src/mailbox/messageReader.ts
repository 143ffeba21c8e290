// The octets of messages: read once while they are wanted, whole or not at all.

import { detail } from '../mail/faultDetails.ts';
import { MailError } from '../mail/faults.ts';
import type { Cancellation, MailStore, MessageId } from '../mail/mailStore.ts';

/** Told of octets that have come. */
export type Progress = (octets: number) => void;

/** All octets of a message. Rejects as the store does; nothing of a message that breaks off is given out. */
export function readWhole(
  store: MailStore,
  id: MessageId,
  cancel: Cancellation,
  progress: Progress,
): Promise<Uint8Array> {
  return gathered([store.read(id, undefined, cancel)], cancel, progress);
}

/**
 * One part of a message as a document: its header, an empty line, its body as it stands; the rest is not fetched.
 * @param section `1.2` (RFC 9051 6.4.5.1), or `HEADER` for the message's own header.
 */
export async function readSection(
  store: MailStore,
  id: MessageId,
  section: string,
  cancel: Cancellation,
  progress: Progress,
): Promise<Uint8Array> {
  const sections = section === HEADER ? [HEADER] : [`${section}.MIME`, section];
  const read = sections.flatMap((one) => store.readPart?.(id, one, undefined, cancel) ?? []);
  if (read.length === 0) {
    throw new MailError('not-supported', [id.folder, detail('its messages are read whole only')]);
  }
  return gathered(read, cancel, progress);
}

async function gathered(
  sources: readonly AsyncIterable<Uint8Array>[],
  cancel: Cancellation,
  progress: Progress,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (const source of sources) {
    for await (const chunk of source) {
      cancel.signal.throwIfAborted();
      chunks.push(chunk);
      length += chunk.length;
      progress(length);
    }
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

/** The section of the header of a message. */
export const HEADER = 'HEADER';
