// Watches an account on a connection of its own: IDLE, else NOOP; comes back by itself after sleep and lost networks.

import type { ExistsEvent, ExpungeEvent, FlagsEvent } from 'imapflow';

import type { StoreEvent } from '../mailStore.ts';
import { ImapConnection } from './imapConnection.ts';
import type { ImapOptions } from './imapConnection.ts';

/** Watches the INBOX while anybody listens. */
export class ImapWatcher implements AsyncDisposable {
  readonly #options: ImapOptions;
  readonly #listeners = new Set<(event: StoreEvent) => void>();
  #stop: AbortController | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(options: ImapOptions) {
    this.#options = options;
  }

  watch(listener: (event: StoreEvent) => void): Disposable {
    this.#listeners.add(listener);
    if (!this.#stop) {
      const stop = new AbortController();
      this.#stop = stop;
      this.#running = this.#run(stop.signal);
    }
    return {
      [Symbol.dispose]: () => {
        this.#listeners.delete(listener);
        if (this.#listeners.size === 0) this.#end();
      },
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listeners.clear();
    this.#end();
    await this.#running;
  }

  #end(): void {
    this.#stop?.abort();
    this.#stop = undefined;
  }

  /** Never rejects: what fails is tried again later, and later still. */
  async #run(signal: AbortSignal): Promise<void> {
    let pause = FIRST_PAUSE;
    while (!signal.aborted) {
      const connection = await ImapConnection.open(this.#options, { signal }).catch(() => undefined);
      if (connection) {
        this.#tell({ kind: 'online' });
        // What happened in between is not known.
        this.#tell({ kind: 'messages', folder: INBOX });
        const began = Date.now();
        await this.#listen(connection, signal);
        connection.close();
        if (Date.now() - began > STEADY) pause = FIRST_PAUSE;
      }
      if (isAborted(signal)) return;
      this.#tell({ kind: 'offline' });
      await rest(pause * (0.5 + Math.random()), signal);
      pause = Math.min(pause * 2, LAST_PAUSE);
    }
  }

  /** Until the connection dies, or nobody listens any more. */
  async #listen(connection: ImapConnection, signal: AbortSignal): Promise<void> {
    const { client } = connection;
    const changed = ({ path }: ExistsEvent | ExpungeEvent | FlagsEvent): void =>
      this.#tell({ kind: 'messages', folder: path });
    client.on('exists', changed);
    client.on('expunge', changed);
    client.on('flags', changed);
    const cut = (): void => connection.close();
    signal.addEventListener('abort', cut, { once: true });
    try {
      await client.mailboxOpen(INBOX, { readOnly: true });
      while (!signal.aborted && connection.usable) {
        if (connection.has('IDLE')) await this.#idle(connection, signal);
        else {
          await rest(POLL, signal);
          await client.noop();
        }
      }
    } catch {
      // Whatever it was: a new connection tells more.
    } finally {
      signal.removeEventListener('abort', cut);
    }
  }

  /** One IDLE. A connection that dies silently is noticed by the question behind it. */
  async #idle({ client }: ImapConnection, signal: AbortSignal): Promise<void> {
    const idling = client.idle();
    await Promise.race([idling, rest(IDLE, signal)]);
    // Another command ends it (imapflow sends DONE).
    await client.noop();
    await idling;
  }

  #tell(event: StoreEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

/** The compiler takes a signal for one that never changes. */
function isAborted({ aborted }: AbortSignal): boolean {
  return aborted;
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
}

const INBOX = 'INBOX';
/** Milliseconds. RFC 9051 6.3.13: servers may close after 30 minutes, and many boxes in between do much earlier. */
const IDLE = 9 * 60_000;
const POLL = 60_000;
const FIRST_PAUSE = 2000;
const LAST_PAUSE = 5 * 60_000;
const STEADY = 60_000;
