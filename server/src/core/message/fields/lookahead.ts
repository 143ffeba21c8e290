// Looks ahead for the end of what has an opening and a closing character, so that a missing one stays a local fault.

import { TreeBuilder } from '../../syntax/tree.ts';
import { Scanner } from '../scanner.ts';
import { parseEncodedWord } from './encodedWord.ts';

/**
 * Finds where lexical tokens would end, without writing them. A comment, quoted string or domain literal that is
 * never closed would swallow the rest of the field; the caller reads its opening character as junk instead.
 *
 * Each search that fails runs to the end of the field, so their number is bounded: after `MAX_FAILURES` every
 * opening character counts as unclosed, which keeps the work linear.
 */
export class Lookahead {
  readonly #scratch: Scanner;
  #failures = 0;

  constructor(s: Scanner) {
    nowhere.reset();
    this.#scratch = new Scanner(s.text, s.pos, s.end, nowhere, s.gaps);
  }

  /** Where folding white space at `at` ends; `at` where there is none. */
  fws(at: number): number {
    return this.#scratch.fwsEnd(at);
  }

  /** Where the comments and white space at `at` end; an unclosed comment is none. */
  cfws(at: number): number {
    let to = at;
    for (;;) {
      const next = this.#scratch.text.charAt(to) === '(' ? this.comment(to) : this.fws(to);
      if (next <= to) return to;
      to = next;
    }
  }

  /** Where the comment at `at` ends, or -1 where it is not closed. */
  comment(at: number): number {
    return this.#closed(at, 'comment-unclosed', (s) => s.comment());
  }

  /** Where the quoted string at `at` ends, or -1 where it is not closed. */
  quotedString(at: number): number {
    const to = this.#closed(at, 'quoted-string-unclosed', (s) => s.quotedString());
    if (to < 0 || !SWALLOWED.test(this.#scratch.text.slice(at, to))) return to;
    // `"John <j@x>, "Mary" <m@y>`: the quote that seems to close opens the next name.
    ATEXT.lastIndex = to;
    return ATEXT.test(this.#scratch.text) ? -1 : to;
  }

  /**
   * Where the domain literal at `at` ends, or -1 where it is not closed. RFC 5322 3.4.1 allows any character but
   * brackets and the backslash; one with `@`, `<`, `>` or a comma is taken for unclosed, as the `]` is another's.
   */
  domainLiteral(at: number): number {
    const s = this.#scratch;
    if (s.text.charAt(at) !== '[') return -1;
    s.pos = at + 1;
    while (!s.atEnd) {
      s.pos = s.match(LITERAL_TEXT);
      if (s.peek() === ']') return s.pos + 1;
      if (s.peek() === '\\' && s.pos + 1 < s.end && !LINE_END.test(s.text.charAt(s.pos + 1))) s.pos += 2;
      else if (!s.fws()) return -1;
    }
    return -1;
  }

  /** Where the comment, quoted string or domain literal that `opening` starts ends; -1 where it is not closed. */
  paired(at: number, opening: string): number {
    switch (opening) {
      case '(':
        return this.comment(at);
      case '"':
        return this.quotedString(at);
      case '[':
        return this.domainLiteral(at);
      default:
        return -1;
    }
  }

  /** Where the encoded-word at `at` ends, or -1 where there is none. */
  encodedWord(at: number): number {
    this.#scratch.pos = at;
    return parseEncodedWord(this.#scratch) ? this.#scratch.pos : -1;
  }

  #closed(at: number, unclosed: string, read: (scanner: Scanner) => boolean): number {
    if (this.#failures >= MAX_FAILURES) return -1;
    const s = this.#scratch;
    s.pos = at;
    s.faults.length = 0;
    nowhere.reset();
    if (!read(s)) return -1;
    if (!s.faults.some((fault) => fault.code === unclosed)) return s.pos;
    this.#failures++;
    return -1;
  }
}

const MAX_FAILURES = 4;
/** Where the scanners that look ahead write; nobody reads it. */
const nowhere = new TreeBuilder();
/** An address and a separator inside a quoted string. */
const SWALLOWED = /<[^\s<>"@]+@[^\s<>"@]+>[ \t]*[,;]/;
const ATEXT = /[^\0-\x20()<>[\]:;@\\,."\x7f]/y;
const LITERAL_TEXT = /[^[\]\\<>@,\r\n \t]+/y;
const LINE_END = /[\r\n]/;
