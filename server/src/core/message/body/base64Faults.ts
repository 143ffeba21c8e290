// Where a base64 body departs from RFC 2045 6.8, and how much it decodes to, without decoding it.

import type { Segment } from '../../text/segment.ts';
import type { Part } from '../part.ts';
import { scanBase64 } from './base64Scan.ts';
import type { Base64State } from './base64Scan.ts';
import { BodyFaultList } from './bodyFaults.ts';
import type { BodyFault, BodyFaults } from './bodyFaults.ts';
import { LongLines, contentEnd, pieceLines } from './longLines.ts';
import type { LineMeasure, MeasuredLine } from './longLines.ts';
import { ownText } from './ownText.ts';
import type { OwnPiece } from './ownText.ts';
import { bodyReading } from './reading.ts';

/** The faults of a base64 body. Linear; what did not change since the last version is not read again. */
export const base64Reading = bodyReading<BodyFaults>(findFaults);

/** The faults of a base64 body, found at the first call. */
export function base64Faults(part: Part): BodyFaults {
  return base64Reading.of(part);
}

/** True for a piece of text that has nothing but line ends and characters of the alphabet. */
export function isPlainBase64(segment: Segment): boolean {
  return digitsOf(segment) !== undefined;
}

function* findFaults(part: Part): Generator<undefined, BodyFaults> {
  const check = new Base64Check();
  for (const piece of ownText(part).pieces()) {
    check.read(piece);
    yield;
  }
  return check.finish(part);
}

/** Puts together what the pieces of a body tell; offsets are those of the body's own text. */
class Base64Check {
  readonly #list = new BodyFaultList();
  readonly #lines = new LongLines(LINES);
  /** Characters of the alphabet so far. */
  #digits = 0;
  /** Padding characters since the last of them, and where those stand. */
  #pads = 0;
  #padFrom = 0;
  #padTo = 0;
  /** Behind the last character that is data. */
  #dataTo = 0;
  /** True behind the complete padding; what follows is not data. */
  #ended = false;
  /** Where text stands behind the end. */
  #after = -1;

  read(piece: OwnPiece): void {
    if (this.#ended) this.#readAfter(piece, 0);
    else {
      const digits = digitsOf(piece.segment);
      if (digits) this.#readPlain(piece, digits);
      else this.#scan(piece);
    }
  }

  finish(part: Part): BodyFaults {
    this.#lines.finish();
    const own = ownText(part);
    this.#list.addCounted(TOO_LONG, this.#lines.first.map(tooLong), this.#lines.count);
    if (this.#after >= 0) {
      const at = own.toHost(this.#after);
      const to = Math.min(part.bodyTo, part.lens.lineAt(at)?.contentTo ?? part.bodyTo);
      this.#list.add('base64-text-after', this.#after, this.#after + to - at);
    } else if (!this.#ended) this.#checkEnd();
    return {
      faults: this.#list.inOrder((from, to) => own.range(from, to)),
      counts: this.#list.counts,
      decodedOctets: Math.floor((this.#digits * 3) / 4),
    };
  }

  #readPlain({ segment, start }: OwnPiece, { count, to }: Digits): void {
    this.#lines.add(
      segment.recall(LINES, '', () => pieceLines(segment, LINES)),
      start,
    );
    if (count === 0) return;
    if (this.#pads > 0) this.#list.add('base64-padding', this.#padFrom, this.#padTo);
    this.#pads = 0;
    this.#digits += count;
    this.#dataTo = start + to;
  }

  #scan(piece: OwnPiece): void {
    const { segment, text, start } = piece;
    const pads = this.#pads;
    const state: Base64State = {
      // Without padding in it, nothing depends on how many digits stand in front.
      group: segment.first('=') < 0 ? 0 : this.#digits % 4,
      pads,
      padFrom: pads > 0 ? this.#padFrom - start : 0,
      padTo: pads > 0 ? this.#padTo - start : 0,
    };
    const found = segment.recall(scanBase64, Object.values(state).join(), () => scanBase64(text, state));
    this.#list.append(found.list, start);
    this.#digits += found.digits;
    this.#pads = found.pads;
    this.#padFrom = start + found.padFrom;
    this.#padTo = start + found.padTo;
    if (found.dataTo >= 0) this.#dataTo = start + found.dataTo;
    this.#ended = found.ended;
    const { ended, dataTo } = found;
    // What stands behind the end is not a line of base64.
    this.#lines.add(
      segment.recall(LINES, ended ? dataTo : '', () => dataLines(segment, ended ? dataTo : text.length)),
      start,
    );
    if (ended) this.#readAfter(piece, dataTo);
  }

  /** What stands behind the padded end: only white space may. */
  #readAfter({ segment, text, start }: OwnPiece, from: number): void {
    if (this.#after >= 0) return;
    const at = segment.recall(TEXT, from, () => text.slice(from).search(TEXT));
    if (at >= 0) this.#after = start + from + at;
  }

  #checkEnd(): void {
    const group = this.#digits % 4;
    if (group === 1) this.#list.add('base64-length', this.#dataTo - 1, this.#dataTo);
    else if (group > 1) this.#list.add('base64-padding-missing', this.#dataTo, this.#dataTo);
    else if (this.#pads > 0) this.#list.add('base64-padding', this.#padFrom, this.#padTo);
  }
}

interface Digits {
  readonly count: number;
  /** Behind the last one. */
  readonly to: number;
}

/** The digits of a text of nothing but digits and line ends; undefined for any other: one search, no look at a line. */
function digitsOf(segment: Segment): Digits | undefined {
  return segment.recall(digitsOf, '', () => {
    const { text, lineEnds } = segment;
    PLAIN.lastIndex = 0;
    PLAIN.test(text);
    if (PLAIN.lastIndex < text.length) return undefined;
    let count = text.length - lineEnds.length;
    // A line end of two characters is counted for one so far.
    if (segment.first('\r') >= 0) {
      for (const to of lineEnds) if (contentEnd(text, to) === to - 2) count--;
    }
    let to = text.length;
    for (let i = lineEnds.length - 1; i >= 0 && lineEnds[i] === to; i--) to = contentEnd(text, to);
    return { count, to };
  });
}

function dataLines(segment: Segment, to: number): ReturnType<typeof pieceLines> {
  const { text, lineEnds } = segment;
  if (to === text.length) return pieceLines(segment, LINES);
  return pieceLines({ text: text.slice(0, to), lineEnds: lineEnds.filter((end) => end <= to) }, LINES);
}

function tooLong({ from, size }: MeasuredLine): BodyFault {
  return { code: TOO_LONG, from, to: from + size, detail: String(size) };
}

const TOO_LONG = 'base64-line-too-long';
/** RFC 2045 6.8: at most 76 characters. */
const LINES: LineMeasure = { limit: 76, safe: 77, size: (text) => text.length };
const PLAIN = /[A-Za-z0-9+/\r\n]*/y;
const TEXT = /[^ \t\r\n]/;
