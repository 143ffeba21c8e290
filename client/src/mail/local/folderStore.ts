// A folder of .eml files as a mailbox: its folders are folders, each file is a message.

import { MailError } from '../faults.ts';
import { safeFileName } from '../fileNames.ts';
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
  StoreCapabilities,
  StoreEvent,
} from '../mailStore.ts';
import { HEAD } from '../summaries.ts';
import type { Summaries } from '../summaries.ts';
import { deleteMail } from './deleteMail.ts';
import { chunksOf, joined, safeSegments } from './files.ts';
import type { FileEntry, Files } from './files.ts';
import { isMessage, isMessageName } from './messageFiles.ts';
import { checkFolderPath, specialUseOf } from './folderNames.ts';
import { inBatches, LocalListing } from './localListing.ts';
import type { LocalRow } from './localListing.ts';
import { Watches } from './settledWatch.ts';

/** Where the flags of files are kept, by path; for files have none of their own. */
export type FlagKeeper = Map<string, ReadonlySet<string>>;

export interface FolderStoreOptions {
  readonly files: Files;
  readonly summaries: Summaries;
  /** What the folder itself is called. */
  readonly name: string;
  readonly now: () => number;
  /** Where left out, messages have no flags. */
  readonly flags?: FlagKeeper;
}

export class FolderStore implements MailStore {
  readonly capabilities: StoreCapabilities;
  readonly #files: Files;
  readonly #name: string;
  readonly #summaries: Summaries;
  readonly #flags: FlagKeeper | undefined;
  readonly #listing: LocalListing<LocalRow>;
  readonly #watches: Watches;
  /** Where to go on counting, by folder and name: many messages are called alike. */
  readonly #numbers = new Map<string, number>();

