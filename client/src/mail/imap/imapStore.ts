// An IMAP account as a mailbox: reading opens folders for reading alone, changing names messages by UID.

import type { ImapFlow, MailboxObject } from 'imapflow';

import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import type {
  Cancellation,
  Envelope,
  FlagChange,
  Folder,
  Listing,
  MailStore,
  MessageId,
  MessageOutline,
  OctetRange,
  Page,
  Quota,
  StoreEvent,
} from '../mailStore.ts';
import { appendMessage, changeFlags, copyMessages, expungeMessages, moveMessages } from './imapChanging.ts';
import type { Changing, Placed } from './imapChanging.ts';
import type { ImapConnection, ImapOptions, Opening } from './imapConnection.ts';
import * as folderActions from './imapFolderActions.ts';
import { imapFolders } from './imapFolders.ts';
import { orderedUids } from './imapOrder.ts';
import type { OrderRequest } from './imapOrder.ts';
import { pageByArrival, pageOfUids } from './imapPages.ts';
import { ImapPool } from './imapPool.ts';
import { readChunk, readConversation, readOutline, readSmall, uidsFrom } from './imapReading.ts';
import { ImapWatcher } from './imapWatcher.ts';
import { RecentOrders } from './recentOrders.ts';

/** What may be chosen for an account. */
export interface ImapStoreLimits {
  /** Connections for work; one or two more watch. */
  readonly connections?: number;
  /** Folders that are listed. */
  readonly folders?: number;
}

export class ImapStore implements MailStore {
  readonly capabilities = {
    folders: true,
    flags: true,
    move: true,
    append: true,
    search: true,
    watch: true,
  };
  readonly #options: ImapOptions;
  readonly #limits: Required<ImapStoreLimits>;
  readonly #pool: ImapPool;
  readonly #watcher: ImapWatcher;
  readonly #host: string;
  readonly #orders = new RecentOrders();
  foldersNotice: MailError | undefined;

