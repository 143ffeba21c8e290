// Reads the lexical tokens of a header field (RFC 5322 3.2, RFC 2045 5.1) and writes them as leaves of its tree.

import { Kind } from '../syntax/kinds.ts';
import type { TreeBuilder } from '../syntax/tree.ts';
import type { TextRange } from '../text/range.ts';
import type { Fault, FaultCode } from './faults.ts';

/**
 * Scans the value of one header field. Positions are UTF-16 offsets relative to the field's start in the host
 * document; `gaps` are the pieces of `text` that are not the field's own (prefixes of a transcript). Every read
 * method that consumes something writes it to `tree`, so that the tree is lossless by construction.
 *
 * A line end inside a field is always the start of folding white space: the header block ends a field where the
 * next line does not continue it.
 */
export class Scanner {
  readonly text: string;
  readonly end: number;
  readonly tree: TreeBuilder;
  readonly faults: Fault[] = [];
  readonly gaps: readonly TextRange[];
  pos: number;

  constructor(text: string, from: number, end: number, tree: TreeBuilder, gaps: readonly TextRange[]) {
    this.text = text;
    this.pos = from;
    this.end = end;
    this.tree = tree;
    this.gaps = gaps;
  }

  get atEnd(): boolean {
    return this.pos >= this.end;
  }

  /** The character at the position, or '' at the end. */
  peek(): string {
    return this.pos < this.end ? this.text.charAt(this.pos) : '';
  }

  fault(code: FaultCode, from: number, to: number, detail?: string): void {
    this.faults.push(detail === undefined ? { code, from, to } : { code, from, to, detail });
  }

  /** Reads what the sticky pattern matches as one leaf; false where it matches nothing. It must not match line ends. */
  leaf(pattern: RegExp, kind: Kind): boolean {
    const to = this.match(pattern);
    if (to <= this.pos) return false;
    this.take(kind, to);
    return true;
  }

  /** Where the sticky pattern's match at the position ends (at most `end`); the position where it does not match. */
  match(pattern: RegExp): number {
    pattern.lastIndex = this.pos;
    return pattern.test(this.text) ? Math.min(pattern.lastIndex, this.end) : this.pos;
  }

  /** Writes everything up to `to` as one leaf. */
  take(kind: Kind, to: number): void {
    this.tree.leaf(kind, this.pos, to);
    this.pos = to;
  }

  /** Reads one given character. */
  punctuation(character: string, kind: Kind = Kind.Punctuation): boolean {
    if (this.peek() !== character) return false;
    this.take(kind, this.pos + 1);
    return true;
  }

  /** Folding white space (RFC 5322 3.2.2), line prefixes of the host included; false where there is none. */
  fws(): boolean {
    const start = this.pos;
    for (;;) {
      const gap = this.gaps.length > 0 ? this.#gapAt(this.pos) : undefined;
      const to = gap ? Math.min(gap.to, this.end) : this.#spaceEnd(this.pos);
      if (to <= this.pos) return this.pos > start;
      this.take(gap ? Kind.LinePrefix : Kind.Fws, to);
    }
  }

  /** Where the folding white space at `at` ends, without a move and without a leaf. */
  fwsEnd(at: number): number {
    for (let end = at; ;) {
      const gap = this.gaps.length > 0 ? this.#gapAt(end) : undefined;
      const to = gap ? Math.min(gap.to, this.end) : this.#spaceEnd(end);
      if (to <= end) return end;
      end = to;
    }
  }