  constructor({ files, summaries, name, now, flags }: FolderStoreOptions) {
    this.#files = files;
    this.#name = name;
    this.#summaries = summaries;
    this.#flags = flags;
    this.capabilities = {
      folders: true,
      flags: flags !== undefined,
      move: true,
      append: true,
      search: true,
      watch: true,
    };
    const path = (folder: string, { uid }: LocalRow): string => joined(pathOf(folder), fileOf(uid));
    const places = async (cancel: Cancellation): Promise<readonly { path: string; folder: string }[]> => {
      const folders = await this.folders(cancel);
      const paths = new Set(['', ...folders.map(({ id }) => pathOf(id))]);
      return Array.from(paths, (place) => ({ path: place, folder: idOf(place) }));
    };
    this.#watches = new Watches({ files, places });
    this.#listing = new LocalListing(
      {
        rows: (folder, cancel) => this.#rows(folder, cancel),
        id: (folder, { uid }) => ({ folder, validity: VALIDITY, uid }),
        size: async (folder, row) => (await files.stat(path(folder, row)))?.size,
        head: async (folder, row, limit) => {
          const there = await files.stat(path(folder, row));
          return there && files.read(path(folder, row), { from: 0, to: limit });
        },
      },
      summaries,
      now,
    );
  }

  async folders(cancel: Cancellation): Promise<readonly Folder[]> {
    const found: Folder[] = [];
    const open = [''];
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      cancel.signal.throwIfAborted();
      const entries = await this.#files.list(path);
      const messages = entries.filter(isMessage).map(({ name }) => joined(path, name));
      if (path !== '' || messages.length > 0) found.push(this.#folder(path, messages));
      if (found.length >= MAX_FOLDERS) break;
      if (path.split('/').length >= MAX_DEPTH) continue;
      const folders = entries.filter(({ kind, name }) => kind === 'folder' && !name.startsWith('.'));
      for (const { name } of folders.sort((a, b) => (a.name < b.name ? 1 : -1))) {
        open.push(joined(path, name));
      }
    }
    return found;
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
    const path = pathOfMessage(id);
    const { size } = await this.#found(id);
    yield* chunksOf(this.#files, path, range ?? { from: 0, to: size }, cancel);
  }

  flag(ids: readonly MessageId[], { add = [], remove = [] }: FlagChange): Promise<void> {
    const flags = this.#flags;
    if (!flags) {
      return Promise.reject(
        new MailError('not-supported', ['A folder of files', 'there is no place for flags in it']),
      );
    }
    for (const id of ids) {
      const before = flags.get(pathOfMessage(id)) ?? NONE;
      const after = new Set([...before, ...add].filter((flag) => !remove.includes(flag)));
      flags.set(pathOfMessage(id), after);
    }
    this.#watches.changed(ids.map(({ folder }) => folder));
    return Promise.resolve();
  }

  move(ids: readonly MessageId[], folder: string, cancel: Cancellation): Promise<readonly MessageId[]> {
    return this.#placed(ids, folder, cancel, (from, to) => this.#files.rename(from, to));
  }

  copy(ids: readonly MessageId[], folder: string, cancel: Cancellation): Promise<readonly MessageId[]> {
    return this.#placed(ids, folder, cancel, async (from, to) =>
      this.#files.create(to, await this.#files.read(from)),
    );
  }

  async expunge(ids: readonly MessageId[], cancel: Cancellation): Promise<void> {
    for (const id of ids) {
      cancel.signal.throwIfAborted();
      await this.#found(id);
      await this.#files.remove(pathOfMessage(id));
      this.#flags?.delete(pathOfMessage(id));
    }
    this.#watches.changed(ids.map(({ folder }) => folder));
  }

  async append(
    folder: string,
    octets: Uint8Array,
    flags: readonly string[],
    cancel: Cancellation,
  ): Promise<MessageId> {
    const [summary] = await this.#summaries([octets.subarray(0, HEAD)], 0, cancel);
    await this.#mustBeThere(folder);
    cancel.signal.throwIfAborted();
    const date = summary ? dayOf(summary.date) : '';
    const id = await this.#freeId(folder, `${date}${summary?.subject ?? ''}`);
    await this.#files.create(pathOfMessage(id), octets);
    this.#flags?.set(pathOfMessage(id), new Set(flags));
    this.#watches.changed([folder]);
    return id;
  }

  async createFolder(path: readonly string[]): Promise<Folder> {
    checkFolderPath(path);
    await this.#mustBeFree(path);
    await this.#files.createFolder(path.join('/'));
    this.#watches.changed();
    return this.#folder(path.join('/'), []);
  }

  async renameFolder(folder: string, path: readonly string[], cancel: Cancellation): Promise<Folder> {
    checkFolderPath(path);
    const from = pathOf(folder);
    const to = path.join('/');
    if (from === '' || `${to}/`.startsWith(`${from}/`)) {
      throw new MailError('folder-name-unusable', [path.join('/'), 'a folder cannot be moved into itself']);
    }
    await this.#mustBeFree(path);
    await this.#files.rename(from, to);
    for (const [at, flags] of this.#flags ?? []) {
      if (!at.startsWith(`${from}/`)) continue;
      this.#flags?.delete(at);
      this.#flags?.set(`${to}${at.slice(from.length)}`, flags);
    }
    this.#watches.changed();
    const rows = await this.#rows(to, cancel);
    return this.#folder(
      to,
      rows.map(({ uid }) => joined(to, fileOf(uid))),
    );
  }

  async deleteFolder(folder: string): Promise<void> {
    const path = pathOf(folder);
    if (path === '') throw new MailError('not-supported', [this.#name, 'the folder itself stays']);
    await this.#mustBeThere(folder);
    for (const message of await deleteMail(this.#files, path)) this.#flags?.delete(message);
    this.#watches.changed();
  }

  watch(listener: (event: StoreEvent) => void): Disposable {
    return this.#watches.watch(listener);
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#watches[Symbol.dispose]();
    return Promise.resolve();
  }

  #folder(path: string, messages: readonly string[]): Folder {
    const names = path === '' ? [this.#name] : path.split('/');
    const specialUse = path === '' ? '\\Inbox' : specialUseOf(names);
    const flags = this.#flags;
    return {
      id: idOf(path),
      path: names,
      ...(specialUse === undefined ? {} : { specialUse }),
      subscribed: true,
      selectable: true,
      messages: messages.length,
      ...(flags ? { unseen: messages.filter((at) => !flags.get(at)?.has('\\Seen')).length } : {}),
    };
  }

  async #rows(folder: string, cancel: Cancellation): Promise<readonly LocalRow[]> {
    const path = pathOf(folder);
    const entries = await this.#entries(folder);
    const rows = await inBatches(entries.filter(isMessage), cancel, async ({ name }) => {
      const at = joined(path, name);
      const there = await this.#files.stat(at);
      return (
        there && {
          uid: uidOf(name),
          flags: this.#flags?.get(at) ?? NONE,
          version: `${there.size} ${there.modified}`,
        }
      );
    });
    return rows.filter((row) => row !== undefined);
  }

  #entries(folder: string): Promise<readonly FileEntry[]> {
    return this.#files.list(pathOf(folder)).catch((error: unknown) => {
      throw new MailError('folder-gone', [folder], { cause: error });
    });
  }

  async #placed(
    ids: readonly MessageId[],
    folder: string,
    { signal }: Cancellation,
    place: (from: string, to: string) => Promise<void>,
  ): Promise<readonly MessageId[]> {
    await this.#mustBeThere(folder);
    // All are looked for before the first one is placed: a failure halfway would lose where the others are.
    for (const id of ids) await this.#found(id);
    signal.throwIfAborted();
    const placed: MessageId[] = [];
    for (const id of ids) {
      const now = await this.#freeId(folder, fileOf(id.uid).replace(/\.eml$/i, ''));
      const [from, to] = [pathOfMessage(id), pathOfMessage(now)];
      await place(from, to);
      const flags = this.#flags?.get(from);
      if (flags) this.#flags?.set(to, flags);
      placed.push(now);
    }
    this.#watches.changed([folder, ...ids.map((id) => id.folder)]);
    return placed;
  }

  /** Names a new message: no file has its name. */
  async #freeId(folder: string, text: string): Promise<MessageId> {
    const key = `${folder}/${text.slice(0, MAX_KEY)}`;
    if (this.#numbers.size > MAX_NUMBERS) this.#numbers.clear();
    for (let number = this.#numbers.get(key) ?? 1; ; number++) {
      const extension = number === 1 ? EXTENSION : ` (${number})${EXTENSION}`;
      const id = { folder, validity: VALIDITY, uid: uidOf(safeFileName(text, { extension })) };
      if (await this.#files.stat(pathOfMessage(id))) continue;
      this.#numbers.set(key, number);
      return id;
    }
  }

  async #mustBeThere(folder: string): Promise<void> {
    await this.#entries(folder);
  }

  async #mustBeFree(path: readonly string[]): Promise<void> {
    const parent = await this.#files.list(path.slice(0, -1).join('/')).catch(() => []);
    if (parent.some(({ name }) => name.toLowerCase() === path.at(-1)?.toLowerCase())) {
      throw new MailError('folder-name-unusable', [path.join('/'), 'there is one of that name']);
    }
  }

  async #found(id: MessageId): Promise<{ readonly size: number }> {
    const there = await this.#files.stat(pathOfMessage(id));
    if (!there) throw new MailError('message-gone', [id.folder]);
    return there;
  }
}

