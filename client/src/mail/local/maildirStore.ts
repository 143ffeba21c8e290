// A Maildir as a mailbox, with its folders.

import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import type { Cancellation, FlagChange, Folder, MailStore, MessageId } from '../mailStore.ts';
import { joined } from './files.ts';
import type { FileEntry } from './files.ts';
import { idIn, localFolder, LocalStore } from './localStore.ts';
import type { FolderPlace, LocalStoreOptions } from './localStore.ts';
import { mustHoldOnlyMail } from './deleteMail.ts';
import { Maildir } from './maildir.ts';
import type { MaildirRow } from './maildir.ts';
import { plusPlus } from './maildirLayout.ts';
import type { MaildirLayout } from './maildirLayout.ts';

export interface MaildirStoreOptions extends LocalStoreOptions {
  /** What separates flags in file names; `;` where names have no colons. `:` where left out. */
  readonly separator?: ':' | ';';
  /** `plusPlus` where left out. */
  readonly layout?: MaildirLayout;
}

export class MaildirStore extends LocalStore<MaildirRow> implements MailStore {
  readonly capabilities = { folders: true, flags: true, move: true, append: true, search: true, watch: true };
  readonly #now: () => number;
  readonly #separator: string;
  readonly #layout: MaildirLayout;
  /** Where messages stood when they were listed last, by folder and uid. */
  readonly #listed = new Map<string, string>();
  #delivered = 0;

  constructor(options: MaildirStoreOptions) {
    super(options);
    const { now, separator = ':', layout = plusPlus } = options;
    this.#layout = layout;
    this.#now = now;
    this.#separator = separator;
  }

  async folders(cancel: Cancellation): Promise<readonly Folder[]> {
    const found: Folder[] = [];
    for (const folder of await this.#layout.folders(this.files)) {
      cancel.signal.throwIfAborted();
      found.push(await this.#folder(folder));
    }
    return found;
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
    this.watches.changed(ids.map(({ folder }) => folder));
  }

  async move(ids: readonly MessageId[], folder: string, cancel: Cancellation): Promise<readonly MessageId[]> {
    const target = this.#maildir(folder);
    await this.#mustBeThere(folder);
    const moved = await this.#each(ids, cancel, (row) => target.take(row));
    this.watches.changed([folder, ...ids.map((id) => id.folder)]);
    return moved.map((uid) => idIn(folder, uid));
  }

  async copy(ids: readonly MessageId[], folder: string, cancel: Cancellation): Promise<readonly MessageId[]> {
    await this.#mustBeThere(folder);
    const copied = await this.#each(ids, cancel, async (row) =>
      this.#maildir(folder, row.date).deliver(await this.files.read(row.path), row.flags),
    );
    this.watches.changed([folder]);
    return copied.map((uid) => idIn(folder, uid));
  }

  async expunge(ids: readonly MessageId[], cancel: Cancellation): Promise<void> {
    await this.#each(ids, cancel, (row) => this.files.remove(row.path));
    this.watches.changed(ids.map(({ folder }) => folder));
  }

  async append(
    folder: string,
    octets: Uint8Array,
    flags: readonly string[],
    cancel: Cancellation,
    received?: number,
  ): Promise<MessageId> {
    await this.#mustBeThere(folder);
    cancel.signal.throwIfAborted();
    const uid = await this.#maildir(folder, received).deliver(octets, flags);
    this.watches.changed([folder]);
    return idIn(folder, uid);
  }

  async createFolder(path: readonly string[]): Promise<Folder> {
    const folder = this.#layout.idOf(path);
    await this.#mustBeFree(folder, path);
    for (const sub of ['tmp', 'new', 'cur']) await this.files.createFolder(`${folder}/${sub}`);
    // Tells delivery agents that this is a folder of a Maildir, and not one of its own (Maildir++).
    if (this.#layout.first !== undefined) {
      await this.files.create(`${folder}/maildirfolder`, new Uint8Array(0));
    }
    this.watches.changed();
    return this.#folder(folder);
  }

  async renameFolder(folder: string, path: readonly string[]): Promise<Folder> {
    const { separator, first } = this.#layout;
    const now = this.#layout.idOf(path);
    if (folder === first || `${now}${separator}`.startsWith(`${folder}${separator}`)) {
      throw new MailError('folder-name-unusable', [
        path.join('/'),
        detail('a folder cannot be moved into itself'),
      ]);
    }
    await this.#mustBeFree(now, path);
    if (separator === '/') await this.files.createFolder(path.slice(0, -1).join('/'));
    for (const id of await this.#withBelow(folder)) {
      await this.files.rename(id, `${now}${id.slice(folder.length)}`);
    }
    this.watches.changed();
    return this.#folder(now);
  }

  async deleteFolder(folder: string): Promise<void> {
    await this.#mustBeThere(folder);
    if (folder === this.#layout.first) {
      throw new MailError('not-supported', [detail('A Maildir'), detail('its first folder stays')]);
    }
    const folders = await this.#withBelow(folder);
    for (const id of folders) await mustHoldOnlyMail(this.files, id, isMaildirFile);
    for (const id of folders) await this.files.removeFolder(id);
    this.watches.changed();
  }

  protected rows(folder: string, cancel: Cancellation): Promise<readonly MaildirRow[]> {
    return this.#maildir(folder).rows(cancel);
  }

  protected async sizeOf(_: string, row: MaildirRow): Promise<number | undefined> {
    return row.size ?? (await this.files.stat(row.path))?.size;
  }

