// The read-only file system `mail-part:`: each part of a message is a file, for every editor and viewer that VS Code has.

import { Disposable, EventEmitter, FilePermission, FileSystemError, FileType, l10n } from 'vscode';
import type { FileChangeEvent, FileStat, FileSystemProvider, Uri } from 'vscode';

import type { LanguageServer } from '../languageServer.ts';
import type { LoadFormats } from './formats.ts';
import type { LoadInspect } from './inspections/inspect.ts';
import { signedContent } from './inspections/signedContent.ts';
import { OpenedMessage } from './openedMessage.ts';
import { partAddressOf } from './partUri.ts';
import { converted, octetsOf } from './target.ts';

export class PartFileSystem implements FileSystemProvider {
  readonly #server: LanguageServer;
  readonly #formats: LoadFormats;
  readonly #inspect: LoadInspect;
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  /** The part that was read last: an editor asks for its size first. */
  #last: { readonly name: string; readonly octets: Promise<Uint8Array> } | undefined;

  constructor(server: LanguageServer, formats: LoadFormats, inspect: LoadInspect) {
    this.#server = server;
    this.#formats = formats;
    this.#inspect = inspect;
  }

  async stat(uri: Uri): Promise<FileStat> {
    const { length } = await this.readFile(uri);
    return { type: FileType.File, ctime: 0, mtime: 0, size: length, permissions: FilePermission.Readonly };
  }

  readFile(uri: Uri): Promise<Uint8Array> {
    const name = uri.toString();
    if (this.#last?.name === name) return this.#last.octets;
    const octets = this.#read(uri);
    this.#last = { name, octets };
    // It is read anew when it is wanted again: the message may have changed.
    const forget = (): void => void setTimeout(() => this.#forget(name), KEPT_MS);
    octets.then(forget, () => this.#forget(name));
    return octets;
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

  #forget(name: string): void {
    if (this.#last?.name === name) this.#last = undefined;
  }

  async #read(uri: Uri): Promise<Uint8Array> {
    const address = partAddressOf(uri);
    if (!address) throw FileSystemError.FileNotFound(uri);
    const { target, id, asText, isSigned } = address;
    if (id === undefined) return octetsOf(await converted(target.uri, this.#formats));
    const opened = await OpenedMessage.open(this.#server, target, this.#formats);
    try {
      if (isSigned === true) {
        return await signedContent({ target, opened, formats: this.#formats }, id, this.#inspect);
      }
      if (!asText) return await opened.octets(id, LARGEST);
      return encoded((await opened.ask('text', { id, length: LARGEST })).text);
    } catch (error) {
      const sentence = error instanceof Error ? error.message : l10n.t('The part cannot be read.');
      throw FileSystemError.Unavailable(sentence);
    } finally {
      opened.dispose();
    }
  }
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Octets. */
const LARGEST = 256 * 1024 * 1024;
/** Milliseconds. */
const KEPT_MS = 30_000;
