// An mbox file as a mailbox, or a folder of them: each file is a folder, `Name.sbd` holds those below it.

import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import type { Cancellation, Folder, MailStore, MessageId, OctetRange } from '../mailStore.ts';
import { HEAD } from '../summaries.ts';
import { joined, safeSegments } from './files.ts';
import type { FileEntry, Files } from './files.ts';
import { checkFolderPath } from './folderNames.ts';
import { idIn, localFolder, LocalStore } from './localStore.ts';
import type { FolderPlace, LocalStoreOptions } from './localStore.ts';
import { mustHoldOnlyMail } from './deleteMail.ts';
import { MboxFile } from './mboxFile.ts';
import type { MboxFlavour } from '../account.ts';
import type { MboxRow } from './mboxIndex.ts';

export interface MboxStoreOptions extends LocalStoreOptions {
  /** The folder, or the one around the file. */
  readonly files: Files;
  /** The name of the one file that is the mailbox; all files where left out. */
  readonly file?: string;
  /** Found from each file's first message where left out. */
  readonly flavour?: MboxFlavour;
}

export class MboxStore extends LocalStore<MboxRow> implements MailStore {
  readonly capabilities = {
    folders: true,
    flags: false,
    move: true,
    append: true,
    search: true,
    watch: true,
  };
  readonly #options: MboxStoreOptions;
  readonly #mboxes = new Map<string, MboxFile>();
  /** Size and time of each file when it was looked at last. */
  readonly #states = new Map<string, string>();

  constructor(options: MboxStoreOptions) {
    super(options);
    this.#options = options;
  }

