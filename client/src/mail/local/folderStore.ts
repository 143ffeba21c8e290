// A folder of .eml files as a mailbox: its folders are folders, each file is a message.

import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import { safeFileName } from '../fileNames.ts';
import type {
  Cancellation,
  FlagChange,
  Folder,
  MailStore,
  MessageId,
  StoreCapabilities,
} from '../mailStore.ts';
import { HEAD } from '../summaries.ts';
import type { Summaries } from '../summaries.ts';
import { deleteMail } from './deleteMail.ts';
import { joined, safeSegments } from './files.ts';
import type { FileEntry } from './files.ts';
import { isMessage, isMessageName } from './messageFiles.ts';
import { checkFolderPath, specialUseOf } from './folderNames.ts';
import { inBatches } from './localListing.ts';
import type { LocalRow } from './localListing.ts';
import { idIn, localFolder, LocalStore } from './localStore.ts';
import type { FolderPlace, LocalStoreOptions } from './localStore.ts';

/** Where the flags of files are kept, by path; for files have none of their own. */
export type FlagKeeper = Map<string, ReadonlySet<string>>;

export interface FolderStoreOptions extends LocalStoreOptions {
  /** What the folder itself is called. */
  readonly name: string;
  /** Where left out, messages have no flags. */
  readonly flags?: FlagKeeper;
}

export class FolderStore extends LocalStore<LocalRow> implements MailStore {
  readonly capabilities: StoreCapabilities;
  readonly #name: string;
  readonly #summaries: Summaries;
  readonly #flags: FlagKeeper | undefined;
  /** Where to go on counting, by folder and name: many messages are called alike. */
  readonly #numbers = new Map<string, number>();

  constructor(options: FolderStoreOptions) {
    super(options);
    const { name, summaries, flags } = options;
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
  }

  async folders(cancel: Cancellation): Promise<readonly Folder[]> {
    const found: Folder[] = [];
    const open = [''];
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      cancel.signal.throwIfAborted();
      const entries = await this.files.list(path);
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

  flag(ids: readonly MessageId[], { add = [], remove = [] }: FlagChange): Promise<void> {
    const flags = this.#flags;
    if (!flags) {
      return Promise.reject(
        new MailError('not-supported', [
          detail('A folder of files'),
          detail('there is no place for flags in it'),
        ]),
      );
    }
    for (const id of ids) {
      const before = flags.get(pathOfMessage(id)) ?? NONE;
      const after = new Set([...before, ...add].filter((flag) => !remove.includes(flag)));
      flags.set(pathOfMessage(id), after);
    }
    this.watches.changed(ids.map(({ folder }) => folder));
    return Promise.resolve();
  }

  move(ids: readonly MessageId[], folder: string, cancel: Cancellation): Promise<readonly MessageId[]> {
    return this.#placed(ids, folder, cancel, (from, to) => this.files.rename(from, to));
  }

  copy(ids: readonly MessageId[], folder: string, cancel: Cancellation): Promise<readonly MessageId[]> {
    return this.#placed(ids, folder, cancel, async (from, to) =>
      this.files.create(to, await this.files.read(from)),
    );
  }

  async expunge(ids: readonly MessageId[], cancel: Cancellation): Promise<void> {
    for (const id of ids) await this.fileOf(id);
    cancel.signal.throwIfAborted();
    for (const id of ids) {
      await this.files.remove(pathOfMessage(id));
      this.#flags?.delete(pathOfMessage(id));
    }
    this.watches.changed(ids.map(({ folder }) => folder));
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
    await this.files.create(pathOfMessage(id), octets);
    this.#flags?.set(pathOfMessage(id), new Set(flags));
    this.watches.changed([folder]);
    return id;
  }

  async createFolder(path: readonly string[]): Promise<Folder> {
    checkFolderPath(path);
    await this.#mustBeFree(path);
    await this.files.createFolder(path.join('/'));
    this.watches.changed();
    return this.#folder(path.join('/'), []);
  }

