// The lines of a transcript in columns of integers, at one version of the text.

import type { TextRange } from '../../text/range.ts';
import type { Snapshot } from '../../text/snapshot.ts';
import type { LineRun, TranscriptLines } from '../lines.ts';
import type { Speaker } from '../protocol.ts';
import { escapeNames, escapes } from './escapes.ts';
import type { EscapeName } from './escapes.ts';
import {
  CONTENT_FROM,
  CONTENT_TO,
  ESCAPE_BITS,
  ESCAPE_SHIFT,
  FACTS,
  SECURE,
  SPEAKER_BITS,
  STREAM_SHIFT,
  WIDTH,
} from './lineChunk.ts';
import type { LineChunk, LineIntegers } from './lineChunk.ts';
import { timeOf } from './stamps.ts';

/** Lines in runs, where those stand in one version of a text. Nothing changes them. */
export class LineColumns implements TranscriptLines {
  readonly count: number;
  readonly chunks: readonly LineChunk[];
  readonly #snapshot: Snapshot;
  /** Of each run, and of the end: the number of its first line, and where it starts in the document. */
  readonly #firsts: Int32Array;
  readonly #starts: Int32Array;
  /** The run used last: the next question is most often about the same one. */
  #columns: LineIntegers = NO_COLUMNS;
  #first = 0;
  #end = 0;
  #start = 0;

  constructor(snapshot: Snapshot, chunks: readonly LineChunk[]) {
    this.#snapshot = snapshot;
    this.chunks = chunks;
    this.#firsts = new Int32Array(chunks.length + 1);
    this.#starts = new Int32Array(chunks.length + 1);
    let first = 0;
    let start = 0;
    chunks.forEach(({ count, length }, index) => {
      this.#firsts[index + 1] = first += count;
      this.#starts[index + 1] = start += length;
    });
    this.count = first;
  }

  /** The number of the first line of a run; the count of all for the place behind the last run. */
  firstOf(chunk: number): number {
    return this.#firsts[chunk] ?? this.count;
  }

  /** Where a run starts in the document. */
  startOf(chunk: number): number {
    return this.#starts[chunk] ?? this.#snapshot.length;
  }

