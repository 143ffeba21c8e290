// Where the reading of one command or response stands: text, tree so far, faults.

import { Kind } from '../../../syntax/kinds.ts';
import { TreeBuilder } from '../../../syntax/tree.ts';
import { imapFaults } from './faults.ts';
import type { ImapFault, ImapFaultCode, ImapFaultRow } from './faults.ts';

/** What is known of a text besides itself. */
export interface ImapParseOptions {
  /**
   * The lengths of the literals in UTF-16 units, in their order, as the frame has cut them. Where there is none, the
   * announced octets are counted: a line end as it stands, characters as UTF-8.
   */
  readonly literals?: readonly number[];
}

/** One reading at a time: a builder's room is made once, not for each of 200,000 lines. */
const shared = new TreeBuilder();

/** The state that the machine and the terminals share. Offsets are own offsets, UTF-16 units. */
export class Cursor {
  readonly text: string;
  readonly builder = shared;
  readonly faults: ImapFault[] = [];
  at = 0;
  /** True where the text ends in an announced literal: what would follow is not at fault for missing. */
  incomplete = false;
  readonly #literals: readonly number[];
  #literal = 0;
  /** Behind what the last fault covers: nothing is recorded twice there. */
  #silentAt = -1;
  #elided = false;

  constructor(text: string, { literals = [] }: ImapParseOptions) {
    shared.reset();
    this.text = text;
    this.#literals = literals;
  }

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Adds the text up to `to` as a leaf. */
  leaf(kind: Kind, to: number): void {
    this.builder.leaf(kind, this.at, to);
    this.at = to;
  }

  matches(pattern: RegExp, at = this.at): boolean {
    pattern.lastIndex = at;
    return pattern.test(this.text);
  }

  /** The end of what a sticky pattern matches at a place; -1 where it does not. */
  endOf(pattern: RegExp, at = this.at): number {
    pattern.lastIndex = at;
    return pattern.test(this.text) ? pattern.lastIndex : -1;
  }

  /** The length that the frame gave the next literal. */
  nextLiteral(): number | undefined {
    return this.#literals[this.#literal++];
  }

  fault(written: ImapFaultCode, from: number, to: number, expected?: string): void {
    if (this.faults.length >= FAULTS) return;
    // What is written as left out, or stands for a value, is the writer's word; what follows may lack its other half.
    const elided =
      this.text.startsWith('...', from - 3) ||
      ELISION.test(this.text.slice(from, Math.min(Math.max(to, from + 4), from + LONGEST)));
    const code = elided ? 'elision' : written;
    const { lenient }: ImapFaultRow = imapFaults[code];
    this.faults.push({
      code,
      from,
      to,
      lenient: lenient === true || this.#elided,
      ...(expected === undefined ? {} : { expected }),
    });
    this.#elided ||= elided;
  }

  /** Makes the faults from a place on deviations that are read all the same. */
  soften(from: number): void {
    for (const [place, fault] of this.faults.entries()) {
      if (fault.from >= from) this.faults[place] = { ...fault, lenient: true };
    }
  }

  /**
   * Records that something else was expected here, once a place, and covers what stands there instead as junk.
   * @param end where what belongs to it ends, which is covered too.
   */
  expected(code: ImapFaultCode, to: number, name?: string, end = to): void {
    if (this.#silentAt !== this.at && !(this.incomplete && this.atEnd)) {
      this.fault(this.atEnd && !UNCLOSED.has(code) ? 'argument-missing' : code, this.at, to, name);
    }
    this.leaf(Kind.Junk, end);
    this.#silentAt = end;
  }

  /**
   * Where the word or list that stands here ends: at a space or closing parenthesis outside strings and lists.
   * @param stop where to stop instead, outside strings and lists.
   */
  junkEnd(stop: RegExp): number {
    let depth = 0;
    let at = this.at;
    for (; at < this.text.length; at++) {
      const char = this.text[at] ?? '';
      if (depth === 0 && stop.test(char)) return at;
      if (char === '(') depth++;
      else if (char === ')') depth = Math.max(0, depth - 1);
      else if (char === '"') at = this.#quoteEnd(at);
    }
    return Math.min(at, this.text.length);
  }

  /** The place of the quote that closes the one at `from`, or of the last character of the line. */
  #quoteEnd(from: number): number {
    let at = from + 1;
    for (; at < this.text.length; at++) {
      const char = this.text[at];
      if (char === '"') return at;
      if (char === '\\') at++;
      else if (char === '\r') break;
    }
    return at - 1;
  }
}

/** RFC 9051 sets no bound: one line of mistakes is not reported for ever. */
const FAULTS = 100;
/** `...`, `[...]`, `<uid>`. */
const ELISION = /\.\.\.|^<[A-Za-z][^<>]*>/;
const LONGEST = 200;
const UNCLOSED: ReadonlySet<ImapFaultCode> = new Set(['parenthesis-unclosed', 'bracket-unclosed']);
