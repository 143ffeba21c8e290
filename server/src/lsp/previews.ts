// The messages that are open in previews, each by a name: as they were when they were opened.

import type { PreviewedMessage, Snapshot } from '../core/index.ts';

/** A message in a preview, and the text it stands in. */
export interface OpenPreview {
  readonly message: PreviewedMessage;
  readonly snapshot: Snapshot;
  /** The content that was asked for last, until it was fetched to its end: not decoded anew for each slice. */
  content?: { readonly key: string; readonly value: unknown };
}

/** Keeps what was asked for last. */
export class Previews {
  readonly #unique: () => string;
  readonly #open = new Map<string, OpenPreview>();

  constructor(unique: () => string) {
    this.#unique = unique;
  }

  /** @returns the name to ask by. */
  add(preview: OpenPreview): string {
    const name = this.#unique();
    this.#open.set(name, preview);
    let length = 0;
    for (const [key, { snapshot }] of [...this.#open].reverse()) {
      length += snapshot.length;
      if (key !== name && length > MAX_LENGTH) this.#open.delete(key);
    }
    const [oldest] = this.#open.keys();
    if (this.#open.size > MAX_OPEN && oldest !== undefined) this.#open.delete(oldest);
    return name;
  }

  get(name: string): OpenPreview | undefined {
    const found = this.#open.get(name);
    if (!found) return undefined;
    this.#open.delete(name);
    this.#open.set(name, found);
    return found;
  }

  end(name: string): void {
    this.#open.delete(name);
  }
}

const MAX_OPEN = 32;
/** UTF-16 units of all texts together; the one that was opened last is kept whatever its length. */
const MAX_LENGTH = 100_000_000;
