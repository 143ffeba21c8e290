// Received: the clauses of one transfer and its date (RFC 5321 4.4), as mail servers write them.

import { Kind } from '../../syntax/kinds.ts';
import { receivedClauses } from '../receivedClauses.ts';
import { Scanner } from '../scanner.ts';
import { addressTokens, Token } from './addressTokens.ts';
import { parseDateTime } from './dateTime.ts';
import type { FieldParser } from './parser.ts';
import { TokenWriter } from './tokenWriter.ts';

/** Reads `from`, `by`, `via`, `with`, `id`, `for` and registered clauses, then the date behind the last semicolon. */
export const parseReceived: FieldParser = (s) => {
  const w = new TokenWriter(s, addressTokens(s, 'comment'));
  w.writeTo(w.kind(0) === Token.Fws ? 1 : 0);
  w.open(Kind.Received);
  const date = dateStart(w);
  const clauses = new ClauseReader(w);
  clauses.read(date.stop);
  if (date.semicolon) {
    w.write();
    readDate(w, clauses);
  } else if (date.stop < w.tokens.count) {
    s.fault('received-no-semicolon', s.pos, s.pos);
    readDate(w, clauses);
  } else {
    s.fault('received-no-date', w.endOfSolid(0, date.stop), s.pos);
  }
  w.close();
};

/** Reads the date and the clauses that some servers write behind it (`; Thu, 20 Mar 2003 ... for <u@b.example>`). */
function readDate(w: TokenWriter, clauses: ClauseReader): void {
  const { s } = w;
  const { count } = w.tokens;
  const behind = clauses.next(w.i);
  const date = new Scanner(s.text, s.pos, behind < count ? w.from(behind) : s.end, s.tree, s.gaps);
  parseDateTime(date, 'comment');
  for (const fault of date.faults) s.faults.push(fault);
  s.pos = date.pos;
  if (behind >= count) return;
  s.fault('date-text-after', s.pos, w.endOfSolid(behind, count));
  w.i = behind;
  clauses.read(count);
}

/**
 * The token the date starts at, or its semicolon: the last one outside comments, quotes and brackets. Without one,
 * a day of the week with its comma shows where the date starts.
 */
function dateStart(w: TokenWriter): { stop: number; semicolon: boolean } {
  const { count } = w.tokens;
  for (let i = count - 1; i >= 0; i--) if (w.kind(i) === Token.Semicolon) return { stop: i, semicolon: true };
  for (let i = count - 1; i > 0; i--) {
    const isDay = w.kind(i) === Token.Atom && DAY_OF_WEEK.test(w.s.text.slice(w.from(i), w.to(i)));
    if (isDay && w.kind(i + 1) === Token.Comma) return { stop: i, semicolon: false };
  }
  return { stop: count, semicolon: false };
}

/** Splits the tokens in front of the date into clauses: a name, a value of one word or more, and comments. */
class ClauseReader {
  readonly #w: TokenWriter;
  #stop = 0;
  readonly #seen = new Set<string>();
  /** The rank of the last ordered clause. */
  #rank = -1;

  constructor(w: TokenWriter) {
    this.#w = w;
  }

