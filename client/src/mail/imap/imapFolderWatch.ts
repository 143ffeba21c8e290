// Watches one folder on a connection of its own: IDLE, else NOOP; comes back by itself after sleep and lost networks.

import type { ExistsEvent, ExpungeEvent, FlagsEvent, MailboxObject } from 'imapflow';

import { detail } from '../faultDetails.ts';
import { MailError, faults } from '../faults.ts';
import type { MessageChanges, StoreEvent } from '../mailStore.ts';
import { imapCommand } from './imapCommand.ts';
import { ImapConnection } from './imapConnection.ts';
import type { ImapOptions } from './imapConnection.ts';
import { imapTimes } from './imapTimes.ts';
import type { ImapTimes } from './imapTimes.ts';

/** What was known of the folder when the connection was lost. */
interface Known {
  readonly validity: string;
  readonly exists: number;
  readonly modseq: bigint | undefined;
}

/** Watches until it is disposed. */
export class ImapFolderWatch implements AsyncDisposable {
  readonly #options: ImapOptions;
  readonly #folder: string;
  readonly #tell: (event: StoreEvent) => void;
  readonly #times: ImapTimes;
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;
  #online: boolean | undefined;
  /** Ends the wait that is under way. */
  #hurry = new AbortController();
  #known: Known | undefined;
  #gathered: Gathered | undefined;

  constructor(options: ImapOptions, folder: string, tell: (event: StoreEvent) => void) {
    this.#options = options;
    this.#folder = folder;
    this.#tell = tell;
    this.#times = { ...imapTimes, ...options.times };
    this.#running = this.#run();
  }

  /** Tries again now where it waits for a server that was lost. */
  hurry(): void {
    if (this.#online !== true) this.#hurry.abort();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    this.#drop();
    await this.#running;
  }

  /** Never rejects: what fails is tried again later, and later still. */
  async #run(): Promise<void> {
    const { firstPause, lastPause } = this.#times;
    let pause = firstPause;
    while (!this.#stopped()) {
      const began = performance.now();
      const failure = await this.#watch();
      if (this.#stopped()) return;
      if (performance.now() - began > STEADY) pause = firstPause;
      this.#state(false, failure);
      // Only the user can mend a login; knocking again would lock the account.
      const wait = isOfLogin(failure) ? Infinity : pause * (0.5 + Math.random());
      await this.#rest(wait);
      pause = Math.min(pause * 2, lastPause);
    }
  }

  #stopped(): boolean {
    return this.#stop.signal.aborted;
  }

