// Message identifiers, one or several (RFC 5322 3.6.4 and 4.5.4), and content identifiers, which are written alike.

import { Kind } from '../../syntax/kinds.ts';
import type { Scanner } from '../scanner.ts';
import { Lookahead } from './lookahead.ts';
import type { FieldParser } from './parser.ts';

/** Reads one identifier; a second one is a fault. */
export const parseMsgId: FieldParser = (s) => {
  new MsgIdReader(s, true).read();
};

/** Reads identifiers with white space between them. */
export const parseMsgIdList: FieldParser = (s) => {
  new MsgIdReader(s, false).read();
};

class MsgIdReader {
  readonly #s: Scanner;
  readonly #look: Lookahead;
  readonly #single: boolean;
  #count = 0;
  #secondFrom = 0;
  /** The words outside identifiers that are not reported yet. */
  #textFrom = -1;
  #textTo = 0;

  constructor(s: Scanner, single: boolean) {
    this.#s = s;
    this.#look = new Lookahead(s);
    this.#single = single;
  }

  read(): void {
    const s = this.#s;
    s.fws();
    const start = s.pos;
    s.tree.open(Kind.MsgIdList, start);
    while (!s.atEnd) {
      if (this.#cfws()) continue;
      if (s.peek() === '<') this.#bracketed();
      else this.#outside();
    }
    const text = this.#textFrom >= 0;
    this.#flushText();
    s.tree.close(s.pos);
    if (this.#count === 0 && !text) s.fault('msg-id-empty', start, s.pos);
    else if (this.#single && this.#count > 1) s.fault('msg-id-several', this.#secondFrom, s.pos);
  }

  /** White space and closed comments. */
  #cfws(): boolean {
    const { pos } = this.#s;
    const to = this.#look.cfws(pos);
    while (this.#s.pos < to && (this.#s.fws() || this.#s.comment()));
    return this.#s.pos > pos;
  }

  #found(): void {
    this.#flushText();
    this.#count++;
    if (this.#count === 2) this.#secondFrom = this.#s.pos;
  }

  #bracketed(): void {
    const s = this.#s;
    this.#found();
    const start = s.pos;
    s.tree.open(Kind.MsgId, start);
    s.punctuation('<');
    const to = this.#end(s.pos);
    const closed = s.text.charAt(to) === '>' && to < s.end;
    this.#sides(to);
    if (closed) s.punctuation('>');
    else s.fault('msg-id-brackets', start, s.pos);
    s.tree.close(s.pos);
    const extra = s.pos;
    if (closed && s.leaf(GREATER, Kind.Junk)) s.fault('msg-id-brackets', extra, s.pos);
  }

  /** Where the content behind a `<` ends: at its `>`, else in front of the next `<` or of white space. */
  #end(from: number): number {
    const { text } = this.#s;
    const limit = Math.min(this.#s.end, from + MAX_ID);
    let at = from;
    while (at < limit) {
      CONTENT.lastIndex = at;
      if (CONTENT.test(text)) at = CONTENT.lastIndex;
      const character = text.charAt(at);
      const quoted = character === '"' ? this.#look.quotedString(at) : -1;
      const white = this.#look.fws(at);
      if (quoted > at) at = quoted;
      else if (character === '"') at++;
      else if (white > at) at = white;
      else break;
    }
    if (at < limit && text.charAt(at) === '>') return at;
    NOT_SPACE.lastIndex = from;
    return NOT_SPACE.test(text) ? Math.min(at, NOT_SPACE.lastIndex) : from;
  }

  /** `id-left "@" id-right` up to `to`. */
  #sides(to: number): void {
    const s = this.#s;
    const start = s.pos;
    const { end, at } = this.#survey(start, to);
    this.#spaces(to);
    if (end <= start) {
      s.fault('msg-id-empty', start, to);
      return;
    }
    if (at < 0) s.fault('msg-id-no-at', s.pos, end);
    const leftTo = at < 0 ? end : at;
    if (s.pos < leftTo) this.#side(Kind.IdLeft, leftTo);
    else s.fault('msg-id-left', at, at + 1);
    if (at >= 0) {
      s.punctuation('@');
      this.#spaces(end);
      if (s.pos < end) this.#side(Kind.IdRight, end);
      else s.fault('msg-id-right', at, at + 1);
    }
    this.#spaces(to);
  }

  /** Where what is no white space ends, and the last `@` in it (-1 without one). Line prefixes are white space. */
  #survey(from: number, to: number): { end: number; at: number } {
    const { text } = this.#s;
    let end = from;
    let at = -1;
    for (let piece = this.#look.fws(from); piece < to; piece = this.#look.fws(end)) {
      // Only up to `to`: the text may go on without white space for long.
      const word = NOT_WHITE.exec(text.slice(piece, to))?.[0] ?? ' ';
      end = piece + word.length;
      const found = word.lastIndexOf('@');
      if (found >= 0) at = piece + found;
    }
    return { end, at };
  }

