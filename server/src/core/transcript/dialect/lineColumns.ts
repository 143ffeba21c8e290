// The lines of a transcript in columns of integers, as a notation's reader writes them.

import type { TextRange } from '../../text/range.ts';
import type { Snapshot } from '../../text/snapshot.ts';
import type { TranscriptLines } from '../lines.ts';
import type { Speaker } from '../protocol.ts';
import { escapeNames, escapes } from './escapes.ts';
import type { EscapeName } from './escapes.ts';
import { timeOf } from './stamps.ts';

/** What a reader says of a line beside where it stands. */
export interface LineFacts {
  readonly escape?: EscapeName;
  readonly stream?: number;
  readonly secure?: boolean;
}

/** Lines, written once, in order, by the reader of a notation. Offsets are the document's. */
export class LineColumns implements TranscriptLines {
  readonly #snapshot: Snapshot;
  #columns = new Int32Array(64 * WIDTH);
  #count = 0;

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  get count(): number {
    return this.#count;
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
    if (facts.escape !== undefined) this.#setEscape(this.#count - 1, facts.escape);
    if (facts.secure === true) {
      const last = this.#count - 1;
      this.#columns[last * WIDTH + FACTS] = this.#at(last, FACTS) | SECURE;
    }
  }

  /** As `push`, for a plain line, with the speaker as its number in `speakerNumber`. */
  add(speaker: number, from: number, contentFrom: number, contentTo: number, stream: number): void {
    let columns = this.#columns;
    const at = this.#count * WIDTH;
    if (at === columns.length) {
      columns = new Int32Array(at * 2);
      columns.set(this.#columns);
      this.#columns = columns;
    }
    columns[at] = from;
    columns[at + CONTENT_FROM] = contentFrom;
    columns[at + CONTENT_TO] = contentTo;
    columns[at + FACTS] = speaker;
    columns[at + STREAM] = stream;
    this.#count++;
  }

  /** Lets the last line take what stands up to `contentTo` too. */
  extend(contentTo: number, escape: EscapeName): void {
    const line = this.#count - 1;
    if (line < 0) return;
    this.#columns[line * WIDTH + CONTENT_TO] = contentTo;
    this.#setEscape(line, escape);
  }

  /** Corrects who says a line. */
  setSpeaker(line: number, speaker: Speaker): void {
    const facts = this.#at(line, FACTS);
    this.#columns[line * WIDTH + FACTS] = (facts & ~SPEAKER_BITS) | SPEAKERS.indexOf(speaker);
  }

  /** Corrects which connection a line is on. */
  setStream(line: number, stream: number): void {
    this.#columns[line * WIDTH + STREAM] = stream;
  }

  speaker(line: number): Speaker {
    return SPEAKERS[this.#at(line, FACTS) & SPEAKER_BITS] ?? 'note';
  }

  range(line: number): TextRange {
    const to = line + 1 < this.#count ? this.#at(line + 1, 0) : this.#snapshot.length;
    return { from: this.#at(line, 0), to };
  }

  content(line: number): TextRange {
    return { from: this.#at(line, CONTENT_FROM), to: this.#at(line, CONTENT_TO) };
  }

  text(line: number): string {
    const written = this.#written(line);
    const escape = this.escape(line);
    return escape === 'none' ? written : escapes[escape](written, this.#beside(line));
  }

  plain(line: number): boolean {
    return this.#at(line, FACTS) >> ESCAPE_SHIFT === 0;
  }

  prefix(line: number): string {
    return this.#beside(line);
  }

  lineEnd(line: number): string {
    const from = this.#at(line, CONTENT_TO);
    const written = LINE_END.exec(
      this.#snapshot.slice(from, Math.min(this.range(line).to, from + MAX_LINE_END)),
    );
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
    const from = this.#at(line, CONTENT_FROM);
    for (let at = 0; at < word.length; at++) {
      if (this.#snapshot.charCodeAt(from + at) !== word.charCodeAt(at)) return false;
    }
    return true;
  }

  escape(line: number): EscapeName {
    return escapeNames[this.#at(line, FACTS) >> ESCAPE_SHIFT] ?? 'none';
  }

  time(line: number): number | undefined {
    return timeOf(this.#before(line));
  }

  stream(line: number): number {
    return Math.max(0, this.#at(line, STREAM));
  }

  secure(line: number): boolean {
    return (this.#at(line, FACTS) & SECURE) !== 0;
  }

  #written(line: number): string {
    return this.#snapshot.slice(this.#at(line, CONTENT_FROM), this.#at(line, CONTENT_TO));
  }

  /** What stands before the own text on its line of the document. */
  #beside(line: number): string {
    const before = this.#before(line);
    return before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1);
  }

  /** What stands before the own text: from the start of the document's line, or of what was read as its prefix. */
  #before(line: number): string {
    const content = this.#at(line, CONTENT_FROM);
    const start = this.#snapshot.lineStart(this.#snapshot.lineAt(content));
    return this.#snapshot.slice(Math.min(start, this.#at(line, 0)), content);
  }

  #setEscape(line: number, escape: EscapeName): void {
    const facts = this.#at(line, FACTS) & ((1 << ESCAPE_SHIFT) - 1);
    this.#columns[line * WIDTH + FACTS] = facts | (escapeNames.indexOf(escape) << ESCAPE_SHIFT);
  }

  #at(line: number, column: number): number {
    return line < 0 || line >= this.#count ? 0 : (this.#columns[line * WIDTH + column] ?? 0);
  }
}

const LINE_END = /^(?:[\r\n]+|(?:\\r|\\n)+)/;
const MAX_LINE_END = 16;

/** The number of a speaker in `add`. */
export const speakerNumber = { note: 0, client: 1, server: 2 } as const;

const NOTHING: LineFacts = {};
const SPEAKERS: readonly Speaker[] = ['note', 'client', 'server'];
const SPEAKER_BITS = 3;
const SECURE = 4;
const ESCAPE_SHIFT = 3;
const WIDTH = 5;
const CONTENT_FROM = 1;
const CONTENT_TO = 2;
const FACTS = 3;
const STREAM = 4;
