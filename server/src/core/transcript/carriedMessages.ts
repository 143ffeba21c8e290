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
    for (const place of this.#all) {
      const lens = this.#lens(place);
      if (lens) yield this.#parse(lens);
    }
  }

  touching(range: TextRange): readonly Part[] {
    const found: Part[] = [];
    // Units of connections that stand interleaved reach over each other.
    for (const session of this.#sessions) {
      const { messages } = carriedIn(session);
      const { exchanges } = session;
      const behind = (offset: number): number => {
        let low = 0;
        let high = messages.length;
        while (low < high) {
          const middle = (low + high) >>> 1;
          const message = messages[middle];
          if (message && start({ session, message }) <= offset) low = middle + 1;
          else high = middle;
        }
        return low;
      };
      const to = behind(range.to);
      // What the server says may stand inside a literal of the client's.
      for (let at = Math.max(0, behind(range.from) - REACH); at < to; at++) {
        const message = messages[at];
        if (!message || exchanges.get(message.end - 1).to < range.from) continue;
        const part = this.#part({ session, message });
        if (part && part.from <= range.to && range.from <= part.to) found.push(part);
      }
    }
    return found.sort((a, b) => a.from - b.from);
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

const MAX_KEPT = 32;
/** How many messages may stand inside another one. */
const REACH = 256;