  async folders(cancel: Cancellation): Promise<readonly Folder[]> {
    const { file } = this.#options;
    // Whatever it is called, there is no other.
    if (file !== undefined) return [{ ...this.#folder(file), specialUse: '\\Inbox' }];
    const found: Folder[] = [];
    const open = [''];
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      const entries = await this.files.list(path);
      for (const { name, kind } of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
        cancel.signal.throwIfAborted();
        const at = joined(path, name);
        if (kind === 'folder' && name.endsWith(BELOW) && path.split('/').length < MAX_DEPTH) open.push(at);
        else if (kind === 'file' && !NO_MAILBOX.test(name) && (await this.#isMbox(at))) {
          found.push(this.#folder(at));
        }
        if (found.length >= MAX_FOLDERS) return found;
      }
    }
    return found.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Lines of the message are not as they stand in the file. */
  override async *read(
    { folder, uid }: MessageId,
    range: OctetRange | undefined,
    cancel: Cancellation,
  ): AsyncGenerator<Uint8Array> {
    const mbox = this.#mbox(folder);
    yield* mbox.read(await mbox.find(uid, cancel), range, cancel);
  }

  flag(): Promise<void> {
    return Promise.reject(
      new MailError('not-supported', [
        detail('An mbox'),
        detail('flags would change the messages themselves'),
      ]),
    );
  }

  async move(ids: readonly MessageId[], folder: string, cancel: Cancellation): Promise<readonly MessageId[]> {
    const moved = await this.copy(ids, folder, cancel);
    // Whatever happens now, each message is in one of the two at least; who gives up does not get it twice.
    await this.expunge(ids, TO_THE_END);
    return moved;
  }

  async copy(ids: readonly MessageId[], folder: string, cancel: Cancellation): Promise<readonly MessageId[]> {
    // All are looked for before the first one is written.
    for (const { folder: from, uid } of ids) await this.#mbox(from).find(uid, cancel);
    // Behind this, nobody could tell what is copied and what is not.
    cancel.signal.throwIfAborted();
    const copied: MessageId[] = [];
    for (const id of ids) {
      const source = this.#mbox(id.folder);
      const row = await source.find(id.uid, TO_THE_END);
      const octets = await collected(source.read(row, undefined, TO_THE_END));
      const time = row.date ?? this.#options.now();
      const { uid } = await this.#mbox(folder).append(octets, time, TO_THE_END);
      copied.push(idIn(folder, uid));
    }
    this.watches.changed([folder]);
    return copied;
  }

  async expunge(ids: readonly MessageId[], cancel: Cancellation): Promise<void> {
    for (const folder of new Set(ids.map((id) => id.folder))) {
      const uids = new Set(ids.filter((id) => id.folder === folder).map(({ uid }) => uid));
      await this.#mbox(folder).remove(uids, cancel);
    }
    this.watches.changed(ids.map(({ folder }) => folder));
  }

  async append(
    folder: string,
    octets: Uint8Array,
    _flags: readonly string[],
    cancel: Cancellation,
    received?: number,
  ): Promise<MessageId> {
    const time = received ?? (await this.#dateOf(octets, cancel));
    const { uid } = await this.#mbox(folder).append(octets, time, cancel);
    this.watches.changed([folder]);
    return idIn(folder, uid);
  }

  async createFolder(path: readonly string[]): Promise<Folder> {
    checkFolderPath(path, /\.sbd$|^\./);
    this.#mustHaveFolders();
    const at = idOf(path);
    if (await this.files.stat(at)) {
      throw new MailError('folder-name-unusable', [path.join('/'), detail('there is one of that name')]);
    }
    if (path.length > 1) await this.files.createFolder(parentOf(at));
    await this.files.create(at, new Uint8Array(0));
    this.watches.changed();
    return this.#folder(at);
  }

  async renameFolder(folder: string, path: readonly string[]): Promise<Folder> {
    checkFolderPath(path, /\.sbd$|^\./);
    this.#mustHaveFolders();
    const to = idOf(path);
    if (`${to}${BELOW}/`.startsWith(`${folder}${BELOW}/`)) {
      throw new MailError('folder-name-unusable', [
        path.join('/'),
        detail('a folder cannot be moved into itself'),
      ]);
    }
    if (path.length > 1) await this.files.createFolder(parentOf(to));
    await this.files.rename(pathOf(folder), to);
    if (await this.#hasBelow(folder)) await this.files.rename(`${folder}${BELOW}`, `${to}${BELOW}`);
    this.#mboxes.clear();
    this.watches.changed();
    return this.#folder(to);
  }

  async deleteFolder(folder: string): Promise<void> {
    this.#mustHaveFolders();
    const below = (await this.#hasBelow(folder)) ? `${folder}${BELOW}` : undefined;
    if (below !== undefined) {
      // Thunderbird keeps an index beside each file.
      const isMail = ({ name }: FileEntry, at: string): boolean | Promise<boolean> =>
        name.endsWith('.msf') || this.#isMbox(joined(at, name));
      await mustHoldOnlyMail(this.files, below, isMail);
    }
    await this.files.remove(pathOf(folder));
    if (below !== undefined) await this.files.removeFolder(below);
    this.#mboxes.delete(folder);
    this.watches.changed();
  }

  protected async rows(folder: string, cancel: Cancellation): Promise<readonly MboxRow[]> {
    return [...(await this.#mbox(folder).index(cancel)).rows];
  }

  protected sizeOf(_: string, { size }: MboxRow): Promise<number> {
    return Promise.resolve(size);
  }

  protected head(folder: string, row: MboxRow, limit: number): Promise<Uint8Array> {
    const cancel = { signal: new AbortController().signal };
    return collected(this.#mbox(folder).read(row, { from: 0, to: limit }, cancel));
  }

  /** Messages are no files of their own. */
  protected fileOf(): Promise<never> {
    return Promise.reject(new MailError('not-supported', [detail('An mbox'), detail('it is one folder')]));
  }

  protected async places(cancel: Cancellation): Promise<readonly FolderPlace[]> {
    const folders = await this.folders(cancel);
    for (const { id } of folders) if (!this.#states.has(id)) await this.isChanged(id);
    return folders.map(({ id }) => ({ path: parentOf(id), folder: id }));
  }

  /** A change in a folder may be that of any file in it, or of a lock beside one. */
  protected override async isChanged(folder: string): Promise<boolean> {
    const there = await this.files.stat(pathOf(folder));
    const state = there ? `${there.size} ${there.modified}` : '';
    const before = this.#states.get(folder);
    this.#states.set(folder, state);
    return state !== before;
  }

  #mbox(folder: string): MboxFile {
    const { file, flavour, now } = this.#options;
    if (file !== undefined && folder !== file) throw new MailError('folder-gone', [folder]);
    const known = this.#mboxes.get(folder);
    if (known) return known;
    const mbox = new MboxFile(this.files, pathOf(folder), flavour, now);
    this.#mboxes.set(folder, mbox);
    return mbox;
  }

  async #dateOf(octets: Uint8Array, cancel: Cancellation): Promise<number> {
    const [summary] = await this.#options.summaries([octets.subarray(0, HEAD)], 0, cancel);
    return summary?.date ?? this.#options.now();
  }

  /** A count only where it is known: a file of a gigabyte is not read to show its name. */
  #folder(id: string): Folder {
    const rows = this.#mboxes.get(id)?.known?.rows;
    return localFolder(id, namesOf(id), rows ? { messages: rows.length } : {});
  }

  async #isMbox(path: string): Promise<boolean> {
    const start = await this.files.read(path, { from: 0, to: 5 });
    return start.length === 0 || new TextDecoder().decode(start) === 'From ';
  }

  async #hasBelow(folder: string): Promise<boolean> {
    const name = `${folder.slice(parentOf(folder).length).replace(/^\//, '')}${BELOW}`;
    const entries = await this.files.list(parentOf(folder));
    return entries.some((entry) => entry.kind === 'folder' && entry.name === name);
  }

  #mustHaveFolders(): void {
    if (this.#options.file !== undefined) {
      throw new MailError('not-supported', [detail('One mbox file'), detail('it is one folder')]);
    }
  }
}

async function collected(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    parts.push(piece);
    length += piece.length;
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function pathOf(folder: string): string {
  return safeSegments(folder).join('/');
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** As Thunderbird keeps them: folders below `Lists` stand in `Lists.sbd`. */
function idOf(path: readonly string[]): string {
  return path.map((name, index) => (index < path.length - 1 ? `${name}${BELOW}` : name)).join('/');
}

function namesOf(id: string): readonly string[] {
  const names = id.split('/');
  return names.map((name, index) =>
    index < names.length - 1 ? name.slice(0, -BELOW.length) : name.replace(/\.mbox$/i, ''),
  );
}

/** What has begun is done. */
const TO_THE_END: Cancellation = { signal: new AbortController().signal };
const BELOW = '.sbd';
/** Beside mailboxes stand indexes and locks. */
const NO_MAILBOX = /^\.|\.(?:msf|dat|lock|mail-workbench|json|html|sqlite|db)$/i;
const MAX_FOLDERS = 20_000;
const MAX_DEPTH = 20;
