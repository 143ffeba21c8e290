// Watches an account: the INBOX, and beside it the folder that is looked at.

import { setTimeout as wait } from 'node:timers/promises';

import type { StoreEvent } from '../mailStore.ts';
import type { ImapOptions } from './imapConnection.ts';
import { ImapFolderWatch } from './imapFolderWatch.ts';
import { imapTimes } from './imapTimes.ts';

/** Watches while anybody listens. */
export class ImapWatcher implements AsyncDisposable {
  readonly #options: ImapOptions;
  readonly #listeners = new Set<(event: StoreEvent) => void>();
  readonly #ending = new Set<Promise<void>>();
  #inbox: ImapFolderWatch | undefined;
  #beside: ImapFolderWatch | undefined;
  #shown: string | undefined;
  #later: NodeJS.Timeout | undefined;

  constructor(options: ImapOptions) {
    this.#options = options;
  }

  watch(listener: (event: StoreEvent) => void): Disposable {
    this.#listeners.add(listener);
    this.#start();
    return {
      [Symbol.dispose]: () => {
        this.#listeners.delete(listener);
        if (this.#listeners.size === 0) this.#end();
      },
    };
  }

  /** Which folder is looked at; undefined: none. */
  show(folder: string | undefined): void {
    const beside = folder === INBOX ? undefined : folder;
    if (beside === this.#shown) return;
    this.#shown = beside;
    this.#finish(this.#beside);
    this.#beside = undefined;
    this.#start();
  }

  /** The server answers elsewhere: what waits for it tries again now. */
  hurry(): void {
    this.#inbox?.hurry();
    this.#beside?.hurry();
  }

  /**
   * Gives up a connection, as there is none left for work: the one beside the INBOX first, the INBOX for a while.
   * @returns false where there is none to give up.
   */
  async makeRoom(): Promise<boolean> {
    const { firstPause, lastPause } = { ...imapTimes, ...this.#options.times };
    const given = this.#beside ?? this.#inbox;
    if (!given) return false;
    if (given === this.#beside) this.#beside = undefined;
    else this.#inbox = undefined;
    this.#finish(given);
    await Promise.all(this.#ending);
    // Servers count connections a moment longer than they stand.
    await wait(firstPause);
    clearTimeout(this.#later);
    this.#later = setTimeout(() => this.#start(), lastPause);
    this.#later.unref();
    return true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listeners.clear();
    this.#end();
    await Promise.all(this.#ending);
  }

  #start(): void {
    if (this.#listeners.size === 0) return;
    this.#inbox ??= new ImapFolderWatch(this.#options, INBOX, (event) => this.#tell(event));
    if (this.#shown === undefined) return;
    this.#beside ??= new ImapFolderWatch(this.#options, this.#shown, (event) => {
      // Whether the account is online is told by the INBOX alone.
      if (event.kind === 'messages') this.#tell(event);
    });
  }

  #end(): void {
    clearTimeout(this.#later);
    this.#finish(this.#inbox);
    this.#finish(this.#beside);
    this.#inbox = undefined;
    this.#beside = undefined;
  }

  #finish(watch: ImapFolderWatch | undefined): void {
    if (!watch) return;
    const ending = watch[Symbol.asyncDispose]().finally(() => this.#ending.delete(ending));
    this.#ending.add(ending);
  }

  #tell(event: StoreEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

const INBOX = 'INBOX';
