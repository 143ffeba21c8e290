// Who of several windows watches an account: the one that holds a file, which it renews; the others try to take it over.

import type { Files } from './local/files.ts';

/** What a lease is kept with. */
export interface LeasePorts {
  /** The account's own folder, the same for all windows. */
  readonly files: Files;
  /** Names this window, unlike any other: letters, digits and hyphens. */
  readonly holder: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Is told whenever it begins or ends that this window watches. */
  readonly changed: (held: boolean) => void;
}

interface Lease {
  readonly owner: string;
  /** Milliseconds since the epoch. */
  readonly renewed: number;
}

/**
 * The right to watch, held by one window at a time. For a moment two may hold it, where both find the same file left
 * behind: the one that does not find its name in it gives way at its next step. Where the file cannot be written, every
 * window watches, as if it were alone.
 */
export class WatchLease {
  readonly #ports: LeasePorts;
  #held: boolean | undefined;
  #over = false;
  #turn: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(ports: LeasePorts) {
    this.#ports = ports;
  }

  /** True where this window is the one that watches. */
  get held(): boolean {
    return this.#held === true;
  }

  /** Takes the lease as soon as it is free, and renews it from then on. */
  start(): void {
    if (this.#timer !== undefined || this.#over) return;
    this.#timer = setInterval(() => void this.step(), STEP);
    void this.step();
  }

  /** Takes or renews the lease now. Never rejects. */
  step(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#over) return;
      const held = await this.#take().catch(() => true);
      if (held === this.#held) return;
      this.#held = held;
      this.#tell(held);
    });
  }

  /** Leaves the lease to the next window at once. Never rejects. */
  end(): Promise<void> {
    this.#over = true;
    clearInterval(this.#timer);
    return this.#inTurn(async () => {
      if (this.#held !== true) return;
      this.#held = false;
      const { files, holder } = this.#ports;
      const lease = await this.#read();
      if (lease?.owner === holder) await files.remove(FILE).catch(() => undefined);
    });
  }

  /** @returns true where the lease is this window's. Rejects where nothing can be written. */
  async #take(): Promise<boolean> {
    const { files, holder, now } = this.#ports;
    const lease = await this.#read();
    if (lease?.owner === holder) {
      // Whole at every moment: whoever reads half a file would take it for one that was left behind.
      const next = `${FILE}-${holder}`;
      await files.remove(next).catch(() => undefined);
      await files.create(next, this.#written());
      await files.rename(next, FILE, true);
      return true;
    }
    // A clock that was set back must not make a lease last longer.
    if (lease && Math.abs(now() - lease.renewed) <= STALE) return false;
    if (lease) await files.remove(FILE).catch(() => undefined);
    else await files.createFolder('');
    try {
      await files.create(FILE, this.#written());
      return true;
    } catch (error) {
      // Another window was quicker.
      if (await this.#read()) return false;
      throw error;
    }
  }

  /** Who holds the lease and when that was written; undefined where nobody does. */
  async #read(): Promise<Lease | undefined> {
    const octets = await this.#ports.files.read(FILE).catch(() => undefined);
    if (!octets) return undefined;
    const [owner = '', renewed] = new TextDecoder().decode(octets).trim().split(' ');
    return { owner, renewed: Number(renewed ?? 0) };
  }

  #written(): Uint8Array {
    return new TextEncoder().encode(`${this.#ports.holder} ${this.#ports.now()}\n`);
  }

  /** Who has closed it while it was taken is told nothing more. */
  #tell(held: boolean): void {
    if (!this.#over) this.#ports.changed(held);
  }

  /** One step at a time. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(work);
    return this.#turn;
  }
}

const FILE = 'watching';
/** Milliseconds. */
const STEP = 30_000;
const STALE = 90_000;
