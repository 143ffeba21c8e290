// The files of a Maildir: where each message stands, and what is done to one.

import { MailError } from '../faults.ts';
import type { Cancellation } from '../mailStore.ts';
import { joined } from './files.ts';
import type { Files } from './files.ts';
import {
  flagsOf,
  lettersOf,
  MAX_KEYWORDS,
  maildirName,
  parseKeywords,
  parseMaildirName,
  sizeOf,
  timeOf,
} from './maildirName.ts';
import type { LocalRow } from './localListing.ts';

/** A message of a Maildir folder. */
export interface MaildirRow extends LocalRow {
  readonly uid: string;
  /** From the store's root. */
  readonly path: string;
  readonly letters: string;
  /** Octets, where the name tells. */
  readonly size: number | undefined;
}

/** One folder with `cur`, `new` and `tmp`. Nothing is cached: other programs rename files at any time. */
export class Maildir {
  readonly path: string;
  readonly #files: Files;
  readonly #unique: () => string;
  readonly #separator: string;

  /** @param unique the base of a new file's name, never given before. */
  constructor(files: Files, path: string, unique: () => string, separator: string) {
    this.#files = files;
    this.path = path;
    this.#unique = unique;
    this.#separator = separator;
  }

  /** All messages. What is in `new` is as unread as what came; it is not moved by being looked at. */
  async rows(cancel: Cancellation): Promise<readonly MaildirRow[]> {
    const keywords = await this.#keywords();
    const rows = new Map<string, MaildirRow>();
    for (const sub of ['new', 'cur']) {
      let left = SLICE;
      for (const { name, kind } of await this.#files.list(joined(this.path, sub))) {
        if (kind !== 'file' || name.startsWith('.')) continue;
        const row = rowOf(`${joined(this.path, sub)}/${name}`, keywords);
        rows.set(row.uid, row);
        if (--left > 0) continue;
        left = SLICE;
        await new Promise((resolve) => setTimeout(resolve, 0));
        cancel.signal.throwIfAborted();
      }
    }
    return [...rows.values()];
  }

  /** The message in a file that is known. */
  async rowAt(path: string): Promise<MaildirRow> {
    return rowOf(path, await this.#keywords());
  }

  /** How many messages there are, and how many of them are unread. */
  async counts(): Promise<{ readonly messages: number; readonly unseen: number }> {
    let messages = 0;
    let unseen = 0;
    for (const sub of ['new', 'cur']) {
      for (const { name, kind } of await this.#files.list(joined(this.path, sub))) {
        if (kind !== 'file' || name.startsWith('.')) continue;
        messages++;
        if (!SEEN.test(name)) unseen++;
      }
    }
    return { messages, unseen };
  }

  /** The messages that are named; rejects where one is gone. */
  async find(uids: readonly string[], folder: string, cancel: Cancellation): Promise<readonly MaildirRow[]> {
    const rows = new Map((await this.rows(cancel)).map((row) => [row.uid, row]));
    return uids.map((uid) => {
      const row = rows.get(uid);
      if (!row) throw new MailError('message-gone', [folder]);
      return row;
    });
  }

  /** Writes a message into `tmp`, and gives it its place when it is whole. @returns its uid. */
  async deliver(octets: Uint8Array, flags: Iterable<string>): Promise<string> {
    const base = `${this.#unique()},S=${octets.length}`;
    const letters = await this.#lettersFor(flags);
    const temporary = `${joined(this.path, 'tmp')}/${base}`;
    await this.#files.create(temporary, octets);
    await this.#files.rename(temporary, this.#place(base, letters));
    return base;
  }

  async setFlags(row: MaildirRow, flags: Iterable<string>): Promise<void> {
    const letters = await this.#lettersFor(flags);
    const name = maildirName(row.uid, letters, this.#separator);
    const path = `${joined(this.path, 'cur')}/${name}`;
    if (path !== row.path) await this.#files.rename(row.path, path);
  }

  /** Takes a message of another Maildir of the same store. @returns its uid. */
  async take(row: MaildirRow): Promise<string> {
    const place = this.#place(row.uid, await this.#lettersFor(row.flags));
    await this.#files.rename(row.path, place);
    return row.uid;
  }

  #place(base: string, letters: string): string {
    return letters === ''
      ? `${joined(this.path, 'new')}/${base}`
      : `${joined(this.path, 'cur')}/${maildirName(base, letters, this.#separator)}`;
  }

  /** The letters of flags; a keyword without one gets the next, as Dovecot gives them. */
  async #lettersFor(flags: Iterable<string>): Promise<string> {
    const wanted = [...flags].filter((flag) => flag !== '\\Recent');
    const keywords = await this.#keywords();
    const { letters, unknown } = lettersOf(wanted, keywords);
    const added = unknown.filter((keyword) => KEYWORD.test(keyword));
    if (added.length === 0) return letters;
    for (const keyword of added) {
      const free = keywords.findIndex((each) => (each as string | undefined) === undefined);
      const index = free < 0 ? keywords.length : free;
      if (index >= MAX_KEYWORDS) break;
      keywords[index] = keyword;
    }
    const text = keywords.map((keyword, index) => `${index} ${keyword}\n`).join('');
    const temporary = `${joined(this.path, 'tmp')}/${this.#unique()}`;
    await this.#files.create(temporary, new TextEncoder().encode(text));
    await this.#files.rename(temporary, joined(this.path, KEYWORDS), true);
    return lettersOf(wanted, keywords).letters;
  }

  async #keywords(): Promise<string[]> {
    const path = joined(this.path, KEYWORDS);
    const there = await this.#files.stat(path);
    if (!there) return [];
    return parseKeywords(new TextDecoder().decode(await this.#files.read(path, { from: 0, to: 4096 })));
  }
}

function rowOf(path: string, keywords: readonly string[]): MaildirRow {
  const { base, letters } = parseMaildirName(path.slice(path.lastIndexOf('/') + 1));
  return {
    uid: base,
    path,
    letters,
    flags: flagsOf(letters, keywords),
    date: timeOf(base),
    size: sizeOf(base),
  };
}

/** Names read between two looks at what else waits. */
const SLICE = 5000;
const KEYWORDS = 'dovecot-keywords';
const SEEN = /[:;!]2,[^:;!,]*S[^:;!]*$/;
/** RFC 9051 9, `flag-keyword`: an atom. */
const KEYWORD = /^[^\s\\(){%*"\]\x00-\x1f\x7f-\uffff]{1,100}$/;
