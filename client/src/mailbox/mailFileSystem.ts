// The read-only file system `mail:`: each message of a mailbox is a file of its octets; with a query, one part of it.

import { EventEmitter, FileChangeType, FileSystemError, TabInputText, l10n, window } from 'vscode';
import type { FileStat, Uri } from 'vscode';

import { ReadOnlyFileSystem } from '../bytes/readOnlyFileSystem.ts';
import { MailError } from '../mail/faults.ts';
import type { FaultCode } from '../mail/faults.ts';
import type { Envelope } from '../mail/mailStore.ts';
import { failureOf, showFailure } from './failure.ts';
import { mailAddressOf } from './mailAddress.ts';
import type { MailAddress } from './mailAddress.ts';
import { Recent, readSection, readWhole } from './messageReader.ts';
import { patiently } from './patience.ts';
import type { Stores } from './stores.ts';

/** What is known of a message without asking its store. */
export type Known = (address: MailAddress) => Envelope | undefined;

/** Messages that are no longer listed. */
export interface LostMessages {
  readonly uris: readonly Uri[];
  /** True where they are known to be gone. */
  readonly sure: boolean;
}

/** A message that is no more where its address says, and why in a sentence. */
export interface GoneMessage {
  readonly uri: Uri;
  readonly sentence: string;
}

export class MailFileSystem extends ReadOnlyFileSystem {
  readonly #stores: Stores;
  readonly #known: Known;
  readonly #lost = new EventEmitter<GoneMessage>();
  /** Fires for messages that were read and are gone, and for those that should be read and are. */
  readonly onDidFindGone = this.#lost.event;
  readonly #recent = new Recent(KEPT);
  /** Addresses of which nothing is said: it was just said, or the editor only looks whether they are still there. */
  readonly #told = new Set<string>();
  /** Addresses known to be gone just now: what a cache still has of them must not deny it. */
  readonly #gone = new Set<string>();
  readonly #reading = new Map<string, Promise<Uint8Array>>();

  constructor(stores: Stores, known: Known) {
    super();
    this.#stores = stores;
    this.#known = known;
  }

  override async stat(uri: Uri): Promise<FileStat> {
    if (this.#gone.has(uri.toString())) throw FileSystemError.FileNotFound(uri);
    return super.stat(uri);
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

  /** Octets that were read by other ways, for whoever opens this address next. */
  keep(uri: Uri, octets: Uint8Array): void {
    this.#recent.set(uri.toString(), octets);
  }

  /** Messages may be gone from their mailbox: the editor asks for those that are open. What it shows stays. */
  lost({ uris, sure }: LostMessages): void {
    const names = new Set(this.#recent.names());
    const known = uris.filter((uri) => names.has(uri.toString()));
    for (const uri of known) {
      const name = uri.toString();
      this.#recent.delete(name);
      this.#told.add(name);
      if (sure) {
        this.#gone.add(name);
        const folder = mailAddressOf(uri)?.id.folder ?? '';
        const sentence = failureOf(new MailError('message-gone', [folder]))?.sentence ?? '';
        this.#lost.fire({ uri, sentence });
      }
      setTimeout(() => {
        this.#told.delete(name);
        this.#gone.delete(name);
      }, QUIET);
    }
    this.changed.fire(known.map((uri) => ({ type: FileChangeType.Deleted, uri })));
  }

  async #read(uri: Uri): Promise<Uint8Array> {
    const address = mailAddressOf(uri);
    if (!address) throw FileSystemError.FileNotFound(uri);
    try {
      const store = await this.#stores.get(address.accountId);
      const { query: section } = uri;
      const { id } = address;
      const title = l10n.t('Reading a message');
      if (section !== '') {
        return await patiently(title, (cancel, progress) =>
          readSection(store, id, section, cancel, progress),
        );
      }
      const size = this.#known(address)?.size;
      return await patiently(title, (cancel, progress) => readWhole(store, id, cancel, progress), size);
    } catch (error) {
      const failure = failureOf(error);
      if (!failure) {
        closeTabs(uri);
        throw FileSystemError.Unavailable(l10n.t('Reading the message was stopped.'));
      }
      this.#tell(uri, address, error);
      if (failure.code && GONE.has(failure.code)) {
        this.#lost.fire({ uri, sentence: failure.sentence });
        throw FileSystemError.FileNotFound(uri);
      }
      throw FileSystemError.Unavailable(failure.sentence);
    }
  }

  /** The editor shows nothing of an error but that there was one; it asks several times. */
  #tell(uri: Uri, { accountId }: MailAddress, error: unknown): void {
    const name = uri.toString();
    if (this.#told.has(name)) return;
    this.#told.add(name);
    setTimeout(() => this.#told.delete(name), QUIET);
    void showFailure(error, { account: this.#stores.accounts.find(accountId), error });
  }
}

/** Who gave up reading a message wants no tab that says it could not be opened. */
function closeTabs(uri: Uri): void {
  const tabs = window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => input instanceof TabInputText && input.uri.toString() === uri.toString());
  void window.tabGroups.close(tabs, true);
}

/** What an address will never lead to again. */
const GONE: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'message-gone',
  'uidvalidity-changed',
  'folder-gone',
]);
/** Octets of messages that are kept for those who ask again: the editor asks for each several times. */
const KEPT = 32 * 1024 * 1024;
/** Milliseconds. */
const QUIET = 5000;
