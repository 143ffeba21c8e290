// A Maildir as a mailbox, with folders as Maildir++ has them: `.Lists.Gardeners` beside `cur`, `new` and `tmp`.

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
import type { Summaries } from '../summaries.ts';
import { chunksOf, joined } from './files.ts';
import type { Files } from './files.ts';
import { checkFolderPath, specialUseOf } from './folderNames.ts';
import { LocalListing } from './localListing.ts';
import { Maildir } from './maildir.ts';
import type { MaildirRow } from './maildir.ts';
import { decodeModifiedUtf7, encodeModifiedUtf7 } from './modifiedUtf7.ts';
import { Watches } from './settledWatch.ts';

export interface MaildirStoreOptions {
  readonly files: Files;
  readonly summaries: Summaries;
  readonly now: () => number;
  /** What separates flags in file names; `;` where names have no colons. `:` where left out. */
  readonly separator?: ':' | ';';
}

export class MaildirStore implements MailStore {
  readonly capabilities = { folders: true, flags: true, move: true, append: true, search: true, watch: true };
  readonly #files: Files;
  readonly #now: () => number;
  readonly #separator: string;
  readonly #listing: LocalListing<MaildirRow>;
  readonly #watches: Watches;
  #delivered = 0;

  constructor({ files, summaries, now, separator = ':' }: MaildirStoreOptions) {
    this.#files = files;
    this.#now = now;
    this.#separator = separator;
    this.#listing = new LocalListing(
      {
        rows: (folder, cancel) => this.#maildir(folder).rows(cancel),
        id: (folder, { uid }) => ({ folder, validity: VALIDITY, uid }),
        size: async (_, row) => row.size ?? (await files.stat(row.path))?.size,
        head: (folder, row, limit) => this.#head(folder, row, limit),
      },
      summaries,
      now,
    );
    this.#watches = new Watches(files, async () => {
      const folders = await this.#folderIds();
      const places = folders.flatMap((folder) =>
        ['new', 'cur'].map((sub) => ({ path: joined(pathOf(folder), sub), folder })),
      );
      return [...places, { path: '', folder: INBOX }];
    });
  }

  async folders(cancel: Cancellation): Promise<readonly Folder[]> {
    const found: Folder[] = [];
    for (const folder of await this.#folderIds()) {
      cancel.signal.throwIfAborted();
      found.push(await this.#folder(folder));
    }
    return found;
  }

  list(folder: string, listing: Listing, cancel: Cancellation): Promise<Page> {
    return this.#listing.page(folder, listing, cancel);
  }

  async *read(
    { folder, uid }: MessageId,
    range: OctetRange | undefined,
    cancel: Cancellation,
  ): AsyncGenerator<Uint8Array> {
    const [row] = await this.#maildir(folder).find([uid], folder, cancel);
    if (!row) return;
    const size = (await this.#files.stat(row.path))?.size ?? 0;
    yield* chunksOf(this.#files, row.path, range ?? { from: 0, to: size }, cancel);
  }

  async flag(
    ids: readonly MessageId[],
    { add = [], remove = [] }: FlagChange,
    cancel: Cancellation,
  ): Promise<void> {
    await this.#each(ids, cancel, (row, maildir) =>
      maildir.setFlags(
        row,
        [...row.flags, ...add].filter((flag) => !remove.includes(flag)),
      ),
    );
    this.#watches.changed(ids.map(({ folder }) => folder));
  }

  async move(ids: readonly MessageId[], folder: string, cancel: Cancellation): Promise<readonly MessageId[]> {
    const target = this.#maildir(folder);
    await this.#mustBeThere(folder);
    const moved = await this.#each(ids, cancel, (row) => target.take(row));
    this.#watches.changed([folder, ...ids.map((id) => id.folder)]);
    return moved.map((uid) => ({ folder, validity: VALIDITY, uid }));
  }

  async copy(ids: readonly MessageId[], folder: string, cancel: Cancellation): Promise<readonly MessageId[]> {
    const target = this.#maildir(folder);
    await this.#mustBeThere(folder);
    const copied = await this.#each(ids, cancel, async (row) =>
      target.deliver(await this.#files.read(row.path), row.flags),
    );
    this.#watches.changed([folder]);
    return copied.map((uid) => ({ folder, validity: VALIDITY, uid }));
  }

  async expunge(ids: readonly MessageId[], cancel: Cancellation): Promise<void> {
    await this.#each(ids, cancel, (row) => this.#files.remove(row.path));
    this.#watches.changed(ids.map(({ folder }) => folder));
  }

  async append(
    folder: string,
    octets: Uint8Array,
    flags: readonly string[],
    cancel: Cancellation,
  ): Promise<MessageId> {
    await this.#mustBeThere(folder);
    cancel.signal.throwIfAborted();
    const uid = await this.#maildir(folder).deliver(octets, flags);
    this.#watches.changed([folder]);
    return { folder, validity: VALIDITY, uid };
  }

  async createFolder(path: readonly string[]): Promise<Folder> {
    const folder = idOf(path);
    await this.#mustBeFree(folder, path);
    for (const sub of ['tmp', 'new', 'cur']) await this.#files.createFolder(`${folder}/${sub}`);
    // Tells delivery agents that this is a folder of a Maildir, and not one of its own (Maildir++).
    await this.#files.create(`${folder}/maildirfolder`, new Uint8Array(0));
    this.#watches.changed();
    return this.#folder(folder);
  }

  async renameFolder(folder: string, path: readonly string[]): Promise<Folder> {
    const now = idOf(path);
    if (folder === INBOX || `${now}.`.startsWith(`${folder}.`)) {
      throw new MailError('folder-name-unusable', [path.join('/'), 'a folder cannot be moved into itself']);
    }
    await this.#mustBeFree(now, path);
    for (const id of await this.#folderIds()) {
      if (id === folder || id.startsWith(`${folder}.`)) {
        await this.#files.rename(id, `${now}${id.slice(folder.length)}`);
      }
    }
    this.#watches.changed();
    return this.#folder(now);
  }

  async deleteFolder(folder: string): Promise<void> {
    await this.#mustBeThere(folder);
    if (folder === INBOX) throw new MailError('not-supported', ['A Maildir', 'its first folder stays']);
    for (const id of await this.#folderIds()) {
      if (id === folder || id.startsWith(`${folder}.`)) await this.#files.removeFolder(id);
    }
    this.#watches.changed();
  }

  watch(listener: (event: StoreEvent) => void): Disposable {
    return this.#watches.watch(listener);
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#watches[Symbol.dispose]();
    return Promise.resolve();
  }

  #maildir(folder: string): Maildir {
    return new Maildir(this.#files, pathOf(folder), () => this.#unique(), this.#separator);
  }

  /** Never given before, also by another window: the time, a count, and chance. */
  #unique(): string {
    const now = this.#now();
    const [chance = 0] = crypto.getRandomValues(new BigUint64Array(1));
    return `${Math.floor(now / 1000)}.M${now % 1000}Q${++this.#delivered}R${chance.toString(16)}.mail-workbench`;
  }

  async #head(folder: string, row: MaildirRow, limit: number): Promise<Uint8Array | undefined> {
    const range = { from: 0, to: limit };
    if (await this.#files.stat(row.path)) return this.#files.read(row.path, range);
    // Renamed meanwhile: its flags have changed.
    const rows = await this.#maildir(folder).rows({ signal: new AbortController().signal });
    const now = rows.find(({ uid }) => uid === row.uid);
    return now && this.#files.read(now.path, range);
  }

  async #each<T>(
    ids: readonly MessageId[],
    cancel: Cancellation,
    work: (row: MaildirRow, maildir: Maildir) => Promise<T>,
  ): Promise<readonly T[]> {
    const rows = new Map<string, ReadonlyMap<string, MaildirRow>>();
    for (const folder of new Set(ids.map((id) => id.folder))) {
      const uids = ids.filter((id) => id.folder === folder).map(({ uid }) => uid);
      const found = await this.#maildir(folder).find(uids, folder, cancel);
      rows.set(folder, new Map(found.map((row) => [row.uid, row])));
    }
    const results: T[] = [];
    for (const { folder, uid } of ids) {
      cancel.signal.throwIfAborted();
      const row = rows.get(folder)?.get(uid);
      if (row) results.push(await work(row, this.#maildir(folder)));
    }
    return results;
  }

  async #folderIds(): Promise<readonly string[]> {
    const entries = await this.#files.list('');
    const folders = entries.filter(
      ({ name, kind }) => kind === 'folder' && name.startsWith('.') && name.length > 1 && name !== '..',
    );
    const there = await Promise.all(
      folders.slice(0, MAX_FOLDERS).map(async ({ name }) => ((await this.#isMaildir(name)) ? [name] : [])),
    );
    return [INBOX, ...there.flat().sort()];
  }

  async #isMaildir(path: string): Promise<boolean> {
    return (await this.#files.stat(joined(path, 'cur'))) !== undefined;
  }

  async #folder(folder: string): Promise<Folder> {
    const rows = await this.#maildir(folder).rows({ signal: new AbortController().signal });
    const path = namesOf(folder);
    const specialUse = specialUseOf(path);
    return {
      id: folder,
      path,
      ...(specialUse === undefined ? {} : { specialUse }),
      subscribed: true,
      selectable: true,
      messages: rows.length,
      unseen: rows.filter(({ letters }) => !letters.includes('S')).length,
    };
  }

  async #mustBeThere(folder: string): Promise<void> {
    if (!(await this.#isMaildir(pathOf(folder)))) throw new MailError('folder-gone', [folder]);
  }

  async #mustBeFree(folder: string, path: readonly string[]): Promise<void> {
    if (folder === INBOX || (await this.#files.stat(folder))) {
      throw new MailError('folder-name-unusable', [path.join('/'), 'there is one of that name']);
    }
  }
}

/** The folder that the Maildir itself is. No other is called so: the names of the others start with a dot. */
const INBOX = 'INBOX';

function pathOf(folder: string): string {
  if (folder === INBOX) return '';
  // What leads elsewhere is no folder of this Maildir.
  if (!/^\.[^/.]/.test(folder) || folder.includes('/')) throw new MailError('folder-gone', [folder]);
  return folder;
}

function namesOf(folder: string): readonly string[] {
  return folder === INBOX ? [INBOX] : folder.slice(1).split('.').map(decodeModifiedUtf7);
}

/** Refuses names that cannot be one. */
function idOf(path: readonly string[]): string {
  checkFolderPath(path, /\./);
  if (path.length === 1 && path[0]?.toUpperCase() === INBOX) return INBOX;
  return path.map((name) => `.${encodeModifiedUtf7(name)}`).join('');
}

/** Files are never numbered anew. */
const VALIDITY = '1';
const MAX_FOLDERS = 20_000;