  /** The run that holds an offset of the document: the last one that starts at or before it. */
  chunkAt(offset: number): number {
    return Math.max(0, countUpTo(this.#starts, offset, this.chunks.length) - 1);
  }

  /** True where a line has the same facts as one of other lines, and stands `shift` further on. */
  sameAs(line: number, others: LineColumns, other: number, shift: number): boolean {
    for (let column = 0; column < FACTS; column++) {
      if (this.#offset(line, column) !== others.#offset(other, column) + shift) return false;
    }
    return this.#at(line, FACTS) === others.#at(other, FACTS);
  }

  /** Where a line starts in the document; the end of the text for the place behind the last line. */
  from(line: number): number {
    return line < this.count ? this.#offset(line, 0) : this.#snapshot.length;
  }

  speaker(line: number): Speaker {
    return SPEAKERS[this.#at(line, FACTS) & SPEAKER_BITS] ?? 'note';
  }

  behindSpeaker(line: number, speaker: Speaker, to: number): number {
    const bits = SPEAKERS.indexOf(speaker);
    let at = line;
    for (let index = countUpTo(this.#firsts, line, this.chunks.length) - 1; at < to; index++) {
      const chunk = this.chunks[index];
      if (!chunk) return to;
      const { columns, count } = chunk;
      const first = this.firstOf(index);
      let own = at - first;
      while (own < count && ((columns[own * WIDTH + FACTS] ?? 0) & SPEAKER_BITS) === bits) own++;
      at = first + own;
      if (own < count) break;
    }
    return Math.min(at, to);
  }

  range(line: number): TextRange {
    const to = this.from(line + 1);
    return { from: this.#offset(line, 0), to };
  }

  content(line: number): TextRange {
    return { from: this.#offset(line, CONTENT_FROM), to: this.#offset(line, CONTENT_TO) };
  }

  /** How many UTF-16 units of the document the own text takes. */
  length(line: number): number {
    return this.#at(line, CONTENT_TO) - this.#at(line, CONTENT_FROM);
  }

  text(line: number): string {
    const written = this.#written(line);
    const escape = this.escape(line);
    return escape === 'none' ? written : escapes[escape](written, this.#beside(line));
  }

  plain(line: number): boolean {
    return (this.#at(line, FACTS) & ESCAPE_BITS) === 0;
  }

  prefix(line: number): string {
    return this.#beside(line);
  }

  lineEnd(line: number): string {
    const from = this.#offset(line, CONTENT_TO);
    const behind = this.#snapshot.slice(from, Math.min(this.range(line).to, from + MAX_LINE_END));
    if (behind === '\r\n' || behind === '\n') return behind;
    const written = LINE_END.exec(behind);
    return (written?.[0] ?? '').replaceAll('\\r', '\r').replaceAll('\\n', '\n');
  }

  hostOffset(line: number, at: number): number {
    const { from, to } = this.content(line);
    const escape = this.escape(line);
    if (escape === 'none') return Math.max(from, Math.min(to, from + at));
    const places: number[] = [];
    escapes[escape](this.#written(line), this.#beside(line), places);
    const place = places[at];
    return at < 0 ? from : place === undefined ? to : Math.min(to, from + place);
  }

  /** True where what is written for a line starts with `word`; no text is made. */
  startsWith(line: number, word: string): boolean {
    const from = this.#offset(line, CONTENT_FROM);
    for (let at = 0; at < word.length; at++) {
      if (this.#snapshot.charCodeAt(from + at) !== word.charCodeAt(at)) return false;
    }
    return true;
  }

  escape(line: number): EscapeName {
    return escapeNames[(this.#at(line, FACTS) & ESCAPE_BITS) >> ESCAPE_SHIFT] ?? 'none';
  }

  time(line: number): number | undefined {
    return timeOf(this.#before(line));
  }

  stream(line: number): number {
    return Math.max(0, (this.#at(line, FACTS) >> STREAM_SHIFT) - 1);
  }

  secure(line: number): boolean {
    return (this.#at(line, FACTS) & SECURE) !== 0;
  }

  run(line: number): LineRun {
    const index = Math.max(0, countUpTo(this.#firsts, line, this.chunks.length) - 1);
    const key = this.chunks[index];
    return key
      ? { key, first: this.firstOf(index), count: key.count }
      : { key: this, first: 0, count: this.count };
  }

  #written(line: number): string {
    return this.#snapshot.slice(this.#offset(line, CONTENT_FROM), this.#offset(line, CONTENT_TO));
  }

  /** What stands before the own text on its line of the document. */
  #beside(line: number): string {
    const before = this.#before(line);
    return before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1);
  }

  /** What stands before the own text: from the start of the document's line, or of what was read as its prefix. */
  #before(line: number): string {
    const content = this.#offset(line, CONTENT_FROM);
    const start = this.#snapshot.lineStart(this.#snapshot.lineAt(content));
    return this.#snapshot.slice(Math.min(start, this.#offset(line, 0)), content);
  }

  #offset(line: number, column: number): number {
    if (line < 0 || line >= this.count) return 0;
    return this.#at(line, column) + this.#start;
  }

  #at(line: number, column: number): number {
    if (line < this.#first || line >= this.#end) {
      if (line < 0 || line >= this.count) return 0;
      this.#use(countUpTo(this.#firsts, line, this.chunks.length) - 1);
    }
    return this.#columns[(line - this.#first) * WIDTH + column] ?? 0;
  }

  #use(chunk: number): void {
    this.#columns = this.chunks[chunk]?.columns ?? NO_COLUMNS;
    this.#first = this.firstOf(chunk);
    this.#end = this.firstOf(chunk + 1);
    this.#start = this.startOf(chunk);
  }
}

/** How many of the first `count` numbers, which ascend, are at most `limit`. */
function countUpTo(ascending: Int32Array, limit: number, count: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

const LINE_END = /^(?:[\r\n]+|(?:\\r|\\n)+)/;
const MAX_LINE_END = 16;
const NO_COLUMNS = new Uint16Array(0);

/** The order is that of the column's numbers. */
export const SPEAKERS: readonly Speaker[] = ['note', 'client', 'server'];
