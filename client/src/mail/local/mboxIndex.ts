// Where the messages of an mbox stand: one pass over the file, in pieces, whatever its size.

import type { Cancellation } from '../mailStore.ts';
import type { Files, FileStat } from './files.ts';
import type { LocalRow } from './localListing.ts';
import { hasContentLength, isSeparator, separatorTime, textOf } from './mboxFormat.ts';
import type { MboxFlavour } from '../account.ts';

/** A message of an mbox. Offsets in octets into the file. */
export interface MboxRow extends LocalRow {
  /** Of its separator line. */
  readonly from: number;
  /** Of the message itself. */
  readonly contentFrom: number;
  /** Behind the message; the empty line behind it is the file's. */
  readonly contentTo: number;
  /** The Content-Length field, with its line end, where the flavour has one. */
  readonly lengthField: { readonly from: number; readonly to: number } | undefined;
  /** Octets of the message without what is the file's. */
  readonly size: number;
}

/** The messages of a file, as it was. */
export interface MboxIndex {
  readonly stat: FileStat;
  /** Added to where the file is; never changed otherwise. */
  readonly rows: MboxRow[];
  /** How many messages have the same name by their content. */
  readonly names: Map<string, number>;
  readonly flavour: MboxFlavour;
}

/**
 * Reads the index of a file.
 * @param flavour found from the first messages where left out.
 * @param previous the index of the file before, which becomes the new one: what was only appended to is not read again.
 */
export async function readMboxIndex(
  files: Files,
  path: string,
  stat: FileStat,
  flavour: MboxFlavour | undefined,
  previous: MboxIndex | undefined,
  cancel: Cancellation,
): Promise<MboxIndex> {
  const scan = new MboxScan(files, path, stat.size, cancel);
  const read = flavour ?? previous?.flavour ?? (await scan.flavour());
  const last = previous?.rows.at(-1);
  if (previous && last && stat.size > previous.stat.size && (await scan.isSameAt(last))) {
    // What was added may belong to the last message.
    const { rows, names } = previous;
    const name = last.uid.slice(0, HASH_LENGTH);
    rows.pop();
    names.set(name, (names.get(name) ?? 1) - 1);
    await scan.read(read, last.from, rows, names);
    return { stat, rows, names, flavour: read };
  }
  const rows: MboxRow[] = [];
  const names = new Map<string, number>();
  await scan.read(read, 0, rows, names);
  return { stat, rows, names, flavour: read };
}

/** What the header of a stored message says. */
interface Head {
  readonly contentFrom: number;
  readonly bodyFrom: number;
  readonly contentLength: number | undefined;
  readonly lengthField: { readonly from: number; readonly to: number } | undefined;
  readonly hash: string;
  readonly date: number | undefined;
  readonly flags: ReadonlySet<string>;
}

class MboxScan {
  readonly #files: Files;
  readonly #path: string;
  readonly #size: number;
  readonly #cancel: Cancellation;
  /** What was read last, and where it starts. */
  #text = '';
  #base = 0;

  constructor(files: Files, path: string, size: number, cancel: Cancellation) {
    this.#files = files;
    this.#path = path;
    this.#size = size;
    this.#cancel = cancel;
  }

