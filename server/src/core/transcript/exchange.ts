// What is said in a session, unit by unit: commands, replies, data, notes, kept in integer columns.

import type { TextRange } from '../text/range.ts';
import type { CommandRow } from './commandRow.ts';
import type { LineFault } from './lineScanner.ts';
import type { Protocol, Speaker } from './protocol.ts';
import type { SessionLines, TranscriptLines } from './lines.ts';
import type { UnitText } from './unitText.ts';

/** What a unit of a session is. The order is that of the column's numbers. */
export const exchangeKinds = [
  /** Not part of the session: prose, a remark of the tool, an elision. */
  'note',
  /** The server's first word. */
  'greeting',
  /** A client's command, its literals included. */
  'command',
  /** A client's line inside a command's dialogue: a SASL response, `DONE`, `*`. */
  'answer',
  /** Octets that no command line grammar reads: a message behind DATA or BDAT, the lines of a multi-line reply. */
  'data',
  /** The server asks the client to go on: `334`, `354`, `+`. */
  'continuation',
  /** The final reply to a command, all its lines. */
  'reply',
  /** IMAP: a response without a tag. */
  'untagged',
] as const;

export type ExchangeKind = (typeof exchangeKinds)[number];

/** One unit of a session. Light: made when asked for. */
export interface Exchange extends TextRange {
  /** Its number in the session. */
  readonly index: number;
  readonly kind: ExchangeKind;
  readonly speaker: Speaker;
  /** The row of a known command; for a reply, the row of the command it answers. */
  readonly row: CommandRow | undefined;
  /** The lines of the session it takes, `[first, last)`, as places in the session's `lines.numbers`. */
  readonly first: number;
  readonly last: number;
  /** Number of the command this reply, continuation, data or answer belongs to. */
  readonly repliesTo: number | undefined;
}

/** One connection: what was said on it, in order. */
export interface Session extends SessionLines {
  readonly protocol: Protocol;
  readonly exchanges: ExchangeList;
  /** What the two sides said of it before the first line: nothing is known of a session that starts in the middle. */
  readonly startsWithGreeting: boolean;
}

/** What a unit is whatever the protocol. */
export interface AnyExchange {
  readonly session: Session;
  readonly exchange: Exchange;
  /** The own text; of a block of data or a note only the first line. */
  readonly unit: UnitText;
  /** Where its text departs from the grammar; own offsets. */
  readonly faults: readonly LineFault[];
}

/** What a text with sessions in it was read as. */
export interface Transcript {
  /** Undefined for a session of a protocol that has no tables here (ManageSieve, FTP, HTTP). */
  readonly protocol: Protocol | undefined;
  /** The id of the notation's row. */
  readonly notation: string;
  readonly lines: TranscriptLines;
  readonly sessions: readonly Session[];
}

/** The units of a session in columns; written once by the framing, in order. */
export class ExchangeList {
  readonly #rows: readonly CommandRow[];
  readonly #columns: number[] = [];
  readonly #range: (first: number, last: number) => TextRange;

  /**
   * @param rows the command table; units keep the place of their row in it.
   * @param range the host range of a run of the session's lines.
   */
  constructor(rows: readonly CommandRow[], range: (first: number, last: number) => TextRange) {
    this.#rows = rows;
    this.#range = range;
  }

  get count(): number {
    return this.#columns.length / WIDTH;
  }

  /** Adds a unit behind the others. @returns its number. */
  push(unit: NewExchange): number {
    const row = unit.row === undefined ? -1 : this.#rows.indexOf(unit.row);
    this.#columns.push(
      exchangeKinds.indexOf(unit.kind),
      SPEAKERS.indexOf(unit.speaker),
      row,
      unit.first,
      unit.last,
      unit.repliesTo ?? -1,
      -1,
    );
    const index = this.count - 1;
    if (unit.kind === 'reply' && unit.repliesTo !== undefined) {
      this.#columns[unit.repliesTo * WIDTH + ANSWERED_BY] = index;
    }
    return index;
  }

  /**
   * Lets a unit take lines up to `last`: a reply of many lines, a message, a command with literals.
   * @param index the last one where left out.
   */
  extend(last: number, index = this.count - 1): void {
    this.#columns[index * WIDTH + LAST] = last;
  }

  kind(index: number): ExchangeKind {
    return exchangeKinds[this.#at(index, 0)] ?? 'note';
  }

  speaker(index: number): Speaker {
    return SPEAKERS[this.#at(index, 1)] ?? 'note';
  }

  /** The lines a unit takes, `[first, last)`, without making the unit. */
  first(index: number): number {
    return this.#at(index, FIRST);
  }

  last(index: number): number {
    return this.#at(index, LAST);
  }

  row(index: number): CommandRow | undefined {
    return this.#rows[this.#at(index, ROW)];
  }

  /** The number of the reply that a command got, the last of several; undefined where there is none. */
  answeredBy(index: number): number | undefined {
    const reply = this.#at(index, ANSWERED_BY);
    return reply < 0 ? undefined : reply;
  }

  /** Whether a unit starts with the line at a place. Units stand in the order of their first lines. */
  startsAt(place: number): boolean {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#at(middle, FIRST) <= place) low = middle;
      else high = middle - 1;
    }
    return this.#at(low, FIRST) === place;
  }

  get(index: number): Exchange {
    const repliesTo = this.#at(index, REPLIES_TO);
    const first = this.#at(index, FIRST);
    const last = this.#at(index, LAST);
    return {
      index,
      kind: this.kind(index),
      speaker: this.speaker(index),
      row: this.row(index),
      first,
      last,
      repliesTo: repliesTo < 0 ? undefined : repliesTo,
      ...this.#range(first, last),
    };
  }

  #at(index: number, column: number): number {
    return this.#columns[index * WIDTH + column] ?? -1;
  }
}

/** A unit as the framing writes it. */
export interface NewExchange {
  readonly kind: ExchangeKind;
  readonly speaker: Speaker;
  readonly row?: CommandRow | undefined;
  readonly first: number;
  readonly last: number;
  readonly repliesTo?: number | undefined;
}

const SPEAKERS: readonly Speaker[] = ['note', 'client', 'server'];
const WIDTH = 7;
const ROW = 2;
const FIRST = 3;
const LAST = 4;
const REPLIES_TO = 5;
const ANSWERED_BY = 6;
