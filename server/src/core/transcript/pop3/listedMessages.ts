// The lines of LIST and UIDL, which may be many thousand: an edit of one has the others read from what is kept of them.

import type { Tree } from '../../syntax/tree.ts';
import type { Exchange, Session } from '../exchange.ts';
import type { LineFault } from '../lineScanner.ts';
import type { Pop3FaultCode } from './faults.ts';
import { NONE, readRows, sharedRows } from './listedRows.ts';
import type { ListedRows, RowsKind, SharedRows } from './listedRows.ts';
import { ListedText } from './listedText.ts';
import type { TextPiece } from './listedText.ts';
import { parsePop3Listing } from './listing.ts';
import type { ListedMessage, Pop3ListingSyntax } from './listing.ts';

/** A listing of messages as read. What is not asked for of a single line is not made. */
export class ListedMessages implements Pop3ListingSyntax {
  readonly kind: RowsKind;
  readonly unit: ListedText;
  readonly rows: readonly ListedRows[];
  readonly faults: readonly LineFault<Pop3FaultCode>[];
  readonly capabilities = [];
  /** How many messages are listed. */
  readonly count: number;
  /** True where remarks of the log stand between the lines. */
  readonly noted: boolean;
  readonly #session: Session;
  readonly #last: number;
  readonly #pieces: TextPiece[] = [];
  readonly #read: (readonly ListedMessage[] | undefined)[] = [];
  #messages: readonly ListedMessage[] | undefined;
  #tree: Tree | undefined;

  constructor(session: Session, { first, last }: Exchange, kind: RowsKind) {
    this.kind = kind;
    this.#session = session;
    this.#last = last;
    const all: ListedRows[] = [];
    const faults: LineFault<Pop3FaultCode>[] = [];
    let start = 0;
    let count = 0;
    let noted = false;
    for (let place = first; place < last;) {
      const { to, rows, messages } = this.#rowsAt(place);
      noted ||= rows.noted;
      if (rows.length > 0) {
        const shift = start;
        this.#pieces.push({ first: place + rows.skip, last: to, start });
        this.#read.push(messages && shifted(messages, start));
        all.push(rows);
        for (const fault of rows.faults) {
          const from = fault.from === NONE ? 0 : fault.from + shift;
          faults.push({ ...fault, from, to: fault.to + shift });
        }
        start += rows.length;
        count += rows.numbers.length;
      }
      place = to;
    }
    this.rows = all;
    this.faults = faults;
    this.count = count;
    this.noted = noted;
    this.unit = new ListedText(session, this.#pieces, Math.max(0, start - LINE_END));
  }

  /** All that is listed, in order. */
  get messages(): readonly ListedMessage[] {
    return (this.#messages ??= this.rows.flatMap((_rows, index) => this.messagesOf(index)));
  }

  get tree(): Tree {
    return (this.#tree ??= parsePop3Listing(this.unit.text, this.kind).tree);
  }

  /** What some of `rows` list. */
  messagesOf(index: number): readonly ListedMessage[] {
    const known = this.#read[index];
    if (known) return known;
    const piece = this.#pieces[index];
    if (!piece) return [];
    const { messages } = readRows(
      this.#session,
      piece.first,
      piece.last,
      this.kind,
      piece.last === this.#last,
    );
    return (this.#read[index] = shifted(messages, piece.start));
  }

  /** The first message whose size is not the one that is known of it. */
  otherSize(sizeOf: (number: number) => number | undefined): ListedMessage | undefined {
    if (this.kind !== 'scan') return undefined;
    for (const [index, { numbers, values }] of this.rows.entries()) {
      for (let row = 0; row < numbers.length; row++) {
        const number = numbers.at(row);
        const size = values[row] ?? NONE;
        if (number < 0 || size < 0) continue;
        const before = sizeOf(number);
        if (before !== undefined && before !== size) return this.messagesOf(index)[row];
      }
    }
    return undefined;
  }

  /** False where no identifier stands twice; true where one may. */
  get mayRepeat(): boolean {
    if (this.kind !== 'uid') return false;
    let room = 16;
    while (room < this.count * 2) room *= 2;
    const seen = new Int32Array(room).fill(NONE);
    for (const { values } of this.rows) {
      for (let row = 0; row < values.length; row++) {
        const hash = values[row] ?? NONE;
        if (hash < 0) continue;
        let at = hash & (room - 1);
        for (; seen[at] !== NONE; at = (at + 1) & (room - 1)) if (seen[at] === hash) return true;
        seen[at] = hash;
      }
    }
    return false;
  }

  /** True where each number is greater than the one in front of it. */
  get ascends(): boolean {
    let last = NONE;
    for (const { numbers } of this.rows) {
      for (let row = 0; row < numbers.length; row++) {
        const number = numbers.at(row);
        if (number < 0) continue;
        if (number <= last) return false;
        last = number;
      }
    }
    return true;
  }

  /** The rows from a place on, as far as its run goes. */
  #rowsAt(place: number): SharedRows & { readonly to: number } {
    const { all, numbers } = this.#session;
    const last = this.#last;
    const line = numbers[place] ?? 0;
    const { key, first, count } = all.run(line);
    let to = Math.min(last, place + first + count - line);
    // Connections of a log may stand interleaved.
    if (numbers[to - 1] !== line + to - 1 - place) {
      to = place + 1;
      while (to < last && numbers[to] === line + to - place) to++;
    }
    const part = { key, from: line - first, count: to - place, isEnd: to === last };
    return { to, ...sharedRows(this.#session, place, part, this.kind) };
  }
}

function shifted(messages: readonly ListedMessage[], by: number): readonly ListedMessage[] {
  if (by === 0) return messages;
  const moved = <T extends { readonly from: number; readonly to: number }>(
    at: T | undefined,
  ): T | undefined => at && { ...at, from: at.from + by, to: at.to + by };
  return messages.map(({ number, size, uid }) => ({
    number: moved(number),
    ...(size && { size: moved(size) }),
    ...(uid && { uid: moved(uid) }),
  }));
}

const LINE_END = '\r\n'.length;
