// The read-only file system `mail:`: each message of a mailbox is a file of its octets.

import {
  Disposable,
  EventEmitter,
  FileChangeType,
  FileSystemError,
  FileType,
  FilePermission,
  ProgressLocation,
  l10n,
  window,
} from 'vscode';
import type { FileChangeEvent, FileStat, FileSystemProvider, Uri } from 'vscode';

import type { FaultCode } from '../mail/faults.ts';
import type { Cancellation, Envelope } from '../mail/mailStore.ts';
import { failureOf } from './failure.ts';
import { mailAddressOf } from './mailAddress.ts';
import type { MailAddress } from './mailAddress.ts';
import { Recent, readWhole } from './messageReader.ts';
import type { Progress } from './messageReader.ts';
import type { Stores } from './stores.ts';

/** What is known of a message without asking its store. */
export type Known = (address: MailAddress) => Envelope | undefined;

export class MailFileSystem implements FileSystemProvider {
  readonly #stores: Stores;
  readonly #known: Known;
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  readonly #recent = new Recent(KEPT);
  readonly #reading = new Map<string, Promise<Uint8Array>>();

  constructor(stores: Stores, known: Known) {
    this.#stores = stores;
    this.#known = known;
  }

  async stat(uri: Uri): Promise<FileStat> {
    // What a server says of a size need not be what it sends; whoever asks wants to read the message anyway.
    const { length } = await this.readFile(uri);
    // A message never changes: its time is the same whenever it is asked for.
    return { type: FileType.File, ctime: 0, mtime: 0, size: length, permissions: FilePermission.Readonly };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    const name = uri.toString();
    const kept = this.#recent.get(name);
    if (kept) return kept;
    const reading = this.#reading.get(name) ?? this.#read(uri);
    this.#reading.set(name, reading);
    try {
      const octets = await reading;
      this.#recent.set(name, octets);
      return octets;
    } finally {
      this.#reading.delete(name);
    }
  }

  /** The message is gone from its mailbox; what is open stays readable. */
  gone(uris: readonly Uri[]): void {
    const known = uris.filter((uri) => this.#recent.names().includes(uri.toString()));
    for (const uri of known) this.#recent.delete(uri.toString());
    this.#changed.fire(known.map((uri) => ({ type: FileChangeType.Deleted, uri })));
  }

  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  readDirectory(): [string, FileType][] {
    return [];
  }

  createDirectory(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  async #read(uri: Uri): Promise<Uint8Array> {
    const address = mailAddressOf(uri);
    if (!address) throw FileSystemError.FileNotFound(uri);
    try {
      const store = await this.#stores.get(address.accountId);
      const size = this.#known(address)?.size;
      return await patiently(size, (cancel, progress) => readWhole(store, address.id, cancel, progress));
    } catch (error) {
      const failure = failureOf(error);
      if (!failure) throw FileSystemError.Unavailable(l10n.t('Reading the message was stopped.'));
      const { code, sentence } = failure;
      const gone = code !== undefined && GONE.has(code);
      // The editor shows a sentence of its own for a file that is not found.
      if (gone) void window.showWarningMessage(sentence);
      throw gone ? FileSystemError.FileNotFound(sentence) : FileSystemError.Unavailable(sentence);
    }
  }
}

/** Reads, and from a moment on shows how far it is, with a way to give up. @param size octets, where known. */
function patiently(
  size: number | undefined,
  read: (cancel: Cancellation, progress: Progress) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const stop = new AbortController();
  let come = 0;
  const reading = read(stop, (octets) => {
    come = octets;
  });
  const timer = setTimeout(() => {
    const title = l10n.t('Reading a message');
    const options = { location: ProgressLocation.Notification, title, cancellable: true };
    void window.withProgress(options, async (progress, token) => {
      token.onCancellationRequested(() => stop.abort());
      let shown = 0;
      const telling = setInterval(() => {
        if (size === undefined || size === 0) return;
        const percent = Math.min(100, Math.floor((come / size) * 100));
        progress.report({ increment: percent - shown, message: `${percent} %` });
        shown = percent;
      }, TELL_EVERY);
      await reading.catch(() => undefined);
      clearInterval(telling);
    });
  }, PATIENCE);
  return reading.finally(() => clearTimeout(timer));
}

const GONE: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'message-gone',
  'folder-gone',
  'uidvalidity-changed',
  'account-removed',
]);
/** Octets of messages that are kept for those who ask again: the editor asks for each several times. */
const KEPT = 32 * 1024 * 1024;
/** Milliseconds. */
const PATIENCE = 1500;
const TELL_EVERY = 250;
