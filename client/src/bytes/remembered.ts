// What the user was told about a file of the workspace, so that it is told once.

import type { Memento, Uri } from 'vscode';

/** A list of files, the latest last; bounded. */
export class Remembered {
  readonly #state: Memento;
  readonly #key: string;

  constructor(state: Memento, key: string) {
    this.#state = state;
    this.#key = key;
  }

  /** Remembers a file. @returns true for the first time. */
  async first(uri: Uri): Promise<boolean> {
    const known = this.#state.get<readonly string[]>(this.#key, []);
    const address = uri.toString();
    if (known.includes(address)) return false;
    await this.#state.update(this.#key, [...known, address].slice(-MAX_FILES));
    return true;
  }
}

const MAX_FILES = 500;
