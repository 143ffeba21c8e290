// Copies the messages of a folder into a folder of any other store: export, import, and copies between accounts.

import type { FaultCode } from '../faults.ts';
import type { Cancellation, MailStore, MessageId } from '../mailStore.ts';
import type { Journal } from './journal.ts';
import { memoryJournal } from './journal.ts';

/** A folder of a store. */
export interface Place {
  readonly store: MailStore;
  readonly folder: string;
}

/** What is copied, and how. */
export interface Transfer {
  readonly from: Place;
  readonly to: Place;
  /** Only these; all messages of the folder where left out. */
  readonly messages?: readonly MessageId[];
  /** What an earlier attempt has done; where left out, none is remembered. */
  readonly journal?: Journal;
  /** True where the target is a server: lines that end in LF alone get the CRLF that protocols ask for. */
  readonly wire?: boolean;
  readonly progress?: (progress: TransferProgress) => void;
}

export interface TransferProgress {
  /** Messages, those of earlier attempts among them. */
  readonly done: number;
  readonly total: number;
  /** Octets of this attempt. */
  readonly octets: number;
}

export interface TransferResult {
  readonly copied: number;
  /** Arrived in an earlier attempt. */
  readonly before: number;
  /** Deleted or moved away while the transfer ran. */
  readonly gone: number;
}

/**
 * Copies, oldest first. Whatever ends it, each message that arrived is whole and is in the journal; a message of which
 * nobody knows whether it arrived is looked for before it is sent again.
 */
export async function transfer(
  { from, to, messages, journal = memoryJournal(), wire = false, progress }: Transfer,
  cancel: Cancellation,
): Promise<TransferResult> {
  const all = await entriesOf(from, messages, cancel);
  const counts = { copied: 0, before: 0, gone: 0 };
  let octets = 0;
  const flags = to.store.capabilities.flags;
  for (const entry of all) {
    cancel.signal.throwIfAborted();
    const key = `${entry.id.validity} ${entry.id.uid}`;
    if (journal.done.has(key)) counts.before++;
    else {
      const message = await whole(from.store, entry.id, cancel);
      if (!message) counts.gone++;
      else {
        const sent = wire ? withCrLf(message) : message;
        const arrived = journal.open === key && (await isThere(to, sent, cancel));
        if (!arrived) {
          await journal.begin(key);
          const kept = flags ? [...entry.flags].filter((flag) => flag !== '\\Recent') : [];
          await to.store.append(to.folder, sent, kept, cancel, entry.date);
        }
        await journal.finish(key);
        counts.copied++;
        octets += sent.length;
      }
    }
    progress?.({ done: counts.copied + counts.before + counts.gone, total: all.length, octets });
  }
  await journal.remove();
  return counts;
}

interface Entry {
  readonly id: MessageId;
  readonly flags: ReadonlySet<string>;
  readonly date: number | undefined;
}

/** Identifiers only: envelopes of a large folder would not be small. */
async function entriesOf(
  { store, folder }: Place,
  messages: readonly MessageId[] | undefined,
  cancel: Cancellation,
): Promise<readonly Entry[]> {
  const wanted = messages && new Set(messages.map(({ validity, uid }) => `${validity} ${uid}`));
  const found: Entry[] = [];
  const seen = new Set<string>();
  for (let after: string | undefined, more = true; more;) {
    cancel.signal.throwIfAborted();
    const page = await store.list(
      folder,
      { sort: 'date', size: PAGE, ...(after === undefined ? {} : { after }) },
      cancel,
    );
    for (const { id, flags, date } of page.envelopes) {
      const key = `${id.validity} ${id.uid}`;
      if (seen.has(key) || wanted?.has(key) === false) continue;
      seen.add(key);
      found.push({ id, flags, date: date > 0 ? date : undefined });
    }
    more = page.next !== undefined && page.next !== after && seen.size !== wanted?.size;
    after = page.next;
  }
  return found.reverse();
}

/** Undefined where the message is gone. */
async function whole(store: MailStore, id: MessageId, cancel: Cancellation): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of store.read(id, undefined, cancel)) {
      pieces.push(piece);
      length += piece.length;
    }
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
  const [first] = pieces;
  if (first && pieces.length === 1) return first;
  const octets = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    octets.set(piece, at);
    at += piece.length;
  }
  return octets;
}

/** By its code: the store may come from another bundle, whose classes are others. */
function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === GONE;
}

/** Looks for a message that may have arrived, by its identifier. */
async function isThere(
  { store, folder }: Place,
  message: Uint8Array,
  cancel: Cancellation,
): Promise<boolean> {
  const header = new TextDecoder('latin1').decode(message.subarray(0, HEADER));
  const [, id] =
    /^Message-ID:[ \t]*(?:\r?\n[ \t]+)?<([^<>"\s\\]+)>/im.exec(header.split(/\r?\n\r?\n/)[0] ?? '') ?? [];
  if (id === undefined || !store.capabilities.search) return false;
  const { envelopes } = await store.list(
    folder,
    { sort: 'date', size: 10, query: `message-id:"${id}"` },
    cancel,
  );
  return envelopes.some(({ size }) => Math.abs(size - message.length) <= message.length / 10);
}

/** RFC 5322 2.3: CR and LF stand together only. Octets that are right already are given back as they are. */
export function withCrLf(octets: Uint8Array): Uint8Array {
  let bare = 0;
  for (let at = octets.indexOf(LF); at >= 0; at = octets.indexOf(LF, at + 1)) {
    if (octets[at - 1] !== CR) bare++;
  }
  if (bare === 0) return octets;
  const wired = new Uint8Array(octets.length + bare);
  let from = 0;
  let to = 0;
  for (let at = octets.indexOf(LF); at >= 0; at = octets.indexOf(LF, at + 1)) {
    wired.set(octets.subarray(from, at), to);
    to += at - from;
    if (octets[at - 1] !== CR) wired[to++] = CR;
    from = at;
  }
  wired.set(octets.subarray(from), to);
  return wired;
}

const GONE: FaultCode = 'message-gone';
const CR = 13;
const LF = 10;
const PAGE = 200;
/** Octets in which the Message-ID is looked for. */
const HEADER = 32 * 1024;
