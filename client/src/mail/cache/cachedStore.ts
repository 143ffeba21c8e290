// A mailbox that keeps what it has shown: lists and messages stay readable where its server cannot be reached.

import { MailError } from '../faults.ts';
import type { FaultCode } from '../faults.ts';
import type {
  Cancellation,
  Envelope,
  FlagChange,
  Folder,
  Listing,
  MailStore,
  MessageId,
  OctetRange,
  Page,
  StoreEvent,
} from '../mailStore.ts';
import type { MailCache } from './mailCache.ts';
import { pageOf } from './offlinePage.ts';

/** `store` with a cache in front of it. What the store can do besides, it can do as before. */
export function cachedStore(store: MailStore, cache: MailCache): MailStore {
  const cached = new CachedStore(store, cache);
  // Optional members that are there are those of the store: what is not there is not supported.
  return new Proxy(store, {
    get: (_, name) => {
      const own: unknown = Reflect.get(cached, name, cached);
      const member: unknown = own ?? Reflect.get(store, name, store);
      return typeof member === 'function'
        ? (member.bind(own === undefined ? store : cached) as unknown)
        : member;
    },
  });
}

type Own = Pick<
  Required<MailStore>,
  'clearCache' | 'folders' | 'list' | 'read' | 'move' | 'expunge' | 'watch' | 'follow'
> &
  AsyncDisposable;

class CachedStore implements Own {
  readonly #store: MailStore;
  readonly #cache: MailCache;
  readonly #listeners = new Set<(event: StoreEvent) => void>();
  #online = true;

  constructor(store: MailStore, cache: MailCache) {
    this.#store = store;
    this.#cache = cache;
  }