  /** Where the white space at `at` ends, at the latest behind the line end that a line prefix may follow. */
  #spaceEnd(at: number): number {
    // Asked between any two tokens, and mostly in vain.
    const code = this.text.charCodeAt(at);
    if (at >= this.end || (code !== SPACE && code !== TAB && code !== CR && code !== LF)) return at;
    const pattern = this.gaps.length > 0 ? WSP_TO_LINE_END : FWS;
    pattern.lastIndex = at;
    return pattern.test(this.text) ? Math.min(pattern.lastIndex, this.end) : at;
  }

  /** Comments and folding white space (RFC 5322 3.2.2); false where there is none. */
  cfws(): boolean {
    const start = this.pos;
    while (this.fws() || this.comment());
    return this.pos > start;
  }

  /** A comment with those nested in it, iteratively. */
  comment(): boolean {
    if (this.peek() !== '(') return false;
    const start = this.pos;
    let depth = 0;
    do {
      switch (this.peek()) {
        case '(':
          this.tree.open(Kind.Comment, this.pos);
          this.punctuation('(');
          depth++;
          break;
        case ')':
          this.punctuation(')');
          this.tree.close(this.pos);
          depth--;
          break;
        case '\\':
          this.#quotedPair();
          break;
        default:
          if (!this.leaf(COMMENT_TEXT, Kind.CommentText)) this.fws();
      }
    } while (depth > 0 && !this.atEnd);
    if (depth > 0) {
      this.fault('comment-unclosed', start, this.pos);
      while (depth-- > 0) this.tree.close(this.pos);
    }
    return true;
  }

  /** A quoted string (RFC 5322 3.2.4), without the white space around it. */
  quotedString(): boolean {
    if (this.peek() !== '"') return false;
    const start = this.pos;
    this.tree.open(Kind.QuotedString, start);
    this.punctuation('"', Kind.Quote);
    let closed = false;
    while (!this.atEnd && !closed) {
      if (this.peek() === '"') closed = this.punctuation('"', Kind.Quote);
      else if (this.peek() === '\\') this.#quotedPair();
      else if (!this.leaf(QUOTED_TEXT, Kind.QuotedText)) this.fws();
    }
    if (!closed) this.fault('quoted-string-unclosed', start, this.pos);
    this.tree.close(this.pos);
    return true;
  }

  /** A domain literal (RFC 5322 3.4.1), without the white space around it. */
  domainLiteral(): boolean {
    if (this.peek() !== '[') return false;
    const start = this.pos;
    this.tree.open(Kind.DomainLiteral, start);
    this.punctuation('[');
    let closed = false;
    while (!this.atEnd && !closed) {
      if (this.peek() === ']') closed = this.punctuation(']');
      else if (this.peek() === '\\') this.#quotedPair();
      else if (this.peek() === '[') this.take(Kind.Junk, this.pos + 1);
      else if (!this.leaf(DOMAIN_TEXT, Kind.DomainLiteralText)) this.fws();
    }
    if (!closed) this.fault('addr-domain-literal-unclosed', start, this.pos);
    this.tree.close(this.pos);
    return true;
  }

  /** An atom (RFC 5322 3.2.3; RFC 6532 3.2 adds what is not ASCII), without the white space around it. */
  atom(kind: Kind = Kind.Atom): boolean {
    return this.leaf(ATEXT, kind);
  }

  /** A token (RFC 2045 5.1). */
  token(kind: Kind = Kind.Token): boolean {
    return this.leaf(TOKEN, kind);
  }

  /** Everything up to `to` (or the end) that no grammar reads, white space apart, as junk leaves. */
  junk(to: number = this.end, kind: Kind = Kind.Junk): void {
    const stop = Math.min(to, this.end);
    while (this.pos < stop) {
      if (this.fws()) continue;
      // Looked for in the piece alone: callers ask for short pieces of long fields.
      const space = this.text.slice(this.pos, stop).search(WHITE);
      this.take(kind, space < 0 ? stop : Math.max(this.pos + 1, this.pos + space));
    }
  }

  /** A quoted pair (RFC 5322 3.2.1); a backslash at the end of a line quotes nothing and is a fault. */
  #quotedPair(): void {
    const next = this.text.charAt(this.pos + 1);
    if (this.pos + 1 >= this.end || next === '\r' || next === '\n') {
      this.fault('quoted-pair-at-end', this.pos, this.pos + 1);
      this.take(Kind.Junk, this.pos + 1);
      return;
    }
    const wide = SURROGATE_PAIR.test(this.text.slice(this.pos + 1, this.pos + 3));
    this.take(Kind.QuotedPair, Math.min(this.end, this.pos + (wide ? 3 : 2)));
  }

  /** The field's own text of a range: line prefixes are left out. */
  own(from: number, to: number): string {
    let text = '';
    let at = from;
    for (const gap of this.#gapsIn(from, to)) {
      text += this.text.slice(at, gap.from);
      at = Math.min(to, gap.to);
    }
    return text + this.text.slice(at, to);
  }

  /** The text of a range with spaces in place of line prefixes, for patterns that look over folds. */
  blanked(from: number, to: number): string {
    let text = '';
    let at = from;
    for (const gap of this.#gapsIn(from, to)) {
      text += this.text.slice(at, gap.from) + ' '.repeat(Math.min(to, gap.to) - gap.from);
      at = Math.min(to, gap.to);
    }
    return text + this.text.slice(at, to);
  }

  /** The gaps that start in a range. */
  #gapsIn(from: number, to: number): readonly TextRange[] {
    return this.gaps.length === 0 ? this.gaps : this.gaps.filter((gap) => from <= gap.from && gap.from < to);
  }

  #gapAt(at: number): TextRange | undefined {
    let low = 0;
    let high = this.gaps.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.gaps[middle]?.from ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    const gap = this.gaps[low];
    return gap?.from === at && gap.to > at ? gap : undefined;
  }
}

const FWS = /[ \t\r\n]+/y;
const WSP_TO_LINE_END = /[ \t]+(?:\r\n|\r|\n)?|\r\n|\r|\n/y;
const WHITE = /[ \t\r\n]/;
const SURROGATE_PAIR = /^[\ud800-\udbff][\udc00-\udfff]/;
const COMMENT_TEXT = /[^()\\\r\n \t]+/y;
const QUOTED_TEXT = /[^"\\\r\n]+/y;
const DOMAIN_TEXT = /[^[\]\\\r\n \t]+/y;
const ATEXT = /[^\0-\x20()<>[\]:;@\\,."\x7f]+/y;
const SPACE = 32;
const TAB = 9;
const CR = 13;
const LF = 10;
const TOKEN = /[^\0-\x20()<>@,;:\\"/[\]?=\x7f]+/y;