  /** One side: dot-atom-text, a literal on the right, or an obsolete form with quotes and white space. */
  #side(kind: Kind, to: number): void {
    const s = this.#s;
    const code = kind === Kind.IdLeft ? 'msg-id-left' : 'msg-id-right';
    const start = s.pos;
    s.tree.open(kind, start);
    if (s.match(DOT_ATOM) === to) {
      s.take(Kind.Atom, to);
      s.tree.close(s.pos);
      return;
    }
    let badFrom = -1;
    let badTo = 0;
    let obsolete = false;
    while (s.pos < to) {
      const { pos } = s;
      if (s.peek() === '"' && this.#within(this.#look.quotedString(pos), to)) {
        s.quotedString();
        obsolete = true;
      } else if (
        kind === Kind.IdRight &&
        pos === start &&
        s.peek() === '[' &&
        this.#within(this.#look.domainLiteral(pos), to)
      ) {
        s.domainLiteral();
        // RFC 5322 3.6.4: nothing follows a literal.
        if (s.pos < to && this.#look.cfws(s.pos) === s.pos) {
          badFrom = s.pos;
          badTo = to;
        }
      } else if (this.#spaces(to)) {
        continue;
      } else if (s.peek() === '(' && this.#within(this.#look.comment(pos), to)) {
        s.comment();
        obsolete = true;
      } else if (s.match(ATOM) > pos) {
        s.take(Kind.Atom, Math.min(to, s.match(ATOM)));
      } else if (s.peek() === '.' && pos > start && pos + 1 < to && s.text.charAt(pos - 1) !== '.') {
        s.punctuation('.', Kind.Dot);
      } else {
        if (badFrom < 0) badFrom = pos;
        badTo = Math.max(badTo, pos + 1);
        s.take(Kind.Junk, pos + 1);
      }
    }
    if (badFrom >= 0) s.fault(code, badFrom, badTo, s.own(badFrom, badTo).slice(0, MAX_DETAIL));
    if (obsolete) s.fault('obs-msg-id', start, s.pos);
    s.tree.close(s.pos);
  }

  #within(to: number, limit: number): boolean {
    return to >= 0 && to <= limit;
  }

  /** White space inside the brackets: obsolete next to a dot, the `@` or a bracket, else it breaks the identifier. */
  #spaces(to: number): boolean {
    const s = this.#s;
    const start = s.pos;
    if (start >= to || !s.fws()) return false;
    const around = s.text.charAt(start - 1) + s.text.charAt(s.pos);
    s.fault(BREAKABLE.test(around) ? 'obs-msg-id' : 'msg-id-space', start, s.pos);
    return true;
  }

  /** An identifier without brackets, a separator, or a word. */
  #outside(): void {
    const s = this.#s;
    const start = s.pos;
    const to = Math.max(start + 1, s.match(WORD));
    const word = s.text.slice(start, to);
    const alone = this.#count === 0 && this.#look.cfws(to) >= s.end && WORD_START.test(word);
    if ((AT_INSIDE.test(word) || alone) && this.#textFrom < 0) {
      this.#found();
      s.tree.open(Kind.MsgId, start);
      this.#sides(to);
      s.tree.close(s.pos);
      s.fault('msg-id-brackets', start, s.pos);
      return;
    }
    if (s.peek() === '"' && this.#look.quotedString(start) > start) s.quotedString();
    else s.take(Kind.Junk, to);
    if (this.#textFrom < 0) this.#textFrom = start;
    this.#textTo = s.pos;
  }

  /** RFC 5322 4.5.4: phrases may stand between identifiers; one fault for a run of words. */
  #flushText(): void {
    if (this.#textFrom >= 0) this.#s.fault('msg-id-text', this.#textFrom, this.#textTo);
    this.#textFrom = -1;
  }
}

const MAX_DETAIL = 20;
/** RFC 5322 2.1.1: no line is longer than 998 characters, so no identifier is. */
const MAX_ID = 2000;
const BREAKABLE = /[.@<>()]/;
const NOT_WHITE = /^[^ \t\r\n]+/;
const CONTENT = /[^<>"\r\n \t]+/y;
const NOT_SPACE = /[^<>\r\n \t]*/y;
/** Words outside brackets end at white space, a comma, a bracket or a comment. */
const WORD = /[^ \t\r\n<>,;("]+/y;
const WORD_START = /^[^,;]/;
const AT_INSIDE = /[^@]@[^@]/;
const GREATER = />+/y;
/** RFC 5322 3.2.3; RFC 6532 3.2 adds what is not ASCII. */
const ATOM = /[^\0-\x20()<>[\]:;@\\,."\x7f]+/y;
const DOT_ATOM = /[^\0-\x20()<>[\]:;@\\,."\x7f]+(?:\.[^\0-\x20()<>[\]:;@\\,."\x7f]+)*/y;
