// Writes the lines of a transcript, run by run, as the reader of a notation finds them.

import type { Snapshot } from '../../text/snapshot.ts';
import type { Speaker } from '../protocol.ts';
import { escapeNames } from './escapes.ts';
import type { EscapeName } from './escapes.ts';
import {
  CHUNK_LINES,
  CONTENT_FROM,
  CONTENT_TO,
  ESCAPE_BITS,
  ESCAPE_SHIFT,
  FACTS,
  packed,
  SECURE,
  SPEAKER_BITS,
  STREAM_SHIFT,
  WIDTH,
} from './lineChunk.ts';
import type { LineChunk } from './lineChunk.ts';
import { LineColumns, SPEAKERS } from './lineColumns.ts';

/** What a reader says of a line beside where it stands. */
export interface LineFacts {
  readonly escape?: EscapeName;
  readonly stream?: number;
  readonly secure?: boolean;
}

/** Lines, written once, in order. Offsets are the document's. */
export class LineWriter {
  readonly #chunks: LineChunk[] = [];
  /** The run that is being written: its integers, where it starts, the number of its first line. */
  #columns = new Int32Array(CHUNK_LINES * WIDTH);
  #open = 0;
  #from = 0;
  #first = 0;
  /** The state of the reader in front of it; none is needed in front of all. */
  #entry: string | undefined;

  /** How many lines there are. */
  get count(): number {
    return this.#first + this.#open;
  }

  /** How many lines the run has that is being written. */
  get open(): number {
    return this.#open;
  }

  /** Adds a line that starts at `from` and whose own text stands in `[contentFrom, contentTo)`. */
  push(
    speaker: Speaker,
    from: number,
    contentFrom: number,
    contentTo: number,
    facts: LineFacts = NOTHING,
  ): void {
    this.add(SPEAKERS.indexOf(speaker), from, contentFrom, contentTo, facts.stream ?? 0);
    const last = this.count - 1;
    if (facts.escape !== undefined) this.#setEscape(last, facts.escape);
    if (facts.secure === true) this.#set(last, FACTS, this.#at(last, FACTS) | SECURE);
  }

  /** As `push`, for a plain line, with the speaker as its number in `speakerNumber`. */
  add(speaker: number, from: number, contentFrom: number, contentTo: number, stream: number): void {
    const at = this.#open * WIDTH;
    if (at === this.#columns.length) this.#grow(at * 2);
    const columns = this.#columns;
    const start = this.#from;
    columns[at] = from - start;
    columns[at + CONTENT_FROM] = contentFrom - start;
    columns[at + CONTENT_TO] = contentTo - start;
    columns[at + FACTS] = speaker | ((stream + 1) << STREAM_SHIFT);
    this.#open++;
  }

  /** Lets the last line take what stands up to `contentTo` too. */
  extend(contentTo: number, escape: EscapeName): void {
    if (this.count === 0) return;
    if (this.#open === 0) this.#reopen();
    this.#set(this.count - 1, CONTENT_TO, contentTo - this.#from);
    this.#setEscape(this.count - 1, escape);
  }

  /** Corrects who says a line. It must be of the run that is being written, as for all that ask for a line. */
  setSpeaker(line: number, speaker: Speaker): void {
    const facts = this.#at(line, FACTS);
    this.#set(line, FACTS, (facts & ~SPEAKER_BITS) | SPEAKERS.indexOf(speaker));
  }

  speaker(line: number): Speaker {
    return SPEAKERS[this.#at(line, FACTS) & SPEAKER_BITS] ?? 'note';
  }

  stream(line: number): number {
    return (this.#at(line, FACTS) >> STREAM_SHIFT) - 1;
  }

  /** Who says the last line, and how many UTF-16 units its own text takes in the document. */
  get last(): { readonly speaker: Speaker; readonly length: number } | undefined {
    const chunk = this.#open > 0 ? undefined : this.#chunks.at(-1);
    const columns = chunk?.columns ?? this.#columns;
    const at = ((chunk?.count ?? this.#open) - 1) * WIDTH;
    if (at < 0) return undefined;
    return {
      speaker: SPEAKERS[(columns[at + FACTS] ?? 0) & SPEAKER_BITS] ?? 'note',
      length: (columns[at + CONTENT_TO] ?? 0) - (columns[at + CONTENT_FROM] ?? 0),
    };
  }

  /** Ends the run in front of offset `at`, where a line of the document starts. */
  close(at: number, entry: string | undefined): void {
    if (this.#open > 0) {
      this.#chunks.push({
        columns: packed(this.#columns.subarray(0, this.#open * WIDTH)),
        count: this.#open,
        length: at - this.#from,
        entry: this.#entry,
      });
      this.#first += this.#open;
      this.#open = 0;
      this.#from = at;
    } else if (at > this.#from) {
      // What stands here is part of the line in front of it.
      const last = this.#chunks.pop();
      if (!last) return;
      this.#chunks.push({ ...last, length: last.length + at - this.#from });
      this.#from = at;
    }
    // Most runs start in the same state, whose text is kept once.
    if (entry !== this.#entry) this.#entry = entry;
  }

  /**
   * Takes runs over that follow the last one that was closed.
   * @param entry the state of the reader behind them.
   */
  take(chunks: readonly LineChunk[], entry: string | undefined): void {
    for (const chunk of chunks) {
      this.#chunks.push(chunk);
      this.#first += chunk.count;
      this.#from += chunk.length;
    }
    this.#entry = entry;
  }

  /** The lines, where they stand in the document. */
  done(snapshot: Snapshot): LineColumns {
    if (this.#open > 0 || this.#from < snapshot.length) this.close(snapshot.length, undefined);
    return new LineColumns(snapshot, this.#chunks);
  }

  /** The last line goes on: so does its run. */
  #reopen(): void {
    const last = this.#chunks.pop();
    if (!last) return;
    this.#grow(Math.max(last.columns.length, this.#columns.length));
    this.#columns.set(last.columns);
    this.#open = last.count;
    this.#first -= last.count;
    this.#from -= last.length;
    this.#entry = last.entry;
  }

  #grow(length: number): void {
    const columns = new Int32Array(length);
    columns.set(this.#columns.subarray(0, Math.min(length, this.#open * WIDTH)));
    this.#columns = columns;
  }

  #setEscape(line: number, escape: EscapeName): void {
    const facts = this.#at(line, FACTS) & ~ESCAPE_BITS;
    this.#set(line, FACTS, facts | (escapeNames.indexOf(escape) << ESCAPE_SHIFT));
  }

  #at(line: number, column: number): number {
    const at = line - this.#first;
    return at < 0 || at >= this.#open ? 0 : (this.#columns[at * WIDTH + column] ?? 0);
  }

  #set(line: number, column: number, value: number): void {
    this.#columns[(line - this.#first) * WIDTH + column] = value;
  }
}

/** The number of a speaker in `add`. */
export const speakerNumber = { note: 0, client: 1, server: 2 } as const;

const NOTHING: LineFacts = {};
