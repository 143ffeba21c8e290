// An IMAP account as a mailbox: reading opens folders for reading alone, changing names messages by UID.

import type { CopyResponseObject, ImapFlow, MailboxObject } from 'imapflow';

import { MailError } from '../faults.ts';
import type {
  Cancellation,
  FlagChange,
  Folder,
  Listing,
  MailStore,
  MessageId,
  OctetRange,
  Page,
  StoreEvent,
} from '../mailStore.ts';
import type { ImapConnection, ImapOptions } from './imapConnection.ts';
import { imapFolders } from './imapFolders.ts';
import { pageByArrival } from './imapPages.ts';
import { ImapPool } from './imapPool.ts';
import { ImapWatcher } from './imapWatcher.ts';

export class ImapStore implements MailStore {
  readonly capabilities = { folders: true, flags: true, move: true, append: true, search: true, watch: true };
  readonly #pool: ImapPool;
  readonly #watcher: ImapWatcher;
  readonly #host: string;

  constructor(options: ImapOptions, connections?: number) {
    this.#pool = new ImapPool(options, connections);
    this.#watcher = new ImapWatcher(options);
    this.#host = options.endpoint.host;
  }

  async folders(cancel: Cancellation): Promise<readonly Folder[]> {
    const { folders } = await this.#pool.use(
      (connection) => imapFolders(connection, MAX_FOLDERS, cancel),
      cancel,
      true,
    );
    return folders;
  }

  list(folder: string, { size, after }: Listing, cancel: Cancellation): Promise<Page> {
    return this.#reading({ folder }, `opening ${folder}`, cancel, (client, mailbox) =>
      pageByArrival(client, mailbox, size, after),
    );
  }

  async *read(
    id: MessageId,
    range: OctetRange | undefined,
    cancel: Cancellation,
  ): AsyncGenerator<Uint8Array> {
    const end = range?.to ?? Infinity;
    for (let from = range?.from ?? 0; from < end;) {
      const length = Math.min(CHUNK, end - from);
      const chunk = await this.#reading(id, 'reading a message', cancel, async (client) => {
        const query = { uid: true, source: { start: from, maxLength: length } };
        const message = await client.fetchOne(id.uid, query, { uid: true });
        if (message === false) throw new MailError('message-gone', [id.folder]);
        return message.source ?? Buffer.alloc(0);
      });
      if (chunk.length > 0) yield chunk;
      if (chunk.length < length) return;
      from += chunk.length;
    }
  }

  async flag(
    ids: readonly MessageId[],
    { add = [], remove = [] }: FlagChange,
    cancel: Cancellation,
  ): Promise<void> {
    await this.#changing(ids, 'STORE', cancel, async (client, uids, refused) => {
      const uid = { uid: true };
      if (add.length > 0 && !(await client.messageFlagsAdd(uids, [...add], uid))) throw refused();
      if (remove.length > 0 && !(await client.messageFlagsRemove(uids, [...remove], uid))) throw refused();
    });
  }

  async move(
    ids: readonly MessageId[],
    folder: string,
    cancel: Cancellation,
  ): Promise<readonly (MessageId | undefined)[]> {
    return this.#placed(ids, 'MOVE', cancel, async (client, uids, connection) => {
      // Without UIDPLUS an EXPUNGE would take along whatever else is marked as deleted.
      if (!connection.has('MOVE') && !connection.has('UIDPLUS')) {
        throw new MailError('not-supported', [
          this.#host,
          'it can neither move messages nor delete single ones',
        ]);
      }
      return client.messageMove(uids, folder, { uid: true });
    });
  }

  async copy(
    ids: readonly MessageId[],
    folder: string,
    cancel: Cancellation,
  ): Promise<readonly (MessageId | undefined)[]> {
    return this.#placed(ids, 'COPY', cancel, (client, uids) =>
      client.messageCopy(uids, folder, { uid: true }),
    );
  }

  async expunge(ids: readonly MessageId[], cancel: Cancellation): Promise<void> {
    await this.#changing(ids, 'UID EXPUNGE', cancel, async (client, uids, refused, connection) => {
      if (!connection.has('UIDPLUS')) {
        throw new MailError('not-supported', [
          this.#host,
          'it can only delete all messages that are marked, not these',
        ]);
      }
      if (!(await client.messageDelete(uids, { uid: true }))) throw refused();
    });
  }

  append(
    folder: string,
    octets: Uint8Array,
    flags: readonly string[],
    cancel: Cancellation,
  ): Promise<MessageId | undefined> {
    return this.#pool.use(
      (connection) =>
        connection.run(
          'APPEND',
          async (client) => {
            const stored = await client
              .append(folder, Buffer.from(octets), [...flags])
              .catch((error: unknown) => {
                // Nobody knows whether the server has stored what it never answered.
                if (!connection.usable) {
                  throw new MailError('append-unknown', [this.#host, folder], { cause: error });
                }
                throw error;
              });
            if (stored === false) throw connection.refusal('APPEND', folder);
            const { uid, uidValidity } = stored;
            if (uid === undefined || uidValidity === undefined) return undefined;
            return { folder, validity: String(uidValidity), uid: String(uid) };
          },
          cancel,
          folder,
        ),
      cancel,
    );
  }

  watch(listener: (event: StoreEvent) => void): Disposable {
    return this.#watcher.watch(listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#pool[Symbol.asyncDispose](), this.#watcher[Symbol.asyncDispose]()]);
  }

  /** Reads in a folder, whose messages keep their flags. */
  #reading<T>(
    { folder, validity }: Pick<MessageId, 'folder'> & Partial<MessageId>,
    asked: string,
    cancel: Cancellation,
    work: (client: ImapFlow, mailbox: MailboxObject, connection: ImapConnection) => Promise<T>,
  ): Promise<T> {
    return this.#pool.use(
      (connection) =>
        connection.within(
          folder,
          { validity },
          asked,
          (client, mailbox) => work(client, mailbox, connection),
          cancel,
        ),
      cancel,
      true,
    );
  }

  /** Does something with messages, folder by folder. */
  async #changing<T>(
    ids: readonly MessageId[],
    asked: string,
    cancel: Cancellation,
    work: (
      client: ImapFlow,
      uids: string,
      refused: () => MailError,
      connection: ImapConnection,
    ) => Promise<T>,
  ): Promise<ReadonlyMap<string, T>> {
    const done = new Map<string, T>();
    for (const [key, group] of byFolder(ids)) {
      const [first] = group;
      if (!first) continue;
      const { folder, validity } = first;
      const result = await this.#pool.use(
        (connection) =>
          connection.within(
            folder,
            { write: true, validity },
            asked,
            (client) =>
              work(
                client,
                group.map(({ uid }) => uid).join(','),
                () => connection.refusal(asked, folder),
                connection,
              ),
            cancel,
          ),
        cancel,
      );
      done.set(key, result);
    }
    return done;
  }

  /** As `#changing`, for what tells where the messages are now. */
  async #placed(
    ids: readonly MessageId[],
    asked: string,
    cancel: Cancellation,
    work: (client: ImapFlow, uids: string, connection: ImapConnection) => Promise<CopyResponseObject | false>,
  ): Promise<readonly (MessageId | undefined)[]> {
    const placed = await this.#changing(ids, asked, cancel, async (client, uids, refused, connection) => {
      const answer = await work(client, uids, connection);
      if (answer === false) throw refused();
      return answer;
    });
    return ids.map(({ folder, validity, uid }) => {
      const answer = placed.get(`${validity} ${folder}`);
      const now = answer?.uidMap?.get(Number(uid));
      if (!answer || now === undefined || answer.uidValidity === undefined) return undefined;
      return { folder: answer.destination, validity: String(answer.uidValidity), uid: String(now) };
    });
  }
}

/** Messages by folder and UIDVALIDITY. */
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
const MAX_FOLDERS = 20_000;
