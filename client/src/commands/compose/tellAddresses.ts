// Tells the language server whose addresses it may offer: those of the mail that was listed.

import type { Disposable } from 'vscode';

import { didChangeAddressesMethod } from '../../../../server/src/lsp/protocol.ts';
import type { DidChangeAddressesParams } from '../../../../server/src/lsp/protocol.ts';
import type { AddressBook } from '../../mail/addressBook.ts';
import type { Person } from '../../mail/mailStore.ts';
import type { LanguageServer } from '../../languageServer.ts';

/** Tells whenever somebody new is met, and a server that has just begun. */
export class AddressTeller implements Disposable {
  readonly #server: LanguageServer;
  readonly #book: AddressBook;
  readonly #own: () => readonly Person[];
  readonly #listening: Disposable;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  /** @param own the user's addresses, which come first: they are written into From. */
  constructor(server: LanguageServer, book: AddressBook, own: () => readonly Person[]) {
    this.#server = server;
    this.#book = book;
    this.#own = own;
    this.#listening = server.onDidChangeState((state) => {
      if (state === 'running') this.changed();
    });
  }

  /** Somebody new was met. */
  changed(): void {
    this.#waiting ??= setTimeout(() => {
      this.#waiting = undefined;
      void this.#tell();
    }, PATIENCE);
  }

  dispose(): void {
    clearTimeout(this.#waiting);
    this.#listening.dispose();
  }

  async #tell(): Promise<void> {
    const people = [...this.#own(), ...this.#book.people];
    if (people.length === 0 || this.#server.state !== 'running') return;
    const params: DidChangeAddressesParams = {
      people: people.map(({ name = '', address }) => ({ name, address })),
    };
    const client = await this.#server.running();
    await client.sendNotification(didChangeAddressesMethod, params);
  }
}

/** Milliseconds: pages come one after the other. */
const PATIENCE = 500;
