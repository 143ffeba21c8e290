// What is said in a session, unit by unit: commands, replies, data, notes, kept in integer columns.

import type { TextRange } from '../text/range.ts';
import type { CommandRow } from './commandRow.ts';
import type { DialectReading } from './dialect/readLines.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { LineFault } from './lineScanner.ts';
import type { ListEdit } from '../text/listEdit.ts';
import type { Protocol, Speaker } from './protocol.ts';
import type { SessionLines, TranscriptLines } from './lines.ts';
import { REPLY } from './unitColumns.ts';
import type { UnitColumns } from './unitColumns.ts';
import { UnitMarks } from './unitMarks.ts';
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
  /**
   * The same connection in the version before, for who takes over what it kept for that one. Whoever has done so clears
   * it, and `readTranscript` does when it reads the next version: versions must not hold each other for ever.
   */
  previous?: PreviousSession | undefined;
}

/** What a session was one version ago. */
export interface PreviousSession {
  readonly session: Session;
  /**
   * What became of its units. Those outside `[from, oldTo)` have the same lines, kind, speaker and row; their places have
   * moved, and what they say stands elsewhere in the document.
   */
  readonly edit: ListEdit;
  /**
   * Those outside of the edit, by their new numbers in order, that are paired with others than before: their
   * `repliesTo` or `answeredBy` is a unit of the edit, or was one.
   */
  readonly repaired: readonly number[];
  /** Long runs of units in the edit that are what they were all the same: responses without a tag, and remarks. */
  readonly kept?: readonly KeptRun[];
}

/** The units `[from, to)` of the version before, `by` further on in this one. */
export interface KeptRun {
  readonly from: number;
  readonly to: number;
  readonly by: number;
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
  /** What the notation made of the text: where the next version starts from. */
  readonly reading: DialectReading;
}

/** What the framing leaves with a list for that of the next version. */
export interface Framed {
  /** What it knew at some places. */
  readonly checkpoints: readonly Checkpoint[];
  readonly facts: SessionFacts;
  /** What became of the units of the list that it went on from; undefined where it started anew. */
  readonly change?: Omit<PreviousSession, 'session'> | undefined;
  /** What was found out of the units of the list that it went on from. */
  readonly marks?: UnitMarks | undefined;
}

/** What holds for a session as a whole. */
export interface SessionFacts {
  /** The place of the server's first line; -1 in a log of the client's side alone. */
  readonly firstServer: number;
  /** SMTP: the place of the last line with a dot alone, -1 where there is none; undefined where nobody asked. */
  lastDot?: number | undefined;
}

/** The units of a session in columns, in order. */
export class ExchangeList {
  readonly framed: Framed;
  /** The framing's: read with the methods of the list. */
  readonly columns: UnitColumns;
  readonly #rows: readonly CommandRow[];
  readonly #range: (first: number, last: number) => TextRange;
  #marks: UnitMarks | undefined;

  /**
   * @param rows the command table; units keep the place of their row in it.
   * @param range the host range of a run of the session's lines.
   */
  constructor(
    rows: readonly CommandRow[],
    range: (first: number, last: number) => TextRange,
    columns: UnitColumns,
    framed: Framed,
  ) {
    this.#rows = rows;
    this.#range = range;
    this.columns = columns;
    this.framed = framed;
    this.#marks = framed.marks;
  }

  get count(): number {
    return this.columns.count;
  }

  /** Where a machine writes down what it finds out of the units. */
  get marks(): UnitMarks {
    this.#marks ??= new UnitMarks(new Uint8Array(this.count));
    return this.#marks;
  }

  /** The same for the next version; undefined where nobody has asked for them. */
  marksAfter(edit: ListEdit, count: number): UnitMarks | undefined {
    return this.#marks?.after(edit, count);
  }

  kind(index: number): ExchangeKind {
    return exchangeKinds[this.columns.what(index) & LOW] ?? 'note';
  }

  /** The first unit from `index` on that is a line of a dialogue: an answer, or what asks for one; `to` where there is none. */
  nextOfDialogue(index: number, to: number): number {
    return this.columns.find(index, to, LOW, DIALOGUE);
  }

  speaker(index: number): Speaker {
    return SPEAKERS[(this.columns.what(index) >> SPEAKER) & LOW] ?? 'note';
  }

  /** The lines a unit takes, `[first, last)`, without making the unit. */
  first(index: number): number {
    return this.columns.first(index);
  }

  last(index: number): number {
    return this.columns.last(index);
  }

  row(index: number): CommandRow | undefined {
    const row = this.columns.what(index) >> ROW;
    // Most units have none, and a place in front of an array is slow to look for.
    return row === 0 ? undefined : this.#rows[row - 1];
  }

  /** The number of the command that a unit belongs to; undefined where there is none. */
  repliesTo(index: number): number | undefined {
    return known(this.columns.repliesTo(index));
  }

  /** The number of the reply that a command got, the last of several; undefined where there is none. */
  answeredBy(index: number): number | undefined {
    return known(this.columns.answers()[index] ?? -1);
  }

  /** Whether a unit starts with the line at a place. */
  startsAt(place: number): boolean {
    return this.count > 0 && this.first(this.lastAt(place)) === place;
  }

  /** The last unit whose first line stands at or before a place, 0 where none does. Units stand in the order of these. */
  lastAt(place: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.first(middle) <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  get(index: number): Exchange {
    const first = this.first(index);
    const last = this.last(index);
    const { from, to } = this.#range(first, last);
    return {
      index,
      kind: this.kind(index),
      speaker: this.speaker(index),
      row: this.row(index),
      first,
      last,
      repliesTo: this.repliesTo(index),
      from,
      to,
    };
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

/** What a unit is, in one number. @param row the place of its row in the table, -1 for none. */
export function whatOf(kind: ExchangeKind, speaker: Speaker, row: number): number {
  const reply = kind === 'reply' ? REPLY : 0;
  return reply | exchangeKinds.indexOf(kind) | (SPEAKERS.indexOf(speaker) << SPEAKER) | ((row + 1) << ROW);
}

/** True of a unit that is neither said to somebody nor an answer, by its `what`. */
export function standsAlone(what: number): boolean {
  const kind = exchangeKinds[what & LOW];
  return kind === 'untagged' || kind === 'note';
}

function known(unit: number): number | undefined {
  return unit < 0 ? undefined : unit;
}

/** The numbers of the kinds that make a dialogue. */
const DIALOGUE = [exchangeKinds.indexOf('answer'), exchangeKinds.indexOf('continuation')] as const;
const SPEAKERS: readonly Speaker[] = ['note', 'client', 'server'];
/** Where in a number the speaker and the row stand, and the bits of the first two. */
const SPEAKER = 4;
const ROW = 8;
const LOW = 7;