  constructor(options: ImapOptions, limits: ImapStoreLimits = {}) {
    this.#options = options;
    this.#limits = { connections: 2, folders: 20_000, ...limits };
    this.#watcher = new ImapWatcher(options);
    this.#pool = new ImapPool(options, this.#limits.connections, {
      opened: () => this.#watcher.hurry(),
      crowded: () => this.#watcher.makeRoom(),
    });
    this.#host = options.endpoint.host;
  }

  async folders(cancel: Cancellation): Promise<readonly Folder[]> {
    const { folders: limit } = this.#limits;
    const { folders, complete } = await this.#pool.use(
      (connection) => imapFolders(connection, limit, cancel),
      cancel,
      { repeatable: true },
    );
    this.foldersNotice = complete
      ? undefined
      : new MailError('too-many-folders', [this.#host, String(limit)]);
    return folders;
  }

  list(folder: string, listing: Listing, cancel: Cancellation): Promise<Page> {
    const { size, after, sort, query = '' } = listing;
    return this.#reading(
      { folder },
      { fresh: after === undefined },
      detail('opening {0}', folder),
      cancel,
      async (request) => {
        const { client, mailbox } = request;
        if (sort === 'date' && query.trim() === '') return pageByArrival(client, mailbox, size, after);
        const key = JSON.stringify([folder, String(mailbox.uidValidity), sort, query]);
        const known = after === undefined ? undefined : this.#orders.get(key);
        const uids = known ?? (await orderedUids(request, listing));
        this.#orders.set(key, uids);
        return pageOfUids(client, mailbox, uids, size, after);
      },
    );
  }

  uidsFrom(
    folder: string,
    from: { readonly validity: string; readonly uid: number } | undefined,
    cancel: Cancellation,
  ): Promise<{ readonly validity: string; readonly uids: Uint32Array }> {
    return this.#reading({ folder }, { fresh: true }, 'UID SEARCH', cancel, (request) =>
      uidsFrom(request, from),
    );
  }

  readTogether(ids: readonly MessageId[], cancel: Cancellation): Promise<ReadonlyMap<string, Uint8Array>> {
    const [first] = ids;
    if (!first) return Promise.resolve(new Map());
    return this.#reading(first, {}, 'reading messages', cancel, ({ client }) =>
      readSmall(
        client,
        ids.map(({ uid }) => uid),
      ),
    );
  }

  read(id: MessageId, range: OctetRange | undefined, cancel: Cancellation): AsyncGenerator<Uint8Array> {
    return this.readPart(id, '', range, cancel);
  }

  async *readPart(
    id: MessageId,
    section: string,
    range: OctetRange | undefined,
    cancel: Cancellation,
  ): AsyncGenerator<Uint8Array> {
    if (!SECTION.test(section)) {
      throw new MailError('command-refused', [this.#host, section, detail('no section')]);
    }
    const end = range?.to ?? Infinity;
    for (let from = range?.from ?? 0; from < end;) {
      const length = Math.min(CHUNK, end - from);
      const chunk = await this.#reading(id, {}, detail('reading a message'), cancel, ({ client }) =>
        readChunk(client, id, { section, from, length }, this.#host),
      );
      if (chunk.length > 0) yield chunk;
      if (chunk.length < length) return;
      from += chunk.length;
    }
  }

  outline(id: MessageId, cancel: Cancellation): Promise<MessageOutline> {
    return this.#reading(id, {}, detail('reading a message'), cancel, ({ client }) =>
      readOutline(client, id, this.#host),
    );
  }

  conversation(id: MessageId, cancel: Cancellation): Promise<readonly Envelope[]> {
    return this.#reading(id, {}, 'SEARCH', cancel, (request) => readConversation(request, id));
  }

  async flag(ids: readonly MessageId[], change: FlagChange, cancel: Cancellation): Promise<void> {
    await this.#changing(ids, 'STORE', cancel, (changing) => changeFlags(changing, change));
  }

  move(
    ids: readonly MessageId[],
    folder: string,
    cancel: Cancellation,
  ): Promise<readonly (MessageId | undefined)[]> {
    return this.#placed(ids, folder, 'MOVE', cancel, async (changing) => {
      try {
        return await moveMessages(changing, folder);
      } catch (error) {
        if (changing.connection.usable || error instanceof MailError) throw error;
        const count = String(changing.uids.length);
        throw new MailError('move-unknown', [this.#host, count, folder], { cause: error });
      }
    });
  }

  copy(
    ids: readonly MessageId[],
    folder: string,
    cancel: Cancellation,
  ): Promise<readonly (MessageId | undefined)[]> {
    return this.#placed(ids, folder, 'COPY', cancel, (changing) => copyMessages(changing, folder));
  }

  async expunge(ids: readonly MessageId[], cancel: Cancellation): Promise<void> {
    await this.#changing(ids, 'UID EXPUNGE', cancel, expungeMessages);
  }

  append(
    folder: string,
    octets: Uint8Array,
    flags: readonly string[],
    cancel: Cancellation,
    received?: number,
  ): Promise<MessageId | undefined> {
    return this.#running('APPEND', cancel, folder, (connection, client) =>
      appendMessage({ connection, client, host: this.#host }, folder, { octets, flags, received }),
    );
  }

  createFolder(path: readonly string[], cancel: Cancellation): Promise<Folder> {
    return this.#running('CREATE', cancel, path.join('/'), (connection, client) =>
      folderActions.createFolder(connection, client, path),
    );
  }

  renameFolder(folder: string, path: readonly string[], cancel: Cancellation): Promise<Folder> {
    return this.#running('RENAME', cancel, folder, (connection, client) =>
      folderActions.renameFolder(connection, client, folder, path),
    );
  }

  deleteFolder(folder: string, cancel: Cancellation): Promise<void> {
    return this.#running('DELETE', cancel, folder, (connection, client) =>
      folderActions.deleteFolder(connection, client, folder),
    );
  }

  subscribeFolder(folder: string, subscribed: boolean, cancel: Cancellation): Promise<void> {
    return this.#running('SUBSCRIBE', cancel, folder, (connection, client) =>
      folderActions.subscribeFolder(connection, client, folder, subscribed),
    );
  }

  quota(folder: string, cancel: Cancellation): Promise<readonly Quota[]> {
    return this.#running('GETQUOTAROOT', cancel, folder, (connection, client) =>
      folderActions.folderQuota(connection, client, folder, this.#host),
    );
  }

  describe(cancel: Cancellation): Promise<readonly string[]> {
    return this.#running('CAPABILITY', cancel, undefined, (connection, client) =>
      Promise.resolve(folderActions.describeServer(connection, client)),
    );
  }

  show(folder: string | undefined): void {
    this.#watcher.show(folder);
  }

  /** Opens it on a connection that rests: that is most of what a first page takes. */
  prepare(folder: string): Promise<void> {
    const cancel = { signal: new AbortController().signal };
    const opening = detail('opening {0}', folder);
    return this.#reading({ folder }, {}, opening, cancel, () => Promise.resolve()).catch(() => undefined);
  }

  watch(listener: (event: StoreEvent) => void): Disposable {
    return this.#watcher.watch(listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#pool[Symbol.asyncDispose](), this.#watcher[Symbol.asyncDispose]()]);
  }

  #running<T>(
    asked: string,
    cancel: Cancellation,
    folder: string | undefined,
    work: (connection: ImapConnection, client: ImapFlow) => Promise<T>,
  ): Promise<T> {
    return this.#pool.use(
      (connection) => connection.run(asked, (client) => work(connection, client), cancel, folder),
      cancel,
    );
  }

  /** Reads in a folder, whose messages keep their flags. */
  #reading<T>(
    { folder, validity }: Pick<MessageId, 'folder'> & Partial<MessageId>,
    opening: Opening,
    asked: string,
    cancel: Cancellation,
    work: (request: OrderRequest) => Promise<T>,
  ): Promise<T> {
    const read = (connection: ImapConnection): Promise<T> =>
      connection.within(
        folder,
        { ...opening, validity },
        asked,
        (client, mailbox) => work(this.#request(connection, client, mailbox)),
        cancel,
      );
    return this.#pool.use(read, cancel, { repeatable: true });
  }

  #request(connection: ImapConnection, client: ImapFlow, mailbox: MailboxObject): OrderRequest {
    const now = new Date((this.#options.now ?? Date.now)());
    const [year, month, day] = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((number) =>
      String(number).padStart(2, '0'),
    );
    return { connection, client, mailbox, host: this.#host, today: `${year}-${month}-${day}` };
  }

  /** Does something with messages, folder by folder. */
  async #changing<T>(
    ids: readonly MessageId[],
    asked: string,
    cancel: Cancellation,
    work: (changing: Changing) => Promise<T>,
  ): Promise<ReadonlyMap<string, T>> {
    const done = new Map<string, T>();
    for (const [key, group] of byFolder(ids)) {
      const [first] = group;
      if (!first) continue;
      const { folder, validity } = first;
      const uids = group.map(({ uid }) => uid);
      const change = (connection: ImapConnection): Promise<T> =>
        connection.within(
          folder,
          { write: true, validity },
          asked,
          (client) => work({ connection, client, uids, host: this.#host }),
          cancel,
        );
      done.set(key, await this.#pool.use(change, cancel));
    }
    return done;
  }

  /** As `#changing`, for what tells where the messages are now. */
  async #placed(
    ids: readonly MessageId[],
    target: string,
    asked: string,
    cancel: Cancellation,
    work: (changing: Changing) => Promise<Placed>,
  ): Promise<readonly (MessageId | undefined)[]> {
    const placed = await this.#changing(ids, asked, cancel, work);
    return ids.map(({ folder, validity, uid }) => {
      const now = placed.get(`${validity} ${folder}`)?.get(uid);
      return now && { folder: target, ...now };
    });
  }
}

/** Messages by UIDVALIDITY and folder. */
function byFolder(ids: readonly MessageId[]): ReadonlyMap<string, readonly MessageId[]> {
  const groups = new Map<string, MessageId[]>();
  for (const id of ids) {
    const key = `${id.validity} ${id.folder}`;
    const group = groups.get(key);
    if (group) group.push(id);
    else groups.set(key, [id]);
  }
  return groups;
}

/** Octets asked for at once: large enough for slow answers, small enough to stop. */
const CHUNK = 512 * 1024;
/** RFC 9051 6.4.5.1; empty: the whole message. */
const SECTION = /^(?:|HEADER|TEXT|[1-9]\d{0,5}(?:\.[1-9]\d{0,5}){0,100}(?:\.(?:MIME|HEADER|TEXT))?)$/i;
