// What the stores of files on this machine have in common: lists, conversations, reading, watching.

import type {
  Cancellation,
  Envelope,
  Folder,
  Listing,
  MessageId,
  OctetRange,
  Page,
  StoreEvent,
} from '../mailStore.ts';
import type { Summaries } from '../summaries.ts';
import { chunksOf } from './files.ts';
import type { Files } from './files.ts';
import { specialUseOf } from './folderNames.ts';
import { LocalListing } from './localListing.ts';
import type { LocalRow } from './localListing.ts';
import { Watches } from './settledWatch.ts';

/** What every local store is opened with. */
export interface LocalStoreOptions {
  readonly files: Files;
  readonly summaries: Summaries;
  /** ms since the epoch. */
  readonly now: () => number;
}

/** A place in the file system, and the folder of the store that changes with it. */
export interface FolderPlace {
  readonly path: string;
  readonly folder: string;
}

/** A store says which messages there are and where they stand; the rest is the same for all. */
export abstract class LocalStore<Row extends LocalRow> {
  protected readonly files: Files;
  protected readonly watches: Watches;
  readonly #listing: LocalListing<Row>;

  constructor({ files, summaries, now }: LocalStoreOptions) {
    this.files = files;
    this.watches = new Watches({
      files,
      places: (cancel) => this.places(cancel),
      isChanged: (folder) => this.isChanged(folder),
    });
    this.#listing = new LocalListing(
      {
        rows: (folder, cancel) => this.rows(folder, cancel),
        id: (folder, { uid }) => idIn(folder, uid),
        size: (folder, row) => this.sizeOf(folder, row),
        head: (folder, row, limit) => this.head(folder, row, limit),
      },
      summaries,
      now,
    );
  }

  list(folder: string, listing: Listing, cancel: Cancellation): Promise<Page> {
    return this.#listing.page(folder, listing, cancel);
  }

  conversation({ folder, uid }: MessageId, cancel: Cancellation): Promise<readonly Envelope[]> {
    return this.#listing.conversation(folder, uid, cancel);
  }

  async *read(
    id: MessageId,
    range: OctetRange | undefined,
    cancel: Cancellation,
  ): AsyncGenerator<Uint8Array> {
    const { path, size } = await this.fileOf(id, cancel);
    yield* chunksOf(this.files, path, range ?? { from: 0, to: size }, cancel);
  }

  watch(listener: (event: StoreEvent) => void): Disposable {
    return this.watches.watch(listener);
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.watches[Symbol.dispose]();
    return Promise.resolve();
  }

  /** All messages of a folder. Rejects with `folder-gone`. */
  protected abstract rows(folder: string, cancel: Cancellation): Promise<readonly Row[]>;
  /** Octets; undefined where the message is gone. */
  protected abstract sizeOf(folder: string, row: Row): Promise<number | undefined>;
  /** At most `limit` octets from the start of a message; undefined where it is gone. */
  protected abstract head(folder: string, row: Row, limit: number): Promise<Uint8Array | undefined>;
  /** The file that is a message, and nothing else is. Rejects with `message-gone`. */
  protected abstract fileOf(
    id: MessageId,
    cancel: Cancellation,
  ): Promise<{ readonly path: string; readonly size: number }>;
  /** Where changes show. */
  protected abstract places(cancel: Cancellation): Promise<readonly FolderPlace[]>;

  /** Whether a folder is another than when this was asked last; a store tells where a place stands for several. */
  protected isChanged(_folder: string): Promise<boolean> {
    return Promise.resolve(true);
  }
}

/** A folder as a local store has it. @param counts as far as they are known. */
export function localFolder(
  id: string,
  path: readonly string[],
  counts: { readonly messages?: number; readonly unseen?: number },
  specialUse = specialUseOf(path),
): Folder {
  const use = specialUse === undefined ? {} : { specialUse };
  return { id, path, ...use, subscribed: true, selectable: true, ...counts };
}

/** Names a message: files are never numbered anew. */
export function idIn(folder: string, uid: string): MessageId {
  return { folder, validity: VALIDITY, uid };
}

const VALIDITY = '1';
