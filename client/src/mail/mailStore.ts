// What every kind of mailbox offers the tree and the commands: IMAP, POP3, Maildir, mbox, a folder of messages.

/** Cancels a long action; the same shape as the platform's. */
export interface Cancellation {
  readonly signal: AbortSignal;
}

/** One folder of a store. */
export interface Folder {
  /** Names the folder within its store; opaque, stable across sessions. */
  readonly id: string;
  /** The decoded path, from the outermost folder inwards. */
  readonly path: readonly string[];
  /** RFC 6154 special use, as `\Sent`; `\Inbox` for the INBOX. */
  readonly specialUse?: string;
  readonly subscribed: boolean;
  /** False for a folder that only holds other folders. */
  readonly selectable: boolean;
  /** Number of messages and of unseen ones; undefined where the store does not say without opening it. */
  readonly messages?: number;
  readonly unseen?: number;
}

/** Names one message for good: within a folder, as long as `validity` stands (RFC 9051 2.3.1.1). */
export interface MessageId {
  readonly folder: string;
  /** UIDVALIDITY, or what a local store has in its place. */
  readonly validity: string;
  /** UID, POP3 unique id, or file name. */
  readonly uid: string;
}

/** What a list shows of a message, without its body. */
export interface Envelope {
  readonly id: MessageId;
  /** Decoded text. */
  readonly from: string;
  readonly subject: string;
  /** When the message was written or received, in ms since the epoch. */
  readonly date: number;
  /** In octets. */
  readonly size: number;
  /** IMAP system flags and keywords. */
  readonly flags: ReadonlySet<string>;
  readonly hasAttachments: boolean;
}

/** A page of a list; `next` asks for the page behind it. */
export interface Page {
  readonly envelopes: readonly Envelope[];
  /** Opaque; undefined on the last page. */
  readonly next?: string;
}

/** Which messages of a folder, and in which order. */
export interface Listing {
  readonly sort: 'date' | 'from' | 'subject' | 'size';
  /** Words of the search language; undefined: all. */
  readonly query?: string;
  /** Messages a page. */
  readonly size: number;
  /** The `next` of the page before. */
  readonly after?: string;
}

/** How a message is changed. Undefined members stay as they are. */
export interface FlagChange {
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
}

/** What happened in a store without our doing. */
export type StoreEvent =
  | { readonly kind: 'folders' }
  | { readonly kind: 'messages'; readonly folder: string }
  | { readonly kind: 'offline' | 'online' };

/**
 * A mailbox. All methods may throw a `MailError`, whose message is one sentence for the user; an aborted signal
 * rejects with `AbortError` and leaves the store as it was. Octets are the message's own, never altered.
 */
export interface MailStore extends AsyncDisposable {
  readonly capabilities: StoreCapabilities;
  folders(cancel: Cancellation): Promise<readonly Folder[]>;
  /** A page of envelopes, newest first for `date`. Never marks anything as seen. */
  list(folder: string, listing: Listing, cancel: Cancellation): Promise<Page>;
  /** The octets of a message, or of `[from, to)` of them, in chunks. Never marks it as seen. */
  read(id: MessageId, range: OctetRange | undefined, cancel: Cancellation): AsyncIterable<Uint8Array>;
  flag(ids: readonly MessageId[], change: FlagChange, cancel: Cancellation): Promise<void>;
  /** Moves and returns where the messages are now, in the order given, as far as the store tells. */
  move(
    ids: readonly MessageId[],
    folder: string,
    cancel: Cancellation,
  ): Promise<readonly (MessageId | undefined)[]>;
  copy(
    ids: readonly MessageId[],
    folder: string,
    cancel: Cancellation,
  ): Promise<readonly (MessageId | undefined)[]>;
  /** Deletes for good: the caller has asked the user. Removes these messages and no others. */
  expunge(ids: readonly MessageId[], cancel: Cancellation): Promise<void>;
  append(
    folder: string,
    octets: Uint8Array,
    flags: readonly string[],
    cancel: Cancellation,
  ): Promise<MessageId | undefined>;
  /** Calls `listener` for changes made elsewhere, until disposed. */
  watch(listener: (event: StoreEvent) => void): Disposable;
}

/** Half-open, in octets. */
export interface OctetRange {
  readonly from: number;
  readonly to: number;
}

/** What the commands may offer for a store. */
export interface StoreCapabilities {
  readonly folders: boolean;
  readonly flags: boolean;
  readonly move: boolean;
  readonly append: boolean;
  readonly search: boolean;
  readonly watch: boolean;
}
