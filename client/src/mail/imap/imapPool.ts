// The connections of an account: opened when needed, few, handed out one at a time, dropped when they rest.

import { MailError } from '../faults.ts';
import type { FaultCode } from '../faults.ts';
import type { Cancellation } from '../mailStore.ts';
import { ImapConnection } from './imapConnection.ts';
import type { ImapOptions } from './imapConnection.ts';

/** How something is done on a connection. */
export interface PoolUse {
  /** True for what only reads: done once more where a connection that had rested turns out dead. */
  readonly repeatable?: boolean;
}

/** Told what happens in a pool. */
export interface PoolListener {
  /** A connection has come about. */
  readonly opened: () => void;
  /** The server has no room for a single one. @returns true where room was made. */
  readonly crowded: () => Promise<boolean>;
}

interface Resting {
  readonly connection: ImapConnection;
  readonly timer: NodeJS.Timeout;
  /** By `performance.now()`. */
  readonly since: number;
}

/** Connections for work; those that watch are apart. */
export class ImapPool implements AsyncDisposable {
  readonly #options: ImapOptions;
  readonly #told: PoolListener;
  /** How many there may be at once; less once the server has refused one. */
  #limit: number;
  #resting: Resting[] = [];
  #open = 0;
  readonly #waiting = new Set<() => void>();
  readonly #working = new Set<ImapConnection>();
  readonly #closed = new AbortController();

  /**
   * @param limit of connections: providers allow 5 to 20 for all programs of a user together.
   */
  constructor(options: ImapOptions, limit: number, told: PoolListener) {
    this.#options = options;
    this.#limit = limit;
    this.#told = told;
  }

  /** Does something on a connection of its own. */
  async use<T>(
    work: (connection: ImapConnection) => Promise<T>,
    cancel: Cancellation,
    { repeatable = false }: PoolUse = {},
  ): Promise<T> {
    const whole = { signal: AbortSignal.any([cancel.signal, this.#closed.signal]) };
    const { connection, rested } = await this.#take(whole, repeatable);
    this.#working.add(connection);
    try {
      return await work(connection);
    } catch (error) {
      this.#closed.signal.throwIfAborted();
      const died = rested && error instanceof MailError && DEAD.has(error.code);
      if (!died || !repeatable || connection.usable) throw error;
    } finally {
      this.#working.delete(connection);
      this.#giveBack(connection);
    }
    return this.use(work, cancel, { repeatable });
  }

  /** Cuts what is under way, and says goodbye on the others. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed.abort(new MailError('account-removed', [this.#options.endpoint.host]));
    for (const connection of this.#working) connection.close();
    const resting = this.#resting.splice(0);
    for (const { timer } of resting) clearTimeout(timer);
    await Promise.all(resting.map(({ connection }) => connection[Symbol.asyncDispose]()));
  }

  async #take(
    cancel: Cancellation,
    repeatable: boolean,
  ): Promise<{ readonly connection: ImapConnection; readonly rested: boolean }> {
    for (;;) {
      cancel.signal.throwIfAborted();
      const free = this.#resting.pop();
      if (free) {
        clearTimeout(free.timer);
        // Nobody can tell what became of a change on a connection that was dead already.
        const stale = performance.now() - free.since > free.connection.times.stale;
        const { connection } = free;
        if (connection.usable && (repeatable || !stale || (await connection.lives()))) {
          return { connection, rested: true };
        }
        this.#dropped(connection);
        continue;
      }
      if (this.#open < this.#limit) {
        const connection = await this.#openOne(cancel);
        if (connection) return { connection, rested: false };
      } else await this.#turn(cancel);
    }
  }

  /** Opens one more; undefined where the server allows no more than there are. */
  async #openOne(cancel: Cancellation): Promise<ImapConnection | undefined> {
    this.#open++;
    try {
      const connection = await ImapConnection.open(this.#options, cancel);
      this.#told.opened();
      return connection;
    } catch (error) {
      this.#open--;
      this.#wake();
      if (!(error instanceof MailError) || error.code !== 'server-busy') throw error;
      if (this.#open > 0) this.#limit = this.#open;
      else if (!(await this.#told.crowded())) throw error;
      return undefined;
    }
  }

  /** Until something has become free. */
  #turn({ signal }: Cancellation): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        signal.removeEventListener('abort', stop);
        this.#waiting.delete(end);
        resolve();
      };
      const stop = (): void => {
        this.#waiting.delete(end);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', stop, { once: true });
      this.#waiting.add(end);
    });
  }

  #wake(): void {
    const [first] = this.#waiting;
    first?.();
  }

  #dropped(connection: ImapConnection): void {
    this.#open--;
    connection.close();
    this.#wake();
  }

  #giveBack(connection: ImapConnection): void {
    if (!connection.usable || this.#closed.signal.aborted) {
      this.#dropped(connection);
      return;
    }
    const timer = setTimeout(() => {
      this.#resting = this.#resting.filter((each) => each.connection !== connection);
      this.#open--;
      void connection[Symbol.asyncDispose]();
    }, connection.times.rest);
    timer.unref();
    this.#resting.push({ connection, timer, since: performance.now() });
    this.#wake();
  }
}

const DEAD: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'connection-lost',
  'server-closed',
  'server-silent',
]);
