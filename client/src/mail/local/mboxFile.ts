// One mbox file: read by its index, added to at its end, rewritten where messages go.

import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import type { Cancellation, OctetRange } from '../mailStore.ts';
import { whileLocked } from './fileLock.ts';
import { chunksOf } from './files.ts';
import type { Files, FileStat } from './files.ts';
import { mboxEntry, unquoted } from './mboxFormat.ts';
import type { MboxFlavour } from '../account.ts';
import { readMboxIndex } from './mboxIndex.ts';
import type { MboxIndex, MboxRow } from './mboxIndex.ts';

export class MboxFile {
  readonly #files: Files;
  readonly #path: string;
  readonly #flavour: MboxFlavour | undefined;
  readonly #now: () => number;
  #index: MboxIndex | undefined;
  /** One after the other: an index is read once, and nobody writes meanwhile. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(files: Files, path: string, flavour: MboxFlavour | undefined, now: () => number) {
    this.#files = files;
    this.#path = path;
    this.#flavour = flavour;
    this.#now = now;
  }

  /** The index as far as it was read; nothing is read for it. */
  get known(): MboxIndex | undefined {
    return this.#index;
  }

  /** The index of the file as it is now. */
  index(cancel: Cancellation): Promise<MboxIndex> {
    return this.#inTurn(() => this.#read(cancel));
  }

  async find(uid: string, cancel: Cancellation): Promise<MboxRow> {
    const { rows } = await this.index(cancel);
    const row = rows.find((each) => each.uid === uid);
    if (!row) throw new MailError('message-gone', [this.#path]);
    return row;
  }

  /** The octets of a message, as it was before it was put into the file. */
  async *read(row: MboxRow, range: OctetRange | undefined, cancel: Cancellation): AsyncGenerator<Uint8Array> {
    const { contentFrom, contentTo, lengthField: field } = row;
    const flavour = this.#index?.flavour ?? 'mboxrd';
    const pieces = chunksOf(this.#files, this.#path, { from: contentFrom, to: contentTo }, cancel);
    const dropped = field && { from: field.from - contentFrom, to: field.to - contentFrom };
    const { from, to } = range ?? { from: 0, to: Infinity };
    let at = 0;
    for await (const piece of unquoted(pieces, flavour, dropped)) {
      if (at >= to) return;
      const wanted = piece.subarray(Math.max(0, from - at), Math.max(0, to - at));
      at += piece.length;
      if (wanted.length > 0) yield wanted;
    }
  }

  /** Adds a message that came at `time`. @returns its row. What an append leaves half written is cut off again. */
  append(octets: Uint8Array, time: number, cancel: Cancellation): Promise<MboxRow> {
    return this.#inTurn(() =>
      whileLocked(this.#files, this.#path, this.#now, cancel, async () => {
        const index = await this.#read(cancel);
        const entry = mboxEntry(octets, index.flavour, time);
        const gap = await this.#gap(index.stat.size);
        const added = concatenated(gap, entry);
        await this.#mustBe(index.stat);
        const { size } = index.stat;
        try {
          await this.#files.append(this.#path, added);
        } catch (error) {
          await this.#cutBack(size, added.length);
          throw error;
        }
        const after = await this.#files.stat(this.#path);
        if (after?.size !== size + added.length) {
          throw new MailError('file-not-writable', [
            this.#path,
            detail('another mail program wrote to it meanwhile'),
          ]);
        }
        const row = (await this.#read(cancel)).rows.at(-1);
        if (!row) throw new MailError('file-not-writable', [this.#path, detail('the message is not there')]);
        return row;
      }),
    );
  }

  /** Writes the file anew without some messages, beside it, and puts that in its place. */
  remove(uids: ReadonlySet<string>, cancel: Cancellation): Promise<void> {
    return this.#inTurn(() =>
      whileLocked(this.#files, this.#path, this.#now, cancel, async () => {
        const { stat, rows } = await this.#read(cancel);
        const gone = rows.filter(({ uid }) => uids.has(uid));
        if (gone.length < uids.size) throw new MailError('message-gone', [this.#path]);
        const temporary = `${this.#path}.mail-workbench`;
        if (await this.#files.stat(temporary)) await this.#files.remove(temporary);
        await this.#files.create(temporary, new Uint8Array(0));
        try {
          for (const range of keptRanges(rows, uids, stat.size)) await this.#copy(temporary, range, cancel);
          await this.#mustBe(stat);
          await this.#files.rename(temporary, this.#path, true);
        } catch (error) {
          await this.#files.remove(temporary).catch(() => undefined);
          throw error;
        }
        this.#index = undefined;
      }),
    );
  }

  async #read(cancel: Cancellation): Promise<MboxIndex> {
    const stat = await this.#files.stat(this.#path);
    if (!stat) throw new MailError('folder-gone', [this.#path]);
    const before = this.#index;
    if (before && isSame(before.stat, stat)) return before;
    // Where this fails, the index before is no longer whole.
    this.#index = undefined;
    this.#index = await readMboxIndex(this.#files, this.#path, stat, this.#flavour, before, cancel);
    return this.#index;
  }

  /** Fault `mbox-changed`: somebody who knows no locks was here. */
  async #mustBe(stat: FileStat): Promise<void> {
    const now = await this.#files.stat(this.#path);
    if (!now || !isSame(now, stat)) throw new MailError('mbox-changed', [this.#path]);
  }

  /** What is missing at the end of the file before a separator can stand there. */
  async #gap(size: number): Promise<Uint8Array> {
    const end = new TextDecoder().decode(
      await this.#files.read(this.#path, { from: Math.max(0, size - 4), to: size }),
    );
    if (size === 0 || /\n\r?\n$/.test(end)) return new Uint8Array(0);
    const lineEnd = end.endsWith('\r\n') ? '\r\n' : '\n';
    return new TextEncoder().encode(end.endsWith('\n') ? lineEnd : `${lineEnd}${lineEnd}`);
  }

  /** Only what can be ours: a file that is longer than that was written by somebody else too. */
  async #cutBack(size: number, added: number): Promise<void> {
    const now = await this.#files.stat(this.#path);
    if (now && now.size > size && now.size <= size + added) await this.#files.truncate(this.#path, size);
  }

  async #copy(to: string, range: OctetRange, { signal }: Cancellation): Promise<void> {
    for (let { from } = range; from < range.to; from += COPIED) {
      signal.throwIfAborted();
      const piece = { from, to: Math.min(range.to, from + COPIED) };
      await this.#files.append(to, await this.#files.read(this.#path, piece));
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work, work);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}

/** The ranges of a file between what goes. */
function keptRanges(
  rows: readonly MboxRow[],
  gone: ReadonlySet<string>,
  size: number,
): readonly OctetRange[] {
  const ranges: { from: number; to: number }[] = [];
  for (const [index, { uid, from }] of rows.entries()) {
    if (gone.has(uid)) continue;
    const to = rows[index + 1]?.from ?? size;
    const last = ranges.at(-1);
    if (last?.to === from) last.to = to;
    else ranges.push({ from, to });
  }
  return ranges;
}

function isSame(a: FileStat, b: FileStat): boolean {
  return a.size === b.size && a.modified === b.modified;
}

function concatenated(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Octets copied at once. */
const COPIED = 8 * 1024 * 1024;
