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
    this.#flushText();
    s.tree.close(s.pos);
    if (this.#count === 0) s.fault('msg-id-empty', start, s.pos);
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
    let at = from;
    while (at < this.#s.end) {
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
    if (at < this.#s.end && text.charAt(at) === '>') return at;
    NOT_SPACE.lastIndex = from;
    return NOT_SPACE.test(text) ? Math.min(at, NOT_SPACE.lastIndex) : from;
  }

  /** `id-left "@" id-right` up to `to`. */
  #sides(to: number): void {
    const s = this.#s;
    const start = s.pos;
    this.#spaces(to);
    const end = this.#behindContent(s.pos, to);
    const at = lastAt(s.text, s.pos, end);
    if (s.pos >= end) s.fault('msg-id-left', start, to);
    else if (at < 0) s.fault('msg-id-no-at', s.pos, end);
    const leftTo = at < 0 ? end : at;
    if (s.pos < leftTo) this.#side(Kind.IdLeft, leftTo);
    else if (at >= 0) s.fault('msg-id-left', at, at + 1);
    if (at >= 0) {
      s.punctuation('@');
      this.#spaces(end);
      if (s.pos < end) this.#side(Kind.IdRight, end);
      else s.fault('msg-id-right', at, at + 1);
    }
    this.#spaces(to);
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
      } else if (kind === Kind.IdRight && pos === start && this.#within(this.#look.domainLiteral(pos), to)) {
        s.domainLiteral();
      } else if (this.#spaces(to)) {
        obsolete = true;
      } else if (s.peek() === '(' && this.#within(this.#look.comment(pos), to)) {
        s.comment();
        obsolete = true;
      } else if (s.match(ATOM) > pos) {
        s.take(Kind.Atom, Math.min(to, s.match(ATOM)));
      } else if (s.peek() === '.' && pos > start && pos + 1 < to && s.text.charAt(pos - 1) !== '.') {
        s.punctuation('.', Kind.Dot);
      } else {
        if (badFrom < 0) badFrom = pos;
        badTo = pos + 1;
        s.take(Kind.Junk, pos + 1);
      }
    }
    if (badFrom >= 0) s.fault(code, badFrom, badTo, s.text.slice(badFrom, badTo).slice(0, MAX_DETAIL));
    if (obsolete) s.fault('obs-msg-id', start, s.pos);
    s.tree.close(s.pos);
  }

  #within(to: number, limit: number): boolean {
    return to >= 0 && to <= limit;
  }

  /** White space inside the brackets; obsolete next to a dot or the `@`, else it breaks the identifier. */
  #spaces(to: number): boolean {
    const s = this.#s;
    const start = s.pos;
    if (start >= to || !s.fws()) return false;
    s.fault('msg-id-space', start, s.pos);
    return true;
  }

  /** Where the content without trailing white space ends. */
  #behindContent(from: number, to: number): number {
    const text = this.#s.text.slice(from, to);
    const trimmed = text.trimEnd().length;
    // A line prefix of the host may stand behind the white space; it is then read as part of it.
    return this.#s.gaps.length > 0 ? this.#look.trimEnd(from, to) : from + trimmed;
  }

  /** An identifier without brackets, a separator, or a word. */
  #outside(): void {
    const s = this.#s;
    const start = s.pos;
    const to = Math.max(start + 1, s.match(WORD));
    if (AT_INSIDE.test(s.text.slice(start, to)) && this.#textFrom < 0) {
      this.#found();
      s.tree.open(Kind.MsgId, start);
      this.#sides(to);
      s.tree.close(s.pos);
      s.fault('msg-id-brackets', start, s.pos);
      return;
    }
    if (s.peek() === '"' && this.#look.quotedString(start) > start) s.quotedString();
    else s.junk(to);
    if (this.#textFrom < 0) this.#textFrom = start;
    this.#textTo = s.pos;
  }

  /** RFC 5322 4.5.4: phrases may stand between identifiers; one fault for a run of words. */
  #flushText(): void {
    if (this.#textFrom >= 0) this.#s.fault('msg-id-text', this.#textFrom, this.#textTo);
    this.#textFrom = -1;
  }
}

/** The last `@` in `[from, to)`, or -1. */
function lastAt(text: string, from: number, to: number): number {
  const at = text.slice(from, to).lastIndexOf('@');
  return at < 0 ? -1 : from + at;
}

const MAX_DETAIL = 20;
const CONTENT = /[^<>"\r\n \t]+/y;
const NOT_SPACE = /[^<>\r\n \t]*/y;
/** Words outside brackets end at white space, a comma, a bracket or a comment. */
const WORD = /[^ \t\r\n<>,;("]+/y;
const AT_INSIDE = /[^@]@[^@]/;
const GREATER = />+/y;
/** RFC 5322 3.2.3; RFC 6532 3.2 adds what is not ASCII. */
const ATOM = /[^\0-\x20()<>[\]:;@\\,."\x7f]+/y;
const DOT_ATOM = /[^\0-\x20()<>[\]:;@\\,."\x7f]+(?:\.[^\0-\x20()<>[\]:;@\\,."\x7f]+)*/y;