  /** Puts the messages from the separator at `from` on behind those that are known. */
  async read(flavour: MboxFlavour, from: number, rows: MboxRow[], names: Map<string, number>): Promise<void> {
    const counted = hasContentLength(flavour);
    for (let at = from; at < this.#size;) {
      const head = await this.#head(at);
      const end =
        (counted ? await this.#endByLength(head) : undefined) ??
        (await this.#endBySeparator(head.contentFrom));
      const marks = flavour === 'mboxcl2' ? 0 : await this.#marks(head.contentFrom, end.contentTo, flavour);
      const { lengthField: field } = head;
      const lengthField = counted && end.byLength ? field : undefined;
      const count = (names.get(head.hash) ?? 0) + 1;
      names.set(head.hash, count);
      rows.push({
        uid: count === 1 ? head.hash : `${head.hash}-${count}`,
        flags: head.flags,
        date: head.date,
        from: at,
        contentFrom: head.contentFrom,
        contentTo: end.contentTo,
        lengthField,
        size:
          end.contentTo - head.contentFrom - marks - (lengthField ? lengthField.to - lengthField.from : 0),
      });
      at = end.next;
    }
  }

  /** With counts that lead to the next separator the file counts; whether it quotes too, its lines tell. */
  async flavour(): Promise<MboxFlavour> {
    let quoted = false;
    let at = 0;
    for (let messages = 0; messages < LOOKED_AT && at < this.#size; messages++) {
      const head = await this.#head(at);
      const end = await this.#endByLength(head);
      if (!end) return messages === 0 ? 'mboxrd' : 'mboxcl';
      const body = await this.#at(head.bodyFrom, Math.min(CHUNK, end.contentTo - head.bodyFrom));
      if (/(?:^|\n)From /.test(body)) return 'mboxcl2';
      quoted ||= /(?:^|\n)>+From /.test(body);
      at = end.next;
    }
    return at === 0 ? 'mboxrd' : quoted ? 'mboxcl' : 'mboxcl2';
  }

  async isSameAt({ from, uid }: MboxRow): Promise<boolean> {
    const head = await this.#head(from);
    return uid.startsWith(head.hash) && (await this.#at(from, 5)) === 'From ';
  }

  async #head(at: number): Promise<Head> {
    const text = await this.#at(at, HEADER);
    const line = lineAt(text, 0);
    const separator = line.startsWith('From ') ? line : '';
    const empty = /\n\r?\n/.exec(text.slice(Math.max(0, separator.length - 1)));
    const header = empty
      ? text.slice(separator.length, Math.max(0, separator.length - 1) + empty.index + 1)
      : text;
    const bodyFrom = at + separator.length + header.length + (empty ? empty[0].length - 1 : 0);
    const length = [...header.matchAll(/^Content-Length:[ \t]*(\d{1,15})[ \t]*\r?\n/gim)].at(-1);
    const fieldFrom = at + separator.length + (length?.index ?? 0);
    return {
      contentFrom: at + separator.length,
      bodyFrom,
      contentLength: length && Number(length[1]),
      lengthField: length && { from: fieldFrom, to: fieldFrom + length[0].length },
      hash: hashOf(`${separator}${header.slice(0, HASHED).replace(STATUS_FIELDS, '')}`),
      date: separatorTime(separator),
      flags: statusFlags(header),
    };
  }

  /** Where a message ends by its count; undefined where no separator stands there. */
  async #endByLength({ bodyFrom, contentLength }: Head): Promise<End | undefined> {
    if (contentLength === undefined) return undefined;
    const to = bodyFrom + contentLength;
    if (to > this.#size) return undefined;
    const behind = await this.#at(to, MAX_SEPARATOR);
    const [, gap = ''] = /^((?:\r?\n){0,3})(?:From |$)/.exec(behind) ?? [undefined, undefined];
    const isThere = behind === gap || isSeparator(lineAt(behind, gap.length));
    return isThere ? { contentTo: to, next: to + gap.length, byLength: true } : undefined;
  }

  async #endBySeparator(from: number): Promise<End> {
    const next =
      (await this.#find('\nFrom ', Math.max(0, from - 1), this.#size, async (at, text, index) => {
        const before = index >= 2 ? text.slice(index - 2, index) : await this.#before(at);
        return /\n\r?$/.test(before) && isSeparator(lineAt(text, index + 1)) ? at + 1 : undefined;
      })) ?? this.#size;
    const before = await this.#at(Math.max(from, next - 4), next - Math.max(from, next - 4));
    const [, empty = ''] = /(?:^|\n)(\r?\n)$/.exec(before) ?? [];
    return { contentTo: next - empty.length, next, byLength: false };
  }

  /** How many lines of a range are quoted. */
  async #marks(from: number, to: number, flavour: MboxFlavour): Promise<number> {
    const pattern = flavour === 'mboxo' ? /\n>From /y : /\n>+From /y;
    let count = /^>+From /.test(await this.#at(from, MAX_SEPARATOR)) ? 1 : 0;
    await this.#find('\n>', from, to, (_at, text, index) => {
      pattern.lastIndex = index;
      if (pattern.test(text)) count++;
      return Promise.resolve(undefined);
    });
    return count;
  }

  /** The two octets in front of an offset. */
  async #before(at: number): Promise<string> {
    const from = Math.max(0, at - 2);
    return textOf(await this.#files.read(this.#path, { from, to: at }));
  }

  /** Asks `found` of each place where `needle` stands in a range, until it answers. */
  async #find<T>(
    needle: string,
    from: number,
    to: number,
    found: (at: number, text: string, index: number) => Promise<T | undefined>,
  ): Promise<T | undefined> {
    for (let at = from; at < to;) {
      const text = await this.#at(at, CHUNK);
      const last = at + text.length >= this.#size;
      const decided = Math.min(to - at, last ? text.length : text.length - MAX_SEPARATOR);
      for (let i = text.indexOf(needle); i >= 0 && i < decided; i = text.indexOf(needle, i + 1)) {
        const answer = await found(at + i, text, i);
        if (answer !== undefined) return answer;
      }
      at += decided;
    }
    return undefined;
  }

  /** The text of at most `length` octets from `at` on; what was read before is used. */
  async #at(at: number, length: number): Promise<string> {
    const end = Math.min(this.#size, at + length);
    const known = this.#base + this.#text.length;
    if (at < this.#base || end > known) {
      this.#cancel.signal.throwIfAborted();
      const kept = at >= this.#base && at < known ? this.#text.slice(at - this.#base) : '';
      const from = at + kept.length;
      const to = Math.min(this.#size, Math.max(end, from + CHUNK));
      const more = textOf(await this.#files.read(this.#path, { from, to }));
      this.#text = kept + more;
      this.#base = at;
    }
    return this.#text.slice(at - this.#base, end - this.#base);
  }
}

interface End {
  readonly contentTo: number;
  readonly next: number;
  readonly byLength: boolean;
}

/** The line at an index with its line end. */
function lineAt(text: string, from: number): string {
  const end = text.indexOf('\n', from);
  return text.slice(from, end < 0 ? undefined : end + 1);
}

/** `Status`, `X-Status` and `X-Mozilla-Status`, which mail programs write into the header of a stored message. */
function statusFlags(header: string): ReadonlySet<string> {
  let letters = '';
  for (const [, field = '', value = ''] of header.matchAll(
    /^((?:X-)?(?:Mozilla-)?Status):[ \t]*([0-9A-Za-z]*)/gim,
  )) {
    if (/mozilla/i.test(field)) {
      const bits = parseInt(value, 16);
      letters += MOZILLA.map(([bit, letter]) => (bits & bit ? letter : '')).join('');
    } else letters += value.toUpperCase();
  }
  const key = STATUS.map(([letter]) => (letters.includes(letter) ? letter : '')).join('');
  const known = FLAG_SETS.get(key);
  if (known) return known;
  const flags = new Set(STATUS.flatMap(([letter, flag]) => (key.includes(letter) ? [flag] : [])));
  FLAG_SETS.set(key, flags);
  return flags;
}

/** 64 bits of FNV-1a in two halves: names, not safety. */
function hashOf(text: string): string {
  let a = 0x811c9dc5;
  let b = 0xc9dc5118;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ (unit + i), 0x01000193);
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}

/** One set for all messages with the same flags. */
const FLAG_SETS = new Map<string, ReadonlySet<string>>();
const STATUS: readonly (readonly [string, string])[] = [
  ['R', '\\Seen'],
  ['A', '\\Answered'],
  ['F', '\\Flagged'],
  ['D', '\\Deleted'],
  ['T', '\\Draft'],
];
const MOZILLA: readonly (readonly [number, string])[] = [
  [0x1, 'R'],
  [0x2, 'A'],
  [0x4, 'F'],
  [0x8, 'D'],
];
const STATUS_FIELDS = /^(?:X-)?(?:Mozilla-)?(?:Status2?|Keys|Keywords|UID):[^\n]*\n/gim;
/** Messages that tell the flavour of a file. */
const LOOKED_AT = 50;
const HASH_LENGTH = 16;
/** Octets of the header that tell a message from others. */
const HASHED = 1024;
/** Octets of a header that are looked at. */
const HEADER = 32 * 1024;
const MAX_SEPARATOR = 512;
const CHUNK = 1024 * 1024;
