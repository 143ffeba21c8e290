// Finds the line of a session, and the unit it belongs to, at an offset of the document.

import type { Exchange, ExchangeList, Session } from '../../transcript/exchange.ts';
import type { TranscriptDocument } from '../../transcript/document.ts';
import type { UnitText } from '../../transcript/unitText.ts';
import type { TextRange } from '../../text/range.ts';
import { messageAt } from '../locate.ts';

/** A line of a session. */
export interface SessionPlace {
  readonly session: Session;
  /** Which of the document's sessions it is. */
  readonly sessionIndex: number;
  /** Its number in the transcript's lines. */
  readonly line: number;
  /** Its place in the session's `numbers`. */
  readonly place: number;
  /** The unit it belongs to; undefined where it belongs to none. */
  readonly exchange: Exchange | undefined;
}

/** The session's line at a host offset; undefined outside all sessions. Logarithmic in lines and units. */
export function sessionPlaceAt(document: TranscriptDocument, offset: number): SessionPlace | undefined {
  const { lines } = document.transcript;
  const line = lineAt(document, offset);
  return line >= 0 && line < lines.count ? placeOfLine(document, line) : undefined;
}

/** The number of the transcript's line that holds a host offset; -1 where there are none. */
export function lineAt({ transcript: { lines } }: TranscriptDocument, offset: number): number {
  let low = 0;
  let high = lines.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (lines.range(middle).from <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Where a line of the transcript stands in its session. */
export function placeOfLine({ transcript }: TranscriptDocument, line: number): SessionPlace | undefined {
  for (const [sessionIndex, session] of transcript.sessions.entries()) {
    const { numbers } = session;
    const last = numbers[numbers.length - 1] ?? -1;
    if ((numbers[0] ?? Infinity) > line || last < line) continue;
    const place = indexOf(numbers, line);
    if (place >= 0) return { session, sessionIndex, line, place, exchange: exchangeAt(session, place) };
  }
  return undefined;
}

/** The unit that a line of the session belongs to. */
export function exchangeAt({ exchanges }: Session, place: number): Exchange | undefined {
  const last = lastTo(exchanges, place);
  // What a server says in the middle of a command with literals stands behind it and inside it.
  for (const index of [last, ...around(exchanges, last, place)]) {
    if (index >= 0 && place < exchanges.last(index)) return exchanges.get(index);
  }
  return undefined;
}

/** The last unit that starts at or in front of a place; -1 where there is none. */
function lastTo(exchanges: ExchangeList, place: number): number {
  let low = 0;
  let high = exchanges.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (exchanges.first(middle) <= place) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Numbers of units in front of another that hold a place all the same, the last one first. */
function* around(exchanges: ExchangeList, index: number, place: number): Generator<number> {
  let said = 0;
  for (let outer = index - 1; outer >= Math.max(0, index - MAX_INSIDE); outer--) {
    if (exchanges.last(outer) > place) yield outer;
    // Any number of remarks may stand in a unit, but little else.
    if (exchanges.kind(outer) !== 'note' && ++said >= MAX_SAID) return;
  }
}

/** The places of the session's lines that touch a host range, `[first, last)`. */
export function placesIn(
  session: Session,
  { from, to }: TextRange,
): { readonly first: number; readonly last: number } {
  const { all, numbers } = session;
  const search = (before: (line: number) => boolean): number => {
    let low = 0;
    let high = numbers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (before(numbers[middle] ?? 0)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    first: search((line) => all.range(line).to <= from),
    last: search((line) => all.range(line).from < to),
  };
}

/** The units that have lines in a host range, in order. */
export function* exchangesIn(session: Session, range: TextRange): Generator<Exchange> {
  const { first, last } = placesIn(session, range);
  if (first >= last) return;
  const { exchanges } = session;
  const here = Math.max(0, lastTo(exchanges, first));
  let index = here;
  for (const outer of around(exchanges, here, first)) index = outer;
  for (; index < exchanges.count && exchanges.first(index) < last; index++) {
    if (exchanges.last(index) > first) yield exchanges.get(index);
  }
}

/** True where a host offset stands in a message that a session carries, prefixes of its lines left out. */
export function inMessage(document: TranscriptDocument, offset: number): boolean {
  const message = messageAt(document, offset);
  if (!message) return false;
  const { lens } = message;
  const { snapshot } = lens;
  const line = lens.lineAt(Math.max(lens.from, snapshot.lineStart(snapshot.lineAt(offset))));
  return (
    line !== undefined &&
    line.content <= offset &&
    offset <= line.contentTo &&
    offset < Math.max(lens.to, lens.from + 1)
  );
}

/** The own offset of a host offset: the last one that does not stand behind it. */
export function ownOffset(unit: UnitText, offset: number): number {
  let low = 0;
  let high = unit.text.length;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (unit.host(middle, middle).from <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function indexOf(numbers: ArrayLike<number>, line: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return numbers[low] === line ? low : -1;
}

/** How many units are looked at that may stand inside an earlier one, and how many of them that are no remarks. */
const MAX_INSIDE = 20_000;
const MAX_SAID = 64;
