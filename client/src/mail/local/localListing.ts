// Pages, order and search for stores that have no server to do it: from what a store knows of its messages by itself.

import { MailError } from '../faults.ts';
import { parseSearch } from '../search/searchQuery.ts';
import type { SearchNode } from '../search/searchQuery.ts';
import type { Cancellation, Envelope, Listing, MessageId, Page } from '../mailStore.ts';
import { BATCH, envelopeOf, HEAD } from '../summaries.ts';
import type { MessageSummary, Summaries } from '../summaries.ts';
import { matches } from './localMatch.ts';

/** What a store knows of a message without reading it. */
export interface LocalRow {
  readonly uid: string;
  readonly flags: ReadonlySet<string>;
  /** When it came, ms since the epoch; undefined where only its Date field tells. */
  readonly date?: number | undefined;
  /** Changes with the message's octets. */
  readonly version?: string | undefined;
}

/** What a local store gives to be listed. */
export interface LocalSource<Row extends LocalRow> {
  /** `rows` come in this order: nobody has to ask for their dates. */
  readonly newestFirst?: true;
  rows(folder: string, cancel: Cancellation): Promise<readonly Row[]>;
  id(folder: string, row: Row): MessageId;
  /** Octets; undefined where the message is gone. */
  size(folder: string, row: Row): Promise<number | undefined>;
  /** The octets of a message, at most `limit` from its start; undefined where it is gone. */
  head(folder: string, row: Row, limit: number): Promise<Uint8Array | undefined>;
}

/** A folder in an order, kept while its pages are asked for: what comes meanwhile shifts nothing. */
interface View<Row> {
  readonly key: string;
  readonly rows: readonly Row[];
}

/** Lists the folders of one store. */
export class LocalListing<Row extends LocalRow> {
  readonly #source: LocalSource<Row>;
  readonly #summaries: Summaries;
  readonly #now: () => number;
  readonly #views: View<Row>[] = [];
  /** Dates of messages whose store does not know them. */
  readonly #dates = new Map<string, number>();

  constructor(source: LocalSource<Row>, summaries: Summaries, now: () => number) {
    this.#source = source;
    this.#summaries = summaries;
    this.#now = now;
  }

  /** As `MailStore.list`. */
  async page(folder: string, listing: Listing, cancel: Cancellation): Promise<Page> {
    const { after, size } = listing;
    const rows = await this.#ordered(folder, listing, cancel);
    const node = listing.query === undefined ? undefined : this.#parsed(listing.query);
    const envelopes: Envelope[] = [];
    let at = after === undefined ? 0 : positionBehind(rows, after);
    while (at < rows.length && envelopes.length < size) {
      cancel.signal.throwIfAborted();
      const wanted = node ? SEARCHED : Math.min(BATCH, size - envelopes.length);
      const batch = rows.slice(at, at + wanted);
      const found = await this.#envelopes(folder, batch, node, cancel);
      for (const [index, envelope] of found.entries()) {
        if (envelopes.length >= size) break;
        at++;
        // A row without an envelope is gone, or is not searched for.
        if (envelope && batch[index]) envelopes.push(envelope);
      }
    }
    const last = rows[at - 1];
    return { envelopes, ...(at < rows.length && last ? { next: `${at} ${last.uid}` } : {}) };
  }

