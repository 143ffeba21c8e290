// The messages that the sessions of a transcript carry, each parsed when it is asked for.

import type { MessageList } from '../message/document.ts';
import { FieldSyntaxCache } from '../message/fieldSyntax.ts';
import type { Part } from '../message/part.ts';
import { parseStructure } from '../message/structure.ts';
import type { LineLens } from '../text/lens.ts';
import type { TextRange } from '../text/range.ts';
import type { Snapshot } from '../text/snapshot.ts';
import { carriedLens } from './carried.ts';
import type { CarriedUnits } from './carried.ts';
import { carriedIn, carriedLines, lowerBound } from './carriedUnits.ts';
import type { Session } from './exchange.ts';

/** Where a message is carried. */
interface Place {
  readonly session: Session;
  readonly message: CarriedUnits;
}

/** The messages in document order. A log holds thousands: those asked for last are kept, the others parsed again. */
export class CarriedMessages implements MessageList {
  readonly #snapshot: Snapshot;
  readonly #sessions: readonly Session[];
  readonly #kept = new Map<CarriedUnits, Part>();
  readonly #fields = new FieldSyntaxCache();
  #parsed = 0;
  #places: readonly Place[] | undefined;
  /** What `touching` found last, and between which offsets it would find the same. */
  #place: { readonly from: number; readonly to: number; readonly parts: readonly Part[] } = {
    from: 0,
    to: 0,
    parts: [],
  };

  constructor(snapshot: Snapshot, sessions: readonly Session[]) {
    this.#snapshot = snapshot;
    this.#sessions = sessions;
  }

  get length(): number {
    return this.#all.length;
  }

  at(index: number): Part | undefined {
    const place = this.#all.at(index);
    return place && this.#part(place);
  }

  *[Symbol.iterator](): Generator<Part> {
    yield* this.holding();
  }

  first(count: number): readonly Part[] {
    const found: Part[] = [];
    for (const message of this) if (found.push(message) >= count) break;
    return found;
  }

  *holding(pattern?: RegExp): Generator<Part> {
    for (const place of this.#all) {
      if (pattern && !pattern.test(this.#snapshot.slice(start(place), end(place)))) continue;
      const lens = this.#lens(place);
      if (lens) yield this.#parse(lens);
    }
  }

  touching(range: TextRange): readonly Part[] {
    // Who goes through a text asks again and again in one place.
    const { from, to, parts } = this.#place;
    if (from < range.from && range.to < to) return parts;
    const found: Part[] = [];
    this.#place = { from: -1, to: this.#snapshot.length + 1, parts: found };
    for (const session of this.#sessions) this.#find(session, range, found);
    return found.sort((a, b) => a.from - b.from);
  }

  #find(session: Session, range: TextRange, found: Part[]): void {
    const { messages } = carriedIn(session);
    const { exchanges } = session;
    // A unit starts with its own text, and its message with the line: what marks the line belongs to both.
    const first = startingBy(session, messages, this.#lineOf(range.from).to);
    const last = range.to === range.from ? first : startingBy(session, messages, this.#lineOf(range.to).to);
    for (let at = Math.max(0, first - reachOf(session)); at < last; at++) {
      const message = messages[at];
      if (!message) continue;
      const unit = exchanges.get(message.end - 1);
      if (unit.to < range.from) {
        this.#bound(unit.to, Infinity);
        continue;
      }
      const part = this.#part({ session, message });
      if (!part) continue;
      if (part.to < range.from) this.#bound(part.to, Infinity);
      else if (part.from > range.to) this.#bound(-1, part.from);
      else {
        found.push(part);
        this.#bound(part.from - 1, part.to + 1);
      }
    }
    const next = messages[last];
    if (next) this.#bound(-1, this.#lineOf(start({ session, message: next })).from);
  }

  #lineOf(offset: number): TextRange {
    const line = this.#snapshot.lineAt(offset);
    const to = this.#snapshot.lineStart(line + 1) - 1;
    return { from: this.#snapshot.lineStart(line), to: Math.max(offset, to) };
  }

  /** Between these offsets the answer is the same. */
  #bound(from: number, to: number): void {
    const place = this.#place;
    this.#place = { from: Math.max(place.from, from), to: Math.min(place.to, to), parts: place.parts };
  }

  /** The messages in the units `[from, to)` of a session, with their units. */
  *inUnits(session: Session, from: number, to: number): Generator<{ unit: number; message: Part }> {
    const { messages } = carriedIn(session);
    for (let at = lowerBound(messages, from); at < messages.length; at++) {
      const message = messages[at];
      if (!message || message.unit >= to) return;
      const lens = this.#lens({ session, message });
      if (lens) yield { unit: message.unit, message: this.#parse(lens) };
    }
  }

  get #all(): readonly Place[] {
    this.#places ??= this.#sessions
      .flatMap((session) => carriedIn(session).messages.map((message) => ({ session, message })))
      .sort((a, b) => start(a) - start(b) || a.message.nth - b.message.nth);
    return this.#places;
  }

  #lens({ session, message }: Place): LineLens | undefined {
    const lines = carriedLines(session, message);
    return lines && carriedLens(this.#snapshot, session, lines);
  }

  /** A message that is kept for a while: one is asked for again and again. */
  #part(place: Place): Part | undefined {
    const kept = this.#kept.get(place.message);
    if (kept) return kept;
    const lens = this.#lens(place);
    if (!lens) return undefined;
    const part = this.#parse(lens);
    for (const first of this.#kept.keys()) {
      if (this.#kept.size < MAX_KEPT) break;
      this.#kept.delete(first);
    }
    this.#kept.set(place.message, part);
    return part;
  }

  #parse(lens: LineLens): Part {
    // What is kept of fields serves messages that are alike, and is small against the text.
    if (++this.#parsed % MAX_KEPT === 0) this.#fields.rotate();
    return parseStructure(lens, this.#fields);
  }
}

/** Where in the document the first unit of a message starts. */
function start({ session, message }: Place): number {
  return session.exchanges.get(message.unit).from;
}

/** Where its last unit ends. */
function end({ session, message }: Place): number {
  return session.exchanges.get(message.end - 1).to;
}

const MAX_KEPT = 32;

/** How many of the messages start at or in front of an offset. */
function startingBy(session: Session, messages: readonly CarriedUnits[], offset: number): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const message = messages[middle];
    if (message && start({ session, message }) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many messages in front of a place may reach to it: what an IMAP server says may stand in a client's literal. */
function reachOf({ protocol }: Session): number {
  return protocol === 'imap' ? MAX_NESTED : 1;
}

const MAX_NESTED = 64;
