// Which messages of an open folder a listing means, and in which order: by SORT and SEARCH of the server (RFC 5256,
// 5267, 9051 6.4.4), else sorted here.

import type { FetchMessageObject, ImapFlow, MailboxObject } from 'imapflow';

import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import type { Listing } from '../mailStore.ts';
import { imapSearchKeys } from '../search/imapSearch.ts';
import { parseSearch } from '../search/searchQuery.ts';
import { imapCommand, isAscii, searchWords, textOf, words } from './imapCommand.ts';
import type { ImapAnswer } from './imapCommand.ts';
import type { ImapConnection } from './imapConnection.ts';
import { uidsOfExtended } from './uidSets.ts';

/** What is ordered, and on which server. */
export interface OrderRequest {
  readonly connection: ImapConnection;
  readonly client: ImapFlow;
  readonly mailbox: MailboxObject;
  readonly host: string;
  /** The day of the user, `2026-11-21`. */
  readonly today: string;
}

/** The UIDs of the messages that are wanted, in the order wanted. Rejects with `not-supported`. */
export async function orderedUids(
  request: OrderRequest,
  { sort, query = '' }: Pick<Listing, 'sort' | 'query'>,
): Promise<Uint32Array> {
  const keys = keysOf(request, query);
  if (sort === 'date') return (await search(request, keys)).sort().reverse();
  if (request.connection.has('SORT')) return sortedByServer(request, sort, keys);
  return sortedHere(request, sort, keys);
}

/** UIDs that match, in any order. @param keys search keys. */
export async function search(
  { connection, client, mailbox }: OrderRequest,
  keys: string,
): Promise<Uint32Array> {
  const found = new UidAnswers(mailbox.exists);
  const charset = isAscii(keys) || connection.isUtf8 ? [] : [words('CHARSET UTF-8')];
  const options = connection.has('ESEARCH') ? [words('RETURN (ALL)')] : [];
  await imapCommand(client, 'UID SEARCH', [...options, ...charset, ...searchWords(keys)], {
    SEARCH: found.take,
    ESEARCH: found.takeExtended,
  });
  return found.uids;
}

function keysOf({ connection, host, today }: OrderRequest, query: string): string {
  const keys = imapSearchKeys(parseSearch(query, today).node);
  if (/\bX-GM-RAW\b/.test(keys) && !connection.has('X-GM-EXT-1')) {
    throw new MailError('not-supported', [host, detail("only Gmail knows Gmail's search language")]);
  }
  return keys;
}

async function sortedByServer(
  { connection, client, mailbox }: OrderRequest,
  sort: Exclude<Listing['sort'], 'date'>,
  keys: string,
): Promise<Uint32Array> {
  const found = new UidAnswers(mailbox.exists);
  const criteria = {
    from: `${connection.has('SORT=DISPLAY') ? 'DISPLAYFROM' : 'FROM'} REVERSE ARRIVAL`,
    subject: 'SUBJECT REVERSE ARRIVAL',
    size: 'REVERSE SIZE REVERSE ARRIVAL',
  }[sort];
  // One answer in one piece (RFC 5267 3) is read much faster than 100,000 numbers.
  const options = connection.has('ESORT') ? [words('RETURN (ALL)')] : [];
  await imapCommand(client, 'UID SORT', [...options, words(`(${criteria}) UTF-8`), ...searchWords(keys)], {
    SORT: found.take,
    ESEARCH: found.takeExtended,
  });
  return found.uids;
}

async function sortedHere(
  request: OrderRequest,
  sort: Exclude<Listing['sort'], 'date'>,
  keys: string,
): Promise<Uint32Array> {
  const uids = keys === 'ALL' ? undefined : await search(request, keys);
  if ((uids?.length ?? request.mailbox.exists) > MAX_SORTED) {
    const why = detail('it does not sort, and more than {0} messages are not sorted here', MAX_SORTED);
    throw new MailError('not-supported', [request.host, why]);
  }
  if ((uids?.length ?? request.mailbox.exists) === 0) return new Uint32Array();
  const query = sort === 'size' ? { uid: true, size: true } : { uid: true, envelope: true };
  const messages = await request.client.fetchAll(uids ? uids.join(',') : '1:*', query, {
    uid: uids !== undefined,
  });
  const keyed = messages.map((message) => ({ uid: message.uid, key: sortKey(message, sort) }));
  keyed.sort((a, b) => compare(a.key, b.key) || b.uid - a.uid);
  return Uint32Array.from(keyed, ({ uid }) => uid);
}

function sortKey({ envelope, size = 0 }: FetchMessageObject, sort: Listing['sort']): string | number {
  if (sort === 'size') return -size;
  const [from] = envelope?.from ?? [];
  const sender = from?.name === undefined || from.name === '' ? from?.address : from.name;
  const text = sort === 'from' ? (sender ?? '') : baseSubject(envelope?.subject ?? '');
  return text.toLowerCase();
}

/** Near to RFC 5256 2.1: what answering and forwarding put in front goes. */
export function baseSubject(subject: string): string {
  return subject.replace(/^(?:\s*(?:re|fwd?|aw|wg)\s*(?:\[[^\]]*\])?:)+/i, '').trim();
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : Number(String(a) > String(b));
}

/** Collects UIDs: no more than there are messages, whatever the server says. */
class UidAnswers {
  readonly #limit: number;
  readonly #pieces: Uint32Array[] = [];

  constructor(limit: number) {
    // Some may have arrived since the folder was opened.
    this.#limit = limit + MAX_ARRIVED;
  }

  get uids(): Uint32Array {
    const [first = new Uint32Array(), ...others] = this.#pieces;
    if (others.length === 0) return first;
    return Uint32Array.from(this.#pieces.flatMap((piece) => [...piece])).slice(0, this.#limit);
  }

  readonly take = ({ numbers, attributes = [] }: ImapAnswer): void => {
    const list = numbers ?? attributes.map((token) => Number(textOf(token)));
    this.#add(Uint32Array.from(list.slice(0, this.#limit).filter(isUid)));
  };

  readonly takeExtended = ({ attributes = [] }: ImapAnswer): void => {
    this.#add(uidsOfExtended(attributes, this.#limit));
  };

  #add(piece: Uint32Array): void {
    if (this.#pieces.length < MAX_PIECES) this.#pieces.push(piece);
  }
}

function isUid(number: number): boolean {
  return Number.isInteger(number) && number > 0 && number < 2 ** 32;
}

const MAX_SORTED = 5000;
/** Answers to one question; servers give one. */
const MAX_PIECES = 100;
const MAX_ARRIVED = 10_000;