  async folders(cancel: Cancellation): Promise<readonly Folder[]> {
    return this.#elseKept(
      async () => {
        const folders = await this.#store.folders(cancel);
        this.#later(this.#cache.keepFolders(folders));
        return folders;
      },
      async () => {
        const folders = await this.#cache.folders();
        return folders.length > 0 ? folders : undefined;
      },
    );
  }

  list(folder: string, listing: Listing, cancel: Cancellation): Promise<Page> {
    const { inner, behind } = cursorOf(listing.after);
    const kept = async (): Promise<Page | undefined> => {
      if (listing.query !== undefined) return undefined;
      const page = pageOf(await this.#cache.envelopes(folder, cancel), listing, behind);
      if (page.envelopes.length === 0 && behind === undefined) return undefined;
      return withCursor(page, page.next === undefined ? undefined : '');
    };
    // A list that began without the server goes on without it: its pages stand where they stand.
    if (inner === '' && behind !== undefined) return kept().then((page) => page ?? { envelopes: [] });
    return this.#elseKept(async () => {
      const { after: _, ...rest } = listing;
      const asked = inner === undefined ? rest : { ...rest, after: inner };
      const page = await this.#told(folder, this.#store.list(folder, asked, cancel));
      this.#later(this.#keepPage(folder, page, listing, behind));
      return withCursor(page, page.next);
    }, kept);
  }

  async *read(
    id: MessageId,
    range: OctetRange | undefined,
    cancel: Cancellation,
  ): AsyncGenerator<Uint8Array> {
    const size = await this.#cache.size(id);
    if (size !== undefined) {
      const wanted = range ?? { from: 0, to: size };
      yield* this.#cache.read(id, { from: wanted.from, to: Math.min(size, wanted.to) }, cancel);
      return;
    }
    const chunks: Uint8Array[] = [];
    let octets = range === undefined ? 0 : Infinity;
    try {
      for await (const chunk of this.#store.read(id, range, cancel)) {
        octets += chunk.length;
        if (octets <= this.#cache.largest) chunks.push(chunk);
        else chunks.length = 0;
        yield chunk;
      }
    } catch (error) {
      await this.#learn(error, id);
      throw error;
    }
    if (octets <= this.#cache.largest) this.#later(this.#cache.keepMessage(id, chunks));
  }

  async flag(ids: readonly MessageId[], change: FlagChange, cancel: Cancellation): Promise<void> {
    await this.#store.flag(ids, change, cancel);
    const { add = [], remove = [] } = change;
    const changed = (flags: ReadonlySet<string>): ReadonlySet<string> =>
      new Set([...flags, ...add].filter((flag) => !remove.includes(flag)));
    this.#later(this.#cache.changeFlags(ids, changed));
  }

  async move(
    ids: readonly MessageId[],
    folder: string,
    cancel: Cancellation,
  ): Promise<readonly (MessageId | undefined)[]> {
    const moved = await this.#store.move(ids, folder, cancel);
    this.#later(this.#cache.forget(ids));
    return moved;
  }

  async expunge(ids: readonly MessageId[], cancel: Cancellation): Promise<void> {
    await this.#store.expunge(ids, cancel);
    // Where deletions wait, the messages are still there.
    if (!this.#store.deletions) this.#later(this.#cache.forget(ids));
  }

  clearCache(): Promise<void> {
    return this.#cache.clear();
  }

  watch(listener: (event: StoreEvent) => void): Disposable {
    this.#listeners.add(listener);
    const inner = this.#store.watch((event) => {
      if (event.kind === 'online' || event.kind === 'offline') this.#online = event.kind === 'online';
      const changes = event.kind === 'messages' ? event.changes : undefined;
      if (event.kind === 'messages' && changes && changes.gone.length > 0) {
        const { validity, gone } = changes;
        this.#later(this.#cache.forget(gone.map((uid) => ({ folder: event.folder, validity, uid }))));
      }
      if (event.kind === 'messages' && changes && changes.flags.size > 0) {
        const { validity, flags } = changes;
        const ids = [...flags.keys()].map((uid) => ({ folder: event.folder, validity, uid }));
        this.#later(this.#cache.changeFlags(ids, (before, uid) => flags.get(uid) ?? before));
      }
      listener(event);
    });
    return {
      [Symbol.dispose]: () => {
        this.#listeners.delete(listener);
        inner[Symbol.dispose]();
      },
    };
  }

  follow(listener: (event: StoreEvent) => void): Disposable {
    this.#listeners.add(listener);
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#cache.close();
    this.#listeners.clear();
    await this.#store[Symbol.asyncDispose]();
  }

  /** Asks the server; where it cannot be reached, what is kept; where nothing is, tells why. */
  async #elseKept<T>(ask: () => Promise<T>, kept: () => Promise<T | undefined>): Promise<T> {
    try {
      const answer = await ask();
      this.#tellOnline(true);
      return answer;
    } catch (error) {
      if (!(error instanceof MailError) || !UNREACHED.has(error.code)) throw error;
      const answer = await kept();
      if (answer === undefined) throw error;
      this.#tellOnline(false, error);
      return answer;
    }
  }

  #tellOnline(online: boolean, error?: Error): void {
    if (this.#online === online) return;
    this.#online = online;
    const event: StoreEvent = { kind: online ? 'online' : 'offline', ...(error ? { error } : {}) };
    for (const listener of this.#listeners) listener(event);
  }

  async #keepPage(
    folder: string,
    { envelopes }: Page,
    { sort, query }: Listing,
    behind: string | undefined,
  ): Promise<void> {
    const [first] = envelopes;
    if (!first) return;
    const { validity } = first.id;
    const isGone = sort === 'date' && query === undefined ? missingOn(envelopes, behind) : undefined;
    await this.#cache.keepEnvelopes(folder, validity, envelopes, isGone);
  }

  /** What an error tells of what is kept. */
  async #learn(error: unknown, { folder, validity, uid }: MessageId): Promise<void> {
    if (!(error instanceof MailError)) return;
    if (error.code === 'uidvalidity-changed' || error.code === 'folder-gone') await this.#cache.drop(folder);
    if (error.code === 'message-gone') await this.#cache.forget([{ folder, validity, uid }]);
  }

  async #told<T>(folder: string, answer: Promise<T>): Promise<T> {
    return answer.catch(async (error: unknown) => {
      await this.#learn(error, { folder, validity: '', uid: '' });
      throw error;
    });
  }

  /** Nobody waits for the disk; what cannot be kept is not kept. */
  #later(keeping: Promise<void>): void {
    keeping.catch(() => undefined);
  }
}

/** What is kept and would stand on this page, and does not, is no more: only where pages run by UID. */
function missingOn(
  envelopes: readonly Envelope[],
  behind: string | undefined,
): ((uid: string) => boolean) | undefined {
  const uids = envelopes.map(({ id }) => Number(id.uid));
  if (!uids.every((uid, index) => uid < (uids[index - 1] ?? Infinity))) return undefined;
  const there = new Set(uids);
  const highest = behind === undefined ? Infinity : Number(behind);
  const lowest = uids.at(-1) ?? Infinity;
  return (uid) => Number(uid) > lowest && Number(uid) < highest && !there.has(Number(uid));
}

/** The store's own cursor, and the UID of the last message in front of it: without the server, that one counts. */
function withCursor(page: Page, inner: string | undefined): Page {
  const { next: _, ...rest } = page;
  const last = page.envelopes.at(-1);
  return inner === undefined || !last ? rest : { ...rest, next: JSON.stringify([inner, last.id.uid]) };
}

function cursorOf(cursor: string | undefined): { readonly inner?: string; readonly behind?: string } {
  if (cursor === undefined) return {};
  const [inner, behind] = JSON.parse(cursor) as [string, string];
  return { inner, behind };
}

/** The server is not there, or not just now. */
const UNREACHED: ReadonlySet<FaultCode> = new Set<FaultCode>([
  ...(['host-not-found', 'connection-refused', 'connection-timeout', 'network-unreachable'] as const),
  ...(['proxy-failed', 'greeting-timeout', 'server-silent', 'connection-lost', 'server-busy'] as const),
  ...(['server-closed', 'maildrop-locked'] as const),
]);
