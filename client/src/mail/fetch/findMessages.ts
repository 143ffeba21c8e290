// Finds messages in folders of an account: by Message-ID, exactly; by unique id; by the search language.

import { isFault } from '../faults.ts';
import { readHeader } from '../header.ts';
import type { Cancellation, Envelope, Folder, MailStore, MessageId } from '../mailStore.ts';
import { envelopeOf } from '../summaries.ts';
import type { Summaries } from '../summaries.ts';

/** What is looked for. */
export type Wanted =
  /** Without brackets. */
  | { readonly kind: 'messageId'; readonly id: string }
  /** A set as `17,20:30` in IMAP, else one unique id. */
  | { readonly kind: 'uid'; readonly uid: string }
  | { readonly kind: 'search'; readonly query: string };

export interface FoundMessage {
  readonly folder: Folder;
  readonly envelope: Envelope;
}

export interface FindResult {
  readonly found: readonly FoundMessage[];
  /** True where there are more than the limit allows. */
  readonly more: boolean;
  /** Folders that could not be searched. */
  readonly skipped: readonly Folder[];
}

export interface FindRequest {
  readonly store: MailStore;
  readonly folders: readonly Folder[];
  readonly wanted: Wanted;
  /** Messages. */
  readonly limit: number;
  readonly summaries: Summaries;
  /** Folders. */
  readonly progress?: (done: number, of: number) => void;
}

/** Searches one folder after the other; one that cannot be searched does not keep the others from being. */
export async function findMessages(request: FindRequest, cancel: Cancellation): Promise<FindResult> {
  const { folders, limit, progress } = request;
  const found: FoundMessage[] = [];
  const skipped: Folder[] = [];
  let more = false;
  for (const [index, folder] of folders.entries()) {
    cancel.signal.throwIfAborted();
    progress?.(index, folders.length);
    const left = limit - found.length;
    try {
      // One more than wanted, to tell whether there are more.
      const envelopes = await inFolder(request, folder.id, left + 1, cancel);
      found.push(...envelopes.slice(0, left).map((envelope) => ({ folder, envelope })));
      more = envelopes.length > left;
    } catch (error) {
      if (folders.length === 1 || !isFault(error, ...OF_ONE)) throw error;
      skipped.push(folder);
    }
    if (more) break;
  }
  return { found, more, skipped };
}

/**
 * The folders that a search of an account goes through. Where one has all mail (RFC 6154 2, `\All`), the others show
 * the same messages once more, but for those that are thrown away.
 */
export function searchedFolders(folders: readonly Folder[]): readonly Folder[] {
  const open = folders.filter(({ selectable }) => selectable);
  const rank = ({ specialUse = '', id }: Folder): number =>
    specialUse === '\\All' || id.toUpperCase() === 'INBOX' ? 0 : THROWN.has(specialUse) ? 2 : 1;
  const has = open.some(({ specialUse }) => specialUse === '\\All');
  const searched = open.filter(
    ({ specialUse = '' }) => !has || specialUse === '\\All' || THROWN.has(specialUse),
  );
  return searched.sort((a, b) => rank(a) - rank(b) || a.path.join('/').localeCompare(b.path.join('/')));
}

/**
 * The identifier in what somebody typed, pasted or clicked: with brackets or without, as a header field, as an address
 * `mid:` (RFC 2392). Undefined where there is none.
 */
export function messageIdIn(text: string): string | undefined {
  const plain = text.replace(/^\s*(?:message-id|in-reply-to|references)\s*:/i, '').trim();
  const [, address] = /^mid:([^/?#]+)/i.exec(plain) ?? [];
  const [, bracketed] = /<([^<>]+)>/.exec(plain) ?? [];
  const id = (address === undefined ? (bracketed ?? plain) : decoded(address)).replace(/\s+/g, '');
  return id === '' || /[<>\p{Cc}]/u.test(id) || id.length > MAX_ID ? undefined : id;
}

function decoded(address: string): string {
  return address.replace(/(?:%[0-9a-f]{2})+/gi, (octets) =>
    new TextDecoder().decode(Uint8Array.from(octets.slice(1).split('%'), (one) => parseInt(one, 16))),
  );
}

async function inFolder(
  { store, wanted, summaries }: FindRequest,
  folder: string,
  limit: number,
  cancel: Cancellation,
): Promise<readonly Envelope[]> {
  switch (wanted.kind) {
    case 'search':
      return searched(store, folder, wanted.query, limit, cancel);
    case 'messageId':
      return byMessageId({ store, summaries, folder, id: wanted.id, limit }, cancel);
    case 'uid': {
      if (store.uidsFrom) return searched(store, folder, `uid:${wanted.uid}`, limit, cancel);
      const id = await named(store, folder, wanted.uid, cancel);
      if (!id) return [];
      const [summary] = await summaries([await readHeader(store, id, cancel)], 0, cancel);
      return summary ? [envelopeOf(id, summary, { size: 0, flags: new Set() })] : [];
    }
  }
}

async function searched(
  store: MailStore,
  folder: string,
  query: string,
  limit: number,
  cancel: Cancellation,
): Promise<readonly Envelope[]> {
  const { envelopes } = await store.list(folder, { sort: 'date', size: limit, query }, cancel);
  return envelopes;
}

interface ById {
  readonly store: MailStore;
  readonly summaries: Summaries;
  readonly folder: string;
  readonly id: string;
  readonly limit: number;
}

/** RFC 9051 6.4.4: SEARCH HEADER finds what contains the identifier; the language server tells which one it is. */
async function byMessageId(
  { store, summaries, folder, id, limit }: ById,
  cancel: Cancellation,
): Promise<readonly Envelope[]> {
  const query = `message-id:"${id.replace(/["\\]/g, '\\$&')}"`;
  const exact: Envelope[] = [];
  for (const envelope of await searched(store, folder, query, MAX_CANDIDATES, cancel)) {
    const [summary] = await summaries([await readHeader(store, envelope.id, cancel)], 0, cancel);
    if (summary?.messageId.replace(/\s+/g, '') === id) exact.push(envelope);
    if (exact.length >= limit) break;
  }
  return exact;
}

/** The message of a unique id that is no number. */
async function named(
  store: MailStore,
  folder: string,
  uid: string,
  cancel: Cancellation,
): Promise<MessageId | undefined> {
  if (store.each) {
    for await (const { id } of store.each((one) => one.uid === uid, cancel)) return id;
    return undefined;
  }
  for (let after: string | undefined, more = true; more;) {
    const listing = { sort: 'date', size: PAGE, ...(after === undefined ? {} : { after }) } as const;
    const page = await store.list(folder, listing, cancel);
    const found = page.envelopes.find(({ id }) => id.uid === uid || `${id.uid}.eml` === uid);
    if (found) return found.id;
    more = page.next !== undefined && page.next !== after;
    after = page.next;
  }
  return undefined;
}

/** Failures that are of one folder. */
const OF_ONE = ['folder-gone', 'not-permitted', 'command-refused'] as const;
/** Left out where all mail is in another folder. */
const THROWN: ReadonlySet<string> = new Set(['\\Junk', '\\Trash']);
const MAX_CANDIDATES = 50;
const PAGE = 200;
/** RFC 5322 2.1.1: a line has at most 998 characters. */
const MAX_ID = 998;
