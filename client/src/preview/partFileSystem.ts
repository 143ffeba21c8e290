// The read-only file system `mail-part:`: each part of a message is a file, for every editor and viewer that VS Code has.

import { FileSystemError, l10n } from 'vscode';
import type { Uri } from 'vscode';

import { ReadOnlyFileSystem } from '../bytes/readOnlyFileSystem.ts';
import type { LanguageServer } from '../languageServer.ts';
import type { LoadFormats } from './formats.ts';
import type { LoadInspect } from './inspections/inspect.ts';
import { signedContent } from './inspections/signedContent.ts';
import { OpenedMessage } from './openedMessage.ts';
import { partAddressOf } from './partUri.ts';
import { converted, octetsOf } from './target.ts';

export class PartFileSystem extends ReadOnlyFileSystem {
  readonly #server: LanguageServer;
  readonly #formats: LoadFormats;
  readonly #inspect: LoadInspect;
  /** The part that was read last: an editor asks for its size first. */
  #last: { readonly name: string; readonly octets: Promise<Uint8Array> } | undefined;

  constructor(server: LanguageServer, formats: LoadFormats, inspect: LoadInspect) {
    super();
    this.#server = server;
    this.#formats = formats;
    this.#inspect = inspect;
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
