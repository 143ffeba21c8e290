// What every kind of mailbox offers the tree and the commands: IMAP, POP3, Maildir, mbox, a folder of messages.

import type { MailError } from './faults.ts';

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

/** Somebody with an address. Decoded text of anybody. */
export interface Person {
  readonly name?: string;
  readonly address: string;
}

/** What a list shows of a message, without its body. */
export interface Envelope {
  readonly id: MessageId;
  /** Decoded text. */
  readonly from: string;
  /** The first recipients; left out where there are none. */
  readonly to?: string;
  /** The first of those who wrote it and got it. */
  readonly people?: readonly Person[];
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
  | {
      readonly kind: 'messages';
      readonly folder: string;
      /** All that happened, where the store can tell; undefined: list anew. */
      readonly changes?: MessageChanges;
    }
  | {
      readonly kind: 'offline' | 'online';
      /** Why it is offline. */
      readonly error?: Error;
    };

/** What happened to the messages of a folder. */
export interface MessageChanges {
  readonly validity: string;
  /** The flags that messages have now, by UID. */
  readonly flags: ReadonlyMap<string, ReadonlySet<string>>;
  /** UIDs that are no more. */
  readonly gone: readonly string[];
  /** True where there are new messages. */
  readonly arrived: boolean;
}

/** What a message is made of, without its bodies. */
export interface MessageOutline {
  /** The octets of its header. */
  readonly header: Uint8Array;
  /** Its leaves, in order. */
  readonly parts: readonly OutlinePart[];
  /** All parts, each behind the one around it. */
  readonly nodes: readonly OutlineNode[];
}

/** A part, with those that hold others; they have no size, and no encoding of their own. */
export interface OutlineNode extends Omit<OutlinePart, 'size' | 'encoding'> {
  /** How many parts stand around it. */
  readonly depth: number;
  readonly size?: number;
  readonly encoding?: string;
}

/** One part that holds no others. */
export interface OutlinePart {
  /** Names the part: `1.2` (RFC 9051 6.4.5.1). */
  readonly section: string;
  /** Media type, lower case. */
  readonly type: string;
  readonly name?: string;
  /** Octets as they stand in the message, still encoded. */
  readonly size: number;
  /** Content-Transfer-Encoding, lower case. */
  readonly encoding: string;
  readonly disposition?: string;
}

/** How full one resource of a mailbox is (RFC 9208). */
export interface Quota {
  readonly root: string;
  /** `STORAGE` in octets, `MESSAGE` in messages. */
  readonly resource: string;
  readonly used: number;
  readonly limit: number;
}

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
    /** When it was received, ms since the epoch; where the store keeps that, and else now. */
    received?: number,
  ): Promise<MessageId | undefined>;
  /** Makes a folder below one that is there, and subscribes to it. Rejects with `folder-name-unusable`. */
  createFolder?(path: readonly string[], cancel: Cancellation): Promise<Folder>;
  /** Renames or moves a folder with all below it. */
  renameFolder?(folder: string, path: readonly string[], cancel: Cancellation): Promise<Folder>;
  /** Deletes a folder and what is in it, for good: the caller has asked the user. */
  deleteFolder?(folder: string, cancel: Cancellation): Promise<void>;
  subscribeFolder?(folder: string, subscribed: boolean, cancel: Cancellation): Promise<void>;
  /** Drops what is kept on this machine and can be had again. */
  clearCache?(): Promise<void>;
  /** POP3: what `expunge` has noted and not yet done. */
  readonly deletions?: PendingDeletions;
  /** POP3: looks which messages are there, in one short session. @returns how many are new. */
  fetch?(cancel: Cancellation): Promise<number>;
  /** IMAP: the UIDs of a folder from one on, ascending; all, where its UIDVALIDITY is another now (RFC 9051 2.3.1.1). */
  uidsFrom?(
    folder: string,
    from: { readonly validity: string; readonly uid: number } | undefined,
    cancel: Cancellation,
  ): Promise<{ readonly validity: string; readonly uids: Uint32Array }>;
  /** IMAP: those of some messages of one folder that are small, whole, by UID: many in one answer. */
  readTogether?(ids: readonly MessageId[], cancel: Cancellation): Promise<ReadonlyMap<string, Uint8Array>>;
  /** POP3: messages one after the other over one session, oldest first. Rejects with `fetch-no-uidl`. */
  each?(wanted: (id: MessageId) => boolean, cancel: Cancellation): AsyncIterable<ReadableMessage>;
  /**
   * The header and the structure alone, for what is too large to read whole.
   * @param whole true: also where a store has to read the whole message for it; else it may leave out the parts.
   */
  outline?(id: MessageId, cancel: Cancellation, whole?: boolean): Promise<MessageOutline>;
  /** The octets of a section (`2`, `2.MIME`, `HEADER`), as they stand in the message. Never marks it as seen. */
  readPart?(
    id: MessageId,
    section: string,
    range: OctetRange | undefined,
    cancel: Cancellation,
  ): AsyncIterable<Uint8Array>;
  /** The messages of the same folder that belong together with this one, oldest first. */
  conversation?(id: MessageId, cancel: Cancellation): Promise<readonly Envelope[]>;
  /** RFC 9208: what counts for a folder. */
  quota?(folder: string, cancel: Cancellation): Promise<readonly Quota[]>;
  /** What the server says of itself, in lines for the user. */
  describe?(cancel: Cancellation): Promise<readonly string[]>;
  /** What the last list of folders left out. */
  readonly foldersNotice?: MailError | undefined;
  /** Tells which folder is looked at, so that it is watched beside the INBOX; undefined: none. */
  show?(folder: string | undefined): void;
  /** Makes ready for the first page of a folder, which is likely to be asked for. Never rejects. */
  prepare?(folder: string): Promise<void>;
  /** Calls `listener` for changes made elsewhere, until disposed. */
  watch(listener: (event: StoreEvent) => void): Disposable;
  /** As `watch`, for what is learned by the way only: nothing is opened or asked for it. */
  follow?(listener: (event: StoreEvent) => void): Disposable;
}

/** One limit, and how much of it is used. */
export interface Quota {
  readonly root: string;
  /** RFC 9208 5: `STORAGE` is given in octets here, others in numbers. */
  readonly resource: string;
  readonly used: number;
  readonly limit: number;
}

/** Messages that are to be deleted from the server, and are still there. */
export interface PendingDeletions {
  pending(): readonly MessageId[];
  takeBack(ids: readonly MessageId[]): Promise<void>;
  /** Deletes them in one short session. @returns how many are gone now. */
  apply(cancel: Cancellation): Promise<number>;
}

/** A message of a session that is under way. */
export interface ReadableMessage {
  readonly id: MessageId;
  /** How many are wanted behind it. */
  readonly left: number;
  /** Is read to its end, or not at all, before the next one is asked for. */
  octets(): AsyncIterable<Uint8Array>;
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
