// The connections of an account: opened when needed, few, handed out one at a time, dropped when they rest.

import { MailError } from '../faults.ts';
import type { FaultCode } from '../faults.ts';
import type { Cancellation } from '../mailStore.ts';
import { ImapConnection } from './imapConnection.ts';
import type { ImapOptions } from './imapConnection.ts';

/** Connections for work; the one that watches is apart. */
export class ImapPool implements AsyncDisposable {
  readonly #options: ImapOptions;
  /** How many there may be at once; less once the server has refused one. */
  #limit: number;
  readonly #free: ImapConnection[] = [];
  #open = 0;
  readonly #waiting: ((connection: ImapConnection | undefined) => void)[] = [];
  readonly #resting = new Map<ImapConnection, NodeJS.Timeout>();
  #closed = false;

  /** @param limit of connections: providers allow 5 to 20 for all programs of a user together. */
  constructor(options: ImapOptions, limit = 2) {
    this.#options = options;
    this.#limit = limit;
  }

  /**
   * Does something on a connection of its own.
   * @param repeatable true for what only reads: done once more where a connection that had rested turns out dead.
   */
  async use<T>(
    work: (connection: ImapConnection) => Promise<T>,
    cancel: Cancellation,
    repeatable = false,
  ): Promise<T> {
    const { connection, rested } = await this.#take(cancel);
    try {
      return await work(connection);
    } catch (error) {
      const died = rested && error instanceof MailError && DEAD.has(error.code);
      if (!died || !repeatable) throw error;
      const fresh = await ImapConnection.open(this.#options, cancel);
      this.#open++;
      try {
        return await work(fresh);
      } finally {
        this.#giveBack(fresh);
      }
    } finally {
      this.#giveBack(connection);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    for (const wake of this.#waiting.splice(0)) wake(undefined);
    for (const timer of this.#resting.values()) clearTimeout(timer);
    await Promise.all(this.#free.splice(0).map((connection) => connection[Symbol.asyncDispose]()));
  }

  async #take(cancel: Cancellation): Promise<{ connection: ImapConnection; rested: boolean }> {
    for (;;) {
      cancel.signal.throwIfAborted();
      if (this.#closed) throw new MailError('account-removed', [this.#options.endpoint.host]);
      const free = this.#free.pop();
      if (free) {
        clearTimeout(this.#resting.get(free));
        this.#resting.delete(free);
        if (free.usable) return { connection: free, rested: true };
        this.#open--;
        continue;
      }
      if (this.#open < this.#limit) {
        const connection = await this.#openOne(cancel);
        if (connection) return { connection, rested: false };
        continue;
      }
      const handed = await this.#next(cancel);
      if (handed?.usable === true) return { connection: handed, rested: true };
    }
  }

  /** Opens one more; undefined where the server allows no more than there are. */
  async #openOne(cancel: Cancellation): Promise<ImapConnection | undefined> {
    this.#open++;
    try {
      return await ImapConnection.open(this.#options, cancel);
    } catch (error) {
      this.#open--;
      if (!(error instanceof MailError) || error.code !== 'server-busy' || this.#open === 0) throw error;
      this.#limit = this.#open;
      return undefined;
    }
  }

  #next({ signal }: Cancellation): Promise<ImapConnection | undefined> {
    return new Promise((resolve, reject) => {
      const wake = (connection: ImapConnection | undefined): void => {
        signal.removeEventListener('abort', stop);
        resolve(connection);
      };
      const stop = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(wake), 1);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', stop, { once: true });
      this.#waiting.push(wake);
    });
  }

  #giveBack(connection: ImapConnection): void {
    if (!connection.usable || this.#closed) {
      this.#open--;
      connection.close();
      this.#waiting.shift()?.(undefined);
      return;
    }
    const wake = this.#waiting.shift();
    if (wake) {
      wake(connection);
      return;
    }
    this.#free.push(connection);
    const timer = setTimeout(() => {
      const at = this.#free.indexOf(connection);
      if (at < 0) return;
      this.#free.splice(at, 1);
      this.#resting.delete(connection);
      this.#open--;
      void connection[Symbol.asyncDispose]();
    }, REST);
    timer.unref();
    this.#resting.set(connection, timer);
  }
}

const DEAD: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'connection-lost',
  'server-closed',
  'server-silent',
]);
/** Milliseconds until an idle connection is given up: servers keep one for half an hour, gateways for less. */
const REST = 4 * 60_000;
