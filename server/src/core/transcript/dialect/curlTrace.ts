// Reads curl's traces: blocks of octets with offsets, as characters (`--trace-ascii`) or hexadecimal (`--trace`).

import type { Snapshot } from '../../text/snapshot.ts';
import { hexRow } from './escapes.ts';
import type { LineColumns } from './lineColumns.ts';
import { LineWriter, speakerNumber } from './lineWriter.ts';
import { eachLine } from './textLines.ts';

/** Reads every line. Only what curl calls header and data is said in the session; the rest is TLS. */
export function readCurlTrace(snapshot: Snapshot): LineColumns {
  const reader = new TraceReader();
  eachLine(snapshot, (text, start, from, end, to) => {
    reader.row(text.slice(from, end), start + from, start + end, start + to);
  });
  reader.flushHeader(snapshot.length);
  return reader.lines.done(snapshot);
}

class TraceReader {
  readonly lines = new LineWriter();
  #speaker: 'client' | 'server' | undefined;
  /** Where the next block's first line starts in the document: its header belongs to it. */
  #header = -1;
  /** Octets that the rows so far hold; a further row with this offset goes on in the same line. */
  #next = 0;
  #open = false;
  #from = -1;

  row(row: string, from: number, end: number, to: number): void {
    const header = HEADER.exec(row);
    if (header) {
      // One without a row.
      this.flushHeader(from);
      const [, arrow, kind] = header;
      const said = kind === 'header' || kind === 'data';
      this.#speaker = said ? (arrow === '=>' ? 'client' : 'server') : undefined;
      this.#open = false;
      this.#next = 0;
      this.#header = said ? from : -1;
      if (!said) this.#note(from, end);
      return;
    }
    const offset = OFFSET.exec(row);
    if (!offset || this.#speaker === undefined) {
      this.flushHeader(from);
      if (!offset) this.#speaker = undefined;
      this.#note(from, end);
      return;
    }
    const at = Number.parseInt(offset[1] ?? '0', 16);
    if (HEX.test(row)) this.#hexRow(row, from, to);
    else this.#textRow(at, from, from + offset[0].length, end);
  }

  #note(from: number, end: number): void {
    this.lines.add(speakerNumber.note, from, from, end, 0);
  }

  /** A block's header without its rows is a note that ends at `from`. */
  flushHeader(from: number): void {
    if (this.#header >= 0) this.lines.add(speakerNumber.note, this.#header, this.#header, from, 0);
    this.#header = -1;
  }

  /** A row of characters ends at a line end of the session or after 64 of them: the next offset tells which. */
  #textRow(at: number, from: number, content: number, end: number): void {
    if (this.#open && at === this.#next) this.lines.extend(end, 'textRows');
    else this.lines.push(this.#speaker ?? 'note', this.#start(from), content, end);
    this.#open = true;
    this.#next = at + (end - content);
  }

  #hexRow(row: string, from: number, to: number): void {
    for (const { place, octet } of hexRow(row)) {
      if (octet === CR) continue;
      if (octet === LF) {
        if (!this.#open) {
          this.lines.push(this.#speaker ?? 'note', this.#start(from + place), from + place, from + place);
        }
        this.#open = false;
        this.#from = from + place + 2;
        continue;
      }
      if (this.#open) this.lines.extend(from + place + 2, 'hexRows');
      else {
        this.lines.push(this.#speaker ?? 'note', this.#start(from), from + place, from + place + 2, {
          escape: 'hexRows',
        });
      }
      this.#open = true;
    }
    if (!this.#open) this.#from = to;
  }

  #start(from: number): number {
    const start = this.#header >= 0 ? this.#header : this.#from >= 0 ? Math.min(this.#from, from) : from;
    this.#header = -1;
    this.#from = -1;
    return start;
  }
}

const HEADER = /^(?:[\d:.-]+ )?(?:\[\S+\] )?(=>|<=|==) (?:(?:Send|Recv) (header|data|SSL data)\b|Info:)/;
const OFFSET = /^([0-9a-f]{4,8}): /;
/** Rows are filled up to sixteen octets: `a1 NO` is text, though it starts as octets do. */
const HEX = /^[0-9a-f]{4,8}: (?=[0-9a-f ]{48})(?:[0-9a-f]{2} ){1,16} {0,45}.{0,16}$/;
const CR = 0x0d;
const LF = 0x0a;