  async renameFolder(folder: string, path: readonly string[], cancel: Cancellation): Promise<Folder> {
    checkFolderPath(path);
    const from = pathOf(folder);
    const to = path.join('/');
    if (from === '' || `${to}/`.startsWith(`${from}/`)) {
      throw new MailError('folder-name-unusable', [
        path.join('/'),
        detail('a folder cannot be moved into itself'),
      ]);
    }
    await this.#mustBeFree(path);
    await this.files.rename(from, to);
    for (const [at, flags] of this.#flags ?? []) {
      if (!at.startsWith(`${from}/`)) continue;
      this.#flags?.delete(at);
      this.#flags?.set(`${to}${at.slice(from.length)}`, flags);
    }
    this.watches.changed();
    const rows = await this.rows(to, cancel);
    return this.#folder(
      to,
      rows.map(({ uid }) => joined(to, fileNameOf(uid))),
    );
  }

  async deleteFolder(folder: string): Promise<void> {
    const path = pathOf(folder);
    if (path === '') throw new MailError('not-supported', [this.#name, detail('the folder itself stays')]);
    await this.#mustBeThere(folder);
    for (const message of await deleteMail(this.files, path)) this.#flags?.delete(message);
    this.watches.changed();
  }

  protected async rows(folder: string, cancel: Cancellation): Promise<readonly LocalRow[]> {
    const path = pathOf(folder);
    const entries = await this.#entries(folder);
    const rows = await inBatches(entries.filter(isMessage), cancel, async ({ name }) => {
      const at = joined(path, name);
      const there = await this.files.stat(at);
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

  protected async sizeOf(folder: string, { uid }: LocalRow): Promise<number | undefined> {
    return (await this.files.stat(joined(pathOf(folder), fileNameOf(uid))))?.size;
  }

  protected async head(folder: string, { uid }: LocalRow, limit: number): Promise<Uint8Array | undefined> {
    const path = joined(pathOf(folder), fileNameOf(uid));
    const there = await this.files.stat(path);
    return there && this.files.read(path, { from: 0, to: limit });
  }

  protected async fileOf(id: MessageId): Promise<{ readonly path: string; readonly size: number }> {
    const path = pathOfMessage(id);
    const there = await this.files.stat(path);
    if (!there) throw new MailError('message-gone', [id.folder]);
    return { path, size: there.size };
  }

  protected async places(cancel: Cancellation): Promise<readonly FolderPlace[]> {
    const folders = await this.folders(cancel);
    const paths = new Set(['', ...folders.map(({ id }) => pathOf(id))]);
    return Array.from(paths, (place) => ({ path: place, folder: idOf(place) }));
  }

  #folder(path: string, messages: readonly string[]): Folder {
    const names = path === '' ? [this.#name] : path.split('/');
    const flags = this.#flags;
    const unseen = flags ? { unseen: messages.filter((at) => !flags.get(at)?.has('\\Seen')).length } : {};
    const counts = { messages: messages.length, ...unseen };
    return localFolder(idOf(path), names, counts, path === '' ? '\\Inbox' : specialUseOf(names));
  }

  #entries(folder: string): Promise<readonly FileEntry[]> {
    return this.files.list(pathOf(folder)).catch((error: unknown) => {
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
    for (const id of ids) await this.fileOf(id);
    signal.throwIfAborted();
    const placed: MessageId[] = [];
    for (const id of ids) {
      const now = await this.#freeId(folder, fileNameOf(id.uid).replace(/\.eml$/i, ''));
      const [from, to] = [pathOfMessage(id), pathOfMessage(now)];
      await place(from, to);
      const flags = this.#flags?.get(from);
      if (flags) this.#flags?.set(to, flags);
      placed.push(now);
    }
    this.watches.changed([folder, ...ids.map((id) => id.folder)]);
    return placed;
  }

  /** Names a new message: no file has its name. */
  async #freeId(folder: string, text: string): Promise<MessageId> {
    const key = `${folder}/${text.slice(0, MAX_KEY)}`;
    if (this.#numbers.size > MAX_NUMBERS) this.#numbers.clear();
    for (let number = this.#numbers.get(key) ?? 1; ; number++) {
      const extension = number === 1 ? EXTENSION : ` (${number})${EXTENSION}`;
      const id = idIn(folder, uidOf(safeFileName(text, { extension })));
      if (await this.files.stat(pathOfMessage(id))) continue;
      this.#numbers.set(key, number);
      return id;
    }
  }

  async #mustBeThere(folder: string): Promise<void> {
    await this.#entries(folder);
  }

  async #mustBeFree(path: readonly string[]): Promise<void> {
    const parent = await this.files.list(path.slice(0, -1).join('/')).catch(() => []);
    if (parent.some(({ name }) => name.toLowerCase() === path.at(-1)?.toLowerCase())) {
      throw new MailError('folder-name-unusable', [path.join('/'), detail('there is one of that name')]);
    }
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
  return joined(pathOf(folder), fileNameOf(uid));
}

/** Messages are named without the extension that nearly all of them have. */
function uidOf(name: string): string {
  const plain = name.slice(0, -EXTENSION.length);
  return name.endsWith(EXTENSION) && !isMessageName(plain) ? plain : name;
}

function fileNameOf(uid: string): string {
  return isMessageName(uid) ? uid : `${uid}${EXTENSION}`;
}

/** `2026-11-21 `, so that files stand in the order of their days; empty where there is no date. */
function dayOf(time: number | null): string {
  const day = new Date(time ?? NaN);
  return Number.isNaN(day.getTime()) ? '' : `${day.toISOString().slice(0, 10)} `;
}

const EXTENSION = '.eml';
const NONE: ReadonlySet<string> = new Set();
const MAX_FOLDERS = 20_000;
const MAX_DEPTH = 20;
const MAX_NUMBERS = 10_000;
const MAX_KEY = 200;