  protected async head(folder: string, row: MaildirRow, limit: number): Promise<Uint8Array | undefined> {
    const range = { from: 0, to: limit };
    if (this.#listed.size >= MAX_LISTED) this.#listed.clear();
    this.#listed.set(`${folder}/${row.uid}`, row.path);
    if (await this.files.stat(row.path)) return this.files.read(row.path, range);
    // Renamed meanwhile: its flags have changed.
    const rows = await this.rows(folder, { signal: new AbortController().signal });
    const now = rows.find(({ uid }) => uid === row.uid);
    return now && this.files.read(now.path, range);
  }

  /** Where a message stands now: mostly where it was when it was listed. */
  protected async fileOf(
    { folder, uid }: MessageId,
    cancel: Cancellation,
  ): Promise<{ readonly path: string; readonly size: number }> {
    const key = `${folder}/${uid}`;
    const known = this.#listed.get(key);
    const there = known === undefined ? undefined : await this.files.stat(known);
    if (known !== undefined && there) return { path: known, size: there.size };
    const [row] = await this.#maildir(folder).find([uid], folder, cancel);
    const found = row && (await this.files.stat(row.path));
    if (!row || !found) throw new MailError('message-gone', [folder]);
    this.#listed.set(key, row.path);
    return { path: row.path, size: found.size };
  }

  protected async places(): Promise<readonly FolderPlace[]> {
    const layout = this.#layout;
    const folders = await layout.folders(this.files);
    const found = folders.flatMap((folder) =>
      ['new', 'cur'].map((sub) => ({ path: joined(layout.pathOf(folder), sub), folder })),
    );
    return layout.first === undefined ? found : [...found, { path: '', folder: layout.first }];
  }

  /** @param received when what is delivered came, in ms. */
  #maildir(folder: string, received?: number): Maildir {
    const unique = (): string => this.#unique(received ?? this.#now());
    return new Maildir(this.files, this.#layout.pathOf(folder), unique, this.#separator);
  }

  /** Never given before, also by another window: the time, a count, and chance. */
  #unique(time: number): string {
    const now = Math.max(0, Math.trunc(time));
    const [chance = 0] = crypto.getRandomValues(new BigUint64Array(1));
    return `${Math.floor(now / 1000)}.M${now % 1000}Q${++this.#delivered}R${chance.toString(16)}.mail-workbench`;
  }

  /** @returns what came of each id, in their order. Rejects with `message-gone`, before anything is done. */
  async #each<T>(
    ids: readonly MessageId[],
    cancel: Cancellation,
    work: (row: MaildirRow, maildir: Maildir) => Promise<T>,
  ): Promise<readonly T[]> {
    const rows = new Map<string, MaildirRow>();
    for (const folder of new Set(ids.map((id) => id.folder))) {
      const uids = ids.filter((id) => id.folder === folder).map(({ uid }) => uid);
      for (const row of await this.#find(folder, uids, cancel)) rows.set(`${folder}/${row.uid}`, row);
    }
    const found = ids.map(({ folder, uid }) => {
      const row = rows.get(`${folder}/${uid}`);
      if (!row) throw new MailError('message-gone', [folder]);
      return { row, folder };
    });
    // Behind this, nobody could tell what is done and what is not: who asks for many asks for some at a time.
    cancel.signal.throwIfAborted();
    const results: T[] = [];
    for (const { row, folder } of found) {
      results.push(await work(row, this.#maildir(folder)));
    }
    return results;
  }

  /** Where they were listed if all are still there, else by looking through the folder. */
  async #find(folder: string, uids: readonly string[], cancel: Cancellation): Promise<readonly MaildirRow[]> {
    const maildir = this.#maildir(folder);
    const rows: MaildirRow[] = [];
    for (const uid of uids) {
      const path = this.#listed.get(`${folder}/${uid}`);
      if (path === undefined || !(await this.files.stat(path))) return maildir.find(uids, folder, cancel);
      rows.push(await maildir.rowAt(path));
    }
    return rows;
  }

  /** A folder with those below it, which stand in it or beside it. */
  async #withBelow(folder: string): Promise<readonly string[]> {
    const { separator } = this.#layout;
    if (separator === '/') return [this.#layout.pathOf(folder)];
    const folders = await this.#layout.folders(this.files);
    return folders.filter((id) => id === folder || id.startsWith(`${folder}${separator}`));
  }

  async #isMaildir(path: string): Promise<boolean> {
    return (await this.files.stat(joined(path, 'cur'))) !== undefined;
  }

  async #folder(folder: string): Promise<Folder> {
    return localFolder(folder, this.#layout.namesOf(folder), await this.#maildir(folder).counts());
  }

  async #mustBeThere(folder: string): Promise<void> {
    if (!(await this.#isMaildir(this.#layout.pathOf(folder)))) throw new MailError('folder-gone', [folder]);
  }

  async #mustBeFree(folder: string, path: readonly string[]): Promise<void> {
    if (folder === this.#layout.first || (await this.files.stat(folder))) {
      throw new MailError('folder-name-unusable', [path.join('/'), detail('there is one of that name')]);
    }
  }
}

const MAX_LISTED = 2000;

/** Messages, and what servers and programs write down about a Maildir. */
function isMaildirFile({ name }: FileEntry, folder: string): boolean {
  return /(?:^|\/)(?:cur|new|tmp)$/.test(folder) || BOOKKEEPING.test(name);
}

const BOOKKEEPING = /^(?:dovecot|maildir|courier|subscriptions$|\.uidvalidity|\.mbsync|\.isyncuidmap)/i;
