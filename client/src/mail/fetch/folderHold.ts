// Who fetches into a folder: one at a time, by a file that is renewed as long as it goes on.

import { MailError } from '../faults.ts';
import type { Files } from '../local/files.ts';
import type { Cancellation } from '../mailStore.ts';
import { unfinished } from './fetchedFiles.ts';

/** Milliseconds. */
export interface HoldTimes {
  /** How often the file is renewed. */
  readonly renew: number;
  /** Unchanged for so long, the file was left behind by somebody who ended in the middle. */
  readonly stale: number;
  /** How often it is looked at. */
  readonly look: number;
}

/** The right to write into a folder. */
export class FolderHold implements AsyncDisposable {
  readonly #files: Files;
  readonly #name: string;
  readonly #shown: string;
  readonly #times: HoldTimes;
  #count = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  #turn: Promise<void> = Promise.resolve();

  private constructor(files: Files, shown: string, times: HoldTimes) {
    this.#files = files;
    this.#name = crypto.randomUUID();
    this.#shown = shown;
    this.#times = times;
  }

  /**
   * Takes the folder, as soon as it is known that nobody else is at it. Rejects with `fetch-elsewhere`.
   * @param shown what the folder is called in a sentence.
   */
  static async take(
    files: Files,
    shown: string,
    { signal }: Cancellation,
    times: HoldTimes = TIMES,
  ): Promise<FolderHold> {
    const hold = new FolderHold(files, shown, times);
    await files.createFolder('');
    let before: string | undefined;
    let since = performance.now();
    for (;;) {
      signal.throwIfAborted();
      const now = await hold.#read();
      if (now === undefined) {
        if (await hold.#create()) break;
      } else if (before === undefined) {
        before = now;
        since = performance.now();
      } else if (now !== before) {
        throw new MailError('fetch-elsewhere', [shown]);
      } else if (performance.now() - since >= times.stale && (await hold.#takeOver())) break;
      await pause(times.look);
    }
    hold.#timer = setInterval(() => {
      hold.#renew();
    }, times.renew);
    return hold;
  }

  /** Rejects with `fetch-elsewhere` where another window has taken the folder over: this one was held up for long. */
  async check(): Promise<void> {
    await this.#turn;
    const now = await this.#read();
    if (now?.startsWith(this.#name) !== true) throw new MailError('fetch-elsewhere', [this.#shown]);
  }

  /** Gives the folder free. Never rejects. */
  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    await this.#turn;
    const now = await this.#read();
    if (now?.startsWith(this.#name) === true) await this.#files.remove(FILE).catch(() => undefined);
  }

  async #create(): Promise<boolean> {
    try {
      await this.#files.create(FILE, this.#written());
      return true;
    } catch (error) {
      // Another window was quicker.
      if ((await this.#read()) !== undefined) return false;
      throw error;
    }
  }

  /** Of two that do this at once, the one whose name stands there in the end has it. */
  async #takeOver(): Promise<boolean> {
    await this.#replace();
    await pause(this.#times.look);
    return (await this.#read())?.startsWith(this.#name) === true;
  }

  #renew(): void {
    this.#turn = this.#turn
      .then(async () => {
        if ((await this.#read())?.startsWith(this.#name) === true) await this.#replace();
      })
      // Where nothing can be written, the next message fails and says so.
      .catch(() => undefined);
  }

  /** Whole at every moment. */
  async #replace(): Promise<void> {
    const next = `${FILE}-${this.#name}${unfinished}`;
    await this.#files.create(next, this.#written());
    await this.#files.rename(next, FILE, true);
  }

  async #read(): Promise<string | undefined> {
    const octets = await this.#files.read(FILE).catch(() => undefined);
    return octets && new TextDecoder().decode(octets);
  }

  #written(): Uint8Array {
    return new TextEncoder().encode(`${this.#name} ${++this.#count}\n`);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

const FILE = '.mail-workbench-fetching';
const TIMES: HoldTimes = { renew: 2000, stale: 10_000, look: 250 };
