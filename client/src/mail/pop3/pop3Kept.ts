// Messages that were fetched and do not stay on the server: whole, in files of their own, below the account's folder.

import { createHash, randomBytes } from 'node:crypto';

import { MailError } from '../faults.ts';
import { chunksOf } from '../local/files.ts';
import type { Files } from '../local/files.ts';
import type { Cancellation, OctetRange } from '../mailStore.ts';

/** A copy in the making; disposed of before it is finished, nothing is left of it. */
export interface Keeping extends AsyncDisposable {
  add(chunk: Uint8Array): Promise<void>;
  /** @returns its octets, which are on the disk now; undefined where there was no room for them. */
  finish(): Promise<number | undefined>;
}

export class KeptMail {
  readonly #files: Files;

  constructor(files: Files) {
    this.#files = files;
  }

  /** Octets; undefined where the message is not kept. */
  async size(uid: string): Promise<number | undefined> {
    return (await this.#files.stat(fileOf(uid)))?.size;
  }

  read(uid: string, range: OctetRange, cancel: Cancellation): AsyncGenerator<Uint8Array> {
    return chunksOf(this.#files, fileOf(uid), range, cancel);
  }

  async head(uid: string, limit: number): Promise<Uint8Array | undefined> {
    const there = await this.#files.stat(fileOf(uid));
    return there && this.#files.read(fileOf(uid), { from: 0, to: limit });
  }

  async remove(uid: string): Promise<void> {
    if ((await this.size(uid)) !== undefined) await this.#files.remove(fileOf(uid));
  }

  /**
   * Begins a copy.
   * @param failed is told why there will be none; adding more does nothing then.
   */
  async begin(uid: string, failed: (error: MailError) => void): Promise<Keeping> {
    const copy = new Copy(this.#files, fileOf(uid), failed);
    await copy.begin();
    return copy;
  }
}

class Copy implements Keeping {
  readonly #files: Files;
  readonly #file: string;
  readonly #making: string;
  readonly #failed: (error: MailError) => void;
  #held: Uint8Array[] = [];
  #heldOctets = 0;
  #octets = 0;
  #state: 'open' | 'failed' | 'done' = 'open';

  constructor(files: Files, file: string, failed: (error: MailError) => void) {
    this.#files = files;
    this.#file = file;
    this.#making = `${file}.${randomBytes(6).toString('hex')}`;
    this.#failed = failed;
  }

  begin(): Promise<void> {
    return this.#guarded(async () => {
      await this.#files.createFolder(FOLDER);
      await this.#files.create(this.#making, new Uint8Array(0));
    });
  }

  async add(chunk: Uint8Array): Promise<void> {
    this.#octets += chunk.length;
    if (this.#state !== 'open') return;
    this.#held.push(chunk);
    this.#heldOctets += chunk.length;
    if (this.#heldOctets >= WRITTEN_AT_ONCE) await this.#guarded(() => this.#write());
  }

  async finish(): Promise<number | undefined> {
    await this.#guarded(async () => {
      if (this.#heldOctets > 0) await this.#write();
      await this.#files.rename(this.#making, this.#file, true);
      this.#state = 'done';
    });
    return this.#state === 'done' ? this.#octets : undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#state === 'done') return;
    await this.#files.remove(this.#making).catch(() => undefined);
  }

  async #write(): Promise<void> {
    await this.#files.append(this.#making, Buffer.concat(this.#held));
    this.#held = [];
    this.#heldOctets = 0;
  }

  /** A copy that cannot be made does not keep the message from being read. */
  async #guarded(work: () => Promise<void>): Promise<void> {
    if (this.#state !== 'open') return;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof MailError)) throw error;
      this.#state = 'failed';
      this.#held = [];
      this.#failed(error);
    }
  }
}

/** Unique ids may hold anything, and differ in case alone. */
function fileOf(uid: string): string {
  return `${FOLDER}/${createHash('sha256').update(uid).digest('hex').slice(0, 40)}.eml`;
}

const FOLDER = 'pop3/mail';
const WRITTEN_AT_ONCE = 4 * 1024 * 1024;
