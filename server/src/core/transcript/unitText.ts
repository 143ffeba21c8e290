// The own text of one unit of a session, with the way back to the document.

import type { TextRange } from '../text/range.ts';
import type { SessionLines } from './lines.ts';
import type { Speaker } from './protocol.ts';

/**
 * What went over the wire for the lines `[first, last)` of a session: their own texts, joined by CRLF (RFC 5321 2.3.8),
 * without the last line end. Offsets into it are own offsets, UTF-16 units.
 */
export class UnitText {
  readonly #text: string;
  readonly #lines: SessionLines;
  /** The place of each line. */
  readonly #places: readonly number[];
  /** True where a line behind the first has no speaker: a remark in the middle, or a mark that the log lost. */
  readonly noted: boolean;
  /** Own offset of each line's start. */
  readonly #starts: readonly number[];

  /**
   * @param without the side whose lines are left out, and with them the remarks that are units of their own: the server
   *   asks for a literal in the middle of a command.
   */
  constructor(
    lines: SessionLines & { readonly exchanges?: { startsAt: (place: number) => boolean } },
    first: number,
    last: number,
    without?: Speaker,
  ) {
    this.#lines = lines;
    if (last === first + 1) {
      // As most are.
      this.#text = lines.all.text(lines.numbers[first] ?? 0);
      this.#places = [first];
      this.#starts = AT_START;
      this.noted = false;
      return;
    }
    const texts: string[] = [];
    const starts: number[] = [];
    const places: number[] = [];
    let length = 0;
    let noted = false;
    for (let place = first; place < last; place++) {
      const number = lines.numbers[place] ?? 0;
      if (without !== undefined && place > first) {
        const speaker = lines.all.speaker(number);
        if (speaker === without) {
          place = lastOfRun(lines, place, last, without);
          continue;
        }
        noted ||= speaker === 'note';
        if (speaker === 'note' && lines.exchanges?.startsAt(place) === true) continue;
      }
      const text = lines.all.text(number);
      places.push(place);
      texts.push(text);
      starts.push(length);
      length += text.length + LINE_END.length;
    }
    this.#text = texts.join(LINE_END);
    this.#places = places;
    this.noted = noted;
    this.#starts = starts;
  }

  get text(): string {
    return this.#text;
  }

  /** UTF-16 units of `text`. */
  get length(): number {
    return this.#text.length;
  }

  /** The own range `[from, to)` of `text`. */
  slice(from: number, to: number): string {
    return this.#text.slice(from, to);
  }

  /** The host range of the own range `[from, to)`; an empty one stays empty. */
  host(from: number, to: number): TextRange {
    const start = this.#place(from);
    // The end belongs to the line of the last character: behind it may stand the next line's prefix.
    const end = to > from ? this.#place(to - 1) : start;
    return {
      from: this.#offset(start, from),
      to: to > from ? this.#offset(end, to) : this.#offset(start, from),
    };
  }

  /** The place in the session's `numbers` of the line that holds an own offset, and where in it that stands. */
  lineOf(own: number): { readonly place: number; readonly at: number } {
    const line = this.#place(own);
    return { place: this.#places[line] ?? 0, at: own - (this.#starts[line] ?? 0) };
  }

  /** The places in the session's `numbers` of the lines that hold the own range `[from, to)`. */
  placesOf(from: number, to: number): readonly number[] {
    return this.#places.slice(this.#place(from), this.#place(Math.max(from, to - 1)) + 1);
  }

  #offset(place: number, own: number): number {
    const line = this.#lines.numbers[this.#places[place] ?? 0] ?? 0;
    const content = this.#lines.all.content(line);
    const at = own - (this.#starts[place] ?? 0);
    return Math.min(content.to, this.#lines.all.hostOffset(line, at));
  }

  /** The last line that starts at or before an own offset. */
  #place(own: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#starts[middle] ?? 0) <= own) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }
}

/** The last of the lines that follow each other in the log, from one on that a side says: all are said by that side. */
function lastOfRun({ all, numbers }: SessionLines, place: number, last: number, side: Speaker): number {
  const first = numbers[place] ?? 0;
  const end = all.behindSpeaker(first, side, (numbers[last - 1] ?? first) + 1);
  // Lines of another connection may stand in between.
  const behind = place + end - first - 1;
  return numbers[behind] === end - 1 ? behind : place;
}

const LINE_END = '\r\n';
const AT_START: readonly number[] = [0];
