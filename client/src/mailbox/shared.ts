// Texts and flags that many messages have alike, kept once: a folder has some senders and some sets of flags.

import type { Envelope } from '../mail/mailStore.ts';

export class Shared {
  #texts = new Map<string, string>();
  #flags = new Map<string, ReadonlySet<string>>();

  /** The same message, with what others have too shared with them. */
  envelope(envelope: Envelope): Envelope {
    const { id, from, to, flags } = envelope;
    return {
      ...envelope,
      id: { folder: this.#text(id.folder), validity: this.#text(id.validity), uid: id.uid },
      from: this.#text(from),
      ...(to === undefined ? {} : { to: this.#text(to) }),
      flags: this.#flagsLike(flags),
    };
  }

  #text(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size >= MOST) this.#texts = new Map();
    this.#texts.set(text, text);
    return text;
  }

  #flagsLike(flags: ReadonlySet<string>): ReadonlySet<string> {
    const key = [...flags].sort().join(' ');
    const known = this.#flags.get(key);
    if (known) return known;
    if (this.#flags.size >= MOST) this.#flags = new Map();
    this.#flags.set(key, flags);
    return flags;
  }
}

/** Of each kind. What is shared already stays so. */
const MOST = 1000;
