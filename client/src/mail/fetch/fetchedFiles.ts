// The files that messages are fetched into: whole under their name or not there, and never over another file.

import { messageFileName } from '../actions/names.ts';
import { MailError, isFault } from '../faults.ts';
import { joined } from '../local/files.ts';
import type { Files } from '../local/files.ts';
import { isMessage } from '../local/messageFiles.ts';

/** How files end that have not got their name. */
export const unfinished = '.part';

/** The files of one place. */
export class FetchedFiles {
  readonly #files: Files;
  readonly #place: string;
  /** Lower case: where upper and lower case are one, too. */
  readonly #taken = new Set<string>();
  /** Where to go on counting: many messages are called alike. */
  readonly #numbers = new Map<string, number>();

  private constructor(files: Files, place: string) {
    this.#files = files;
    this.#place = place;
  }

  /** Makes the folder, and removes what an earlier fetch has left half written. */
  static async open(files: Files, place: string): Promise<FetchedFiles> {
    const fetched = new FetchedFiles(files, place);
    await files.createFolder(place);
    for (const { name, kind } of await files.list(place)) {
      fetched.#taken.add(name.toLowerCase());
      const isOurs = kind === 'file' && name.startsWith(PREFIX) && name.endsWith(unfinished);
      if (isOurs) await files.remove(joined(place, name)).catch(() => undefined);
    }
    return fetched;
  }

  /** The octets of each message that lies here, up to a bound. */
  async *contents(): AsyncGenerator<Uint8Array> {
    const entries = (await this.#files.list(this.#place)).filter(isMessage);
    for (const { name } of entries.slice(0, MAX_READ)) {
      const path = joined(this.#place, name);
      const there = await this.#files.stat(path);
      if (there && there.size <= MAX_OCTETS) yield await this.#files.read(path);
    }
  }

  /** A path for a new message: its day and its subject. No file has it, and no other message gets it. */
  async freePath(message: { readonly date: number; readonly subject: string }): Promise<string> {
    const plain = messageFileName(message);
    const key = plain.toLowerCase();
    for (let number = this.#numbers.get(key) ?? 1; ; number++) {
      const name = number === 1 ? plain : messageFileName(message, ` (${number})`);
      if (this.#taken.has(name.toLowerCase())) continue;
      this.#taken.add(name.toLowerCase());
      this.#numbers.set(key, number);
      const path = joined(this.#place, name);
      if (!(await this.#files.stat(path))) return path;
    }
  }

  /**
   * Writes a file in two steps.
   * @param named is called when the octets are on the disk, before the file gets its name.
   */
  async write(path: string, octets: Uint8Array, named: () => Promise<void>): Promise<void> {
    const hidden = `${PREFIX}${crypto.randomUUID()}${unfinished}`;
    const making = joined(this.#place, hidden);
    await this.#files.create(making, octets).catch((error: unknown) => {
      if (!isFault(error, 'disk-full', 'file-not-writable')) throw error;
      // The user knows nothing of the name that it has meanwhile.
      const name = path.slice(path.lastIndexOf('/') + 1);
      const details = error.details.map((one) => one.replace(hidden, name));
      throw new MailError(error.code, details, { cause: error });
    });
    try {
      await named();
      await this.#files.rename(making, path);
    } catch (error) {
      await this.#files.remove(making).catch(() => undefined);
      throw error;
    }
  }
}

const PREFIX = '.mail-workbench-';
/** What was there before is compared with what comes, within reason. */
const MAX_READ = 20_000;
const MAX_OCTETS = 32 * 1024 * 1024;