  /** One connection from its beginning to its end. @returns why it ended. */
  async #watch(): Promise<Error> {
    const { signal } = this.#stop;
    let connection: ImapConnection | undefined;
    try {
      connection = await ImapConnection.open(this.#options, { signal });
      await this.#listen(connection);
      return connection.refusal('IDLE', this.#folder);
    } catch (error) {
      return error instanceof Error ? error : new Error('unknown');
    } finally {
      if (connection) await farewell(connection);
    }
  }

  /** Until the connection dies, or nobody listens any more. */
  async #listen(connection: ImapConnection): Promise<void> {
    const { client } = connection;
    client.on('exists', (event: ExistsEvent) => this.#exists(event));
    client.on('expunge', (event: ExpungeEvent) => this.#expunged(event));
    client.on('flags', (event: FlagsEvent) => this.#flagged(event));
    const cut = (): void => connection.close();
    this.#stop.signal.addEventListener('abort', cut, { once: true });
    using _ = new SleepGuard(this.#times.tick, this.#options.now ?? Date.now, cut);
    try {
      await this.#open(connection);
      this.#state(true);
      while (!this.#stopped() && connection.usable) {
        await this.#wait(connection);
        if (client.mailbox !== false) this.#known = knownOf(client.mailbox);
      }
    } finally {
      this.#stop.signal.removeEventListener('abort', cut);
    }
  }

  async #open(connection: ImapConnection): Promise<void> {
    const known = this.#known;
    const since =
      known?.modseq === undefined ? {} : { changedSince: known.modseq, uidValidity: known.validity };
    const never = { signal: new AbortController().signal };
    const mailbox = await connection.run(
      detail('opening {0}', this.#folder),
      () => connection.open(this.#folder, { readOnly: true, ...since }),
      never,
      this.#folder,
    );
    const resumed = known !== undefined && (mailbox as { readonly qresync?: boolean }).qresync === true;
    // With QRESYNC the server has told what is gone and what has other flags; without it, nobody knows.
    const gathered = this.#gather(mailbox);
    if (!resumed) gathered.unclear = true;
    else if (mailbox.exists + gathered.gone.size !== known.exists) gathered.arrived = true;
    this.#known = knownOf(mailbox);
  }

  /** One IDLE, or one pause and a question. A connection that dies silently is noticed by the question. */
  async #wait(connection: ImapConnection): Promise<void> {
    const { client } = connection;
    const idles = connection.has('IDLE') && !(client as unknown as { readonly skipIdle?: boolean }).skipIdle;
    const idling = idles ? client.idle().catch(() => false) : undefined;
    const ended = new AbortController();
    const time = this.#pause(idles ? this.#times.idle : this.#times.poll, ended.signal);
    client.once('close', () => ended.abort());
    await Promise.race(idling ? [idling, time] : [time]);
    ended.abort();
    if (!connection.usable || this.#stopped()) return;
    const never = { signal: new AbortController().signal };
    // It ends the IDLE: the library sends DONE before any other command.
    await connection.run(
      'NOOP',
      async () => {
        if (idling) await client.noop();
        else await imapCommand(client, 'NOOP', []);
      },
      never,
    );
    await idling;
  }

  #exists({ path, count, prevCount }: ExistsEvent): void {
    if (path !== this.#folder) return;
    const gathered = this.#gather();
    if (count > prevCount) gathered.arrived = true;
    else gathered.unclear = true;
  }

  #expunged({ path, uid }: ExpungeEvent): void {
    if (path !== this.#folder) return;
    const gathered = this.#gather();
    // By a sequence number nobody but the server knows which it was.
    if (uid === undefined) gathered.unclear = true;
    else gathered.gone.add(String(uid));
    if (gathered.gone.size > MAX_GATHERED) gathered.unclear = true;
  }

  #flagged({ path, uid, flags }: FlagsEvent): void {
    if (path !== this.#folder) return;
    const gathered = this.#gather();
    if (uid === undefined) gathered.unclear = true;
    else gathered.flags.set(String(uid), flags);
    if (gathered.flags.size > MAX_GATHERED) gathered.unclear = true;
  }

  /** What is told in a moment: servers say in many lines what is one change. */
  #gather(mailbox?: MailboxObject): Gathered {
    this.#gathered ??= new Gathered(setTimeout(() => this.#release(), this.#times.gather));
    if (mailbox) this.#gathered.validity = String(mailbox.uidValidity);
    return this.#gathered;
  }

  #release(): void {
    const gathered = this.#gathered;
    this.#gathered = undefined;
    if (!gathered || this.#stopped()) return;
    const validity = gathered.validity ?? this.#known?.validity;
    const changes = validity === undefined || gathered.unclear ? undefined : gathered.changes(validity);
    this.#tell({ kind: 'messages', folder: this.#folder, ...(changes ? { changes } : {}) });
  }

  #drop(): void {
    clearTimeout(this.#gathered?.timer);
    this.#gathered = undefined;
  }

  #state(online: boolean, error?: Error): void {
    if (this.#online === online) return;
    this.#online = online;
    this.#tell(online ? { kind: 'online' } : { kind: 'offline', ...(error ? { error } : {}) });
  }

  async #rest(ms: number): Promise<void> {
    this.#hurry = new AbortController();
    await this.#pause(ms, this.#hurry.signal);
  }

  #pause(ms: number, until: AbortSignal): Promise<void> {
    const signal = AbortSignal.any([this.#stop.signal, until]);
    return new Promise((resolve) => {
      if (signal.aborted) {
        resolve();
        return;
      }
      const end = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = ms === Infinity ? undefined : setTimeout(end, ms);
      signal.addEventListener('abort', end, { once: true });
      return undefined;
    });
  }
}

class Gathered {
  readonly timer: NodeJS.Timeout;
  readonly flags = new Map<string, ReadonlySet<string>>();
  readonly gone = new Set<string>();
  arrived = false;
  /** True where something happened that cannot be said by UID. */
  unclear = false;
  validity: string | undefined;

  constructor(timer: NodeJS.Timeout) {
    this.timer = timer;
  }

  changes(validity: string): MessageChanges {
    return { validity, flags: this.flags, gone: [...this.gone], arrived: this.arrived };
  }
}

/** Cuts a connection when the clock has jumped: the machine slept, and the server has given up waiting. */
class SleepGuard implements Disposable {
  readonly #timer: NodeJS.Timeout;

  constructor(tick: number, now: () => number, onSleep: () => void) {
    let last = now();
    this.#timer = setInterval(() => {
      const time = now();
      if (time - last > MIN_SLEEP * tick) onSleep();
      last = time;
    }, tick);
    this.#timer.unref();
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}

function knownOf({ uidValidity, exists, highestModseq }: MailboxObject): Known {
  return { validity: String(uidValidity), exists, modseq: highestModseq };
}

function isOfLogin(failure: Error): boolean {
  if (!(failure instanceof MailError)) return false;
  const { number } = faults[failure.code];
  return number >= faults['wrong-password'].number && number <= faults['login-disabled'].number;
}

async function farewell(connection: ImapConnection): Promise<void> {
  await connection[Symbol.asyncDispose]();
}

/** Milliseconds after which a connection counts as a good one. */
const STEADY = 60_000;
/** Ticks of the clock that make a sleep. */
const MIN_SLEEP = 3;
/** Messages of one change that are named one by one. */
const MAX_GATHERED = 1000;