  /** As `MailStore.conversation`: by the identifier that all of them refer to first. All headers are looked at. */
  async conversation(folder: string, uid: string, cancel: Cancellation): Promise<readonly Envelope[]> {
    const rows = await this.#source.rows(folder, cancel);
    const start = rows.filter((row) => row.uid === uid);
    const [summary] = await this.#summariesOf(folder, start, HEAD, 0, cancel);
    if (!summary) throw new MailError('message-gone', [folder]);
    const root = summary.references[0] ?? summary.messageId;
    const related = await this.#summarized(
      folder,
      rows,
      cancel,
      ({ messageId, references }) => root !== '' && (messageId === root || references.includes(root)),
    );
    const found = rows.filter((row, index) => related[index] === true || row.uid === uid);
    const envelopes = await this.#envelopes(folder, found.slice(0, MAX_CONVERSATION), undefined, cancel);
    return envelopes.filter((envelope) => envelope !== undefined).sort((a, b) => a.date - b.date);
  }

  #parsed(query: string): SearchNode {
    const today = new Date(this.#now());
    // The user's day, not that of Greenwich.
    today.setMinutes(today.getMinutes() - today.getTimezoneOffset());
    return parseSearch(query, today.toISOString().slice(0, 10)).node;
  }

  async #ordered(
    folder: string,
    { sort, query, after }: Listing,
    cancel: Cancellation,
  ): Promise<readonly Row[]> {
    const key = JSON.stringify([folder, sort, query ?? '']);
    const known = this.#views.findIndex((view) => view.key === key);
    const [view] = known < 0 ? [] : this.#views.splice(known, 1);
    const kept = after !== undefined && view ? view : { key, rows: await this.#sorted(folder, sort, cancel) };
    this.#views.unshift(kept);
    this.#views.length = Math.min(this.#views.length, MAX_VIEWS);
    return kept.rows;
  }

  async #sorted(folder: string, sort: Listing['sort'], cancel: Cancellation): Promise<readonly Row[]> {
    const rows = await this.#source.rows(folder, cancel);
    switch (sort) {
      case 'date':
        if (this.#source.newestFirst) return rows;
        return inOrder(rows, await this.#datesOf(folder, rows, cancel), (a, b) => b - a);
      case 'size':
        return inOrder(
          rows,
          await inBatches(rows, cancel, (row) => this.#source.size(folder, row).then((size) => size ?? 0)),
          (a, b) => b - a,
        );
      case 'from':
      case 'subject': {
        const texts = await this.#summarized(folder, rows, cancel, (summary) =>
          sort === 'from' ? summary.from : summary.subject.replace(REPLY, ''),
        );
        const { compare } = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });
        return inOrder(
          rows,
          texts.map((text) => text ?? ''),
          compare,
        );
      }
    }
  }

  async #datesOf(folder: string, rows: readonly Row[], cancel: Cancellation): Promise<readonly number[]> {
    const keyOf = ({ uid, version = '' }: Row): string => JSON.stringify([folder, uid, version]);
    const unknown = rows.filter((row) => row.date === undefined && !this.#dates.has(keyOf(row)));
    const found = await this.#summarized(folder, unknown, cancel, ({ date }) => date ?? 0);
    if (this.#dates.size + unknown.length > MAX_DATES) this.#dates.clear();
    unknown.forEach((row, index) => this.#dates.set(keyOf(row), found[index] ?? 0));
    return rows.map((row) => row.date ?? this.#dates.get(keyOf(row)) ?? 0);
  }

  /** What `take` takes of the summaries of many messages, which are not kept. */
  async #summarized<T>(
    folder: string,
    rows: readonly Row[],
    cancel: Cancellation,
    take: (summary: MessageSummary) => T,
  ): Promise<readonly (T | undefined)[]> {
    const found: (T | undefined)[] = [];
    for (let at = 0; at < rows.length; at += BATCH) {
      const summaries = await this.#summariesOf(folder, rows.slice(at, at + BATCH), HEAD, 0, cancel);
      for (const summary of summaries) found.push(summary && take(summary));
    }
    return found;
  }

  /** The summaries of some messages; undefined for those that are gone. */
  async #summariesOf(
    folder: string,
    rows: readonly Row[],
    octets: number,
    text: number,
    cancel: Cancellation,
  ): Promise<readonly (MessageSummary | undefined)[]> {
    const heads = await inBatches(rows, cancel, (row) => this.#source.head(folder, row, octets));
    const there = heads.filter((head) => head !== undefined);
    const summaries = there.length > 0 ? await this.#summaries(there, text, cancel) : [];
    let next = 0;
    return heads.map((head) => (head ? summaries[next++] : undefined));
  }

  /** The envelopes of some rows in their order; undefined for what is gone, or is not searched for. */
  async #envelopes(
    folder: string,
    rows: readonly Row[],
    node: SearchNode | undefined,
    cancel: Cancellation,
  ): Promise<readonly (Envelope | undefined)[]> {
    const possible = rows.filter((row) => !node || matches(node, row) !== false);
    const sizes = await inBatches(possible, cancel, (row) => this.#source.size(folder, row));
    const summaries = await this.#summariesOf(folder, possible, HEAD, 0, cancel);
    const envelopes = new Map<Row, Envelope>();
    for (const [index, row] of possible.entries()) {
      const summary = summaries[index];
      const size = sizes[index];
      if (!summary || size === undefined) continue;
      if (node && !(await this.#isFound(folder, row, node, summary, size, cancel))) continue;
      const known = { size, flags: row.flags, date: row.date };
      envelopes.set(row, envelopeOf(this.#source.id(folder, row), summary, known));
    }
    return rows.map((row) => envelopes.get(row));
  }

  async #isFound(
    folder: string,
    row: Row,
    node: SearchNode,
    summary: MessageSummary,
    size: number,
    cancel: Cancellation,
  ): Promise<boolean> {
    const facts = { ...row, size, summary };
    const found = matches(node, facts);
    if (found !== undefined) return found;
    const [whole] = await this.#summariesOf(folder, [row], SEARCHED_OCTETS, SEARCHED_TEXT, cancel);
    return whole !== undefined && matches(node, { ...facts, summary: whole, whole: true }) === true;
  }
}

/** Where the page behind a cursor starts; near by where the message it names is gone. */
function positionBehind(rows: readonly LocalRow[], cursor: string): number {
  const space = cursor.indexOf(' ');
  const at = Number(cursor.slice(0, space));
  const uid = cursor.slice(space + 1);
  if (rows[at - 1]?.uid === uid) return at;
  const now = rows.findIndex((row) => row.uid === uid);
  return now < 0 ? at : now + 1;
}

function inOrder<Row extends LocalRow, K>(
  rows: readonly Row[],
  keys: readonly K[],
  compare: (a: K, b: K) => number,
): readonly Row[] {
  const order = Uint32Array.from(rows.keys());
  const uid = (index: number): string => rows[index]?.uid ?? '';
  order.sort(
    (a, b) => compare(keys[a] as K, keys[b] as K) || (uid(a) < uid(b) ? 1 : uid(a) > uid(b) ? -1 : 0),
  );
  return Array.from(order, (index) => rows[index]).filter((row) => row !== undefined);
}

/** Does something with each of many, some at a time, in order. */
export async function inBatches<T, R>(
  items: readonly T[],
  { signal }: Cancellation,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    signal.throwIfAborted();
    results.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(work))));
  }
  return results;
}

/** `Re:` and the like, by which replies would stand apart from what they reply to. */
const REPLY = /^(?:\s*(?:re|aw|fwd?|wg|sv|antw)(?:\[\d+\])?:)+\s*/i;
const AT_ONCE = 32;
/** Messages a search looks at before it looks whether the page is full. */
const SEARCHED = 64;
/** Octets of a message that are searched, and UTF-16 units of its text. */
const SEARCHED_OCTETS = 8 * 1024 * 1024;
const SEARCHED_TEXT = 1_000_000;
const MAX_VIEWS = 2;
const MAX_CONVERSATION = 1000;
const MAX_DATES = 200_000;
