// Which documents are drafts of a mailbox, and where the mailbox has them: kept for this window, over restarts.

import type { MessageId } from '../../mail/mailStore.ts';

/** Where it is kept: as VS Code's `Memento`. */
export interface KeptDrafts {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

/** A document, and its version in a mailbox. */
export interface DraftEntry {
  /** The address of the document. */
  readonly document: string;
  /** The identifier of the message, without brackets; empty where it has none. */
  readonly messageId: string;
  readonly accountId: string;
  /** Undefined where the store did not tell. */
  readonly stored: MessageId | undefined;
}

export class DraftLog {
  readonly #kept: KeptDrafts;

  constructor(kept: KeptDrafts) {
    this.#kept = kept;
  }

  /**
   * What is known of a document.
   * @param messageId another message may have this address by now: an untitled document is called as one before it.
   */
  find(document: string, messageId: string): DraftEntry | undefined {
    return this.#entries().find((entry) => entry.document === document && entry.messageId === messageId);
  }

  /** The documents that were made from a message of a mailbox, or were stored as it. */
  documentsOf(accountId: string, { folder, validity, uid }: MessageId): readonly string[] {
    return this.#entries()
      .filter(({ stored, accountId: id }) => id === accountId && stored?.folder === folder)
      .filter(({ stored }) => stored?.validity === validity && stored.uid === uid)
      .map(({ document }) => document);
  }

  async set(entry: DraftEntry): Promise<void> {
    const others = this.#entries().filter(({ document }) => document !== entry.document);
    await this.#kept.update(KEY, [entry, ...others].slice(0, MAX_ENTRIES));
  }

  async delete(document: string): Promise<void> {
    await this.#kept.update(
      KEY,
      this.#entries().filter((entry) => entry.document !== document),
    );
  }

  #entries(): readonly DraftEntry[] {
    const value = this.#kept.get(KEY);
    return Array.isArray(value) ? value.filter(isEntry) : [];
  }
}

function isEntry(value: unknown): value is DraftEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { document, messageId, accountId, stored } = value as Partial<Record<keyof DraftEntry, unknown>>;
  return (
    [document, messageId, accountId].every((text) => typeof text === 'string') &&
    (stored === undefined || isId(stored))
  );
}

function isId(value: unknown): value is MessageId {
  if (typeof value !== 'object' || value === null) return false;
  const { folder, validity, uid } = value as Partial<Record<keyof MessageId, unknown>>;
  return [folder, validity, uid].every((text) => typeof text === 'string');
}

const KEY = 'mailWorkbench.drafts';
const MAX_ENTRIES = 200;