/** The folder itself has an id too, which cannot be empty in an address. */
function idOf(path: string): string {
  return path === '' ? '.' : path;
}

function pathOf(folder: string): string {
  return safeSegments(folder).join('/');
}

function pathOfMessage({ folder, uid }: MessageId): string {
  const segments = safeSegments(uid);
  if (segments.length !== 1) throw new MailError('path-escapes', [uid]);
  return joined(pathOf(folder), fileOf(uid));
}

/** Messages are named without the extension that nearly all of them have. */
function uidOf(name: string): string {
  const plain = name.slice(0, -EXTENSION.length);
  return name.endsWith(EXTENSION) && !isMessageName(plain) ? plain : name;
}

function fileOf(uid: string): string {
  return isMessageName(uid) ? uid : `${uid}${EXTENSION}`;
}

/** `2026-11-21 `, so that files stand in the order of their days; empty where there is no date. */
function dayOf(time: number | null): string {
  const day = new Date(time ?? NaN);
  return Number.isNaN(day.getTime()) ? '' : `${day.toISOString().slice(0, 10)} `;
}

/** Files are never numbered anew. */
const VALIDITY = '1';
const EXTENSION = '.eml';
const NONE: ReadonlySet<string> = new Set();
const MAX_FOLDERS = 20_000;
const MAX_DEPTH = 20;
const MAX_NUMBERS = 10_000;
const MAX_KEY = 200;
