// The searches that the user keeps, across restarts: words of the search language, by account and folder.

import type { Memento } from 'vscode';

/** A search in a folder. */
export interface SearchPlace {
  readonly account: string;
  readonly folder: string;
  /** Words of the search language. */
  readonly query: string;
}

/** Keeps them in the state of the extension on this machine; each once, the oldest are forgotten first. */
export class KeptSearches {
  readonly #state: Pick<Memento, 'get' | 'update'>;

  constructor(state: Pick<Memento, 'get' | 'update'>) {
    this.#state = state;
  }

  /** The queries of a folder, in the order in which they were kept. */
  of(account: string, folder: string): readonly string[] {
    return this.#all()
      .filter((one) => one.account === account && one.folder === folder)
      .map(({ query }) => query);
  }

  async add(place: SearchPlace): Promise<void> {
    const others = this.#all().filter((one) => !isSame(one, place));
    await this.#keep([...others, place].slice(-MAX_KEPT));
  }

  async remove(place: SearchPlace): Promise<void> {
    await this.#keep(this.#all().filter((one) => !isSame(one, place)));
  }

  /** Forgets the searches of accounts that are gone. */
  async forget(accounts: readonly string[]): Promise<void> {
    if (accounts.length === 0) return;
    await this.#keep(this.#all().filter(({ account }) => !accounts.includes(account)));
  }

  async #keep(places: readonly SearchPlace[]): Promise<void> {
    if (places.length === 0 && this.#all().length === 0) return;
    await this.#state.update(KEPT, places.length === 0 ? undefined : places);
  }

  /** Another version of the extension may have written it. */
  #all(): readonly SearchPlace[] {
    const kept = this.#state.get<unknown>(KEPT);
    return Array.isArray(kept) ? kept.filter(isPlace) : [];
  }
}

function isPlace(value: unknown): value is SearchPlace {
  if (typeof value !== 'object' || value === null) return false;
  const { account, folder, query } = value as Partial<Record<keyof SearchPlace, unknown>>;
  return typeof account === 'string' && typeof folder === 'string' && typeof query === 'string';
}

function isSame(a: SearchPlace, b: SearchPlace): boolean {
  return a.account === b.account && a.folder === b.folder && a.query === b.query;
}

const KEPT = 'mailbox.searches';
const MAX_KEPT = 200;