  /** Reads from the writer's token up to token `stop`. */
  read(stop: number): void {
    const w = this.#w;
    this.#stop = stop;
    while (w.i < this.#stop) {
      if (w.kind(w.i) <= Token.Comment) w.write();
      else if (this.#clauseAt(w.i) !== undefined) this.#clause();
      else this.#text();
    }
  }

  /** The first keyword from token `i` on; the number of tokens where there is none. */
  next(i: number): number {
    const { count } = this.#w.tokens;
    this.#stop = count;
    let next = i;
    while (next < count && this.#clauseAt(next) === undefined) next++;
    return next;
  }

  /** The name of the clause whose keyword token `i` is, in lower case. */
  #clauseAt(i: number): string | undefined {
    const w = this.#w;
    // A keyword is a word of its own: `by` in `by.example.com` or `id=1` is none.
    if (i >= this.#stop || w.kind(i) !== Token.Atom) return undefined;
    if (i > 0 && w.kind(i - 1) > Token.Comment) return undefined;
    if (i + 1 < this.#stop && !STARTS_WORD.has(w.kind(i + 1))) return undefined;
    if (w.to(i) - w.from(i) > MAX_NAME) return undefined;
    const name = w.s.text.slice(w.from(i), w.to(i)).toLowerCase();
    return receivedClauses.has(name) ? name : undefined;
  }

  #clause(): void {
    const w = this.#w;
    const { s } = w;
    const start = s.pos;
    const name = this.#clauseAt(w.i) ?? '';
    s.tree.open(Kind.ReceivedClause, start);
    s.take(Kind.ClauseName, w.to(w.i));
    w.i++;
    this.#judge(name, start, s.pos);
    const first = Math.min(w.solid(w.i), this.#stop);
    // A value may be spelled like a keyword; two keywords in a row mean that the first has no value.
    const second = this.#clauseAt(first) === undefined ? -1 : Math.min(w.solid(first + 1), this.#stop);
    const empty = first >= this.#stop || (second >= 0 && this.#clauseAt(second) === undefined);
    if (empty) {
      // `from ([192.0.2.1])`: the comment says it all.
      if (!this.#comment(first)) s.fault('received-clause-empty', start, s.pos, name);
    } else {
      w.writeTo(first);
      this.#value(name);
    }
    w.writeComments(Math.min(w.solid(w.i), this.#stop));
    s.tree.close(s.pos);
  }

  /** Whether a comment stands in front of token `to`. */
  #comment(to: number): boolean {
    for (let i = this.#w.i; i < to; i++) if (this.#w.kind(i) === Token.Comment) return true;
    return false;
  }

  /** Everything up to the next keyword; several words are common (`with Microsoft SMTP Server`) and recorded. */
  #value(name: string): void {
    const w = this.#w;
    const { s } = w;
    const start = s.pos;
    let end = w.i + 1;
    let words = 1;
    for (let i = end; i < this.#stop; i++) {
      if (w.kind(i) <= Token.Comment) continue;
      // The date is behind the last semicolon; one in front of it belongs to no clause.
      if (this.#clauseAt(i) !== undefined || w.kind(i) === Token.Semicolon) break;
      if (w.spaceBefore(i, 0)) words++;
      end = i + 1;
    }
    s.tree.open(Kind.ClauseValue, start);
    this.#words(s, end);
    s.tree.close(s.pos);
    if (words > 1) s.fault('received-value-words', start, s.pos, name);
  }

  #words(s: Scanner, end: number): void {
    const w = this.#w;
    while (w.i < end) {
      if (w.kind(w.i) === Token.Junk) {
        const lonely = s.text.charAt(s.pos);
        if (lonely === '(' || lonely === ')' || lonely === '"') w.badToken(w.i);
      }
      w.write();
    }
  }

  /** Words that no keyword precedes. */
  #text(): void {
    const w = this.#w;
    const start = w.s.pos;
    let end = w.i;
    for (let i = w.i; i < this.#stop && this.#clauseAt(i) === undefined; i++) {
      if (w.kind(i) > Token.Comment) end = i + 1;
    }
    this.#words(w.s, end);
    w.s.fault('received-text', start, w.s.pos);
  }

  #judge(name: string, from: number, to: number): void {
    const { s } = this.#w;
    if (this.#seen.has(name)) s.fault('received-clause-repeated', from, to, name);
    this.#seen.add(name);
    const rank = receivedClauses.get(name)?.rank ?? 0;
    if (rank < this.#rank) s.fault('received-clause-order', from, to, name);
    this.#rank = Math.max(this.#rank, rank);
  }
}

const MAX_NAME = 8;
const DAY_OF_WEEK = /^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)$/i;
/** What may stand right behind a keyword: white space, a comment, or what starts a value without a space. */
const STARTS_WORD = new Set<number>([
  Token.Fws,
  Token.Comment,
  Token.Less,
  Token.DomainLiteral,
  Token.QuotedString,
]);
